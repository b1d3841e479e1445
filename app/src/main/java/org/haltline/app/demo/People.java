package org.haltline.app.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;
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

  /// How many orders wait at any time for whoever sits down at a desk, and how many freezes for a
  /// supervisor.
  private static final int LEFT_ON_DESK = 6;

  private static final int APPROVALS_WAITING = 3;

  /// Until the counter closes: soon enough to be seen ending.
  private static final Duration EVENING_HOLD = Duration.ofMinutes(50);

  private static final String NOTE_FOR_THE_ANALYST =
      "{\"text\":\"同一收款账户，请并案研判 @analyst-1\",\"mentions\":[\"analyst-1\"]}";

  private final Set<String> asked = new HashSet<>();
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

  /// A call of the evening, at the desk of an operator whom nobody plays.
  void takeCall(DemoCalls.Call call, int number) throws IOException, InterruptedException {
    String run = Long.toString(clock.millis(), 36);
    Desk.Answer answer =
        nextDesk().post("/api/reports", call.body(), "evening-" + run + "-" + number);
    if (!answer.isCreated()) {
      log.warn("the report of {} was refused: {}", call.caller(), answer.body());
    } else if (number % 3 == 1) {
      String caseId = answer.body().get("caseId").stringValue();
      say(caseId, "notes", NOTE_FOR_THE_ANALYST);
    }
  }

  /// Does what nobody sits down to, and no more: the desks at which somebody may sit keep their
  /// work until there is too much of it.
  void workOn() throws IOException, InterruptedException {
    for (Cast.Person person : cast.people()) {
      if (!person.institution().isEmpty()) {
        int left = Cast.SEATED.contains(person.institution()) ? LEFT_ON_DESK : 0;
        answerDesk(person, left, EVENING_HOLD);
      }
    }
    askForFreezes();
  }

  /// For what somebody holds until this evening alone, a colleague asks for a freeze: a few wait
  /// for their second person at any time.
  private void askForFreezes() throws IOException, InterruptedException {
    Desk desk = nextDesk();
    if (desk.get("/api/approvals").body().path("approvals").size() >= APPROVALS_WAITING) {
      return;
    }
    for (JsonNode hold : desk.get("/api/holds?within=PT1H").body().path("holds")) {
      String caseId = hold.get("caseId").stringValue();
      boolean money = hold.get("order").path("hold").has("amount");
      if (money && asked.add(caseId)) {
        askForFreeze(desk, caseId, hold.get("order"));
        return;
      }
    }
  }

  private void askForFreeze(Desk desk, String caseId, JsonNode stop)
      throws IOException, InterruptedException {
    say(caseId, "filing", "{\"policeCaseNumber\":\"青公(刑)立字[2026]%s号\"}".formatted(caseId));
    ObjectNode freeze = JSON.createObjectNode();
    freeze.put("kind", OrderKind.FREEZE.name());
    freeze.put("original", stop.get("number").stringValue());
    freeze.put("reason", "赃款账户，止付即将到期");
    freeze.set("amount", stop.get("hold").get("amount"));
    freeze.set("currency", stop.get("currency"));
    JsonNode orders = say(caseId, "orders", JSON.writeValueAsString(freeze)).path("orders");
    for (JsonNode order : orders) {
      if (order.path("kind").asString("").equals(OrderKind.FREEZE.name())) {
        String at = "/api/cases/" + caseId + "/orders/" + order.get("number").stringValue();
        desk.attach(at + "/document", at + "/papers/freeze-notice");
      }
    }
  }

  private JsonNode say(String caseId, String what, String body)
      throws IOException, InterruptedException {
    Desk.Answer answer =
        nextDesk()
            .post("/api/cases/" + caseId + "/" + what, body.getBytes(StandardCharsets.UTF_8), null);
    if (answer.status() >= 300) {
      log.warn("{} of {} were not taken: {}", what, caseId, answer.body());
    }
    return answer.body();
  }

  private Desk nextDesk() {
    return new Desk(client, api, cast.named(Cast.NEXT_DESK).token());
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
      if (!person.institution().isEmpty()) {
        answerDesk(person, 0, null);
      }
    }
  }

  /// @param left so many are left to whoever sits down at this desk; the longest waiting go first
  /// @param holdsFor how long what is held stands; null for as long as the law has it
  private void answerDesk(Cast.Person person, int left, @Nullable Duration holdsFor)
      throws IOException, InterruptedException {
    var desk = new Desk(client, api, person.token());
    JsonNode waiting =
        desk.get("/api/institutions/" + person.institution() + "/orders?state=desk")
            .body()
            .path("orders");
    for (int i = 0; i < waiting.size() - left; i++) {
      JsonNode order = waiting.get(i);
      Instant ordered = Instant.parse(order.get("order").get("orderedAt").stringValue());
      if (ordered.plus(REACTION).isBefore(clock.instant())) {
        answer(desk, order.get("caseId").stringValue(), order.get("order"), holdsFor);
      }
    }
  }

  /// A person at the institution finds half of the money still there, and does what else is asked.
  private void answer(Desk desk, String caseId, JsonNode order, @Nullable Duration holdsFor)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("outcome", "DONE");
    OrderKind kind = OrderKind.valueOf(order.get("kind").stringValue());
    if (kind.holdsMoney()) {
      BigDecimal asked = new BigDecimal(order.get("amount").stringValue());
      body.put("held", asked.divide(BigDecimal.TWO, 2, RoundingMode.DOWN).toPlainString());
      body.put("currency", order.get("currency").stringValue());
    }
    if (kind == OrderKind.STOP_PAYMENT && holdsFor != null) {
      body.put("endsAt", clock.instant().plus(holdsFor).truncatedTo(ChronoUnit.SECONDS).toString());
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
