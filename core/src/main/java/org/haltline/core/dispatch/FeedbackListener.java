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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where institutions POST answers that come later than the call: one small HTTP server in the
/// adapter's process. It acknowledges (204) what is journalled, and nothing else.
///
/// An institution is told its address with every order: `POST /{institution}/{pass}/feedback/
/// {number}`. The pass is its own, so that none can answer for another, and whoever was never sent
/// an order knows none.
public final class FeedbackListener {
  private static final Logger log = LoggerFactory.getLogger(FeedbackListener.class);
  private static final Pattern PATH =
      Pattern.compile("/([^/]{1,40})/([0-9a-f]{32})/feedback/(\\d{32})");

  private final HttpServer server;
  private final SecretKeySpec secret;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, FeedbackSink> sinks = new ConcurrentHashMap<>();

  private FeedbackListener(Vertx vertx, String host, int port, String secret, InstantSource clock) {
    this.secret = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
    this.clock = clock;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
            .requestHandler(this::heard);
  }

  /// Listens.
  ///
  /// @param port 0 for any free one
  /// @param secret from which each institution's pass is made; a random one will do
  public static Future<FeedbackListener> start(
      Vertx vertx, String host, int port, String secret, InstantSource clock) {
    var listener = new FeedbackListener(vertx, host, port, secret, clock);
    return listener.server.listen().map(listening -> listener);
  }

  /// Takes answers of this institution from now on, at the address it returns.
  public URI open(String institution, FeedbackSink sink) {
    sinks.put(institution, sink);
    return base().resolve("/" + institution + "/" + pass(institution));
  }

  /// Takes none any more.
  public void shut(String institution) {
    sinks.remove(institution);
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  public Future<Void> close() {
    return server.close();
  }

  private String pass(String institution) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(institution.getBytes(UTF_8)), 0, 16);
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this Java lacks HMAC", lacking);
    }
  }

  private void heard(HttpServerRequest request) {
    Matcher path = PATH.matcher(Objects.requireNonNullElse(request.path(), ""));
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

  private boolean isPassOf(Matcher path) {
    return MessageDigest.isEqual(
        path.group(2).getBytes(UTF_8), pass(path.group(1)).getBytes(UTF_8));
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
        .onComplete(journalled -> reply(request, journalled.succeeded() ? 204 : 503));
  }

  private static void reply(HttpServerRequest request, int status) {
    if (!request.response().ended() && !request.response().closed()) {
      request.response().setStatusCode(status).end();
    }
  }
}
