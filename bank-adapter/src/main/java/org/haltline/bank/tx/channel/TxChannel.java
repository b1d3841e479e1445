package org.haltline.bank.tx.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.haltline.bank.line.Door;
import org.haltline.bank.line.HandingOn;
import org.haltline.bank.line.Repeats;
import org.haltline.bank.line.SentBook;
import org.haltline.bank.line.SentOrder;
import org.haltline.bank.line.Taken;
import org.haltline.bank.tx.NextStep;
import org.haltline.bank.tx.Papers;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxFeedback;
import org.haltline.bank.tx.TxHead;
import org.haltline.bank.tx.TxMessage;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.TxRead;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxResult;
import org.haltline.bank.tx.channel.TxMailbox.Letter;
import org.haltline.bank.tx.channel.TxMailbox.Standing;
import org.haltline.bank.tx.orders.TxDraft;
import org.haltline.bank.tx.orders.TxDrafts;
import org.haltline.bank.tx.orders.TxReceipts;
import org.haltline.bank.tx.orders.TxTrail;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Orders to one bank as TX messages in a mailbox: the bank fetches them, and feeds back later. An
/// order that lies here is being worked on; one that lies here while the bank stays away is not
/// answered.
public final class TxChannel implements Channel, Door {
  private static final Logger log = LoggerFactory.getLogger(TxChannel.class);

  private static final String LANGUAGE = "tx";

  private final Vertx vertx;
  private final String institution;
  private final TxReach reach;
  private final TxPost post;
  private final InstantSource clock;
  private final TxCodec codec;
  private final TxDrafts drafts;
  private final TxReceipts receipts;
  private final TxMailbox mailbox;
  private final SentBook book;
  private final SecureRandom dice = new SecureRandom();
  private final Map<OrderId, OrderSignature> signatures = new ConcurrentHashMap<>();
  private volatile @Nullable FeedbackSink sink;

  /// Opens the book; blocks.
  public TxChannel(
      Vertx vertx, String institution, TxReach reach, TxPost post, InstantSource clock) {
    this.vertx = vertx;
    this.institution = institution;
    this.reach = reach;
    this.post = post;
    this.clock = clock;
    this.codec = new TxCodec(reach.options());
    this.drafts = new TxDrafts(post.sender(), reach.bank(), reach.options(), this::number);
    this.receipts = new TxReceipts(reach.options());
    this.mailbox = new TxMailbox(reach.againAfter(), clock.instant());
    this.book = SentBook.open(post.books().resolve(institution + ".sent"), clock.instant());
  }

  @Override
  public String name() {
    return reach.name();
  }

  @Override
  public Optional<String> cannot(Order order) {
    return drafts.cannot(order).or(() -> lacksPapers(order));
  }

  /// What the bank demands and nobody here can make.
  private Optional<String> lacksPapers(Order order) {
    Map<Papers.Kind, Integer> there = post.papers().there(order.kind());
    List<Papers.Missing> missing =
        TxDrafts.code(order.kind())
            .map(code -> Papers.missing(code, there, reach.options()))
            .orElse(List.of());
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        missing.stream().map(Papers.Missing::zh).collect(Collectors.joining(";"))
            + " / "
            + missing.stream().map(Papers.Missing::en).collect(Collectors.joining("; ")));
  }

  @Override
  public Future<Answer> send(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    OrderId original = order.original();
    if (order.kind().letsGo() && original != null && mailbox.neverHandedOut(original)) {
      return Future.succeededFuture(new Answer.Final(nothingToLetGo()));
    }
    return files(outgoing)
        .compose(
            files ->
                switch (drafts.draft(outgoing, files)) {
                  case TxDraft.Ready(TxRequest request) -> layIn(outgoing, request);
                  case TxDraft.Cannot(String why) ->
                      Future.succeededFuture(
                          new Answer.Final(new Receipt.NeedsPerson(clock.instant(), why)));
                });
  }

  /// The papers that this bank demands with the order. Drawing them up blocks nobody.
  private Future<List<Attachment>> files(OutgoingOrder outgoing) {
    Map<Papers.Kind, Integer> demanded =
        TxDrafts.code(outgoing.order().kind())
            .map(code -> reach.options().papers().getOrDefault(code, Map.of()))
            .orElse(Map.of());
    if (demanded.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    String number = number(outgoing.order().id());
    return vertx
        .executeBlocking(() -> post.papers().files(outgoing, number, demanded), false)
        .map(files -> Objects.requireNonNullElse(files, List.of()));
  }

  /// As the bank knows the order, or is to know it: what went out keeps the number it had.
  private String number(OrderId id) {
    return book.find(id)
        .map(SentOrder::number)
        .orElseGet(() -> TxNumbers.application(reach.options().applicationPrefix(), id));
  }

  private Receipt nothingToLetGo() {
    return new Receipt.Done(
        clock.instant(), null, null, null, "原指令银行从未取走 / the bank never fetched the earlier order");
  }

  /// Made once, where it blocks nobody.
  private @Nullable OrderSignature sign(OrderId id, TxRequest request) {
    Signer signer = post.signer();
    if (signer == null) {
      return null;
    }
    return signatures.computeIfAbsent(
        id,
        first ->
            TxSignature.over(
                TxSignature.bytes(request, post.sender().organisation(), codec, dice), signer));
  }

  @Override
  public @Nullable OrderSignature signature(OutgoingOrder order) {
    return signatures.get(order.order().id());
  }

  /// First into the book, then into the box: a bank that answers at once finds its order known.
  private Future<Answer> layIn(OutgoingOrder outgoing, TxRequest request) {
    OrderId id = outgoing.order().id();
    return vertx
        .executeBlocking(
            () -> {
              var letter = new Letter(request, sign(id, request));
              boolean neverSeen =
                  book.note(SentOrder.of(outgoing).numbered(request.applicationId()));
              mailbox.layIn(id, letter, neverSeen);
              return id;
            })
        .compose(_ -> standing(id));
  }

  @Override
  public Future<Answer> ask(OutgoingOrder outgoing) {
    return standing(outgoing.order().id());
  }

  /// The book says whether it ever went this way; what became of one that did, its number alone
  /// does not.
  @Override
  public @Nullable Future<Answer> ask(OrderId order) {
    return book.neverHad(order) ? Future.succeededFuture(new Answer.NeverSeen()) : null;
  }

  private Future<Answer> standing(OrderId id) {
    return switch (mailbox.standing(id)) {
      case Standing.Unknown _ -> Future.succeededFuture(new Answer.NeverSeen());
      case Standing.Unfetched _ when isAway() ->
          Future.failedFuture(
              new NoAnswer(
                  "该行自 %s 起未取件".formatted(mailbox.fetchedAt()),
                  "it has fetched nothing since %s".formatted(mailbox.fetchedAt())));
      case Standing.Unfetched _, Standing.Fetched _ -> Future.succeededFuture(new Answer.Working());
      case Standing.Answered(Receipt receipt) -> Future.succeededFuture(new Answer.Final(receipt));
    };
  }

  private boolean isAway() {
    return mailbox.fetchedAt().plus(reach.fetchWithin()).isBefore(clock.instant());
  }

  @Override
  public void over(OrderId id, boolean calledBack) {
    mailbox.takeOut(id, calledBack);
    signatures.remove(id);
  }

  @Override
  public boolean neverHad(OrderId id) {
    return mailbox.neverHandedOut(id);
  }

  /// Out of the book as well: after a restart it is not looked for here.
  @Override
  public boolean takeBack(OrderId id) {
    boolean certain = mailbox.takeBack(id);
    if (certain) {
      book.forget(id);
    }
    return certain;
  }

  @Override
  public boolean noted(OrderId id) {
    return book.find(id).isPresent();
  }

  /// The bank comes to us: it is there when it was here of late.
  @Override
  public Future<Void> knock() {
    Instant last = mailbox.fetchedAt();
    if (!mailbox.everCame()) {
      return Future.failedFuture(
          new NoAnswer(
              "该行自本系统启动（%s）起未来取件".formatted(last),
              "it has not come for its mail since we began at %s".formatted(last)));
    }
    return isAway()
        ? Future.failedFuture(
            new NoAnswer(
                "该行上次取件是 %s".formatted(last), "it last came for its mail at %s".formatted(last)))
        : Future.succeededFuture();
  }

  @Override
  public void onFeedback(FeedbackSink heard) {
    sink = heard;
    post.listener().open(LANGUAGE, reach.bank().id(), this);
  }

  @Override
  public Optional<List<String>> fetch(int most) {
    return Optional.of(mailbox.fetch(most, clock.instant()).stream().map(this::carried).toList());
  }

  private String carried(Letter letter) {
    TxRequest request = letter.request();
    String us = post.sender().organisation();
    String carried =
        codec.writeBase64(
            new TxHead.ToBank(request.code(), us, TxNumbers.serial(us, dice)), request);
    return reach.showsSignature() ? TxSignature.beside(carried, letter.signature()) : carried;
  }

  /// Reading it blocks nobody else.
  @Override
  public Future<Taken> take(Buffer carried) {
    return vertx
        .executeBlocking(() -> codec.readBase64(carried.toString(US_ASCII)), false)
        .compose(read -> take(Objects.requireNonNull(read)));
  }

  private Future<Taken> take(TxRead read) {
    return switch (read) {
      case TxRead.Refused(String element, String expected) ->
          refused(400, element + ": " + expected);
      case TxRead.Message(TxHead head, TxMessage body, List<String> oddities) -> {
        if (!oddities.isEmpty()) {
          log.info(
              "{}: {} on {}: {}",
              institution,
              head.txCode().code(),
              body.applicationId(),
              oddities);
        }
        yield body instanceof TxFeedback feedback && head.txCode().isFromBank()
            ? take(feedback)
            : refused(422, head.txCode().code() + ": not taken here");
      }
    };
  }

  private Future<Taken> take(TxFeedback feedback) {
    Optional<SentOrder> sent =
        TxNumbers.order(feedback.applicationId())
            .flatMap(book::find)
            .filter(
                known -> known.number() == null || known.number().equals(feedback.applicationId()));
    if (sent.isEmpty()) {
      log.warn(
          "{}: feedback on {}, which it was never sent", institution, feedback.applicationId());
      return refused(404, "ApplicationID: no order of ours has this number");
    }
    OrderId id = sent.get().id();
    Receipt receipt = receipt(sent.get(), feedback);
    Findings told = TxTrail.of(feedback);
    if (told.tellNothing()
        && mailbox.standing(id) instanceof Standing.Answered(Receipt before)
        && Repeats.saysTheSame(before, receipt)) {
      return Future.succeededFuture(new Taken.Journalled());
    }
    FeedbackSink to = Objects.requireNonNull(sink, "opened with a sink");
    return HandingOn.to(
        to,
        new Feedback(sent.get().caseId(), id, receipt, null, told),
        last -> mailbox.answered(id, last, clock.instant()));
  }

  /// A bank that is handed a message twice may answer "dealt with before" to the second: then it
  /// has it, and the answer is still to come.
  private Receipt receipt(SentOrder sent, TxFeedback feedback) {
    Instant now = clock.instant();
    boolean before =
        TxResult.of(feedback.result())
            .filter(result -> result.next() == NextStep.ASK_OUTCOME)
            .isPresent();
    return before && mailbox.standing(sent.id()) instanceof Standing.Fetched(int times) && times > 1
        ? new Receipt.Taken(now)
        : receipts.receipt(sent, feedback, now);
  }

  private static Future<Taken> refused(int status, String why) {
    return Future.succeededFuture(new Taken.Refused(status, why));
  }

  @Override
  public Future<Void> close() {
    post.listener().shut(LANGUAGE, reach.bank().id());
    return vertx
        .executeBlocking(
            () -> {
              book.close();
              return institution;
            })
        .mapEmpty();
  }
}
