package org.haltline.bank.tx.channel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.haltline.core.dispatch.SmallBody;
import org.jspecify.annotations.Nullable;

/// Where banks come for their mail: `GET /tx/{BankID}/messages?most=N` hands out messages, a line
/// of Base64 each (204: none); `POST` to the same address leaves one. 204 says that it is
/// journalled, 503 that it must be said again, 4xx with a reason that it must not.
///
/// With certificates, a bank's bears its `BankID` as common name, and opens no other's mailbox.
/// Without them it listens on the loopback alone, for tests, and believes whoever is on this
/// machine. The addresses are this project's own: how the real front end is spoken to is not
/// public.
public final class TxListener {
  /// Messages handed out at once.
  static final int MOST = 50;

  private static final Pattern PATH = Pattern.compile("/tx/(\\d{12})/messages");
  private static final int POSTS_AT_ONCE_MAX = 16;
  private static final int IDLE_SECONDS = 60;

  private final HttpServer server;
  private final Place place;
  private final ConcurrentHashMap<String, TxChannel> channels = new ConcurrentHashMap<>();
  private final AtomicInteger posts = new AtomicInteger();

  /// Where it listens.
  ///
  /// @param port 0 for any free one
  /// @param tls null for plain HTTP, on the loopback only
  /// @param messageBytesMax of one message in Base64
  public record Place(String host, int port, @Nullable TxTls tls, int messageBytesMax) {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1", "localhost");
    public static final int MESSAGE_BYTES_MAX = 8 * 1024 * 1024;

    public Place {
      if (tls == null && !LOOPBACK.contains(host)) {
        throw new IllegalArgumentException(
            "without certificates a mailbox stands on the loopback only, not on " + host);
      }
    }

    /// For banks of this machine.
    public static Place anyPort() {
      return new Place("127.0.0.1", 0, null, MESSAGE_BYTES_MAX);
    }

    public Place with(TxTls certificates) {
      return new Place(host, port, certificates, messageBytesMax);
    }
  }

  private TxListener(Vertx vertx, Place place) {
    this.place = place;
    var options =
        new HttpServerOptions()
            .setHost(place.host)
            .setPort(place.port)
            .setIdleTimeout(IDLE_SECONDS);
    this.server =
        vertx
            .createHttpServer(place.tls == null ? options : place.tls.on(options))
            .requestHandler(this::heard);
  }

  public static Future<TxListener> start(Vertx vertx, Place place) {
    var listener = new TxListener(vertx, place);
    return listener.server.listen().map(listening -> listener);
  }

  void open(String bankId, TxChannel channel) {
    channels.put(bankId, channel);
  }

  void shut(String bankId) {
    channels.remove(bankId);
  }

  public URI base() {
    return URI.create(
        "%s://%s:%d"
            .formatted(
                place.tls == null ? "http" : "https",
                place.host.contains(":") ? "[" + place.host + "]" : place.host,
                server.actualPort()));
  }

  public Future<Void> close() {
    return server.close();
  }

  private void heard(HttpServerRequest request) {
    Matcher path = PATH.matcher(Objects.requireNonNullElse(request.path(), ""));
    if (!path.matches()) {
      reply(request, 404, "GET or POST /tx/{BankID}/messages");
      return;
    }
    String bankId = path.group(1);
    if (!isFrom(request, bankId)) {
      reply(request, 403, "the certificate is not that of " + bankId);
      return;
    }
    TxChannel channel = channels.get(bankId);
    if (channel == null) {
      reply(request, 503, "no mailbox of " + bankId + " is open here");
    } else if (request.method().equals(HttpMethod.GET)) {
      fetch(request, channel);
    } else if (request.method().equals(HttpMethod.POST)) {
      post(request, channel);
    } else {
      reply(request, 405, "GET or POST");
    }
  }

  private boolean isFrom(HttpServerRequest request, String bankId) {
    return place.tls == null || bankId.equals(commonName(request.connection().sslSession()));
  }

  private static @Nullable String commonName(@Nullable SSLSession session) {
    try {
      if (session != null
          && session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
        return new LdapName(certificate.getSubjectX500Principal().getName())
            .getRdns().stream()
                .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                .map(rdn -> String.valueOf(rdn.getValue()))
                .findFirst()
                .orElse(null);
      }
    } catch (SSLPeerUnverifiedException | InvalidNameException nameless) {
      // nobody in particular
    }
    return null;
  }

  private static void fetch(HttpServerRequest request, TxChannel channel) {
    int most = most(request.getParam("most"));
    if (most < 1) {
      reply(request, 400, "most: 1 to " + MOST);
      return;
    }
    List<String> messages = channel.fetch(most);
    reply(request, messages.isEmpty() ? 204 : 200, String.join("\n", messages));
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

  private void post(HttpServerRequest request, TxChannel channel) {
    if (posts.incrementAndGet() > POSTS_AT_ONCE_MAX) {
      posts.decrementAndGet();
      reply(request, 503, "too many messages at once");
      return;
    }
    SmallBody.of(request, place.messageBytesMax)
        .onFailure(tooMuch -> reply(request, 413, "at most " + place.messageBytesMax + " bytes"))
        .compose(body -> take(request, body, channel))
        .onComplete(done -> posts.decrementAndGet());
  }

  private static Future<TxChannel.Taken> take(
      HttpServerRequest request, Buffer body, TxChannel channel) {
    return channel
        .take(body.toString(StandardCharsets.US_ASCII))
        .onSuccess(
            taken -> {
              switch (taken) {
                case TxChannel.Taken.Journalled _ -> reply(request, 204, "");
                case TxChannel.Taken.Refused(int status, String why) -> reply(request, status, why);
                case TxChannel.Taken.Later _ -> reply(request, 503, "not journalled: say it again");
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
