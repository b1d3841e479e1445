package org.haltline.telecom.tmf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.core.dispatch.NotReached;
import org.haltline.core.dispatch.SmallBody;
import org.haltline.core.signing.DetachedJws;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Calls to one carrier: with a bearer token that is fetched when there is none and again when it
/// is refused, and with a detached signature over what is sent.
final class TmfCalls {
  private static final Duration TOKEN_MARGIN = Duration.ofSeconds(30);
  private static final long TOKEN_SECONDS = 300;
  private static final int BODY_BYTES_MAX = 1 << 20;

  private final Vertx vertx;
  private final TmfReach reach;
  private final InstantSource clock;
  private final HttpClient plain;
  private final @Nullable HttpClient tls;
  private @Nullable Future<String> token;
  private Instant tokenUntil = Instant.MIN;

  /// What came back.
  ///
  /// @param body missing where there was none, or none in JSON
  record Reply(int status, JsonNode body) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /// A body to be sent.
  ///
  /// @param signature null for one that bears none
  record Sent(Buffer bytes, String contentType, @Nullable String signature) {}

  TmfCalls(Vertx vertx, TmfReach reach, InstantSource clock) {
    this.vertx = vertx;
    this.reach = reach;
    this.clock = clock;
    this.plain = opened(null);
    MutualTls certificates = reach.tls();
    this.tls = certificates == null ? null : opened(certificates);
  }

  private HttpClient opened(@Nullable MutualTls certificates) {
    var options =
        new HttpClientOptions()
            .setKeepAliveTimeout(60)
            .setConnectTimeout(Math.toIntExact(reach.timeout().toMillis()));
    return vertx.createHttpClient(
        certificates == null ? options : certificates.on(options),
        new PoolOptions().setHttp1MaxSize(reach.connectionsMax()));
  }

  /// Where one calls by https there are certificates, or the reach could not have been made.
  private HttpClient client(String url) {
    return url.startsWith("https:") ? Objects.requireNonNull(tls, "certificates") : plain;
  }

  Future<Reply> get(String url) {
    return call(HttpMethod.GET, url, null);
  }

  Future<Reply> delete(String url) {
    return call(HttpMethod.DELETE, url, null);
  }

  /// A body can be listened to only in the very event that brings its head.
  Future<Reply> call(HttpMethod method, String url, @Nullable Sent sent) {
    if (Context.isOnVertxThread()) {
      return callHere(method, url, sent);
    }
    Promise<Reply> reply = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(nothing -> callHere(method, url, sent).onComplete(reply));
    return reply.future();
  }

  private Future<Reply> callHere(HttpMethod method, String url, @Nullable Sent sent) {
    if (reach.oauth() == null) {
      return once(method, url, sent, null);
    }
    Future<String> known = token();
    return known
        .compose(bearer -> once(method, url, sent, "Bearer " + bearer))
        .compose(
            reply ->
                reply.status != 401
                    ? Future.succeededFuture(reply)
                    : afresh(known).compose(bearer -> once(method, url, sent, "Bearer " + bearer)));
  }

  private synchronized Future<String> token() {
    Future<String> known = token;
    if (known != null && !known.failed() && clock.instant().isBefore(tokenUntil)) {
      return known;
    }
    Future<String> fetched = fetch();
    token = fetched;
    tokenUntil = clock.instant().plusSeconds(TOKEN_SECONDS);
    return fetched;
  }

  /// Of many calls that are refused at once one fetches a new token.
  @SuppressWarnings("ReferenceEquality") // the very token that was refused, and no later one
  private synchronized Future<String> afresh(Future<String> refused) {
    if (token == refused) {
      token = null;
    }
    return token();
  }

  private Future<String> fetch() {
    TmfReach.OAuth oauth = Objects.requireNonNull(reach.oauth());
    String form = "grant_type=client_credentials";
    if (oauth.scope() != null) {
      form += "&scope=" + URLEncoder.encode(oauth.scope(), UTF_8);
    }
    String basic =
        URLEncoder.encode(oauth.clientId(), UTF_8)
            + ":"
            + URLEncoder.encode(oauth.clientSecret(), UTF_8);
    var sent = new Sent(Buffer.buffer(form), "application/x-www-form-urlencoded", null);
    return once(
            HttpMethod.POST,
            oauth.token().toString(),
            sent,
            "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(UTF_8)))
        .map(
            reply -> {
              String bearer = TmfOrder.text(reply.body, "access_token");
              if (!reply.isGood() || bearer.isBlank() || bearer.chars().anyMatch(c -> c < 33)) {
                throw new NoAnswer(
                    "取不到令牌，对方以 " + reply.status + " 作答",
                    "no token is to be had: it answered " + reply.status);
              }
              long seconds =
                  Math.clamp(reply.body.path("expires_in").asLong(TOKEN_SECONDS), 1, 86_400);
              Duration usable = Duration.ofSeconds(seconds).minus(TOKEN_MARGIN);
              lasts(usable.isPositive() ? usable : Duration.ofSeconds(seconds).dividedBy(2));
              return bearer;
            });
  }

  private synchronized void lasts(Duration usable) {
    tokenUntil = clock.instant().plus(usable);
  }

  private Future<Reply> once(
      HttpMethod method, String url, @Nullable Sent sent, @Nullable String authorization) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(url)
            .setTimeout(reach.timeout().toMillis())
            .putHeader(HttpHeaders.ACCEPT, "application/json");
    if (authorization != null) {
      options.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    if (sent != null) {
      options.putHeader(HttpHeaders.CONTENT_TYPE, sent.contentType);
      if (sent.signature != null) {
        options.putHeader(DetachedJws.HEADER, sent.signature);
      }
    }
    return client(url)
        .request(options)
        .recover(unconnected -> Future.failedFuture(new NotReached(unconnected)))
        .compose(request -> sent == null ? request.send() : request.send(sent.bytes))
        .compose(
            response ->
                SmallBody.of(response, BODY_BYTES_MAX)
                    .map(body -> new Reply(response.statusCode(), json(body))));
  }

  private static JsonNode json(Buffer body) {
    try {
      return body.length() == 0 ? MissingNode.getInstance() : Wire.JSON.readTree(body.getBytes());
    } catch (JacksonException none) {
      return MissingNode.getInstance();
    }
  }

  Future<Void> close() {
    return tls == null ? plain.close() : Future.join(plain.close(), tls.close()).mapEmpty();
  }
}
