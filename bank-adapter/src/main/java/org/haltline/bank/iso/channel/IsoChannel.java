package org.haltline.bank.iso.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.Texts;
import org.haltline.bank.iso.channel.IsoStandings.Standing;
import org.haltline.bank.iso.orders.IsoDraft;
import org.haltline.bank.iso.orders.IsoDrafts;
import org.haltline.bank.iso.orders.IsoReceipts;
import org.haltline.bank.iso.orders.IsoTrail;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoRefused;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.bank.line.Door;
import org.haltline.bank.line.HandingOn;
import org.haltline.bank.line.Repeats;
import org.haltline.bank.line.SentBook;
import org.haltline.bank.line.SentOrder;
import org.haltline.bank.line.Taken;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.core.dispatch.SmallBody;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Orders to one bank as signed ISO 20022 messages: posted to it, answered later at a door of ours.
/// That the bank has taken a message in says nothing about the order yet.
public final class IsoChannel implements Channel, Door {
  /// As it stands in the address of the door.
  public static final String LANGUAGE = "iso";

  public static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;
  private static final Logger log = LoggerFactory.getLogger(IsoChannel.class);
  private static final int SAID_LENGTH_MAX = 200;
  private static final int SIGNED_MAX = 256;

  private final Vertx vertx;
  private final String institution;
  private final IsoReach reach;
  private final IsoPost post;
  private final InstantSource clock;
  private final IsoCodec codec;
  private final IsoDrafts drafts;
  private final IsoStandings standings;
  private final SentBook book;
  private final HttpClientAgent client;
  private final Map<OrderId, OrderSignature> signatures = new ConcurrentHashMap<>();

  /// What is said again is the same bytes, so it is not signed again.
  private final Cache<OrderId, IsoCodec.Signed> signed =
      Caffeine.newBuilder().maximumSize(SIGNED_MAX).build();

  private volatile @Nullable FeedbackSink sink;

  /// Opens the book; blocks.
  public IsoChannel(
      Vertx vertx, String institution, IsoReach reach, IsoPost post, InstantSource clock) {
    boolean tls = "https".equals(reach.url().getScheme());
    if (tls && post.tls() == null) {
      throw new IllegalArgumentException(
          institution + ": a bank that is called by https wants our certificate");
    }
    this.vertx = vertx;
    this.institution = institution;
    this.reach = reach;
    this.post = post;
    this.clock = clock;
    this.codec =
        new IsoCodec(
            new IsoSeal(post.key(), post.certificate(), reach.certificate()),
            post.schemas(),
            MESSAGE_BYTES_MAX,
            clock);
    this.drafts = new IsoDrafts(post.sender(), reach.bank(), reach.options());
    this.standings = new IsoStandings(reach.againAfter());
    this.book = SentBook.open(post.books().resolve(institution + ".sent"), clock.instant());
    var options =
        new HttpClientOptions()
            .setKeepAliveTimeout(60)
            .setConnectTimeout(Math.toIntExact(reach.timeout().toMillis()));
    this.client =
        vertx.createHttpClient(
            tls ? Objects.requireNonNull(post.tls()).on(options) : options,
            new PoolOptions().setHttp1MaxSize(reach.connectionsMax()));
  }

  @Override
  public String name() {
    return reach.name();
  }

  @Override
  public Optional<String> cannot(Order order) {
    return drafts.cannot(order);
  }

  @Override
  public Future<Answer> send(OutgoingOrder outgoing) {
    return switch (drafts.draft(outgoing)) {
      case IsoDraft.Ready(IsoHead head, IsoMessage message) -> send(outgoing, head, message);
      case IsoDraft.Cannot(String why) -> Future.succeededFuture(needsPerson(why));
    };
  }

  /// First into the book, then to the bank: one that answers at once finds its order known.
  private Future<Answer> send(OutgoingOrder outgoing, IsoHead head, IsoMessage message) {
    OrderId id = outgoing.order().id();
    return vertx
        .executeBlocking(
            () -> {
              IsoCodec.Signed written = signed.get(id, first -> codec.sign(head, message));
              book.note(SentOrder.of(outgoing));
              signatures.put(id, written.evidence());
              return written.xml();
            },
            false)
        .compose(written -> call(id, Objects.requireNonNull(written)))
        .recover(
            failure ->
                failure instanceof IsoRefused unsayable
                    ? Future.succeededFuture(
                        needsPerson(
                            "报文不符合ISO模式 / the message is not valid against ISO's schema: "
                                + unsayable.getMessage()))
                    : Future.failedFuture(failure));
  }

  @Override
  public @Nullable OrderSignature signature(OutgoingOrder order) {
    return signatures.get(order.order().id());
  }

  private Answer needsPerson(String why) {
    return new Answer.Final(new Receipt.NeedsPerson(clock.instant(), why));
  }

  /// A body can be listened to only in the very event that brings its head.
  private Future<Answer> call(OrderId id, Buffer message) {
    if (Context.isOnVertxThread()) {
      return callHere(id, message);
    }
    Promise<Answer> answer = Promise.promise();
    vertx.getOrCreateContext().runOnContext(nothing -> callHere(id, message).onComplete(answer));
    return answer.future();
  }

  private Future<Answer> callHere(OrderId id, Buffer message) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(reach.url().toString())
            .setTimeout(reach.timeout().toMillis())
            .putHeader("Content-Type", "application/xml");
    return client
        .request(options)
        .compose(request -> request.send(message))
        .compose(response -> called(id, response));
  }

  /// Taken in; refused for good, which a person has to look into; or nobody knows.
  private Future<Answer> called(OrderId id, HttpClientResponse response) {
    int status = response.statusCode();
    return SmallBody.of(response)
        .compose(
            body -> {
              if (status / 100 == 2) {
                standings.posted(id, clock.instant());
                return Future.succeededFuture(standing(id));
              }
              String said = Texts.cut(body.toString(), SAID_LENGTH_MAX);
              boolean never = status / 100 == 4 && status != 408 && status != 429;
              return never
                  ? Future.succeededFuture(
                      needsPerson(
                          "银行不收报文 / the bank does not take the message: %d %s"
                              .formatted(status, said)))
                  : Future.failedFuture(
                      new NoAnswer("对方以 " + status + " 作答", "it answered " + status));
            });
  }

  private Answer standing(OrderId id) {
    return switch (standings.of(id)) {
      case Standing.Unknown _ -> new Answer.NeverSeen();
      case Standing.Posted _ -> new Answer.Working();
      case Standing.Answered(Receipt receipt) -> new Answer.Final(receipt);
    };
  }

  /// There is no message that asks what became of another: the same is said again, after a while.
  @Override
  public Future<Answer> ask(OutgoingOrder outgoing) {
    OrderId id = outgoing.order().id();
    boolean due =
        standings.of(id) instanceof Standing.Posted(int _, Instant _, Instant again)
            && !again.isAfter(clock.instant());
    return due ? send(outgoing) : Future.succeededFuture(standing(id));
  }

  /// The book says whether it ever went this way; what became of one that did, its number alone
  /// does not.
  @Override
  public @Nullable Future<Answer> ask(OrderId order) {
    return book.neverHad(order) ? Future.succeededFuture(new Answer.NeverSeen()) : null;
  }

  @Override
  public void over(OrderId id, boolean calledBack) {
    standings.over(id);
    signatures.remove(id);
    signed.invalidate(id);
  }

  /// Shakes hands with the bank's machine; says nothing.
  @Override
  public Future<Void> knock() {
    URI url = reach.url();
    boolean tls = "https".equals(url.getScheme());
    return client
        .connect(
            new HttpConnectOptions()
                .setHost(url.getHost())
                .setPort(url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80)
                .setSsl(tls))
        .compose(HttpClientConnection::close);
  }

  @Override
  public boolean noted(OrderId id) {
    return book.find(id).isPresent();
  }

  @Override
  public void onFeedback(FeedbackSink heard) {
    sink = heard;
    post.listener().open(LANGUAGE, reach.bank().bic(), this);
    vertx.executeBlocking(
        () -> {
          IsoCodec.warmUp();
          return institution;
        },
        false);
  }

  @Override
  public Optional<List<String>> fetch(int most) {
    return Optional.empty();
  }

  @Override
  public Future<Taken> take(Buffer message) {
    return vertx
        .executeBlocking(() -> codec.read(message.getBytes()), false)
        .compose(read -> take(Objects.requireNonNull(read)));
  }

  private Future<Taken> take(IsoRead read) {
    return switch (read) {
      case IsoRead.Refused(IsoRead.Fault fault, String where, String why) -> {
        log.warn("{}: a message is refused: {} {}: {}", institution, fault, where, why);
        yield refused(status(fault), where + ": " + why);
      }
      case IsoRead.Message(IsoHead head, IsoMessage body) -> take(head, body);
    };
  }

  private static int status(IsoRead.Fault fault) {
    return switch (fault) {
      case NOT_XML -> 400;
      case NOT_SIGNED -> 403;
      case NOT_NOW -> 503;
      case NOT_VALID, NOT_SPOKEN -> 422;
    };
  }

  private Future<Taken> take(IsoHead head, IsoMessage body) {
    if (!head.from().equals(reach.bank())) {
      return refused(403, "AppHdr/Fr: not " + reach.bank().bic());
    }
    if (!head.to().id().equals(post.sender().id())) {
      return refused(422, "AppHdr/To: not for " + post.sender().id());
    }
    Optional<String> number = number(head, body);
    if (number.isEmpty()) {
      return refused(422, "AppHdr/Rltd/BizMsgIdr: what it answers is not said, or in two ways");
    }
    Optional<SentOrder> sent =
        number.filter(OrderId::isShaped).map(OrderId::new).flatMap(book::find);
    if (sent.isEmpty()) {
      log.warn("{}: an answer to {}, which it was never sent", institution, number.get());
      return refused(404, "no message of ours has the number " + number.get());
    }
    return take(sent.get(), body);
  }

  /// The number of the message that is answered: in the header, and where the message has a place
  /// for it there as well.
  private static Optional<String> number(IsoHead head, IsoMessage body) {
    String said =
        switch (body) {
          case IsoMessage.Resolution it -> it.caseId();
          case IsoMessage.QueryAnswer it -> it.investigationId();
          case IsoMessage.Return _, IsoMessage.Recall _, IsoMessage.Query _ -> null;
        };
    String answers = head.answers();
    boolean twoWays = said != null && answers != null && !said.equals(answers);
    return twoWays ? Optional.empty() : Optional.ofNullable(said == null ? answers : said);
  }

  private Future<Taken> take(SentOrder sent, IsoMessage body) {
    OrderId id = sent.id();
    Receipt receipt = IsoReceipts.receipt(sent, body, clock.instant());
    Findings told = IsoTrail.of(body);
    if (told.tellNothing()
        && standings.of(id) instanceof Standing.Answered(Receipt before)
        && (Repeats.saysTheSame(before, receipt) || saysLess(before, body))) {
      return Future.succeededFuture(new Taken.Journalled());
    }
    FeedbackSink to = Objects.requireNonNull(sink, "opened with a sink");
    return HandingOn.to(
        to,
        new Feedback(sent.caseId(), id, receipt, null, told),
        last -> standings.answered(id, last, clock.instant()));
  }

  /// "It goes back" after the money itself, or after the sum was named, says nothing new.
  private static boolean saysLess(Receipt before, IsoMessage body) {
    return before instanceof Receipt.Done && IsoReceipts.acceptsWithoutSum(body);
  }

  private static Future<Taken> refused(int status, String why) {
    return Future.succeededFuture(new Taken.Refused(status, why));
  }

  @Override
  public Future<Void> close() {
    post.listener().shut(LANGUAGE, reach.bank().bic());
    return client
        .close()
        .compose(
            closed ->
                vertx.executeBlocking(
                    () -> {
                      book.close();
                      return institution;
                    }))
        .mapEmpty();
  }
}
