package org.haltline.telecom.smpp;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.PhoneNumber.Line;
import org.haltline.telecom.smpp.SmppLine.Handed;
import org.haltline.telecom.smpp.SmppLine.Pauses;
import org.haltline.telecom.smpp.SmppReach.Limits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warnings as text messages. A message can neither be called back nor be known again by its
/// centre, so here an order is never sent a second time by itself: what may have gone out is for a
/// person to want once more. Done means delivered.
public final class SmppChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(SmppChannel.class);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int INVALID_DESTINATION = 0x0B;
  private static final int WAITS_MAX = 100;
  private static final int JOURNALLED_WITHIN_SECONDS = 10;

  private final Vertx vertx;
  private final String institution;
  private final SmppReach reach;
  private final InstantSource clock;
  private final ProofCode proof;
  private final WarningBook book;
  private final SmppLine line;
  private final Map<OrderId, Integer> refused = new ConcurrentHashMap<>();
  private final Map<OrderId, String> underWay = new ConcurrentHashMap<>();
  private volatile @Nullable FeedbackSink sink;

  /// Opens the book; blocks.
  ///
  /// @param books the folder of it
  /// @param secret makes the proof codes; the same after a restart
  public SmppChannel(
      Vertx vertx,
      String institution,
      SmppReach reach,
      Path books,
      byte[] secret,
      InstantSource clock) {
    this(vertx, institution, reach, books, secret, clock, Pauses.USUAL);
  }

  SmppChannel(
      Vertx vertx,
      String institution,
      SmppReach reach,
      Path books,
      byte[] secret,
      InstantSource clock,
      Pauses pauses) {
    this.vertx = vertx;
    this.institution = institution;
    this.reach = reach;
    this.clock = clock;
    this.proof = new ProofCode(secret);
    this.book = WarningBook.open(books.resolve(institution + ".warnings"), clock.instant());
    this.line = new SmppLine(reach, this::heard, pauses);
  }

  @Override
  public String name() {
    return reach.name();
  }

  @Override
  public Optional<String> cannot(Order order) {
    if (order.kind() != OrderKind.WARNING_MESSAGE) {
      return Optional.of("短信通道只发预警短信 / messages carry warnings only");
    }
    boolean mobile =
        order.target() instanceof PhoneNumber number
            && (number.line() == Line.MOBILE || number.line() == Line.VIRTUAL_OPERATOR);
    return mobile
        ? Optional.empty()
        : Optional.of(
            "只能向境内手机发送 / messages go to mobile numbers here: " + order.target().display());
  }

  /// The line is bound, and asked for a sign of life, all the time.
  @Override
  public Future<Void> knock() {
    return line.isBound()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new NoAnswer(
                "与短信中心 %s 的线路未建立".formatted(reach),
                "no line to the message centre %s".formatted(reach)));
  }

  @Override
  public Future<Answer> send(OutgoingOrder outgoing) {
    Promise<Answer> answer = Promise.promise();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(sendHere(outgoing));
              } catch (InterruptedException | RuntimeException failed) {
                answer.fail(failed);
              }
            });
    return answer.future();
  }

  private Answer sendHere(OutgoingOrder outgoing) throws InterruptedException {
    Order order = outgoing.order();
    OrderId id = order.id();
    String to = ((PhoneNumber) order.target()).e164();
    if (underWay.putIfAbsent(id, proof.digest(to)) != null) {
      return new Answer.Working();
    }
    try {
      List<byte[]> parts =
          MessageParts.of(
              WarningText.of(reach.words(), proof.of(id)), Math.floorMod(id.hashCode(), 256));
      Answer known = begin(outgoing, proof.digest(to), parts.size());
      if (known != null) {
        return known;
      }
      handOver(outgoing, to.substring(1), parts);
    } finally {
      underWay.remove(id);
    }
    return standing(id);
  }

  /// Writes it down, where it may go; else what is to be said instead.
  private synchronized @Nullable Answer begin(OutgoingOrder outgoing, String number, int parts) {
    OrderId id = outgoing.order().id();
    Optional<Warning> before = book.find(id);
    if (before.isPresent() && !before.get().unsent()) {
      return said(before.get());
    }
    Instant now = clock.instant();
    Limits limits = reach.limits();
    List<Instant> sent = book.sentTo(number, now.minus(DAY), id);
    if (sent.size() >= limits.perDayMax()) {
      return over(
          now, "24小时内已发送%1$d条 / %1$d warnings within 24 hours already".formatted(sent.size()));
    }
    if (!sent.isEmpty() && sent.getLast().plus(limits.pause()).isAfter(now)) {
      return over(
          now,
          "距上一条不足%1$d分钟 / the last warning is not %1$d minutes ago"
              .formatted(limits.pause().toMinutes()));
    }
    book.begun(Warning.begun(id, outgoing.caseId(), number, now, parts));
    return null;
  }

  private static Answer over(Instant now, String why) {
    return new Answer.Final(new Receipt.Refused(now, ReasonCode.OVER_LIMIT, why));
  }

  /// Whoever was warned may ring before the network says that the warning arrived: its code stands
  /// in the case while it goes out. The rest of the warning does not wait for that.
  private void tellCode(OutgoingOrder outgoing) {
    OrderId id = outgoing.order().id();
    FeedbackSink to = sink;
    Warning begun = book.find(id).orElse(null);
    if (to == null || begun == null) {
      return;
    }
    String remark = remark("短信正在发送", "the message is going out", begun);
    to.accept(new Feedback(outgoing.caseId(), id, new Receipt.Taken(clock.instant(), remark)))
        .onFailure(
            away ->
                log.warn("{}: the code of {} is told later: {}", institution, id, away.toString()));
  }

  private void handOver(OutgoingOrder outgoing, String to, List<byte[]> parts)
      throws InterruptedException {
    OrderId id = outgoing.order().id();
    for (int part = 0; part < parts.size(); part++) {
      Handed handed = line.hand(to, parts.get(part), parts.size() > 1, reach.words().flash());
      switch (handed) {
        case Handed.Taken(String messageId) -> {
          book.taken(id, part, messageId);
          if (part == 0) {
            tellCode(outgoing);
          }
        }
        case Handed.Refused(int status) -> {
          log.warn("{}: warning {} is refused: 0x{}", institution, id, Integer.toHexString(status));
          refused.put(id, status);
          book.heard(new WarningBook.Part(id, part), DeliveryNote.State.FAILED);
          return;
        }
        case Handed.NotSent(Bilingual why) -> {
          if (part == 0) {
            book.neverLeft(id);
            throw new NoAnswer(why.zh(), why.en());
          }
          return;
        }
        case Handed.Unknown(String why) -> {
          log.warn("{}: warning {} may have gone out: {}", institution, id, why);
          return;
        }
      }
    }
  }

  private Answer standing(OrderId id) {
    return book.find(id).map(this::standing).orElseGet(Answer.NeverSeen::new);
  }

  private Answer standing(Warning it) {
    return underWay.containsKey(it.order()) && last(it) == null ? new Answer.Working() : said(it);
  }

  /// What is to be said of a warning that nobody is handing over now.
  private Answer said(Warning it) {
    Receipt last = last(it);
    if (last != null) {
      return new Answer.Final(last);
    }
    if (it.unsent()) {
      return new Answer.NeverSeen();
    }
    return it.isTaken()
        ? new Answer.Working()
        : new Answer.Final(
            new Receipt.NeedsPerson(
                clock.instant(),
                remark(
                    "短信可能已发出，不再自动重发",
                    "the message may have gone out and is not sent again by itself",
                    it)));
  }

  /// The last word about it; null as long as there is none.
  private @Nullable Receipt last(Warning it) {
    Instant now = clock.instant();
    if (it.hasFailed()) {
      Integer status = refused.get(it.order());
      boolean nobody = status != null && status == INVALID_DESTINATION;
      String number = status == null ? "" : " 0x%08x".formatted(status);
      boolean never = it.nothingTaken();
      return new Receipt.Refused(
          now,
          nobody ? ReasonCode.NO_SUCH_NUMBER : ReasonCode.OTHER,
          remark(
              (never ? "短信中心拒收" : "短信未送达") + number,
              (never ? "the message centre refuses it" : "not delivered") + number,
              it));
    }
    return it.isTaken() && it.isDelivered()
        ? new Receipt.Done(now, null, null, null, remark("短信已送达", "delivered", it))
        : null;
  }

  /// In both languages, each of them whole: a desk shows the half that is read there, and the code
  /// stands in it.
  private String remark(String zh, String en, Warning it) {
    return "%1$s，核验码 %3$s，共 %4$d 条 / %2$s, proof code %3$s, %4$d SMS"
        .formatted(zh, en, proof.of(it.order()), it.messages().size());
  }

  @Override
  public Future<Answer> ask(OutgoingOrder outgoing) {
    return Future.succeededFuture(standing(outgoing.order().id()));
  }

  /// On the line's thread. The centre is told that we have it when it is in the book, and
  /// journalled where it was the last word.
  private void heard(DeliveryNote note) throws Exception {
    WarningBook.Part part = awaitPart(note);
    if (part == null) {
      log.warn("{}: a receipt for a message that was never sent is left aside", institution);
      return;
    }
    if (note.state() == DeliveryNote.State.UNDER_WAY) {
      return;
    }
    book.heard(part, note.state());
    Warning it = book.find(part.order()).orElseThrow();
    Receipt last = last(it);
    FeedbackSink to = sink;
    if (last != null && to != null) {
      to.accept(new Feedback(it.caseId(), it.order(), last))
          .recover(
              not ->
                  not instanceof FeedbackSink.Rejected
                      ? Future.succeededFuture()
                      : Future.failedFuture(not))
          .toCompletionStage()
          .toCompletableFuture()
          .get(JOURNALLED_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// A centre may be faster with its receipt than we are with our book: as long as a warning to
  /// that number is being handed over, the receipt may be about a message whose name is not written
  /// yet.
  private WarningBook.@Nullable Part awaitPart(DeliveryNote note) throws InterruptedException {
    Set<String> numbers = new HashSet<>();
    note.numbers().forEach(number -> numbers.add(proof.digest(number)));
    for (int waits = 0; waits < WAITS_MAX; waits++) {
      boolean nothingComes =
          underWay.values().stream().noneMatch(to -> numbers.isEmpty() || numbers.contains(to));
      WarningBook.Part part = book.part(note.messageId(), numbers).orElse(null);
      if (nothingComes || (part != null && isMeant(part, numbers))) {
        return part;
      }
      Thread.sleep(20);
    }
    return book.part(note.messageId(), numbers).orElse(null);
  }

  private boolean isMeant(WarningBook.Part part, Set<String> numbers) {
    return underWay.containsKey(part.order()) || (numbers.isEmpty() && book.waits(part));
  }

  @Override
  public void over(OrderId order, boolean calledBack) {
    refused.remove(order);
  }

  @Override
  public void onFeedback(FeedbackSink heard) {
    sink = heard;
    line.start();
  }

  @Override
  public Future<Void> close() {
    return vertx
        .executeBlocking(
            () -> {
              line.close();
              book.close();
              return institution;
            },
            false)
        .mapEmpty();
  }
}
