package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.dispatch.Centre.get;
import static org.haltline.core.dispatch.Orders.AT;
import static org.haltline.core.dispatch.Orders.account;
import static org.haltline.core.dispatch.Orders.order;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The channel against a server that says exactly what the test wants.
class JsonHttpChannelTest {
  private static final Instant HEARD = Instant.parse("2026-03-02T08:15:33Z");

  private static final int LINES = 4;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private HttpServer server = vertx.createHttpServer();
  private JsonHttpChannel channel = channel(URI.create("http://127.0.0.1:1"));
  private volatile int status = 200;
  private volatile String answer = "{\"state\":\"done\"}";
  private volatile boolean mute;

  @BeforeEach
  void listen() {
    server = get(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
    channel = channel(URI.create("http://127.0.0.1:" + server.actualPort() + "/desk"));
  }

  @AfterEach
  void close() {
    get(vertx.close());
  }

  private JsonHttpChannel channel(URI base) {
    return channel(base, Duration.ofSeconds(1));
  }

  private JsonHttpChannel channel(URI base, Duration timeout) {
    return new JsonHttpChannel(
        vertx,
        "ICBC",
        new JsonHttpChannel.Settings(
            "http", base, "secret", Set.of(OrderKind.STOP_PAYMENT), LINES, timeout),
        null,
        InstantSource.fixed(HEARD));
  }

  private void serve(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              said.add(request.method() + " " + request.path());
              said.add(String.valueOf(request.getHeader("Authorization")));
              said.add(body.toString());
              if (!mute) {
                request.response().setStatusCode(status).end(answer);
              }
            });
  }

  @Test
  void anOrderIsPutUnderItsNumber() {
    get(channel.send(order(7)));
    assertThat(said.get(0)).isEqualTo("PUT /desk/orders/00000000000000000000000000000007");
    assertThat(said.get(1)).isEqualTo("Bearer secret");
    assertThat(JsonMapper.shared().readTree(said.get(2)))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"number": "00000000000000000000000000000007",
                     "case": "QY-260302-0001",
                     "kind": "STOP_PAYMENT",
                     "target": {"type": "account",
                                "key": "account:icbc/6200000000000000007",
                                "number": "6200000000000000007"},
                     "holder": "钱多多",
                     "amountMinor": 1234500,
                     "currency": "CNY",
                     "reason": "reported fraud",
                     "authority": "Operator Three, City centre",
                     "orderedAt": "2026-03-02T08:15:30.123Z",
                     "termEndsAt": "2026-03-04T08:15:30.123Z",
                     "withdraws": []}
                    """));
  }

  @Test
  void doneIsReadWithWhatIsHeldSinceWhenAndUntilWhen() {
    answer =
        """
        {"state": "done", "heldMinor": 99, "currency": "CNY", "startsAt": "2026-03-02T08:15:30.123Z",
         "endsAt": "2026-03-04T08:15:30.123Z", "at": "2026-03-02T08:15:32Z", "remark": "partial",
         "somethingNew": [1, 2]}
        """;
    assertThat(get(channel.send(order(7))))
        .isEqualTo(
            new Answer.Final(
                new Receipt.Done(
                    Instant.parse("2026-03-02T08:15:32Z"),
                    new Money(99, "CNY"),
                    AT,
                    AT.plusSeconds(172_800),
                    "partial")));
  }

  @Test
  void withoutAnInstantOfTheirsOursStandsIn() {
    assertThat(get(channel.send(order(7))))
        .isEqualTo(new Answer.Final(new Receipt.Done(HEARD, null, null, null, null)));
  }

  @Test
  void aRefusalIsReadWithItsReason() {
    answer = "{\"state\":\"refused\",\"reason\":\"NO_SUCH_ACCOUNT\",\"remark\":\"closed in May\"}";
    assertThat(get(channel.send(order(7))))
        .isEqualTo(
            new Answer.Final(
                new Receipt.Refused(HEARD, ReasonCode.NO_SUCH_ACCOUNT, "closed in May")));
  }

  @Test
  void aReasonInTheirOwnWordsIsKept() {
    answer = "{\"state\":\"refused\",\"reason\":\"E-17\",\"remark\":\"see manual\"}";
    assertThat(get(channel.send(order(7))))
        .isEqualTo(
            new Answer.Final(new Receipt.Refused(HEARD, ReasonCode.OTHER, "E-17: see manual")));
  }

  @Test
  void workingIsNoFinalAnswer() {
    status = 202;
    answer = "{\"state\":\"working\"}";
    assertThat(get(channel.send(order(7)))).isEqualTo(new Answer.Working());
  }

  @Test
  void askingAboutANumberTheyDoNotKnowSaysSo() {
    status = 404;
    answer = "";
    assertThat(get(channel.ask(order(7)))).isEqualTo(new Answer.NeverSeen());
    assertThat(said.get(0)).isEqualTo("GET /desk/orders/00000000000000000000000000000007");
    assertThatThrownBy(() -> get(channel.send(order(7)))).hasMessageContaining("404");
  }

  @Test
  void whatIsNoAnswerIsUnknown() {
    for (int odd : new int[] {500, 503, 401, 429, 301}) {
      status = odd;
      assertThatThrownBy(() -> get(channel.send(order(7)))).isInstanceOf(CompletionException.class);
    }
    status = 200;
    for (String odd :
        List.of(
            "",
            "{}",
            "[]",
            "<html>",
            "{\"state\":\"maybe\"}",
            "{\"state\":\"done\",\"heldMinor\":-1,\"currency\":\"CNY\"}",
            "{\"state\":\"done\",\"heldMinor\":5}",
            "{\"state\":\"done\",\"number\":\"00000000000000000000000000000008\"}",
            "{\"state\":\"done\",\"remark\":\"" + "x".repeat(SmallBody.BYTES_MAX) + "\"}")) {
      answer = odd;
      assertThatThrownBy(() -> get(channel.send(order(7))))
          .as(odd.length() > 80 ? "too large" : odd)
          .isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void silenceEndsByItself() {
    mute = true;
    assertThatThrownBy(() -> get(channel.send(order(7)))).isInstanceOf(CompletionException.class);
  }

  @Test
  void noMoreLinesAreOpenedThanTheInstitutionTakes() {
    var lines = new AtomicInteger();
    List<HttpServerRequest> waiting = new CopyOnWriteArrayList<>();
    HttpServer patient =
        get(
            vertx
                .createHttpServer()
                .connectionHandler(line -> lines.incrementAndGet())
                .requestHandler(
                    request -> {
                      if (waiting.size() < LINES) {
                        waiting.add(request);
                      } else {
                        request.response().end(answer);
                      }
                    })
                .listen(0, "127.0.0.1"));
    JsonHttpChannel few =
        channel(
            URI.create("http://127.0.0.1:" + patient.actualPort() + "/desk"),
            Duration.ofMinutes(1));
    List<Future<Answer>> sent =
        IntStream.rangeClosed(1, 3 * LINES).mapToObj(number -> few.send(order(number))).toList();
    Centre.await(() -> waiting.size() == LINES);
    waiting.forEach(request -> request.response().end(answer));
    get(Future.all(sent));
    assertThat(lines).hasValue(LINES);
  }

  @Test
  void nobodyThereIsUnknown() {
    get(server.close());
    assertThatThrownBy(() -> get(channel.send(order(7)))).isInstanceOf(CompletionException.class);
  }

  @Test
  void itSaysWhatItCannotCarry() {
    assertThat(channel.cannot(order(7).order())).isEmpty();
    assertThat(channel.cannot(order(7, account("6200****0007")).order()).orElseThrow())
        .contains("not whole");
    assertThat(
            new JsonHttpChannel(
                    vertx,
                    "ICBC",
                    new JsonHttpChannel.Settings(
                        "http",
                        URI.create("http://127.0.0.1:1"),
                        null,
                        Set.of(OrderKind.FREEZE),
                        1,
                        Duration.ofSeconds(1)),
                    null,
                    InstantSource.system())
                .cannot(order(7).order())
                .orElseThrow())
        .contains("does not carry such orders");
  }
}
