package org.haltline.bank.line;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.dispatch.NotLetIn;
import org.haltline.core.dispatch.SmallBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where banks come to us: `POST /{language}/{bank}/messages` leaves a message in the language that
/// is spoken with that bank. 204 says that it is journalled, 503 that it must be said again, 4xx
/// with a reason that it must not. Where the bank comes for its mail as well, `GET
/// /tx/{bank}/messages?most=N` hands out messages, a line each (204: none).
///
/// With certificates, a bank's bears its number as common name, and opens no other's door. Without
/// them it listens on the loopback alone, for tests, and believes whoever is on this machine. The
/// addresses are this project's own: how the real front end is spoken to is not public.
public final class BankListener {
  /// Messages handed out at once.
  static final int MOST = 50;

  private static final Pattern PATH = Pattern.compile("/([a-z]{1,8}/([A-Za-z0-9]{1,35}))/messages");

  /// Of all banks, of messages that are large or do not say how large they are: they are read into
  /// memory. Small ones wait for nobody else's.
  static final int LARGE_AT_ONCE_MAX = 16;

  /// Of one bank: whoever leaves more at once waits, and keeps nobody else out.
  private static final int POSTS_OF_ONE_MAX = 4;

  /// Lines of one bank that stand at once. One that opens a new line for everything it has to say
  /// would have the house do nothing but shake hands.
  static final int LINES_OF_ONE_MAX = 32;

  /// However slowly a message comes, it has come by then.
  private static final Duration POST_MAX = Duration.ofMinutes(2);

  private static final int IDLE_SECONDS = 60;
  private static final Logger log = LoggerFactory.getLogger(BankListener.class);

  private final Vertx vertx;
  private final HttpServer server;
  private final Place place;
  private final ConcurrentHashMap<String, Opened> doors = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AtomicInteger> lines = new ConcurrentHashMap<>();
  private final AtomicInteger large = new AtomicInteger();

  /// A door, and how many messages are just coming in by it.
  private record Opened(Door door, AtomicInteger posts) {}

  /// Where it listens.
  ///
  /// @param port 0 for any free one
  /// @param tls null for plain HTTP, on the loopback only
  /// @param messageBytesMax of one message in Base64
  public record Place(String host, int port, @Nullable MutualTls tls, int messageBytesMax) {
    public static final int MESSAGE_BYTES_MAX = 8 * 1024 * 1024;

    public Place {
      if (tls == null && !MutualTls.isLoopback(host)) {
        throw new IllegalArgumentException(
            "without certificates a listener stands on the loopback only, not on " + host);
      }
    }

    /// For banks of this machine.
    public static Place anyPort() {
      return new Place("127.0.0.1", 0, null, MESSAGE_BYTES_MAX);
    }

    public Place with(MutualTls certificates) {
      return new Place(host, port, certificates, messageBytesMax);
    }
  }

  private BankListener(Vertx vertx, Place place) {
    this.vertx = vertx;
    this.place = place;
    var options =
        new HttpServerOptions()
            .setHost(place.host)
            .setPort(place.port)
            .setIdleTimeout(IDLE_SECONDS);
    this.server =
        vertx
            .createHttpServer(place.tls == null ? options : place.tls.on(options))
            .exceptionHandler(new NotLetIn(log, this::port))
            .connectionHandler(this::connected)
            .requestHandler(this::heard);
  }

  public static Future<BankListener> start(Vertx vertx, Place place) {
    var listener = new BankListener(vertx, place);
    return listener.server.listen().map(listening -> listener);
  }

  /// Opens a door.
  ///
  /// @param language what is spoken behind it: `tx`, `iso`
  public void open(String language, String bankId, Door door) {
    if (doors.putIfAbsent(language + "/" + bankId, new Opened(door, new AtomicInteger())) != null) {
      throw new IllegalStateException(
          "two institutions are one bank, %s %s: the second would take the first one's orders and answers; give each its own id in the configuration"
              .formatted(language, bankId));
    }
  }

  public void shut(String language, String bankId) {
    doors.remove(language + "/" + bankId);
  }

  public URI base() {
    return URI.create(
        "%s://%s:%d"
            .formatted(
                place.tls == null ? "http" : "https",
                place.host.contains(":") ? "[" + place.host + "]" : place.host,
                port()));
  }

  private int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return server.close();
  }

  /// Whoever comes without a certificate is this machine itself, and is not counted.
  private void connected(HttpConnection connection) {
    String name = place.tls == null ? null : MutualTls.commonName(connection.sslSession());
    if (name == null) {
      return;
    }
    AtomicInteger ofOne = lines.computeIfAbsent(name, first -> new AtomicInteger());
    connection.closeHandler(gone -> ofOne.decrementAndGet());
    if (ofOne.incrementAndGet() > LINES_OF_ONE_MAX) {
      connection.close();
    }
  }

  private void heard(HttpServerRequest request) {
    Matcher path = PATH.matcher(Objects.requireNonNullElse(request.path(), ""));
    if (!path.matches()) {
      reply(request, 404, "POST /{language}/{bank}/messages");
      return;
    }
    String bankId = path.group(2);
    if (!isFrom(request, bankId)) {
      reply(request, 403, "the certificate is not that of " + bankId);
      return;
    }
    Opened door = doors.get(path.group(1));
    if (door == null) {
      reply(request, 503, "no door of " + bankId + " is open here");
    } else if (request.method().equals(HttpMethod.GET)) {
      fetch(request, door.door());
    } else if (request.method().equals(HttpMethod.POST)) {
      post(request, door);
    } else {
      reply(request, 405, "GET or POST");
    }
  }

  private boolean isFrom(HttpServerRequest request, String bankId) {
    return place.tls == null
        || bankId.equals(MutualTls.commonName(request.connection().sslSession()));
  }

  /// Messages are written and signed when they are fetched, which may take a while.
  private void fetch(HttpServerRequest request, Door door) {
    int most = most(request.getParam("most"));
    if (most < 1) {
      reply(request, 400, "most: 1 to " + MOST);
      return;
    }
    vertx
        .executeBlocking(() -> door.fetch(most), false)
        .onSuccess(
            fetched ->
                fetched.ifPresentOrElse(
                    messages ->
                        reply(request, messages.isEmpty() ? 204 : 200, String.join("\n", messages)),
                    () -> reply(request, 405, "POST")))
        .onFailure(fault -> reply(request, 503, "not now: fetch again"));
  }

  /// How many are asked for; 0 when it is no number that can be.
  private static int most(@Nullable String asked) {
    try {
      int most = asked == null ? 1 : Integer.parseInt(asked);
      return most <= MOST ? Math.max(most, 0) : 0;
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private void post(HttpServerRequest request, Opened opened) {
    if (opened.posts().incrementAndGet() > POSTS_OF_ONE_MAX) {
      opened.posts().decrementAndGet();
      reply(request, 503, "at most " + POSTS_OF_ONE_MAX + " messages of one bank at once");
      return;
    }
    boolean isLarge = isLarge(request);
    if (isLarge && large.incrementAndGet() > LARGE_AT_ONCE_MAX) {
      large.decrementAndGet();
      opened.posts().decrementAndGet();
      reply(request, 503, "too many large messages at once");
      return;
    }
    long late = vertx.setTimer(POST_MAX.toMillis(), id -> request.connection().close());
    SmallBody.of(request, place.messageBytesMax)
        .onComplete(come -> vertx.cancelTimer(late))
        .onFailure(tooMuch -> reply(request, 413, "at most " + place.messageBytesMax + " bytes"))
        .compose(body -> take(request, body, opened.door()))
        .onComplete(
            done -> {
              if (isLarge) {
                large.decrementAndGet();
              }
              opened.posts().decrementAndGet();
            });
  }

  private static boolean isLarge(HttpServerRequest request) {
    try {
      String said = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      return said == null || Long.parseLong(said) > SmallBody.BYTES_MAX;
    } catch (NumberFormatException none) {
      return true;
    }
  }

  private static Future<Taken> take(HttpServerRequest request, Buffer body, Door door) {
    return door.take(body)
        .onSuccess(
            taken -> {
              switch (taken) {
                case Taken.Journalled _ -> reply(request, 204, "");
                case Taken.Refused(int status, String why) -> reply(request, status, why);
                case Taken.Later _ -> reply(request, 503, "not journalled: say it again");
              }
            })
        .onFailure(fault -> reply(request, 503, "not journalled: say it again"));
  }

  private static void reply(HttpServerRequest request, int status, String text) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    request.response().setStatusCode(status);
    if (text.isEmpty()) {
      request.response().end();
    } else {
      request.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(text);
    }
  }
}
