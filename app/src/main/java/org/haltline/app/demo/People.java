package org.haltline.app.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The people of the demo at work: the operator files call after call, the liaisons answer what no
/// machine could carry out.
final class People implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(People.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LOOK_MS = 300;

  /// How long a liaison takes to pick an order up.
  private static final Duration REACTION = Duration.ofMillis(1_500);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI api;
  private final Cast cast;
  private final Figures figures;
  private final Timeline timeline;
  private final InstantSource clock;

  People(URI api, Cast cast, Figures figures, Timeline timeline, InstantSource clock) {
    this.api = api;
    this.cast = cast;
    this.figures = figures;
    this.timeline = timeline;
    this.clock = clock;
  }

  void fileAll(List<DemoCalls.Call> calls, int pauseMs) throws IOException, InterruptedException {
    var operator = new Desk(client, api, cast.of("OPERATOR").token());
    String run = Long.toString(clock.millis(), 36);
    for (int i = 0; i < calls.size(); i++) {
      Instant sent = clock.instant();
      Desk.Answer answer =
          operator.post("/api/reports", calls.get(i).body(), "demo-" + run + "-" + i);
      if (answer.isCreated()) {
        String caseId = answer.body().get("caseId").stringValue();
        figures.sent(caseId, sent);
        timeline.left(
            caseId, left(answer.body()), Duration.between(sent, clock.instant()).toMillis());
      } else {
        figures.refused();
        log.warn("the report of {} was refused: {}", calls.get(i).caller(), answer.body());
      }
      answerDesks();
      Thread.sleep(pauseMs);
    }
  }

  private static int left(JsonNode answer) {
    int orders = 0;
    for (JsonNode order : answer.path("orders")) {
      if (!order.path("state").asString("").equals(OrderState.NOT_ISSUED.name())) {
        orders++;
      }
    }
    return orders;
  }

  /// Answers what stands on the desks until every order has ended.
  ///
  /// @return false when the time was up before
  boolean answerUntilSettled(int secondsMax) throws IOException, InterruptedException {
    Instant end = clock.instant().plusSeconds(secondsMax);
    while (clock.instant().isBefore(end)) {
      answerDesks();
      if (figures.isSettled()) {
        return true;
      }
      Thread.sleep(LOOK_MS);
    }
    return false;
  }

  private void answerDesks() throws IOException, InterruptedException {
    for (Cast.Person person : cast.people()) {
      if (person.institution().isEmpty()) {
        continue;
      }
      var desk = new Desk(client, api, person.token());
      Desk.Answer waiting =
          desk.get("/api/institutions/" + person.institution() + "/orders?state=desk");
      for (JsonNode order : waiting.body().path("orders")) {
        Instant ordered = Instant.parse(order.get("order").get("orderedAt").stringValue());
        if (ordered.plus(REACTION).isBefore(clock.instant())) {
          answer(desk, order.get("caseId").stringValue(), order.get("order"));
        }
      }
    }
  }

  /// A person at the institution finds half of the money still there, and does what else is asked.
  private void answer(Desk desk, String caseId, JsonNode order)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("outcome", "DONE");
    if (OrderKind.valueOf(order.get("kind").stringValue()).holdsMoney()) {
      BigDecimal asked = new BigDecimal(order.get("amount").stringValue());
      body.put("held", asked.divide(BigDecimal.TWO, 2, RoundingMode.DOWN).toPlainString());
      body.put("currency", order.get("currency").stringValue());
    }
    String number = order.get("number").stringValue();
    Desk.Answer answer =
        desk.post(
            "/api/cases/" + caseId + "/orders/" + number + "/answer",
            JSON.writeValueAsBytes(body),
            null);
    if (answer.status() >= 300) {
      log.warn("the answer about {} was not taken: {}", number, answer.body());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
