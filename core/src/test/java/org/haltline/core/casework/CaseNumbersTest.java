package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.CHINA;
import static org.haltline.core.casefile.Cast.NOON;
import static org.haltline.core.casework.Centre.get;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

/// Both houses number their cases by themselves, and no number is given twice.
class CaseNumbersTest extends InACentre {
  private static final int BLOCK = 20;

  @Test
  void theFirstCaseOfTheDayIsNumberOne() {
    CaseNumbers numbers = numbersOf(north);
    assertThat(get(numbers.next(NOON))).isEqualTo(new CaseId("HX-261120-0001"));
    assertThat(get(numbers.next(NOON))).isEqualTo(new CaseId("HX-261120-0002"));
    assertThat(get(numbersOf(south).next(NOON))).isEqualTo(new CaseId("HX-261120-0021"));
  }

  @Test
  void twoHousesWithTwoThreadsEachNeverDrawTheSame() {
    var drawn = new ArrayList<CompletableFuture<List<CaseId>>>();
    for (House house : List.of(north, south)) {
      CaseNumbers numbers = numbersOf(house);
      for (int thread = 0; thread < 2; thread++) {
        drawn.add(CompletableFuture.supplyAsync(() -> draw(numbers, 305, NOON), house.threads));
      }
    }
    List<CaseId> all = drawn.stream().map(Centre::get).flatMap(List::stream).toList();
    assertThat(all).hasSize(4 * 305).doesNotHaveDuplicates();
    assertThat(all).allMatch(id -> id.value().startsWith("HX-261120-"));
  }

  @Test
  void atMidnightOfTheCentreTheDayChangesAndCountingStartsAnew() {
    CaseNumbers numbers = numbersOf(north);
    // Shanghai is eight hours ahead
    Instant late = Instant.parse("2026-11-20T15:59:59.999Z");
    Instant midnight = Instant.parse("2026-11-20T16:00:00Z");
    assertThat(get(numbers.next(late))).isEqualTo(new CaseId("HX-261120-0001"));
    assertThat(get(numbers.next(midnight))).isEqualTo(new CaseId("HX-261121-0001"));
    assertThat(get(numbers.next(midnight))).isEqualTo(new CaseId("HX-261121-0002"));
    // a thread that looked at the clock before midnight
    assertThat(get(numbers.next(late)).value())
        .startsWith("HX-261120-")
        .isNotEqualTo("HX-261120-0001");
    assertThat(get(numbers.next(midnight)).value())
        .startsWith("HX-261121-")
        .isNotIn("HX-261121-0001", "HX-261121-0002");
  }

  @Test
  void noNumberIsUsedTwiceOverARestart() {
    var used = new ArrayList<>(draw(numbersOf(north), 7, NOON));
    used.addAll(draw(numbersOf(south), 30, NOON));
    centre.killRedis();
    north.close();
    Centre.await(() -> get(south.store.health()).writable());
    House restarted = centre.house();
    used.addAll(draw(numbersOf(restarted), 30, NOON));
    used.addAll(draw(numbersOf(south), 30, NOON));
    assertThat(used).doesNotHaveDuplicates();
  }

  @Test
  void aFullDayHasNumbersOfMoreDigits() {
    get(north.store.reserveCaseNumbers("261120", 9_998));
    CaseNumbers numbers = numbersOf(north);
    assertThat(get(numbers.next(NOON))).isEqualTo(new CaseId("HX-261120-9999"));
    assertThat(get(numbers.next(NOON))).isEqualTo(new CaseId("HX-261120-10000"));
  }

  private static CaseNumbers numbersOf(House house) {
    return new CaseNumbers(house.wire, "HX", CHINA.zone(), BLOCK);
  }

  private static List<CaseId> draw(CaseNumbers numbers, int count, Instant now) {
    var stages = new ArrayList<CompletionStage<CaseId>>();
    for (int i = 0; i < count; i++) {
      stages.add(numbers.next(now));
    }
    return stages.stream().map(Centre::get).toList();
  }
}
