package org.haltline.core.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.Wire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where institutions POST answers that come later than the call: one small HTTP server in the
/// adapter's process. It acknowledges (204) what is journalled, and nothing else: 503 is to be said
/// again, 409 the centre will never have.
///
/// An institution is told its address with every order: `POST /{institution}/{pass}/feedback/
/// {number}`. The pass is its own, so that none can answer for another, and whoever was never sent
/// an order knows none; it is made from the institution's secret, so that an address told before a
/// restart still serves after it.
public final class FeedbackListener {
  private static final Logger log = LoggerFactory.getLogger(FeedbackListener.class);
  private static final Pattern PATH =
      Pattern.compile("/([^/]{1,40})/([0-9a-f]{32})/feedback/(\\d{32})");

  private static final Pattern OWN_WORDS =
      Pattern.compile("/([^/]{1,40})/([0-9a-f]{32})/said(?:/.{0,200})?");

  private final HttpServer server;
  private final Place place;
  private final Map<String, String> passes;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, FeedbackSink> sinks = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Hearer> hearers = new ConcurrentHashMap<>();

  /// Who understands what an institution says in a language of its own.
  @FunctionalInterface
  public interface Hearer {
    /// Completes when it may be acknowledged. Fails with [IllegalArgumentException] what is nothing
    /// that could be understood, with [FeedbackSink.Rejected] what the centre will never have; with
    /// anything else what is to be said again.
    Future<Void> hear(Buffer body);
  }

  /// Where it listens.
  ///
  /// @param port 0 for any free one; then what was told before a restart leads nowhere, and answers
  ///   are asked for
  /// @param url as institutions reach it, without a slash at the end; null where they reach host
  ///   and port themselves
  /// @param tls null for plain HTTP, on the loopback only
  public record Place(String host, int port, @Nullable URI url, @Nullable MutualTls tls) {
    public Place {
      if (tls == null && !MutualTls.isLoopback(host)) {
        throw new IllegalArgumentException(
            "without certificates late answers are taken on the loopback only, not on " + host);
      }
    }

    /// In plain HTTP.
    public Place(String host, int port, @Nullable URI url) {
      this(host, port, url, null);
    }

    /// For institutions of this machine.
    public static Place anyPort() {
      return new Place("127.0.0.1", 0, null);
    }

    public Place with(MutualTls certificates) {
      return new Place(host, port, url, certificates);
    }
  }

  private FeedbackListener(
      Vertx vertx, Place place, Map<String, String> secrets, InstantSource clock) {
    this.place = place;
    this.passes =
        secrets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> pass(each.getKey(), each.getValue())));
    this.clock = clock;
    var options = new HttpServerOptions().setHost(place.host).setPort(place.port);
    this.server =
        vertx
            .createHttpServer(place.tls == null ? options : place.tls.on(options))
            .exceptionHandler(new NotLetIn(log, this::port))
            .requestHandler(this::heard);
  }

  /// Listens.
  ///
  /// @param secrets of every institution that may be opened; its pass is made from its own
  public static Future<FeedbackListener> start(
      Vertx vertx, Place place, Map<String, String> secrets, InstantSource clock) {
    var listener = new FeedbackListener(vertx, place, secrets, clock);
    return listener.server.listen().map(listening -> listener);
  }

  /// Takes answers of this institution from now on, at the address it returns.
  public URI open(String institution, FeedbackSink sink) {
    String pass = Objects.requireNonNull(passes.get(institution), institution);
    sinks.put(institution, sink);
    return URI.create(base() + "/" + institution + "/" + pass);
  }

  /// Takes what this institution says in words of its own from now on, at the address it returns
  /// and below it.
  public URI openOwn(String institution, Hearer hearer) {
    String pass = Objects.requireNonNull(passes.get(institution), institution);
    hearers.put(institution, hearer);
    return URI.create(base() + "/" + institution + "/" + pass + "/said");
  }

  /// Takes none any more.
  public void shut(String institution) {
    sinks.remove(institution);
    hearers.remove(institution);
  }

  public URI base() {
    return place.url != null
        ? place.url
        : URI.create(
            "%s://%s:%d".formatted(place.tls == null ? "http" : "https", place.host, port()));
  }

  private int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return server.close();
  }

  private static String pass(String institution, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(institution.getBytes(UTF_8)), 0, 16);
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this Java lacks HMAC", lacking);
    }
  }

  private void heard(HttpServerRequest request) {
    String said = Objects.requireNonNullElse(request.path(), "");
    Matcher own = OWN_WORDS.matcher(said);
    if (request.method().equals(HttpMethod.POST) && own.matches() && isPassOf(own)) {
      heardOwn(request, own.group(1));
      return;
    }
    Matcher path = PATH.matcher(said);
    if (!request.method().equals(HttpMethod.POST) || !path.matches() || !isPassOf(path)) {
      reply(request, 404);
      return;
    }
    FeedbackSink sink = sinks.get(path.group(1));
    if (sink == null) {
      reply(request, 503);
      return;
    }
    String number = path.group(3);
    SmallBody.of(request)
        .onSuccess(body -> hand(request, number, body, sink))
        .onFailure(tooMuch -> reply(request, 413));
  }

  private void heardOwn(HttpServerRequest request, String institution) {
    Hearer hearer = hearers.get(institution);
    if (hearer == null) {
      reply(request, 503);
      return;
    }
    SmallBody.of(request)
        .onFailure(tooMuch -> reply(request, 413))
        .onSuccess(
            body ->
                hearer
                    .hear(body)
                    .onSuccess(heard -> reply(request, 204))
                    .onFailure(not -> reply(request, status(not))));
  }

  private static int status(Throwable why) {
    return why instanceof IllegalArgumentException
        ? 400
        : why instanceof FeedbackSink.Rejected ? 409 : 503;
  }

  private boolean isPassOf(Matcher path) {
    String pass = passes.get(path.group(1));
    return pass != null
        && MessageDigest.isEqual(path.group(2).getBytes(UTF_8), pass.getBytes(UTF_8));
  }

  private void hand(HttpServerRequest request, String number, Buffer body, FeedbackSink sink) {
    Feedback feedback;
    try {
      feedback = Wire.JSON.readValue(body.getBytes(), AnswerJson.class).toFeedback(clock.instant());
    } catch (RuntimeException unreadable) {
      log.warn("feedback on order {} cannot be read: {}", number, unreadable.getMessage());
      reply(request, 400);
      return;
    }
    if (!feedback.orderId().digits().equals(number)) {
      reply(request, 400);
      return;
    }
    sink.accept(feedback)
        .onSuccess(journalled -> reply(request, 204))
        .onFailure(failure -> reply(request, failure instanceof FeedbackSink.Rejected ? 409 : 503));
  }

  private static void reply(HttpServerRequest request, int status) {
    if (!request.response().ended() && !request.response().closed()) {
      request.response().setStatusCode(status).end();
    }
  }
}
