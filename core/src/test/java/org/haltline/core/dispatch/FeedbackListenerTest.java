package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Centre.get;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haltline.core.codec.Feedback;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedbackListenerTest {
  private static final Instant HEARD = Instant.parse("2026-03-02T08:15:33Z");
  private static final String NUMBER = "00000000000000000000000000000007";
  private static final String REFUSED =
      """
      {"number": "%s", "case": "QY-260302-0001", "state": "refused", "reason": "OTHER"}
      """
          .formatted(NUMBER);

  private final Vertx vertx = Vertx.vertx();
  private final FeedbackListener listener = started(FeedbackListener.Place.anyPort());
  private final List<Feedback> heard = new CopyOnWriteArrayList<>();
  private Future<Void> journalled = Future.succeededFuture();
  private String base = "";

  private FeedbackListener started(FeedbackListener.Place place) {
    return get(
        FeedbackListener.start(
            vertx, place, Map.of("ICBC", "one", "ABC", "another"), InstantSource.fixed(HEARD)));
  }

  @BeforeEach
  void open() {
    base =
        listener
            .open(
                "ICBC",
                feedback -> {
                  heard.add(feedback);
                  return journalled;
                })
            .toString();
  }

  @AfterEach
  void close() {
    get(vertx.close());
  }

  private int post(String url, String body) {
    return request(HttpMethod.POST, url, body);
  }

  private int request(HttpMethod method, String url, String body) {
    var options = new RequestOptions().setMethod(method).setAbsoluteURI(url);
    HttpClient client = vertx.createHttpClient();
    return get(
        client
            .request(options)
            .compose(request -> request.send(Buffer.buffer(body)))
            .map(response -> response.statusCode())
            .eventually(client::close));
  }

  @Test
  void anAnswerThatIsJournalledIsAcknowledged() {
    assertThat(post(base + "/feedback/" + NUMBER, REFUSED)).isEqualTo(204);
    assertThat(heard)
        .containsExactly(
            new Feedback(
                new CaseId("QY-260302-0001"),
                Orders.number(7),
                new Receipt.Refused(HEARD, ReasonCode.OTHER, null)));
  }

  @Test
  void oneThatCouldNotBeIsToBeSaidAgain() {
    journalled = Future.failedFuture("journal away");
    assertThat(post(base + "/feedback/" + NUMBER, REFUSED)).isEqualTo(503);
  }

  @Test
  void nobodyIsHeardWithoutAPassOrWithAnothers() {
    String theirs = listener.open("ABC", feedback -> Future.succeededFuture()).toString();
    String pass = theirs.substring(theirs.lastIndexOf('/') + 1);
    String own = base.substring(base.lastIndexOf('/') + 1);
    assertThat(pass).isNotEqualTo(own);
    assertThat(post(base.replace(own, pass) + "/feedback/" + NUMBER, REFUSED)).isEqualTo(404);
    assertThat(post(base.replace(own, "") + "feedback/" + NUMBER, REFUSED)).isEqualTo(404);
    assertThat(heard).isEmpty();
  }

  @Test
  void whatTheCentreWillNeverHaveIsNotToBeSaidAgain() {
    journalled = Future.failedFuture(new FeedbackSink.Rejected("no such order"));
    assertThat(post(base + "/feedback/" + NUMBER, REFUSED)).isEqualTo(409);
  }

  @Test
  void anAddressThatWasToldBeforeARestartLeadsToTheNextListener() {
    int port = URI.create(base).getPort();
    get(listener.close());
    var next = started(new FeedbackListener.Place("127.0.0.1", port, null));
    next.open("ICBC", feedback -> Future.succeededFuture());
    assertThat(post(base + "/feedback/" + NUMBER, REFUSED)).isEqualTo(204);
  }

  @Test
  void institutionsAreToldTheAddressThatTheyReach() {
    var gate = URI.create("https://gate.example/answers");
    var behind = started(new FeedbackListener.Place("127.0.0.1", 0, gate));
    assertThat(behind.open("ICBC", feedback -> Future.succeededFuture()).toString())
        .startsWith("https://gate.example/answers/ICBC/");
  }

  @Test
  void anInstitutionThatNobodyKnowsHasNoAddress() {
    assertThat(post(base.replace("ICBC", "XYZ") + "/feedback/" + NUMBER, REFUSED)).isEqualTo(404);
  }

  @Test
  void whatCannotBeReadIsSaidToBeSo() {
    String url = base + "/feedback/" + NUMBER;
    assertThat(post(url, "{")).isEqualTo(400);
    assertThat(post(url, "{\"state\":\"done\"}")).isEqualTo(400);
    assertThat(post(url, REFUSED.replace(NUMBER, "%032d".formatted(8)))).isEqualTo(400);
    assertThat(post(url, REFUSED.replace("QY-260302-0001", "../etc"))).isEqualTo(400);
    assertThat(post(url, "x".repeat(SmallBody.BYTES_MAX + 1))).isEqualTo(413);
    assertThat(heard).isEmpty();
  }

  @Test
  void onlyItsOwnPathsAreThere() {
    assertThat(post(base + "/feedback/12", REFUSED)).isEqualTo(404);
    assertThat(post(base + "/orders/" + NUMBER, REFUSED)).isEqualTo(404);
    assertThat(request(HttpMethod.GET, base + "/feedback/" + NUMBER, "")).isEqualTo(404);
  }

  @Test
  void anInstitutionThatIsNotServedHereIsToSayItLater() {
    listener.shut("ICBC");
    assertThat(post(base + "/feedback/" + NUMBER, REFUSED)).isEqualTo(503);
  }
}
