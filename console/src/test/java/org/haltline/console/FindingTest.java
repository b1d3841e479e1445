package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class FindingTest extends OneDesk {

  @Test
  void whoWasReportedIsFoundWithTheReason() {
    String card = Calls.freshCard("ICBC");
    CaseId first = desk.filed(Calls.to(card, "30000"));
    CaseId second = desk.filed(Calls.to(card, "20000"));
    Desk.await("both reports are found", () -> reports(card) == 2);
    JsonNode suspect = find(Desk.OPERATOR, card).get(0);
    assertThat(suspect.path("subject").path("key").asString()).isEqualTo("account:" + card);
    assertThat(suspect.path("subject").path("is").asString()).isEqualTo("account");
    assertThat(suspect.path("match").path("why").asString()).isEqualTo("EXACT");
    assertThat(suspect.path("colour").asString()).isEqualTo("ORANGE");
    assertThat(suspect.path("reasons").get(0).path("code").asString()).isEqualTo("TWO_REPORTS");
    assertThat(suspect.path("money").get(0).path("amount").asString()).isEqualTo("50000.00");
    assertThat(suspect.path("cases"))
        .extracting(JsonNode::asString)
        .containsExactly(second.value(), first.value());
    assertThat(suspect.path("protectedBecause").isNull()).isTrue();
  }

  @Test
  void oneSlipIsExplainedInTheLanguageOfWhoeverAsks() {
    String card = Calls.freshCard("ICBC");
    desk.filed(Calls.to(card, "10"));
    Desk.await("the report is found", () -> reports(card) == 1);
    String slipped = card.substring(0, 9) + card.substring(10);
    JsonNode match = of(card, find(Desk.OPERATOR, slipped)).path("match");
    assertThat(match.path("why").asString()).isEqualTo("DIGIT_MISSING");
    assertThat(match.path("known").asString()).isEqualTo(card);
    assertThat(match.path("says").asString()).startsWith("The digit at place").endsWith(card);
    Came chinese =
        desk.send(
            desk.request(Desk.OPERATOR, "/api/suspects?q=" + slipped)
                .header("Accept-Language", "zh")
                .GET());
    assertThat(of(card, chinese.json().path("suspects")).path("match").path("says").asString())
        .startsWith("缺少第")
        .endsWith(card);
  }

  @Test
  void whatIsProtectedSaysWhy() {
    desk.filed(Calls.to(Calls.TREASURY, "10"));
    Desk.await("the report is found", () -> reports(Calls.TREASURY) == 1);
    JsonNode suspect = find(Desk.OPERATOR, Calls.TREASURY).get(0);
    assertThat(suspect.path("protectedBecause").asString()).isEqualTo("the treasury");
    assertThat(suspect.path("colour").asString()).isEqualTo("GREEN");
  }

  @Test
  void aPastedTextIsReadAndItsSubjectsLookedUp() {
    String card = Calls.freshCard("ICBC");
    desk.filed(Calls.to(card, "10"));
    Desk.await("the report is found", () -> reports(card) == 1);
    String text = "昨天下午三点转了三万五到工行卡" + card + ",电话 138 0000 7777";
    JsonNode pieces =
        desk.post(Desk.OPERATOR, "/api/pastes", "{\"text\":\"" + text + "\"}")
            .json()
            .path("pieces");
    assertThat(pieces)
        .extracting(piece -> piece.path("is").asString())
        .containsExactly("time", "sum", "subject", "subject");
    assertThat(pieces.get(0).path("at").asString()).isEqualTo("2026-11-19T07:00:00Z");
    assertThat(pieces.get(1).path("sum").path("amount").asString()).isEqualTo("35000.00");
    assertThat(pieces.get(2).path("start").asInt()).isEqualTo(text.indexOf(card));
    assertThat(pieces.get(2).path("end").asInt()).isEqualTo(text.indexOf(card) + card.length());
    assertThat(pieces.get(2).path("hits")).hasSize(1);
    assertThat(pieces.get(3).path("hits")).isEmpty();
    assertThat(pieces.get(2).path("subject").path("institution").asString()).isEqualTo("ICBC");
    assertThat(pieces.get(3).path("subject").path("institution").asString()).isEqualTo("CMCC");
  }

  @Test
  void aCardThatIsNotOfTheBankNamedIsDoubtedWhileItIsTyped() {
    String text = "转到建设银行卡" + Calls.freshCard("ICBC");
    JsonNode card =
        desk.post(Desk.OPERATOR, "/api/pastes", "{\"text\":\"" + text + "\"}")
            .json()
            .path("pieces")
            .get(0);
    assertThat(card.path("doubts"))
        .extracting(doubt -> doubt.path("code").asString())
        .containsExactly("route.bank-differs");
    assertThat(card.path("subject").path("institution").asString()).isEqualTo("CCB");
  }

  @Test
  void aListIsHeldAgainstWhatIsKnown() {
    String card = Calls.freshCard("ICBC");
    desk.filed(Calls.to(card, "10"));
    Desk.await("the report is found", () -> reports(card) == 1);
    JsonNode answer =
        desk.post(
                Desk.ANALYST, "/api/screenings", "{\"entries\":[\"13800007776\",\"" + card + "\"]}")
            .json();
    assertThat(answer.path("known").asInt()).isEqualTo(1);
    assertThat(answer.path("entries").get(0).path("hits")).isEmpty();
    assertThat(answer.path("entries").get(1).path("hits")).hasSize(1);
  }

  @Test
  void whoeverAsksFasterThanPeopleDoIsAskedToWait() {
    String list =
        "{\"entries\":[" + String.join(",", Collections.nCopies(500, "\"13800007775\"")) + "]}";
    assertThat(desk.post(Desk.SUPERVISOR, "/api/screenings", list).status()).isEqualTo(200);
    Came second = desk.refused(() -> desk.post(Desk.SUPERVISOR, "/api/screenings", list));
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.code()).isEqualTo("too-fast");
    assertThat(second.header("Retry-After")).isEqualTo("1");
    assertThat(find(Desk.AUDITOR, "13800007775")).isEmpty();
  }

  @Test
  void whoLookedIsLoggedAndWhoWasSeenOnlyByAHash() {
    String card = Calls.freshCard("ICBC");
    desk.filed(Calls.to(card, "10"));
    Desk.await("the report is found", () -> reports(card) == 1);
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    var log = (Logger) LoggerFactory.getLogger("org.haltline.reads");
    log.setLevel(Level.INFO);
    log.addAppender(appender);
    try {
      find(Desk.ANALYST, card);
    } finally {
      log.detachAppender(appender);
    }
    assertThat(List.copyOf(appender.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.matches("ana-1 /api/suspects 1 [0-9a-f]{16}"))
        .noneMatch(line -> line.contains(card));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?q=", "?q=a&limit=0", "?q=a&limit=51", "?q=a&q=b", "?q=a&who=me"})
  void aQuestionThatIsNoneIsRefused(String query) {
    assertThat(desk.refused(() -> desk.get(Desk.OPERATOR, "/api/suspects" + query)).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"entries\":[]}", "{\"entries\":[1]}", "{\"entries\":[\"\"]}"})
  void aListThatIsNoneIsRefused(String body) {
    assertThat(desk.refused(() -> desk.post(Desk.OPERATOR, "/api/screenings", body)).status())
        .isEqualTo(400);
  }

  private static JsonNode of(String card, JsonNode suspects) {
    for (JsonNode suspect : suspects) {
      if (suspect.path("subject").path("key").asString().equals("account:" + card)) {
        return suspect;
      }
    }
    throw new AssertionError(card + " is not among " + suspects);
  }

  /// Asked inside the house: whoever polls would soon be told to wait.
  private int reports(String card) {
    return desk.suspects.find(card, 10).stream()
        .filter(hit -> hit.suspect().key().equals("account:" + card))
        .mapToInt(hit -> hit.standing().reports())
        .sum();
  }

  private JsonNode find(String token, String typed) {
    return desk.get(token, "/api/suspects?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
        .json()
        .path("suspects");
  }
}
