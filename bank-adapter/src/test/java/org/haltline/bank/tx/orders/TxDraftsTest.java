package org.haltline.bank.tx.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.haltline.bank.tx.orders.TxDesk.ACCOUNT;
import static org.haltline.bank.tx.orders.TxDesk.BANK;
import static org.haltline.bank.tx.orders.TxDesk.ENDS;
import static org.haltline.bank.tx.orders.TxDesk.FIRST;
import static org.haltline.bank.tx.orders.TxDesk.NOW;
import static org.haltline.bank.tx.orders.TxDesk.ORDERED;
import static org.haltline.bank.tx.orders.TxDesk.SECOND;
import static org.haltline.bank.tx.orders.TxDesk.SENDER;
import static org.haltline.bank.tx.orders.TxDesk.account;
import static org.haltline.bank.tx.orders.TxDesk.order;
import static org.haltline.bank.tx.orders.TxDesk.outgoing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haltline.bank.tx.Specimens;
import org.haltline.bank.tx.TxCode;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxHead;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxOptions.Amounts;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.TxRead;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxTables.AccountType;
import org.haltline.bank.tx.TxTables.ApplicationType;
import org.haltline.bank.tx.TxTables.EmergencyLevel;
import org.haltline.bank.tx.TxTables.FreezeType;
import org.haltline.bank.tx.TxTables.InquiryMode;
import org.haltline.bank.tx.TxTables.SubjectType;
import org.haltline.bank.tx.xml.Content;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Orders become the request that was meant, or it is said that they cannot.
class TxDraftsTest {
  private static final Map<OrderKind, TxCode> CARRIED =
      Map.of(
          OrderKind.STOP_PAYMENT, TxCode.STOP,
          OrderKind.PROLONG, TxCode.PROLONG,
          OrderKind.RELEASE, TxCode.RELEASE,
          OrderKind.FREEZE, TxCode.FREEZE,
          OrderKind.RENEW, TxCode.RENEW,
          OrderKind.UNFREEZE, TxCode.UNFREEZE,
          OrderKind.HOLDER_QUERY, TxCode.HOLDER,
          OrderKind.TRANSACTION_QUERY, TxCode.TRANSACTIONS,
          OrderKind.WATCH, TxCode.WATCH);
  private static final String ID = "0100" + SECOND.digits();
  private static final String ORIGINAL = "0100" + FIRST.digits();

  private final TxDrafts drafts = new TxDrafts(SENDER, BANK, TxOptions.usual());

  @ParameterizedTest
  @EnumSource(OrderKind.class)
  void aKindIsCarriedByItsMessageOrNotAtAll(OrderKind kind) {
    TxDraft draft = drafts.draft(outgoing(order(kind)), List.of());
    TxCode code = CARRIED.get(kind);
    if (code == null) {
      assertThat(draft)
          .isInstanceOfSatisfying(
              TxDraft.Cannot.class, cannot -> assertThat(cannot.why()).contains(" / "));
      assertThat(drafts.cannot(order(kind))).isPresent();
      assertThat(TxReceipts.answerTo(kind)).isEmpty();
      return;
    }
    assertThat(drafts.cannot(order(kind))).isEmpty();
    TxRequest request = request(order(kind));
    assertThat(request.code()).isEqualTo(code);
    assertThat(request.applicationId()).isEqualTo(ID);
    assertThat(TxReceipts.answerTo(kind)).isEqualTo(code.feedback());
    assertThat(drafts.draft(outgoing(order(kind)), List.of()))
        .as("sent again, it is the same message")
        .isEqualTo(draft);
  }

  @ParameterizedTest
  @EnumSource(OrderKind.class)
  void whatIsDraftedTravelsAndArrivesAsItLeft(OrderKind kind) {
    if (!CARRIED.containsKey(kind)) {
      return;
    }
    var codec = new TxCodec(TxOptions.usual());
    TxRequest request = request(order(kind));
    var head = new TxHead.ToBank(request.code(), SENDER.organisation(), Specimens.SERIAL);
    assertThat(codec.readBase64(codec.writeBase64(head, request)))
        .isEqualTo(new TxRead.Message(head, request, List.of()));
  }

  @Test
  void aStopNamesAccountSumAndTermAndWhoAsks() {
    var file = new Attachment("030a.jpg", new Content("x".getBytes(UTF_8)));
    TxDraft draft = drafts.draft(outgoing(order(OrderKind.STOP_PAYMENT)), List.of(file));
    var stop = (TxRequest.Stop) ((TxDraft.Ready) draft).request();
    assertThat(stop.applicationType()).isEqualTo(ApplicationType.FIRST);
    assertThat(stop.originalApplicationId()).as("of a bank's own report only").isNull();
    assertThat(stop.caseNumber()).isEqualTo("QY-261120-0031");
    assertThat(stop.emergencyLevel()).isEqualTo(EmergencyLevel.URGENT);
    assertThat(stop.transferAmount()).isEqualTo(new BigDecimal("49800.50"));
    assertThat(stop.currency()).isEqualTo("CNY");
    assertThat(stop.account().bankId()).isEqualTo(BANK.id());
    assertThat(stop.account().accountType()).isEqualTo(AccountType.PERSONAL);
    assertThat(stop.account().accountName()).isEqualTo("何雨桐");
    assertThat(stop.account().accountNumber()).isEqualTo(ACCOUNT.number());
    assertThat(stop.startTime()).isEqualTo(NOW);
    assertThat(stop.expireTime()).isEqualTo(ENDS);
    assertThat(stop.applicant().applicationOrgId()).isEqualTo(Specimens.POLICE);
    assertThat(stop.applicant().operatorName()).isEqualTo("林一帆");
    assertThat(stop.applicant().operatorIdType()).isEqualTo("01");
    assertThat(stop.applicant().investigatorIdType())
        .as("no police id in this table")
        .isEqualTo("99");
    assertThat(stop.attachments()).containsExactly(file);
  }

  @Test
  void whatCarriesOnOrEndsNamesTheEarlierOrder() {
    var release = (TxRequest.Release) request(order(OrderKind.RELEASE));
    var prolong = (TxRequest.Prolong) request(order(OrderKind.PROLONG));
    var renew = (TxRequest.Renew) request(order(OrderKind.RENEW));
    var unfreeze = (TxRequest.Unfreeze) request(order(OrderKind.UNFREEZE));
    assertThat(
            List.of(
                release.originalApplicationId(),
                prolong.originalApplicationId(),
                renew.originalApplicationId(),
                unfreeze.originalApplicationId()))
        .containsOnly(ORIGINAL);
    assertThat(prolong.expireTime()).isEqualTo(ENDS);
    assertThat(unfreeze.emergencyLevel()).isEqualTo(EmergencyLevel.URGENT);
  }

  @Test
  void aFreezeIsUpToASum() {
    var freeze = (TxRequest.Freeze) request(order(OrderKind.FREEZE));
    assertThat(freeze.freezeType()).isEqualTo(FreezeType.LIMITED_AMOUNT);
    assertThat(freeze.balance()).isEqualTo(new BigDecimal("49800.50"));
    assertThat(freeze.freezeStartTime()).isEqualTo(NOW);
    assertThat(freeze.expireTime()).isEqualTo(ENDS);
  }

  @Test
  void aQueryOfTransactionsLooksBackAsFarAsItIsTold() {
    var query = (TxRequest.Transactions) request(order(OrderKind.TRANSACTION_QUERY));
    assertThat(query.inquiryMode()).isEqualTo(InquiryMode.BOTH);
    assertThat(query.inquiryPeriodStart()).isEqualTo(NOW.minus(Duration.ofDays(30)));
    assertThat(query.inquiryPeriodEnd()).isEqualTo(NOW);
    assertThat(query.account().subjectType()).isEqualTo(SubjectType.PERSON);
  }

  @Test
  void aCompanysAccountIsToldByItsName() {
    for (String name : List.of("泉湖远帆贸易有限公司", "泉湖市兴达五金厂", "Farsail Trading Co., Ltd")) {
      var account = account("12345678901234", Form.ACCOUNT, name);
      var stop = (TxRequest.Stop) request(order(OrderKind.STOP_PAYMENT, account, ORDERED));
      assertThat(stop.account().accountType()).as(name).isEqualTo(AccountType.CORPORATE);
    }
  }

  @Test
  void aPersonsNameMayEndLikeABanks() {
    var account = account("12345678901234", Form.ACCOUNT, "欧阳知行");
    var query = (TxRequest.Holder) request(order(OrderKind.HOLDER_QUERY, account, null));
    assertThat(query.account().subjectType()).isEqualTo(SubjectType.PERSON);
  }

  @Test
  void whatTheMessagesCannotSayIsRefusedBeforehand() {
    cannot(
        order(OrderKind.STOP_PAYMENT, account("62220200****0018", Form.CARD, null), ORDERED),
        "hidden");
    cannot(
        order(OrderKind.STOP_PAYMENT, account("13800000000", Form.WALLET, null), ORDERED),
        "wallets");
    cannot(order(OrderKind.HOLDER_QUERY, new Person("何雨桐", "何雨桐"), null), "about an account");
    cannot(order(OrderKind.STOP_PAYMENT, ACCOUNT, null), "a sum and a term");
    cannot(order(OrderKind.FREEZE, ACCOUNT, Money.zero("CNY")), "below one yuan");
    cannot(order(OrderKind.STOP_PAYMENT, ACCOUNT, new Money(100_000, "USD")), "sub-account");
    Order release = order(OrderKind.RELEASE);
    cannot(
        new Order(
            release.id(),
            release.kind(),
            release.institution(),
            release.target(),
            null,
            release.reason(),
            release.authority(),
            NOW,
            NOW,
            null,
            null,
            List.of()),
        "earlier order");
  }

  @Test
  void aSubAccountIsStoppedAsOne() {
    var dollars = account("6222020000000000018_USD01", Form.ACCOUNT, null);
    var stop =
        (TxRequest.Stop) request(order(OrderKind.STOP_PAYMENT, dollars, new Money(100_000, "USD")));
    assertThat(stop.applicationType()).isEqualTo(ApplicationType.FIRST_SUB_ACCOUNT);
    assertThat(stop.account().accountName()).isNull();
  }

  @Test
  void toTheYuanNeverMoreIsAskedForThanOrderedAndNeverNothing() {
    var whole = new TxDrafts(SENDER, BANK, TxOptions.usual().amounts(Amounts.WHOLE));
    TxDraft draft = whole.draft(outgoing(order(OrderKind.STOP_PAYMENT)), List.of());
    assertThat(((TxRequest.Stop) ((TxDraft.Ready) draft).request()).transferAmount())
        .isEqualTo(new BigDecimal("49800"));
    Order cents = order(OrderKind.STOP_PAYMENT, ACCOUNT, new Money(99, "CNY"));
    assertThat(whole.cannot(cents)).isPresent();
    assertThat(drafts.cannot(cents)).isEmpty();
  }

  @Test
  void partiesHaveNumbersOfTwelveDigits() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TxBank("ICBC", "泉湖银行"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TxSender("6", "泉湖市反诈中心", SENDER.operator(), SENDER.investigator()));
  }

  private TxRequest request(Order order) {
    return ((TxDraft.Ready) drafts.draft(outgoing(order), List.of())).request();
  }

  private void cannot(Order order, String why) {
    assertThat(drafts.draft(outgoing(order), List.of()))
        .isInstanceOfSatisfying(
            TxDraft.Cannot.class, cannot -> assertThat(cannot.why()).contains(why));
  }
}
