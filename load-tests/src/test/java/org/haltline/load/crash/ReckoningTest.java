package org.haltline.load.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.load.crash.Discrepancy.Kind;
import org.haltline.load.crash.JournalledCase.JournalledOrder;
import org.haltline.load.world.Reports;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A sound world of two cases, and one loss, doubling or untruth planted at a time.
class ReckoningTest {
  private static final Instant AT = Instant.parse("2026-11-20T04:00:00Z");
  private static final Money HELD = new Money(4_980_000, "CNY");
  private static final String STOP = number(1);
  private static final String CUT = number(2);
  private static final String REFUSED = number(3);
  private static final String ON_DESK = number(4);

  private final List<Acknowledged> acknowledged =
      new ArrayList<>(
          List.of(
              new Acknowledged(1, "QY-261120-0001", 3, List.of(STOP, CUT), 1),
              new Acknowledged(2, "QY-261120-0002", 3, List.of(REFUSED, ON_DESK), 4)));
  private final List<JournalledOrder> first =
      new ArrayList<>(
          List.of(
              order(STOP, "ICBC", "account:1", OrderState.DONE, HELD, null),
              order(CUT, "CMCC", "phone:2", OrderState.DONE, null, null)));
  private final List<JournalledOrder> second =
      new ArrayList<>(
          List.of(
              order(REFUSED, "ICBC", "account:3", OrderState.REFUSED, null, "another name"),
              order(ON_DESK, "CMCC", "phone:4", OrderState.ON_DESK, null, "no answer")));
  private final List<JournalledCase> more = new ArrayList<>();
  private final List<Book.Entry> bank =
      new ArrayList<>(
          List.of(
              entry(STOP, "account:1", held(HELD), 1),
              entry(REFUSED, "account:3", AnswerJson.refused(ReasonCode.NAME_MISMATCH, null), 0)));
  private final List<Book.Entry> carrier =
      new ArrayList<>(
          List.of(
              entry(CUT, "phone:2", AnswerJson.cut(AT, null, null), 1),
              entry(ON_DESK, "phone:4", AnswerJson.cut(AT, null, null), 1)));

  private List<Discrepancy> reckon() {
    List<JournalledCase> journal =
        Stream.concat(
                Stream.of(
                    new JournalledCase("QY-261120-0001", Reports.caller(1), 5, first),
                    new JournalledCase("QY-261120-0002", Reports.caller(2), 5, second)),
                more.stream())
            .toList();
    return Reckoning.of(acknowledged, journal, Map.of("ICBC", bank, "CMCC", carrier));
  }

  private void finds(Kind kind, String about) {
    assertThat(reckon())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(kind);
              assertThat(one.says()).contains(about);
            });
  }

  @Test
  void aSoundWorldHasNothingToReckon() {
    assertThat(reckon()).isEmpty();
  }

  @Test
  void aCaseThatWasAcknowledgedAndIsGoneIsLost() {
    acknowledged.add(new Acknowledged(9, "QY-261120-0009", 3, List.of(), 1));
    finds(Kind.LOST, "QY-261120-0009");
  }

  @Test
  void factsThatWereAcknowledgedAndAreGoneAreLost() {
    acknowledged.set(0, new Acknowledged(1, "QY-261120-0001", 6, List.of(STOP), 1));
    finds(Kind.LOST, "had 6 facts");
  }

  @Test
  void anOrderThatWasAcknowledgedAndIsGoneIsLost() {
    acknowledged.set(0, new Acknowledged(1, "QY-261120-0001", 3, List.of(number(77)), 1));
    finds(Kind.LOST, number(77));
  }

  @Test
  void aReportThatOpenedTwoCasesIsCaught() {
    more.add(new JournalledCase("QY-261120-0003", Reports.caller(1), 1, List.of()));
    finds(Kind.TWICE, "QY-261120-0003");
  }

  @Test
  void aCaseGivenToTwoReportsIsCaught() {
    acknowledged.add(new Acknowledged(7, "QY-261120-0001", 3, List.of(), 1));
    finds(Kind.UNTRUE, "report 7");
  }

  @Test
  void anEffectMadeTwiceUnderOneNumberIsCaught() {
    bank.set(0, entry(STOP, "account:1", held(HELD), 2));
    finds(Kind.TWICE, "account:1");
  }

  @Test
  void anEffectMadeTwiceOnOneTargetUnderTwoNumbersIsCaught() {
    first.add(order(number(8), "ICBC", "account:1", OrderState.DONE, HELD, null));
    bank.add(entry(number(8), "account:1", held(HELD), 1));
    finds(Kind.TWICE, number(8));
  }

  @Test
  void anEffectThatNobodyOrderedIsCaught() {
    carrier.add(entry(number(9), "phone:9", AnswerJson.cut(AT, null, null), 1));
    finds(Kind.UNTRUE, number(9));
  }

  @Test
  void anEffectOnAnotherTargetThanOrderedIsCaught() {
    carrier.set(0, entry(CUT, "phone:99", AnswerJson.cut(AT, null, null), 1));
    finds(Kind.UNTRUE, "phone:99");
  }

  @Test
  void doneWithoutAnEffectIsUntrue() {
    bank.removeFirst();
    finds(Kind.UNTRUE, "never carried out");
  }

  @Test
  void doneAtAnotherInstitutionIsUntrue() {
    first.set(0, order(STOP, "ABC", "account:1", OrderState.DONE, HELD, null));
    assertThat(reckon()).extracting(Discrepancy::kind).containsOnly(Kind.UNTRUE).hasSize(2);
  }

  @Test
  void refusedWithAnEffectIsUntrue() {
    bank.set(1, entry(REFUSED, "account:3", held(HELD), 1));
    finds(Kind.UNTRUE, "was carried out");
  }

  @Test
  void anotherAmountThanTheBankHoldsIsUntrue() {
    bank.set(0, entry(STOP, "account:1", held(new Money(1, "CNY")), 1));
    finds(Kind.UNTRUE, "CNY 0.01");
  }

  @Test
  void anOrderWithoutAnEndIsUntrue() {
    second.set(1, order(ON_DESK, "CMCC", "phone:4", OrderState.UNKNOWN, null, "no answer"));
    finds(Kind.UNTRUE, "has no end");
  }

  @Test
  void anOrderOnADeskWithoutAReasonIsUntrue() {
    second.set(1, order(ON_DESK, "CMCC", "phone:4", OrderState.ON_DESK, null, " "));
    finds(Kind.UNTRUE, "without a reason");
  }

  @Test
  void anOrderWithdrawnByNobodyIsUntrue() {
    second.set(1, order(ON_DESK, "CMCC", "phone:4", OrderState.WITHDRAWN, null, "withdrawn"));
    finds(Kind.UNTRUE, "nobody called it back");
  }

  private static String number(int last) {
    return "2026112004000000000000000000%04d".formatted(last);
  }

  private static JournalledOrder order(
      String number,
      String institution,
      String target,
      OrderState state,
      @Nullable Money held,
      @Nullable String because) {
    return new JournalledOrder(number, institution, target, state, held, because);
  }

  private static AnswerJson held(Money money) {
    return AnswerJson.held(money, AT, null, null);
  }

  private static Book.Entry entry(String number, String target, AnswerJson answer, int effects) {
    return new Book.Entry(
        number, "QY-261120-0001", OrderKind.STOP_PAYMENT, target, AT, 1, answer, effects);
  }
}
