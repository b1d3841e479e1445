package org.haltline.core.dispatch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.SmallBody;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An institution that is not real but behaves: a verticle with an HTTP server on loopback. A
/// subclass says what an order does; this class sees to it that it is done once per number, that
/// answers come as promptly or badly as [Faults] say, and that the [Book] has it all. A book that is
/// kept on disk makes the same institution of the next process.
///
///     PUT  /orders/{number}   an order          GET /orders/{number}  what became of it
///     PUT  /faults            misbehave         GET /faults
///     GET  /book?from=0       what was received, a page
///     GET  anything else      what the subclass shows of itself
public abstract class SandboxServer extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SandboxServer.class);
  private static final String ORDERS = "/orders/";
  private static final int BOOK_PAGE = 1_000;
  private static final int CALLBACK_ATTEMPTS = 5;
  private static final int CALLBACK_PAUSE_MS = 500;

  private final String name;
  private final Settings settings;
  private final InstantSource clock;
  private final Book book = new Book();
  private final SplittableRandom dice;
  private volatile Faults faults = Faults.NONE;
  private final AtomicInteger calledBack = new AtomicInteger();
  private volatile @Nullable HttpServer server;
  private @Nullable HttpClient client;
  volatile @Nullable BookFile kept;

  /// Where it listens, and what it keeps.
  ///
  /// @param port 0 for any free one
  /// @param token what must be brought as bearer; null for none
  /// @param seed of the dice that faults are rolled with
  /// @param book where its book is kept; null to forget all when the process ends
  /// @param signedBy whose signature every order must bear; null to look at none
  public record Settings(
      String host,
      int port,
      @Nullable String token,
      long seed,
      BookFile.@Nullable Place book,
      @Nullable Signer signedBy) {
    public Settings(String host, int port, @Nullable String token, long seed) {
      this(host, port, token, seed, null, null);
    }

    public static Settings anyPort() {
      return new Settings("127.0.0.1", 0, null, 1);
    }

    /// On loopback, for everybody.
    public static Settings seeded(int port, long seed) {
      return new Settings("127.0.0.1", port, null, seed);
    }

    public Settings keeping(BookFile.Place place) {
      return new Settings(host, port, token, seed, place, signedBy);
    }

    /// For an institution that was given the public key of a centre.
    ///
    /// @param centre the public half of its order key
    public Settings onlySignedBy(Signer centre) {
      return new Settings(host, port, token, seed, book, centre);
    }
  }

  protected SandboxServer(String name, Settings settings, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.dice = new SplittableRandom(settings.seed);
  }

  /// Carries an order out and says what came of it, done or refused. Called once per order number,
  /// never by two threads at once. Orders that the book on disk tells of come first, before
  /// anything is listened to: the same orders at the same instants must have the same outcome
  /// again.
  protected abstract AnswerJson apply(OrderJson order, Instant at);

  /// What stands behind a GET path of the subclass's own, to be shown as JSON; null for nothing.
  protected @Nullable Object look(String path) {
    return null;
  }

  public final String name() {
    return name;
  }

  public final Book book() {
    return book;
  }

  /// How many answers that it said by itself were acknowledged.
  public final int calledBack() {
    return calledBack.get();
  }

  public final Faults faults() {
    return faults;
  }

  /// From now on, for every order.
  public final void misbehave(Faults how) {
    faults = how;
  }

  /// Where it listens, once deployed.
  public final URI base() {
    HttpServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("sandbox " + name + " is not deployed yet");
    }
    return URI.create("http://" + settings.host + ":" + listening.actualPort());
  }

  /// On a worker: a first server loads a thousand classes, and a busy machine would see its event
  /// loop stand still for seconds. What it serves runs on the verticle's own loop.
  @Override
  public final Future<?> start() {
    return vertx
        .executeBlocking(this::open)
        .compose(listening -> listening)
        .onSuccess(it -> server = it);
  }

  private Future<HttpServer> open() throws IOException {
    BookFile.Place place = settings.book;
    if (place != null) {
      kept = BookFile.open(place, this::again);
    }
    client = vertx.createHttpClient();
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost(settings.host)
                .setPort(settings.port)
                .setTcpNoDelay(true))
        .requestHandler(this::serve)
        .listen();
  }

  @Override
  public final Future<?> stop() {
    HttpServer listening = server;
    Future<?> silent = listening == null ? Future.succeededFuture() : listening.close();
    return silent.eventually(this::putAway);
  }

  private void again(BookFile.Line line) {
    book.received(line.order(), line.at());
    if (line.applied() && !apply(line.order(), line.at()).equals(line.outcome())) {
      throw new IllegalStateException(
          "the book of sandbox "
              + name
              + " tells of other accounts or numbers than this one has: start it with the seed it"
              + " had, or move its book away");
    }
    noted(line);
    book.answered(line.order().number(), line.outcome().about(line.order(), line.at()));
  }

  private void noted(BookFile.Line line) {
    if (line.outcome().state() == AnswerJson.State.DONE) {
      book.effect(line.order().number());
    }
  }

  private Future<?> putAway() {
    BookFile file = kept;
    return file == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              file.close();
              return null;
            });
  }

  private void serve(HttpServerRequest request) {
    Instant at = clock.instant();
    String path = Objects.requireNonNullElse(request.path(), "");
    boolean control = path.equals("/faults") || path.equals("/book");
    if (faults.down() && !control) {
      request.connection().close();
      return;
    }
    if (!isLetIn(request)) {
      reply(request, 401, null);
      return;
    }
    boolean put = request.method().equals(HttpMethod.PUT);
    if (put && path.startsWith(ORDERS)) {
      order(request, path, at);
    } else if (put && path.equals("/faults")) {
      body(
          request,
          Faults.class,
          how -> {
            misbehave(how);
            reply(request, 200, how);
          });
    } else if (request.method().equals(HttpMethod.GET)) {
      read(request, path);
    } else {
      reply(request, 405, null);
    }
  }

  private boolean isLetIn(HttpServerRequest request) {
    String token = settings.token;
    String brought = request.getHeader(HttpHeaders.AUTHORIZATION);
    return token == null
        || (brought != null
            && MessageDigest.isEqual(brought.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8)));
  }

  /// Who was given the centre's public key looks at the signature before it reads.
  private void order(HttpServerRequest request, String path, Instant at) {
    String signature = request.getHeader(DetachedJws.HEADER);
    String answerTo = request.getHeader(OrderJson.ANSWER_TO);
    Signer centre = settings.signedBy;
    SmallBody.of(request)
        .onFailure(tooMuch -> reply(request, 400, Map.of("error", String.valueOf(tooMuch))))
        .onSuccess(
            bytes -> {
              String fault =
                  centre == null ? null : DetachedJws.fault(signature, bytes.getBytes(), centre);
              if (fault != null) {
                log.warn("sandbox {} refuses {}: {}", name, path, fault);
                reply(request, 403, Map.of("error", fault));
                return;
              }
              read(
                  request,
                  OrderJson.class,
                  bytes,
                  order -> receive(request, path, order.answeredAt(answerTo), at));
            });
  }

  private <T> void read(HttpServerRequest request, Class<T> type, Buffer bytes, Consumer<T> to) {
    T said;
    try {
      said = Wire.JSON.readValue(bytes.getBytes(), type);
    } catch (RuntimeException unreadable) {
      log.warn("sandbox {} cannot read {}: {}", name, request.path(), unreadable.toString());
      reply(request, 400, Map.of("error", String.valueOf(unreadable.getMessage())));
      return;
    }
    to.accept(said);
  }

  private <T> void body(HttpServerRequest request, Class<T> type, Consumer<T> to) {
    SmallBody.of(request)
        .onFailure(tooMuch -> reply(request, 400, Map.of("error", String.valueOf(tooMuch))))
        .onSuccess(bytes -> read(request, type, bytes, to));
  }

  private void read(HttpServerRequest request, String path) {
    if (path.equals("/faults")) {
      reply(request, 200, faults);
    } else if (path.equals("/book")) {
      readBook(request);
    } else if (path.startsWith(ORDERS)) {
      Book.Entry entry = book.find(path.substring(ORDERS.length()));
      after(delayMs(), () -> reply(request, entry == null ? 404 : 200, answerNow(entry)));
    } else {
      Object shown = look(path);
      reply(request, shown == null ? 404 : 200, shown);
    }
  }

  private void readBook(HttpServerRequest request) {
    String from = Objects.requireNonNullElse(request.getParam("from"), "0");
    try {
      var entries = book.entries(Integer.parseInt(from), BOOK_PAGE);
      reply(request, 200, Map.of("total", book.size(), "entries", entries));
    } catch (NumberFormatException noNumber) {
      reply(request, 400, Map.of("error", "from is a number"));
    }
  }

  private @Nullable AnswerJson answerNow(Book.@Nullable Entry asked) {
    return asked == null ? null : book.answer(asked.number());
  }

  private void receive(HttpServerRequest request, String path, OrderJson order, Instant at) {
    if (!path.substring(ORDERS.length()).equals(order.number())) {
      reply(request, 400, Map.of("error", "path and body name different orders"));
      return;
    }
    Faults now = faults;
    if (book.received(order, at)) {
      try {
        decide(order, at, now);
      } catch (UncheckedIOException forgetful) {
        log.error("sandbox {} cannot write its book and is away from now on", name, forgetful);
        misbehave(now.away(true));
        request.connection().close();
        return;
      }
    }
    AnswerJson answer = book.answer(order.number());
    if (rolled(now.loseReplyRate())) {
      after(delayMs(), () -> request.connection().close());
      return;
    }
    int status = answer.state() == AnswerJson.State.WORKING ? 202 : 200;
    after(delayMs(), () -> reply(request, status, answer));
    if (status == 200 && rolled(now.twiceRate())) {
      after(delayMs(), () -> callBack(order, answer, 1));
    }
  }

  private void decide(OrderJson order, Instant at, Faults now) {
    boolean refuses = rolled(now.refuseRate());
    AnswerJson outcome =
        refuses
            ? AnswerJson.refused(
                Objects.requireNonNullElse(now.refuseReason(), ReasonCode.OTHER),
                "sandbox " + name + " was told to refuse")
            : apply(order, at);
    if (outcome.state() == AnswerJson.State.WORKING) {
      throw new IllegalStateException("a sandbox decides: done or refused");
    }
    var line = new BookFile.Line(order, at, !refuses, outcome);
    BookFile file = kept;
    if (file != null) {
      file.append(line);
    }
    noted(line);
    if (rolled(now.lateRate())) {
      after(
          Math.max(1, now.lateMs()),
          () -> {
            AnswerJson late = outcome.about(order, clock.instant());
            book.answered(order.number(), late);
            callBack(order, late, 1);
          });
    } else {
      book.answered(order.number(), outcome.about(order, at));
    }
  }

  private boolean rolled(double rate) {
    return rate > 0 && dice.nextDouble() < rate;
  }

  private int delayMs() {
    Faults now = faults;
    if (rolled(now.slowRate())) {
      return now.slowMs();
    }
    return now.delayMsMax() == 0 ? 0 : dice.nextInt(now.delayMsMin(), now.delayMsMax() + 1);
  }

  private void after(int ms, Runnable what) {
    if (ms <= 0) {
      what.run();
    } else {
      vertx.setTimer(ms, timer -> what.run());
    }
  }

  /// Says an answer again, or late, where the order said it wants it.
  private void callBack(OrderJson order, AnswerJson answer, int attempt) {
    String answerTo = order.answerTo();
    if (answerTo == null || faults.down()) {
      return;
    }
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(answerTo);
    options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    Objects.requireNonNull(client, "deployed")
        .request(options)
        .compose(request -> request.send(json(answer)))
        .compose(response -> SmallBody.of(response).map(body -> response.statusCode()))
        .onComplete(
            status -> {
              if (status.succeeded() && status.result() == 204) {
                calledBack.incrementAndGet();
                return;
              }
              if (attempt < CALLBACK_ATTEMPTS) {
                after(CALLBACK_PAUSE_MS * attempt, () -> callBack(order, answer, attempt + 1));
              } else {
                log.warn(
                    "sandbox {} could not call back about {}: {}",
                    name,
                    order.number(),
                    status.succeeded() ? "answered " + status.result() : status.cause().toString());
              }
            });
  }

  private static void reply(HttpServerRequest request, int status, @Nullable Object shown) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    if (shown == null) {
      response.end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json(shown));
    }
  }

  private static Buffer json(Object shown) {
    return Buffer.buffer(Wire.JSON.writeValueAsBytes(shown));
  }
}
