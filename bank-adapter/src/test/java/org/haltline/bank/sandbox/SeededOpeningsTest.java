package org.haltline.bank.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Luhn;
import org.haltline.core.subject.Parsed.Understood;
import org.junit.jupiter.api.Test;

/// The accounts that a seed makes.
class SeededOpeningsTest {
  private static final SeededOpenings USUAL =
      new SeededOpenings("icbc", List.of("622202", "621225"), 7, AccountOdds.usual());

  @Test
  void aNumberOpensTheSameWayEveryTimeAndOtherwiseAtAnotherBankOrSeed() {
    var same = new SeededOpenings("icbc", List.of("622202", "621225"), 7, AccountOdds.usual());
    var otherSeed = new SeededOpenings("icbc", List.of("622202", "621225"), 8, AccountOdds.usual());
    var otherBank = new SeededOpenings("abc", List.of("622202", "621225"), 7, AccountOdds.usual());
    int differsBySeed = 0;
    int differsByBank = 0;
    for (int i = 0; i < 200; i++) {
      String card = card("622202", i);
      assertThat(open(same, card)).isEqualTo(open(USUAL, card));
      differsBySeed += open(otherSeed, card).equals(open(USUAL, card)) ? 0 : 1;
      differsByBank += open(otherBank, card).equals(open(USUAL, card)) ? 0 : 1;
    }
    assertThat(differsBySeed).isGreaterThan(150);
    assertThat(differsByBank).isGreaterThan(150);
  }

  @Test
  void everyKindOfAccountIsMetAboutAsOftenAsItsOdds() {
    Map<String, Integer> met = new TreeMap<>();
    int cards = 20_000;
    for (int i = 0; i < cards; i++) {
      String kind =
          switch (open(USUAL, card("622202", i))) {
            case Opening.Closed closed -> closed.reason().name();
            case Opening.Account account when !account.takesGivenName() -> "OTHER_NAME";
            case Opening.Account account when account.balance().isZero() -> "EMPTY";
            case Opening.Account account when account.onward() != null -> "MOVED_ON";
            case Opening.Account _ -> "FULL";
          };
      met.merge(kind, 1, Integer::sum);
    }
    assertThat(met)
        .containsOnlyKeys(
            "NO_SUCH_ACCOUNT",
            "WHITELISTED",
            "REPORTED_LOST",
            "OTHER_NAME",
            "EMPTY",
            "MOVED_ON",
            "FULL");
    Map<String, Integer> odds =
        Map.of(
            "NO_SUCH_ACCOUNT", 30,
            "WHITELISTED", 10,
            "REPORTED_LOST", 10,
            "OTHER_NAME", 40,
            "EMPTY", 60,
            "MOVED_ON", 300,
            "FULL", 550);
    odds.forEach(
        (kind, thousandths) -> {
          double expected = cards * thousandths / 1000.0;
          assertThat((double) met.getOrDefault(kind, 0))
              .as(kind)
              .isBetween(expected * 0.8, expected * 1.2);
        });
  }

  @Test
  void anotherBanksCardIsNotOursButAnAccountNumberOfAnyShapeIs() {
    assertThat(open(USUAL, card("622848", 1)))
        .isInstanceOfSatisfying(
            Opening.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo(ReasonCode.NOT_OURS));
    var full = new SeededOpenings("icbc", List.of("622202"), 7, AccountOdds.allThere());
    assertThat(full.of("1202021219900012345", "account:icbc/1202021219900012345"))
        .isInstanceOf(Opening.Account.class);
  }

  @Test
  void aHiddenDigitIsNotGuessed() {
    assertThat(USUAL.of("622202****1234", "account:icbc/622202*1234"))
        .isInstanceOfSatisfying(
            Opening.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo(ReasonCode.BAD_FORMAT));
  }

  @Test
  void theAccountThatMoneyMovedOnToIsACardOfTheBank() {
    int met = 0;
    for (int i = 0; i < 500; i++) {
      if (open(USUAL, card("622202", i)) instanceof Opening.Account account
          && account.onward() != null) {
        String next = account.onward().number();
        assertThat(Luhn.holds(next)).isTrue();
        assertThat(BankAccount.parse(next)).isInstanceOf(Understood.class);
        assertThat(open(USUAL, next))
            .isNotEqualTo(
                new Opening.Closed(ReasonCode.NOT_OURS, "不是本行卡号 / not a card of this bank"));
        met++;
      }
    }
    assertThat(met).isGreaterThan(50);
  }

  @Test
  void oddsAreSharesOfAThousand() {
    assertThatThrownBy(() -> new AccountOdds(500, 501, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AccountOdds(-1, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Opening open(SeededOpenings openings, String card) {
    return openings.of(card, "account:" + card);
  }

  private static String card(String bin, int running) {
    String body = bin + "%012d".formatted(running * 7919L);
    return body + Luhn.checkDigit(body);
  }
}
