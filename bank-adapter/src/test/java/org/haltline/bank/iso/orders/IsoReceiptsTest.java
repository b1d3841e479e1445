package org.haltline.bank.iso.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.iso.IsoDesk.BANK;
import static org.haltline.bank.iso.IsoDesk.CENTRE;
import static org.haltline.bank.iso.IsoDesk.NOW;
import static org.haltline.bank.iso.IsoDesk.NUMBER;
import static org.haltline.bank.iso.IsoDesk.ORDERED;
import static org.haltline.bank.iso.IsoDesk.order;
import static org.haltline.bank.iso.IsoDesk.outgoing;

import java.util.Arrays;
import java.util.List;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoMessage.Matter;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.iso.IsoMessage.QueryAnswer.Found;
import org.haltline.bank.iso.IsoMessage.QueryAnswer.Status;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;
import org.haltline.bank.iso.IsoSpecimens;
import org.haltline.bank.line.SentOrder;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a bank's words mean for the order that they answer.
class IsoReceiptsTest {
  private static final Money LITTLE = new Money(81_230, "CNY");

  @ParameterizedTest
  @ValueSource(strings = {"CNCL", "ACCR"})
  void cancelledAsRequestedIsTheWholeSum(String confirmation) {
    assertHeld(ORDERED, stopAnswered(confirmation));
    assertHeld(ORDERED, stopAnswered(confirmation, resolved("ACCR", null)));
  }

  @Test
  void whatGoesBackIsWhatTheFraudsterNoLongerHas() {
    assertHeld(
        LITTLE, stopAnswered("PECR", resolved("ACCR", LITTLE), resolved("RJCR", null, "CUST")));
    assertHeld(
        new Money(162_460, "CNY"),
        stopAnswered("CNCL", resolved("ACCR", LITTLE), resolved("ACCR", LITTLE)));
  }

  @Test
  void inPartWithoutASumIsForAPerson() {
    assertThat(stopAnswered("PECR")).isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(stopAnswered("CNCL", resolved("ACCR", null), resolved("RJCR", null, "CUST")))
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  @Test
  void anotherCurrencyIsForAPerson() {
    assertThat(stopAnswered("CNCL", resolved("ACCR", new Money(1, "EUR"))))
        .isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(receipt(OrderKind.STOP_PAYMENT, returned())).isInstanceOf(Receipt.NeedsPerson.class);
  }

  @Test
  void pendingIsNoAnswerYet() {
    assertThat(stopAnswered("PDCR")).isEqualTo(new Receipt.Taken(NOW));
    assertThat(stopAnswered("CNCL", resolved("PDCR", null))).isEqualTo(new Receipt.Taken(NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "LEGL, OTHER, legal reasons",
    "ARDT, NOTHING_THERE, returned before",
    "AM04, NOTHING_THERE, not there",
    "AC04, NO_SUCH_ACCOUNT, closed",
    "CUST, OTHER, customer refuses",
    "NOAS, OTHER, did not answer",
    "NOOR, ORIGINAL_MISSING, never received",
    "PTNA, NOT_OURS, next agent",
    "INDM, DOCUMENT_MISSING, indemnity",
    "RQDA, DOCUMENT_MISSING, authority to debit",
    "AGNT, OTHER, agent refuses",
    "QQ77, OTHER, is in no table"
  })
  void aRejectionHasItsReason(String code, ReasonCode reason, String words) {
    assertThat(stopAnswered("RJCR", resolved("RJCR", null, code)))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            no -> {
              assertThat(no.reason()).isEqualTo(reason);
              assertThat(no.remark()).contains(code, words, " / ");
            });
  }

  @Test
  void aRejectionWithoutAReasonIsStillOne() {
    assertThat(stopAnswered("RJCR")).isInstanceOf(Receipt.Refused.class);
    assertThat(stopAnswered("CNCL", resolved("RJCR", null, "LEGL")))
        .as("the payments count for more than the whole")
        .isInstanceOf(Receipt.Refused.class);
  }

  @Test
  void aConfirmationOutOfNoTableIsForAPerson() {
    assertThat(stopAnswered("MODI"))
        .isInstanceOfSatisfying(
            Receipt.NeedsPerson.class, it -> assertThat(it.why()).contains("MODI"));
  }

  @Test
  void moneyThatComesBackIsTheSumOfIt() {
    assertHeld(LITTLE, receipt(OrderKind.STOP_PAYMENT, returned(LITTLE)));
    assertHeld(
        new Money(162_460, "CNY"), receipt(OrderKind.STOP_PAYMENT, returned(LITTLE, LITTLE)));
    assertThat(receipt(OrderKind.STOP_PAYMENT, returned(Money.zero("CNY"))))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            no -> assertThat(no.reason()).isEqualTo(ReasonCode.NOTHING_THERE));
  }

  @Test
  void aRecallAtThePayersBankHoldsNothing() {
    assertThat(receipt(OrderKind.RECALL, returned(LITTLE)))
        .isInstanceOfSatisfying(
            Receipt.Done.class,
            done -> {
              assertThat(done.held()).isNull();
              assertThat(done.remark()).contains("CNY 812.30", "FOCR");
            });
  }

  @Test
  void anAnswerToAQuestionTellsWhatWasFound() {
    QueryAnswer found = (QueryAnswer) IsoSpecimens.of(IsoKind.QUERY_ANSWER);
    assertThat(receipt(OrderKind.TRANSACTION_QUERY, found))
        .isInstanceOfSatisfying(
            Receipt.Done.class,
            done ->
                assertThat(done.remark())
                    .isEqualTo("户名何雨桐；账户1个，交易2笔 / holder 何雨桐; 1 accounts, 2 transactions"));
    assertThat(receipt(OrderKind.HOLDER_QUERY, found))
        .as("the answer to another question")
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  @Test
  void whatWasNotFoundIsSaid() {
    assertThat(receipt(OrderKind.HOLDER_QUERY, answer(Status.COMP, Matter.HOLDER, Found.NFOU)))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            no -> assertThat(no.reason()).isEqualTo(ReasonCode.NO_SUCH_ACCOUNT));
    var none = answer(Status.COMP, Matter.TRANSACTIONS, Found.NFOU);
    assertThat(receipt(OrderKind.TRANSACTION_QUERY, none)).isInstanceOf(Receipt.Done.class);
    for (Found found : List.of(Found.FOUN, Found.NOAP)) {
      assertThat(receipt(OrderKind.HOLDER_QUERY, answer(Status.COMP, Matter.HOLDER, found)))
          .isInstanceOf(Receipt.NeedsPerson.class);
    }
  }

  @Test
  void aPartIsNoAnswerYetAndSilenceIsForAPerson() {
    assertThat(receipt(OrderKind.HOLDER_QUERY, answer(Status.PART, Matter.HOLDER, Found.FOUN)))
        .isEqualTo(new Receipt.Taken(NOW));
    assertThat(receipt(OrderKind.HOLDER_QUERY, answer(Status.NRES, Matter.HOLDER, Found.NFOU)))
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  @ParameterizedTest
  @EnumSource(IsoKind.class)
  void anAnswerOfTheWrongKindIsForAPerson(IsoKind kind) {
    OrderKind asked =
        kind == IsoKind.QUERY_ANSWER ? OrderKind.STOP_PAYMENT : OrderKind.HOLDER_QUERY;
    assertThat(receipt(asked, IsoSpecimens.of(kind)))
        .isInstanceOfSatisfying(
            Receipt.NeedsPerson.class, it -> assertThat(it.why()).contains(kind.definition()));
  }

  private static void assertHeld(Money sum, Receipt receipt) {
    assertThat(receipt)
        .isInstanceOfSatisfying(
            Receipt.Done.class,
            done -> {
              assertThat(done.held()).isEqualTo(sum);
              assertThat(done.endsAt()).isNull();
              assertThat(done.remark()).contains(sum.toString(), " / ");
            });
  }

  private static Receipt stopAnswered(String confirmation, Resolved... payments) {
    return receipt(
        OrderKind.STOP_PAYMENT,
        new Resolution(
            "RES-7", BANK, CENTRE, NOW, NUMBER.digits(), confirmation, List.of(payments)));
  }

  private static Resolved resolved(String status, @Nullable Money returned, String... reasons) {
    return new Resolved(null, status, List.of(reasons), List.of(), returned);
  }

  private static Return returned(Money... sums) {
    return new Return(
        "RTR-7",
        NOW,
        Arrays.stream(sums)
            .map(it -> new Returned("RTR-7-1", Marks.unknown(), it, List.of("FOCR"), List.of()))
            .toList());
  }

  private static QueryAnswer answer(Status status, Matter matter, Found found) {
    QueryAnswer model = (QueryAnswer) IsoSpecimens.of(IsoKind.QUERY_ANSWER);
    return new QueryAnswer("RSP-8", NUMBER.digits(), status, model.account(), matter, found, null);
  }

  private static Receipt receipt(OrderKind kind, IsoMessage message) {
    return IsoReceipts.receipt(SentOrder.of(outgoing(order(kind))), message, NOW);
  }
}
