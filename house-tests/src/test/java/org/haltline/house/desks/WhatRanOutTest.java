package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;
import static org.haltline.house.HouseAtHand.SUPERVISOR;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.Assertions;
import org.haltline.core.order.Role;
import org.haltline.house.HouseAtHand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A hold that ran out says in its case what was done about it and what was not, and when its end
/// was announced.
@ExtendWith(InTheHall.class)
@Timeout(300)
class WhatRanOutTest {
  private static final Person LATE = Person.ofTheCentre("sv-late", "纪遥", Role.SUPERVISOR);
  private static final String FORGOTTEN = "6222021182590302944";
  private static final String WAITING = "6222027173811357845";

  @TempDir Path folder;
  private final InstantSource clock = () -> Instant.now().plus(this.ahead);
  private volatile Duration ahead = Duration.ZERO;

  @Test
  void aHoldThatNobodySavedSaysWhy(Hall hall) throws Exception {
    try (var house =
        HouseAtHand.start(
            folder,
            0,
            "- {id: ICBC, channels: [{type: DESK}]}",
            "deadlines-every: PT0.1S, ",
            clock)) {
      String caseId = runOut(house);
      Seat late = hall.guest(LATE, house).signIn().open("/cases/" + caseId);

      Locator forgotten = late.row("Stop", "··2944");
      assertThat(forgotten).containsText("Lapsed");
      assertThat(forgotten).containsText("Nobody prolonged, froze or let it go.");
      Locator waiting = late.row("Stop", "··7845");
      assertThat(waiting).containsText("Freeze was asked for and still waited");
      Locator timeline = late.page().locator(".tl");
      assertThat(timeline).containsText("ICBC ··2944 lapsed");
      assertThat(timeline).containsText("Its end was announced at");

      late.speak("zh");
      late.open("/cases/" + caseId);
      assertThat(late.row("止付", "··2944")).containsText("没有人续期、冻结或解除");
      assertThat(late.page().locator(".tl")).containsText("到期前已在");
      late.close();
    }
  }

  /// Two stops of one case that held until their terms were over; for one of them a freeze was
  /// asked for, which nobody approved.
  private String runOut(HouseAtHand house) throws Exception {
    String payment =
        """
        {"payee":{"account":"%s","name":"贾明轩"},"amount":"%s","currency":"CNY","at":"%s"}\
        """;
    String at = Instant.now().minus(Duration.ofMinutes(5)).toString();
    String caseId =
        house
            .post(
                OPERATOR,
                "/api/reports",
                """
                {"caller":{"name":"来电人","phone":"13605790099"},"via":"hotline","kind":"冒充客服","language":"zh",
                 "said":"说要退款","victimOnLineWithFraudster":false,"payments":[%s,%s],"lures":[]}
                """
                    .formatted(
                        payment.formatted(FORGOTTEN, "3000.00", at),
                        payment.formatted(WAITING, "4000.00", at)))
            .get("caseId")
            .asString();
    String path = "/api/cases/" + caseId;
    house.post(OPERATOR, path + "/filing", "{\"policeCaseNumber\":\"青公(刑)立字[2026]0413号\"}");
    Instant ends = Instant.MIN;
    for (int place = 0; place < 2; place++) {
      JsonNode stop = house.awaitOrder(caseId, place, "ON_DESK");
      String number = stop.get("number").asString();
      String order = path + "/orders/" + number;
      String amount = stop.get("amount").asString();
      house.post(SUPERVISOR, order + "/claim", "{}");
      house.post(
          SUPERVISOR,
          order + "/answer",
          "{\"outcome\":\"DONE\",\"held\":\"%s\",\"currency\":\"CNY\"}".formatted(amount));
      JsonNode done = house.awaitOrder(caseId, place, "DONE");
      ends = Instant.parse(done.get("hold").get("endsAt").asString());
      if (stop.get("target").get("typed").asString().equals(WAITING)) {
        house.post(
            OPERATOR,
            path + "/orders",
            "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"赃款账户\"}".formatted(number));
      }
    }
    ahead = Duration.between(Instant.now(), ends.minus(Duration.ofMinutes(30)));
    house.awaitFact(caseId, "HoldEndingSoon");
    ahead = Duration.between(Instant.now(), ends.plus(Duration.ofMinutes(1)));
    house.awaitFact(caseId, "HoldLapsed");
    Assertions.assertThat(house.awaitOrder(caseId, 0, "DONE").get("hold").get("stands").asBoolean())
        .isFalse();
    return caseId;
  }
}
