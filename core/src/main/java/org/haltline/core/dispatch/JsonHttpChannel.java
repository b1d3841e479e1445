package org.haltline.core.dispatch;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.codec.Wire;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Signer;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// Orders as JSON over HTTP: `PUT {base}/orders/{number}` sends, `GET` asks, 404 on asking is
/// "never seen". Late answers come to the [FeedbackListener], when there is one. Where the
/// institution was given our public key, every order bears a [DetachedJws] over its body.
public final class JsonHttpChannel implements Channel {

  /// Where the institution listens and what it takes.
  ///
  /// @param name of the channel
  /// @param base without a slash at the end
  /// @param token sent as bearer; null where none is asked for
  /// @param kinds what it can carry
  /// @param connectionsMax kept open, each carries one call at a time
  /// @param timeout of one call; then nobody knows whether it arrived
  /// @param signer of every order; null where none is signed
  /// @param tls for a base in https; null for plain HTTP
  public record Settings(
      String name,
      URI base,
      @Nullable String token,
      Set<OrderKind> kinds,
      int connectionsMax,
      Duration timeout,
      @Nullable Signer signer,
      @Nullable MutualTls tls) {
    public Settings {
      kinds = Set.copyOf(kinds);
      if ("https".equals(base.getScheme()) && tls == null) {
        throw new IllegalArgumentException(
            base + ": an institution that is called by https wants our certificate");
      }
    }

    /// Unsigned.
    public Settings(
        String name,
        URI base,
        @Nullable String token,
        Set<OrderKind> kinds,
        int connectionsMax,
        Duration timeout) {
      this(name, base, token, kinds, connectionsMax, timeout, null, null);
    }

    /// As the institution's configuration says it.
    public static Settings of(ChannelSettings.Http http, Set<OrderKind> kinds) {
      return new Settings(
          "http",
          http.url(),
          http.token(),
          kinds,
          http.connectionsMax(),
          http.timeout(),
          http.signer(),
          http.tls());
    }
  }

  private static final int NUMBER_DIGITS = 32;

  private final Vertx vertx;
  private final String institution;
  private final Settings settings;
  private final @Nullable FeedbackListener listener;
  private final InstantSource clock;
  private final HttpClient client;
  private final String ordersPath;
  private final int port;
  private final Map<OrderId, OrderSignature> signatures = new ConcurrentHashMap<>();
  private @Nullable URI answerBase;

  /// @param listener null where late answers can only be asked for
  public JsonHttpChannel(
      Vertx vertx,
      String institution,
      Settings settings,
      @Nullable FeedbackListener listener,
      InstantSource clock) {
    this.vertx = vertx;
    this.institution = institution;
    this.settings = settings;
    this.listener = listener;
    this.clock = clock;
    this.ordersPath = settings.base.getRawPath() + "/orders/";
    MutualTls tls = "https".equals(settings.base.getScheme()) ? settings.tls : null;
    this.port = settings.base.getPort() >= 0 ? settings.base.getPort() : tls == null ? 80 : 443;
    var options =
        new HttpClientOptions()
            .setKeepAliveTimeout(60)
            .setTcpNoDelay(true)
            .setConnectTimeout(Math.toIntExact(settings.timeout.toMillis()));
    this.client =
        vertx.createHttpClient(
            tls == null ? options : tls.on(options),
            new PoolOptions().setHttp1MaxSize(settings.connectionsMax));
  }

  @Override
  public String name() {
    return settings.name;
  }

  @Override
  public Optional<String> cannot(Order order) {
    if (!settings.kinds.contains(order.kind())) {
      return Optional.of("该通道不办理此类指令 / this channel does not carry such orders");
    }
    if (order.target() instanceof BankAccount account && account.masked()) {
      return Optional.of(
          "号码 %1$s 不完整，机器办理可能控错账户 / the number %1$s is not whole: a machine could hold the wrong account"
              .formatted(account.number()));
    }
    return Optional.empty();
  }

  @Override
  public Future<Answer> send(OutgoingOrder order) {
    byte[] body = OrderJson.bytes(order);
    OrderSignature signature = signature(order, body);
    return call(
        HttpMethod.PUT,
        order.order().id().digits(),
        new Sent(Buffer.buffer(body), signature == null ? null : signature.value()));
  }

  /// What a sending brings.
  private record Sent(Buffer body, @Nullable String signature) {}

  @Override
  public @Nullable OrderSignature signature(OutgoingOrder order) {
    OrderSignature known = signatures.get(order.order().id());
    return known != null || settings.signer == null
        ? known
        : signature(order, OrderJson.bytes(order));
  }

  /// Made once, for an order may be sent more often and be heard of each time.
  private @Nullable OrderSignature signature(OutgoingOrder order, byte[] body) {
    Signer signer = settings.signer;
    return signer == null
        ? null
        : signatures.computeIfAbsent(order.order().id(), id -> DetachedJws.over(body, signer));
  }

  @Override
  public void over(OrderId order, boolean calledBack) {
    signatures.remove(order);
  }

  @Override
  public Future<Answer> ask(OutgoingOrder order) {
    return ask(order.order().id());
  }

  @Override
  public Future<Answer> ask(OrderId order) {
    return call(HttpMethod.GET, order.digits(), null);
  }

  /// Asks about an order that nobody ever gave; whoever knows it is no institution of ours.
  @Override
  public Future<Void> knock() {
    return call(HttpMethod.GET, "0".repeat(NUMBER_DIGITS), null).mapEmpty();
  }

  /// A body can be listened to only in the very event that brings its head: who calls from a thread
  /// of its own is taken to one of Vert.x first, or the body could be over before anybody listens.
  private Future<Answer> call(HttpMethod method, String number, @Nullable Sent body) {
    if (Context.isOnVertxThread()) {
      return callHere(method, number, body);
    }
    Promise<Answer> answer = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(nothing -> callHere(method, number, body).onComplete(answer));
    return answer.future();
  }

  private Future<Answer> callHere(HttpMethod method, String number, @Nullable Sent sent) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setHost(settings.base.getHost())
            .setPort(port)
            .setURI(ordersPath + number)
            .setTimeout(settings.timeout.toMillis());
    if (settings.token != null) {
      options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.token);
    }
    if (sent != null) {
      options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
      if (answerBase != null) {
        options.putHeader(OrderJson.ANSWER_TO, answerBase + "/feedback/" + number);
      }
      if (sent.signature != null) {
        options.putHeader(DetachedJws.HEADER, sent.signature);
      }
    }
    return client
        .request(options)
        .recover(unconnected -> Future.failedFuture(new NotReached(unconnected)))
        .compose(request -> sent == null ? request.send() : request.send(sent.body))
        .compose(response -> answer(method, number, response));
  }

  private Future<Answer> answer(HttpMethod method, String number, HttpClientResponse response) {
    Future<Buffer> body = SmallBody.of(response);
    int status = response.statusCode();
    if (status == 404 && method.equals(HttpMethod.GET)) {
      return body.map(nothing -> new Answer.NeverSeen());
    }
    return body.map(
        bytes -> {
          if (status != 200 && status != 202) {
            throw new NoAnswer("对方以 " + status + " 作答", "it answered " + status);
          }
          AnswerJson answer = Wire.JSON.readValue(bytes.getBytes(), AnswerJson.class);
          // a gateway that mixes up its answers must not hold money on the wrong account's order
          if (answer.number() != null && !answer.number().equals(number)) {
            throw new NoAnswer("对方答复的是另一条指令", "it answered about another order");
          }
          return answer.toAnswer(clock.instant());
        });
  }

  @Override
  public void onFeedback(FeedbackSink sink) {
    if (listener != null) {
      answerBase = listener.open(institution, sink);
    }
  }

  @Override
  public Future<Void> close() {
    if (listener != null) {
      listener.shut(institution);
    }
    return client.close();
  }
}
