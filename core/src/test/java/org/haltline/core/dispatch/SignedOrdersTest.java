package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Centre.BANK;
import static org.haltline.core.dispatch.Centre.TOKEN;
import static org.haltline.core.dispatch.Centre.get;
import static org.haltline.core.dispatch.Centre.only;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseEvent.Heard;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.OrderState;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Pem;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bank that was given the centre's public key: it carries out what bears the centre's signature
/// and nothing else, and the signature stays in the case.
class SignedOrdersTest {
  private static final DispatchBounds QUICK =
      DispatchBounds.defaults()
          .withAttempts(3, Duration.ofMillis(50), Duration.ofMillis(200))
          .deskAfter(Duration.ofMillis(1))
          .withAsking(Duration.ofMillis(50), Duration.ofMillis(200))
          // however slow the machine, the answer is the first word
          .takenAfter(Duration.ofHours(1));

  @TempDir static Path folder;
  static EmbeddedRedis redis;

  private final Ed25519Signer ours = Ed25519Signer.random();
  private Centre centre;
  private TestInstitution bank;

  @BeforeAll
  static void startRedis() {
    redis = Centre.redis(folder.resolve("data"));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void open() {
    centre = new Centre(redis);
    var published = Ed25519Signer.verifying(Pem.find("PUBLIC KEY", ours.publicPem()).orElseThrow());
    bank =
        new TestInstitution(
            BANK, new SandboxServer.Settings("127.0.0.1", 0, TOKEN, 1).onlySignedBy(published));
    get(centre.vertx.deployVerticle(bank));
  }

  @AfterEach
  void close() {
    centre.close();
  }

  private void signedBy(@Nullable Signer signer) {
    var http = new ChannelSettings.Http(bank.base(), TOKEN, 8, Duration.ofSeconds(10), signer);
    Channel channel =
        new JsonHttpChannel(
            centre.vertx,
            BANK,
            JsonHttpChannel.Settings.of(http, EnumSet.allOf(OrderKind.class)),
            null,
            InstantSource.system());
    centre.adapter(BANK, QUICK, List.of(channel));
  }

  @Test
  void whatBearsOurSignatureIsCarriedOutAndTheSignatureIsKept() {
    signedBy(ours);
    CaseState filed = centre.report("6200000000000000011");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    centre.awaitState(filed, stop, OrderState.DONE);

    OrderSignature kept = kept(filed, stop);
    assertThat(centre.story(filed, stop)).containsExactly("OrderIssued", "OrderDone");
    // years later, from the case alone
    byte[] signed = OrderJson.bytes(new OutgoingOrder(filed.caseId(), ordered(filed, stop)));
    assertThat(kept.sha256()).isEqualTo(Signer.digest(signed));
    assertThat(DetachedJws.fault(kept.value(), signed, ours)).isNull();
    assertThat(kept.keyId()).isEqualTo(ours.keyId());
  }

  @Test
  void anOrderThatIsSentAgainBearsTheSame() {
    signedBy(ours);
    bank.misbehave(Faults.NONE.losingReplies(1));
    CaseState filed = centre.report("6200000000000000029");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    centre.awaitState(filed, stop, OrderState.DONE);

    assertThat(centre.story(filed, stop))
        .containsExactly("OrderIssued", "OrderUnknown", "OrderDone");
    assertThat(
            centre.events().stream()
                .filter(event -> event.caseId().equals(filed.caseId()))
                .filter(Heard.class::isInstance)
                .map(event -> ((Heard) event).signature())
                .filter(Objects::nonNull))
        .hasSize(1);
    byte[] signed = OrderJson.bytes(new OutgoingOrder(filed.caseId(), ordered(filed, stop)));
    assertThat(kept(filed, stop)).isEqualTo(DetachedJws.over(signed, ours));
  }

  @Test
  void aStrangersOrderIsNotCarriedOut() {
    signedBy(Ed25519Signer.random());
    notCarriedOut("403");
  }

  @Test
  void anUnsignedOrderIsNotCarriedOut() {
    signedBy(null);
    CaseState filed = notCarriedOut("403");
    assertThat(centre.order(filed, only(filed, OrderKind.STOP_PAYMENT)).signature()).isNull();
  }

  private CaseState notCarriedOut(String why) {
    CaseState filed = centre.report("6200000000000000037");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    centre.awaitState(filed, stop, OrderState.ON_DESK);
    assertThat(centre.order(filed, stop).remark()).contains(why);
    assertThat(bank.book().size()).isZero();
    return filed;
  }

  @Test
  void aBodyThatWasChangedOnTheWayIsNotCarriedOut() {
    OutgoingOrder order = Orders.order(7);
    byte[] body = OrderJson.bytes(order);
    String signature = DetachedJws.over(body, ours).value();
    String more = new String(body, StandardCharsets.UTF_8).replace("1234500", "9234500");
    assertThat(put(more.getBytes(StandardCharsets.UTF_8), signature)).isEqualTo(403);
    assertThat(bank.book().size()).isZero();
    assertThat(put(body, signature)).isEqualTo(200);
    assertThat(bank.book().size()).isEqualTo(1);
  }

  private int put(byte[] body, String signature) {
    URI there = bank.base().resolve("/orders/" + Orders.number(7).digits());
    // held on to: a client that nobody holds is closed under its request
    HttpClient client = centre.vertx.createHttpClient();
    try {
      return get(
          client
              .request(
                  new RequestOptions().setMethod(HttpMethod.PUT).setAbsoluteURI(there.toString()))
              .compose(
                  request ->
                      request
                          .putHeader("Authorization", "Bearer " + TOKEN)
                          .putHeader(DetachedJws.HEADER, signature)
                          .send(Buffer.buffer(body)))
              .map(response -> response.statusCode()));
    } finally {
      get(client.close());
    }
  }

  private OrderSignature kept(CaseState filed, OrderId order) {
    return Objects.requireNonNull(centre.order(filed, order).signature(), "no signature was kept");
  }

  private static Order ordered(CaseState filed, OrderId order) {
    return Objects.requireNonNull(filed.order(order)).order();
  }
}
