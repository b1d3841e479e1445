package org.haltline.bank.iso.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.iso.IsoDesk.BANK;
import static org.haltline.bank.iso.IsoDesk.CENTRE;
import static org.haltline.bank.iso.IsoDesk.NUMBER;
import static org.haltline.bank.iso.IsoDesk.OPTIONS;
import static org.haltline.bank.iso.IsoDesk.ORDERED;
import static org.haltline.bank.iso.IsoDesk.PAYEE;
import static org.haltline.bank.iso.IsoDesk.order;
import static org.haltline.bank.iso.IsoDesk.outgoing;
import static org.haltline.bank.iso.IsoDesk.payment;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.haltline.bank.iso.IsoAccount;
import org.haltline.bank.iso.IsoDesk;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoMessage.Matter;
import org.haltline.bank.iso.IsoMessage.Query;
import org.haltline.bank.iso.IsoMessage.Recall;
import org.haltline.bank.iso.IsoMessage.Recalled;
import org.haltline.bank.iso.IsoRead;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Orders become the message that was meant, or it is said that they cannot.
class IsoDraftsTest {
  private static final Map<OrderKind, IsoKind> CARRIED =
      Map.of(
          OrderKind.STOP_PAYMENT, IsoKind.RECALL,
          OrderKind.RECALL, IsoKind.RECALL,
          OrderKind.HOLDER_QUERY, IsoKind.QUERY,
          OrderKind.TRANSACTION_QUERY, IsoKind.QUERY);

  private final IsoDrafts drafts = new IsoDrafts(CENTRE, BANK, OPTIONS);

  @ParameterizedTest
  @EnumSource(OrderKind.class)
  void aKindIsCarriedByItsMessageOrNotAtAll(OrderKind kind) {
    IsoKind carried = CARRIED.get(kind);
    if (carried == null) {
      assertThat(drafts.cannot(order(kind)))
          .hasValueSatisfying(why -> assertThat(why).contains(" / "));
      assertThat(drafts.draft(outgoing(order(kind)))).isInstanceOf(IsoDraft.Cannot.class);
      return;
    }
    assertThat(drafts.cannot(order(kind))).isEmpty();
    var ready = (IsoDraft.Ready) drafts.draft(outgoing(order(kind)));
    assertThat(ready.head().kind()).isEqualTo(carried);
    assertThat(ready.head().id()).isEqualTo(NUMBER.digits());
    assertThat(drafts.draft(outgoing(order(kind)))).as("again, it is the same").isEqualTo(ready);
    byte[] sent = IsoKeys.codec(IsoKeys.HOUSE, IsoKeys.BANK).write(ready.head(), ready.message());
    assertThat(IsoKeys.codec(IsoKeys.BANK, IsoKeys.HOUSE).read(sent))
        .isEqualTo(new IsoRead.Message(ready.head(), ready.message()));
  }

  @Test
  void nothingIsFrozenByAMessageThatFreezesNothing() {
    assertThat(drafts.cannot(order(OrderKind.FREEZE)))
        .hasValueSatisfying(why -> assertThat(why).contains("没有控制账户资金的报文", "freezes money"));
    assertThat(drafts.cannot(order(OrderKind.RELEASE)))
        .hasValueSatisfying(why -> assertThat(why).contains("lets go"));
  }

  @Test
  void aStopRecallsThePaymentsThatItIsAbout() {
    Recall recall = recall(order(OrderKind.STOP_PAYMENT));
    assertThat(recall.assignmentId()).isEqualTo(NUMBER.digits());
    assertThat(recall.assigner()).isEqualTo(CENTRE);
    assertThat(recall.assignee()).isEqualTo(BANK);
    assertThat(recall.payments())
        .containsExactly(
            new Recalled(
                NUMBER.digits() + "-1",
                new Marks("NOTPROVIDED", "2026111900405500123", null),
                ORDERED,
                LocalDate.of(2026, 11, 20),
                List.of("case QY-261120-0031, 林一帆，泉湖市反诈中心", "冒充客服诈骗"),
                "骆一川",
                new IsoAccount.Iban("GB33BUKB20201555555555"),
                "何雨桐",
                new IsoAccount.Other("6222020000000000018")));
  }

  @Test
  void aReferenceIsWrittenAsWhatItIs() {
    String uetr = "eb6305c9-1f7f-49de-aed0-16487c27b42d";
    String tooLong = "X".repeat(36);
    Order stop =
        order(OrderKind.STOP_PAYMENT)
            .covering(
                List.of(
                    payment("SN-1", ORDERED),
                    payment(uetr, ORDERED),
                    payment(null, ORDERED),
                    payment(tooLong, ORDERED)));
    assertThat(recall(stop).payments())
        .extracting(Recalled::marks)
        .containsExactly(
            new Marks("NOTPROVIDED", "SN-1", null),
            new Marks("NOTPROVIDED", null, uetr),
            Marks.unknown(),
            Marks.unknown());
    assertThat(recall(stop).payments().getLast().why()).contains("reference " + tooLong);
    var byEndToEnd =
        new IsoDrafts(
            CENTRE,
            BANK,
            new IsoOptions(
                OPTIONS.zone(),
                IsoOptions.Reference.END_TO_END_ID,
                OPTIONS.basis(),
                OPTIONS.look()));
    var ready = (IsoDraft.Ready) byEndToEnd.draft(outgoing(stop));
    assertThat(((Recall) ready.message()).payments().getFirst().marks())
        .isEqualTo(new Marks("SN-1", null, null));
  }

  @Test
  void anOrderThatNamesNoPaymentIsAboutItsAccount() {
    Recalled atPayees =
        recall(order(OrderKind.STOP_PAYMENT).covering(List.of())).payments().getFirst();
    assertThat(atPayees.marks()).isEqualTo(Marks.unknown());
    assertThat(atPayees.amount()).isEqualTo(ORDERED);
    assertThat(atPayees.creditorAccount()).isEqualTo(IsoAccount.of(PAYEE));
    assertThat(atPayees.debtorAccount()).isNull();
    Recalled atPayers = recall(order(OrderKind.RECALL).covering(List.of())).payments().getFirst();
    assertThat(atPayers.debtorAccount()).isEqualTo(IsoAccount.of(IsoDesk.PAYER));
    assertThat(atPayers.creditorAccount()).isNull();
  }

  @Test
  void aQuestionNamesAccountPeriodAndLaw() {
    Query query = (Query) message(order(OrderKind.TRANSACTION_QUERY));
    assertThat(query.matter()).isEqualTo(Matter.TRANSACTIONS);
    assertThat(query.account()).isEqualTo(IsoAccount.of(PAYEE));
    assertThat(query.holder()).isEqualTo("何雨桐");
    assertThat(query.until()).isEqualTo(IsoDesk.NOW);
    assertThat(query.from()).isEqualTo(IsoDesk.NOW.minus(Duration.ofDays(30)));
    assertThat(query.basis()).isEqualTo(OPTIONS.basis());
    assertThat(((Query) message(order(OrderKind.HOLDER_QUERY))).matter()).isEqualTo(Matter.HOLDER);
  }

  @Test
  void whatTheMessagesCannotSayIsRefusedBeforehand() {
    cannot(
        order(
            OrderKind.STOP_PAYMENT, IsoDesk.account("62220200****0018", Form.CARD, null), ORDERED),
        "hidden");
    cannot(order(OrderKind.HOLDER_QUERY, new Person("何雨桐", "何雨桐"), null), "about an account");
    cannot(order(OrderKind.STOP_PAYMENT, PAYEE, null), "names a sum");
    cannot(order(OrderKind.STOP_PAYMENT, PAYEE, Money.zero("CNY")), "names a sum");
    cannot(
        order(OrderKind.STOP_PAYMENT, IsoDesk.account("1".repeat(35), Form.WALLET, null), ORDERED),
        "34 characters");
  }

  @Test
  void aNumberThatOnlyLooksLikeAnIbanIsAnotherNumber() {
    assertThat(IsoAccount.of("GB33BUKB20201555555555")).isInstanceOf(IsoAccount.Iban.class);
    for (String none :
        List.of(
            "GB34BUKB20201555555555", "GB33BUKB2020155555555", "ZZ33BUKB20201555555555", "62")) {
      assertThat(IsoAccount.of(none)).isEqualTo(new IsoAccount.Other(none));
    }
  }

  private void cannot(Order order, String why) {
    assertThat(drafts.cannot(order)).hasValueSatisfying(it -> assertThat(it).contains(why));
    assertThat(drafts.draft(outgoing(order))).isInstanceOf(IsoDraft.Cannot.class);
  }

  private IsoMessage message(Order order) {
    return ((IsoDraft.Ready) drafts.draft(outgoing(order))).message();
  }

  private Recall recall(Order order) {
    return (Recall) message(order);
  }
}
