package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.app.HoldDesk.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.haltline.app.HoldDesk.Held;
import org.haltline.core.dispatch.sandbox.Faults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The life of a hold, through a whole house: what people order over the API, what the bank does on
/// its ledger, and what time brings. After every step the house and the bank's own book say the
/// same.
@Timeout(300)
class HoldLifeTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TERM = Duration.ofDays(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static HoldDesk desk;

  @BeforeAll
  static void open() throws Exception {
    desk = new HoldDesk(folder);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void fromTheStopToTheUnfreezing() throws Exception {
    Held stop = desk.stopped(desk.card(9_000_000), "50000.00");
    assertOnlyHolds(stop, 5_000_000);
    assertThat(desk.endsAt(stop)).isBetween(desk.now().plus(TERM).minus(MINUTE), now(TERM));

    warnedOfTheEnd(stop);

    Held prolonged = desk.done(desk.carryOn(stop, "PROLONG"));
    assertThat(desk.end(stop)).isEqualTo("RENEWED");
    assertOnlyHolds(prolonged, 5_000_000);
    assertThat(desk.endsAt(prolonged))
        .as("counted from the end of the first")
        .isBetween(desk.endsAt(stop).plus(TERM).minusSeconds(1), desk.endsAt(stop).plus(TERM));
    assertThat(refusedToCarryOn(prolonged, "PROLONG"))
        .as("the two are used")
        .isEqualTo("cap-reached");

    Held next = desk.done(desk.extend(prolonged, desk.card(2_000_000), "20000.00"));
    assertOnlyHolds(next, 2_000_000);
    assertThat(desk.endsAt(next))
        .as("its own 48 hours")
        .isBetween(now(TERM.minus(MINUTE)), now(TERM));
    assertThat(desk.heldInAll(stop)).isEqualTo("70000.00");
    assertThat(desk.account(next).stops()).as("its own first stop").isEqualTo(1);

    assertThat(refusedToCarryOn(prolonged, "FREEZE")).isEqualTo("case-not-filed");
    desk.file(stop);
    Held frozen = desk.done(desk.approved(prolonged, "FREEZE"));
    assertThat(desk.end(prolonged)).isEqualTo("FROZEN");
    assertOnlyHolds(frozen, 5_000_000);
    assertThat(desk.endsAt(frozen)).isAfter(now(DAY.multipliedBy(180)));
    assertThat(desk.order(frozen).get("approvedBy").asString()).isEqualTo("chief");

    desk.passUntil(DAY.multipliedBy(10), desk.endsAt(frozen));
    desk.awaitFact(frozen, "HoldEndingSoon");
    assertThat(desk.end(next)).as("nobody carried the other account on").isEqualTo("LAPSED");
    assertThat(desk.holdsAtBank(next)).isEmpty();
    Held renewed = desk.done(desk.approved(frozen, "RENEW"));
    assertThat(desk.end(frozen)).isEqualTo("RENEWED");
    assertOnlyHolds(renewed, 5_000_000);
    assertThat(desk.endsAt(renewed)).isAfter(desk.endsAt(frozen).plus(DAY.multipliedBy(180)));

    Held unfreeze = desk.done(desk.release(stop));
    assertThat(desk.order(unfreeze).get("kind").asString()).isEqualTo("UNFREEZE");
    assertThat(desk.order(unfreeze).get("original").asString()).isEqualTo(renewed.number());
    assertThat(desk.end(renewed)).isEqualTo("RELEASED");
    assertThat(desk.holdsAtBank(renewed)).isEmpty();
    assertThat(desk.heldInAll(stop)).isEqualTo("0.00");
  }

  /// At 12, 4 and 1 hours, each once.
  private static void warnedOfTheEnd(Held stop) throws Exception {
    Instant end = desk.endsAt(stop);
    int said = 0;
    for (int hours : new int[] {12, 4, 1}) {
      desk.passUntil(Duration.ofHours(hours), end);
      int wanted = ++said;
      await(
          "the warning at " + hours + " h",
          () -> desk.facts(stop, "HoldEndingSoon").size() == wanted);
      JsonNode warning = desk.facts(stop, "HoldEndingSoon").getLast();
      assertThat(Duration.parse(warning.get("before").asString()))
          .isEqualTo(Duration.ofHours(hours));
    }
    assertThat(desk.facts(stop, "PaperOverdue"))
        .as("the form that was to follow the stop within a day")
        .hasSize(1);
    assertThat(desk.order(stop).get("papersOverdue").get(0).asString())
        .isEqualTo("stop-payment-form");
    desk.attach(stop, "stop-payment-form");
    assertThat(desk.order(stop).get("papers").get(0).asString()).isEqualTo("stop-payment-form");
  }

  @Test
  void letGoAtEachStage() throws Exception {
    Held stop = desk.stopped(desk.card(300_000), "3000.00");
    Held released = desk.done(desk.release(stop));
    assertThat(desk.order(released).get("kind").asString()).isEqualTo("RELEASE");
    assertFree(stop);

    Held prolonged =
        desk.done(desk.carryOn(desk.stopped(desk.card(300_000), "3000.00"), "PROLONG"));
    desk.done(desk.release(prolonged));
    assertFree(prolonged);

    Held toFreeze = desk.stopped(desk.card(300_000), "3000.00");
    desk.file(toFreeze);
    Held frozen = desk.done(desk.approved(toFreeze, "FREEZE"));
    Held unfrozen = desk.done(desk.release(frozen));
    assertThat(desk.order(unfrozen).get("kind").asString()).isEqualTo("UNFREEZE");
    Held behind = desk.done(desk.behind(unfrozen));
    assertThat(desk.order(behind).get("kind").asString()).isEqualTo("RELEASE");
    assertThat(desk.order(behind).get("original").asString()).isEqualTo(toFreeze.number());
    assertFree(frozen);
  }

  @Test
  void whatNobodyCarriesOnLapsesAndTheMoneyIsFree() throws Exception {
    Held stop = desk.stopped(desk.card(300_000), "3000.00");
    desk.pass(TERM.plus(MINUTE));
    assertThat(desk.end(stop)).isEqualTo("LAPSED");
    assertThat(desk.holdsAtBank(stop)).isEmpty();
    assertThat(desk.heldInAll(stop)).isEqualTo("0.00");
    assertThat(refusedToCarryOn(stop, "PROLONG")).isEqualTo("original-missing");
  }

  /// A hold takes what is there when it comes; what is paid in later enters, is not held by it, and
  /// is seen.
  @Test
  void partOfItIsHeldAndWhatComesInLaterIsShownAsItIs() throws Exception {
    Held stop = desk.stopped(desk.card(81_230), "1000.00");
    assertThat(desk.hold(stop).get("amount").asString()).isEqualTo("812.30");
    assertThat(desk.order(stop).get("amount").asString())
        .as("what was ordered")
        .isEqualTo("1000.00");
    assertThat(desk.order(stop).get("remark").asString()).contains("less than ordered");

    assertThat(desk.bank.counter().pay(stop.card(), 50_000, "6228480000000000018", "周启明")).isTrue();
    assertThat(desk.account(stop).heldMinor()).isEqualTo(81_230);
    assertThat(desk.account(stop).availableMinor()).isEqualTo(50_000);
    assertThat(desk.heldInAll(stop)).isEqualTo("812.30");

    Held query = desk.done(desk.ask(stop, "TRANSACTION_QUERY"));
    JsonNode found = desk.read("/api/cases/" + query.caseId() + "/findings");
    assertThat(found.get("balances").get(0).get("balance").asString()).isEqualTo("1312.30");
    assertThat(found.get("balances").get(0).get("available").asString()).isEqualTo("500.00");
    JsonNode credit = found.get("transfers").get(found.get("transfersInAll").asInt() - 1);
    assertThat(credit.get("amount").asString()).isEqualTo("500.00");
    assertThat(credit.get("from").get("account").asString()).isEqualTo("6228480000000000018");
    assertThat(credit.get("to").get("account").asString()).isEqualTo(stop.card());

    Held prolonged = desk.done(desk.carryOn(stop, "PROLONG"));
    assertThat(desk.hold(prolonged).get("amount").asString())
        .as("a hold is carried on, never grown")
        .isEqualTo("812.30");
    assertOnlyHolds(prolonged, 81_230);
  }

  @Test
  void whoeverIsFoundUnrelatedIsLetGoAtOnceAndToldOfIt() throws Exception {
    Held stop = desk.stopped(desk.card(300_000), "3000.00");
    desk.file(stop);
    Held frozen = desk.done(desk.approved(stop, "FREEZE"));

    desk.bank.misbehave(Faults.NONE.losingReplies(1));
    Held unfreeze = desk.unrelated(stop);
    JsonNode finding = desk.order(frozen).get("unrelated");
    assertThat(finding.get("by").asString()).isEqualTo("op");
    assertThat(Instant.parse(finding.get("letGoBy").asString()))
        .isBetween(now(DAY.multipliedBy(3)).minus(MINUTE), now(DAY.multipliedBy(3)));
    assertThat(desk.order(unfreeze).get("kind").asString()).isEqualTo("UNFREEZE");
    await("the bank has it", () -> !desk.holdsAtBank(frozen).contains(frozen.number()));
    assertThat(desk.holdsAtBank(frozen))
        .as("the stop under the freeze holds again, and its release waits for that word")
        .containsExactly(stop.number());
    assertThat(desk.hold(frozen).get("stands").asBoolean()).as("nobody has said so yet").isTrue();

    desk.pass(DAY.multipliedBy(3));
    desk.awaitFact(frozen, "LettingGoOverdue");
    assertThat(desk.order(frozen).get("unrelated").get("overdue").asBoolean()).isTrue();
    await("the holder is not told", () -> desk.order(unfreeze).path("papersOverdue").size() == 1);
    assertThat(desk.order(unfreeze).get("papersOverdue").get(0).asString())
        .isEqualTo("release-notice");

    desk.bank.misbehave(Faults.NONE);
    desk.sayDone(unfreeze, "100204");
    assertThat(desk.end(frozen)).isEqualTo("RELEASED");
    desk.done(desk.behind(unfreeze));
    assertThat(desk.holdsAtBank(frozen)).isEmpty();
    desk.attach(unfreeze, "release-notice");
    assertThat(desk.order(unfreeze).get("papers").get(0).asString()).isEqualTo("release-notice");
    assertThat(desk.heldInAll(stop)).isEqualTo("0.00");
  }

  private static Instant now(Duration plus) {
    return desk.now().plus(plus);
  }

  private static String refusedToCarryOn(Held held, String kind) throws Exception {
    return desk.refused(
        HoldDesk.OPERATOR,
        "/api/cases/" + held.caseId() + "/orders",
        "{\"kind\":\"%s\",\"original\":\"%s\",\"reason\":\"again\"}"
            .formatted(kind, held.number()));
  }

  /// In the case, and in the bank's book.
  private static void assertOnlyHolds(Held held, long minor) throws Exception {
    assertThat(desk.hold(held).get("stands").asBoolean()).isTrue();
    assertThat(desk.hold(held).get("amount").asString())
        .isEqualTo("%d.%02d".formatted(minor / 100, minor % 100));
    assertThat(desk.holdsAtBank(held)).containsExactly(held.number());
    assertThat(desk.account(held).heldMinor()).isEqualTo(minor);
  }

  private static void assertFree(Held held) throws Exception {
    assertThat(desk.end(held)).isEqualTo("RELEASED");
    assertThat(desk.holdsAtBank(held)).isEmpty();
    assertThat(desk.heldInAll(held)).isEqualTo("0.00");
  }
}
