package org.haltline.bank.tx.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.tx.orders.TxDesk.ENDS;
import static org.haltline.bank.tx.orders.TxDesk.NOW;
import static org.haltline.bank.tx.orders.TxDesk.ORDERED;
import static org.haltline.bank.tx.orders.TxDesk.order;
import static org.haltline.bank.tx.orders.TxDesk.outgoing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.haltline.bank.line.SentOrder;
import org.haltline.bank.tx.Specimens;
import org.haltline.bank.tx.TxFeedback;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxOptions.Amounts;
import org.haltline.bank.tx.TxParts.Account;
import org.haltline.bank.tx.TxParts.Card;
import org.haltline.bank.tx.TxParts.Transaction;
import org.haltline.bank.tx.TxResult;
import org.haltline.bank.tx.TxTables.Side;
import org.haltline.bank.tx.TxTables.Success;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a bank answers becomes a receipt that says no more than the bank did.
class TxReceiptsTest {
  private static final Instant HEARD = NOW.plusSeconds(40);

  private final TxReceipts receipts = new TxReceipts(TxOptions.usual());

  @Test
  void aStopThatIsDoneHoldsWhatWasOrderedUntilTheBankSays() {
    assertThat(receipt(stop("0000", "80000.00")))
        .isEqualTo(new Receipt.Done(HEARD, ORDERED, NOW, ENDS, null));
    assertThat(receipt(stop("0000", null))).isEqualTo(receipt(stop("0000", "80000.00")));
    assertThat(receipt(stop("0000", "0.00")))
        .as("a blank amount is written as 0.00")
        .isEqualTo(receipt(stop("0000", null)));
  }

  @Test
  void aStopOfAnAccountWithTooLittleHoldsWhatWasThere() {
    for (String result : List.of("1200", "0000")) {
      assertThat(receipt(stop(result, "812.30")))
          .isInstanceOfSatisfying(
              Receipt.Done.class,
              done -> {
                assertThat(done.held()).isEqualTo(new Money(81_230, "CNY"));
                assertThat(done.remark())
                    .contains("CNY 812.30少于指令金额", "CNY 812.30 is held, less than ordered")
                    .contains("stop the next account");
              });
    }
    assertThat(held(receipt(stop("1200", "0.00")))).isEqualTo(Money.zero("CNY"));
    assertThat(held(receipt(stop("1200", "-5.00")))).isEqualTo(Money.zero("CNY"));
  }

  @Test
  void aPartOfUnknownSizeIsAPersonsBusiness() {
    assertThat(receipt(stop("1200", null)))
        .isInstanceOfSatisfying(
            Receipt.NeedsPerson.class,
            it -> assertThat(it.why()).contains("not said for how much"));
    assertThat(receipt(stop("1200", "80000.00")))
        .as("too little, and yet enough was there")
        .isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(receipts.receipt(sent(OrderKind.FREEZE), freeze("0000", null, "CNY"), HEARD))
        .isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(receipts.receipt(sent(OrderKind.FREEZE), freeze("0000", "10.00", "USD"), HEARD))
        .as("another currency than ordered")
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  @Test
  void toTheYuanNoMoreIsHeldThanWasAskedFor() {
    var whole = new TxReceipts(TxOptions.usual().amounts(Amounts.WHOLE));
    Receipt receipt = whole.receipt(sent(OrderKind.STOP_PAYMENT), stop("0000", null), HEARD);
    assertThat(receipt)
        .isEqualTo(new Receipt.Done(HEARD, new Money(4_980_000, "CNY"), NOW, ENDS, null));
  }

  @Test
  void aFreezeHoldsWhatTheBankSays() {
    assertThat(receipts.receipt(sent(OrderKind.FREEZE), freeze("0000", "49800.50", "CNY"), HEARD))
        .isEqualTo(new Receipt.Done(HEARD, ORDERED, NOW, ENDS, null));
    assertThat(held(receipts.receipt(sent(OrderKind.FREEZE), freeze("0000", "0.00", null), HEARD)))
        .as("queued behind an earlier freeze, nothing may be held")
        .isEqualTo(Money.zero("CNY"));
  }

  @Test
  void aRenewalAnswersWithFourDigitsOrWithOne() {
    assertThat(held(renewed("0000"))).isEqualTo(ORDERED);
    assertThat(held(renewed("1"))).isEqualTo(ORDERED);
    assertThat(renewed("0"))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            it -> {
              assertThat(it.reason()).isEqualTo(ReasonCode.OTHER);
              assertThat(it.remark()).contains("冻结延期未成功", "not renewed");
            });
    assertThat(receipt(stop("1", null)))
        .as("one digit means nothing on a stop")
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  @Test
  void aLettingGoHoldsNothing() {
    var released =
        new TxFeedback.Release(
            Specimens.NUMBER, "0000", null, null, null, NOW, null, "已解除", null, null, null);
    assertThat(receipts.receipt(sent(OrderKind.RELEASE), released, HEARD))
        .isEqualTo(new Receipt.Done(HEARD, null, null, null, "已解除"));
  }

  /// Whoever lets go of what the bank does not know is not told to stop it anew.
  @Test
  void aReleaseOfWhatTheBankDoesNotKnowIsMadeSureOf() {
    for (String result : List.of("0400", "0499")) {
      var released =
          new TxFeedback.Release(
              Specimens.NUMBER, result, null, null, null, NOW, null, null, null, null, null);
      assertThat(receipts.receipt(sent(OrderKind.RELEASE), released, HEARD))
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              no ->
                  assertThat(no.remark())
                      .contains("电话核实该账户已无本案止付", "make sure that nothing of this case is held")
                      .doesNotContain("重新下达", "order the stop or freeze anew"));
    }
    assertThat(receipt(stop("0400", null)))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            no -> assertThat(no.remark()).contains("order the stop or freeze anew"));
  }

  @ParameterizedTest
  @EnumSource(TxResult.class)
  void everyResultHasItsReceiptAndSaysWhatToDo(TxResult result) {
    Receipt receipt = receipt(stop(result.code(), "812.30"));
    switch (result.outcome()) {
      case DONE, PARTLY -> assertThat(receipt).isInstanceOf(Receipt.Done.class);
      case REFUSED ->
          assertThat(receipt)
              .isInstanceOfSatisfying(
                  Receipt.Refused.class,
                  it -> {
                    assertThat(it.reason()).isEqualTo(result.reason());
                    assertThat(it.remark())
                        .startsWith(result.code())
                        .contains(result.zh(), result.en(), result.next().zh(), result.next().en());
                  });
      case UNCLEAR ->
          assertThat(receipt)
              .as("never taken for a refusal")
              .isInstanceOfAny(Receipt.Unknown.class, Receipt.NeedsPerson.class);
      case BY_HAND -> assertThat(receipt).isInstanceOf(Receipt.NeedsPerson.class);
    }
  }

  @Test
  void whatWasDealtWithBeforeIsAskedOfAPersonAndTroubleOnTheWayOfTheBank() {
    assertThat(receipt(stop("0900", null))).isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(receipt(stop("1101", null)))
        .isInstanceOfSatisfying(
            Receipt.Unknown.class, it -> assertThat(it.why()).contains("平台通信异常"));
  }

  @Test
  void aResultOutOfNoTableIsShownAndNothingIsAssumed() {
    assertThat(receipt(stop("8888", "80000.00")))
        .isEqualTo(new Receipt.NeedsPerson(HEARD, "应答码8888不在表中 / result 8888 is in no table"));
  }

  @Test
  void theAnswerToSomethingElseIsNoAnswer() {
    assertThat(receipts.receipt(sent(OrderKind.RELEASE), stop("0000", null), HEARD))
        .isInstanceOfSatisfying(
            Receipt.NeedsPerson.class, it -> assertThat(it.why()).contains("RELEASE"));
    assertThat(receipts.receipt(sent(OrderKind.RECALL), stop("0000", null), HEARD))
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  @Test
  void whatTheBankAddsIsKept() {
    var refused =
        new TxFeedback.Stop(
            Specimens.NUMBER,
            "1300",
            null,
            null,
            null,
            null,
            null,
            null,
            "系统超时",
            "请联系柜面",
            null,
            null,
            null);
    assertThat(receipt(refused))
        .isInstanceOfSatisfying(
            Receipt.Refused.class, it -> assertThat(it.remark()).endsWith(" | 系统超时 | 请联系柜面"));
  }

  @Test
  void transactionsBecomeMovementsWithBalances() {
    TxFeedback.Transactions answer =
        transactions(
            new Card(
                "何雨桐",
                "6222020000000000018",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(
                    new Account(
                        "6222020000000000018_1",
                        "1",
                        "活期",
                        "正常",
                        "CNY",
                        null,
                        new BigDecimal("812.30"),
                        new BigDecimal("0.00"),
                        NOW,
                        List.of(moved(Side.DEBIT, null), moved(null, Success.FAILED))))));
    TxFindings found = TxFindings.of(answer);
    assertThat(found.holders()).extracting(TxFindings.Holder::name).containsExactly("何雨桐");
    assertThat(found.balances())
        .containsExactly(
            new TxFindings.Balance(
                "6222020000000000018",
                "6222020000000000018_1",
                "CNY",
                new BigDecimal("812.30"),
                new BigDecimal("0.00")));
    assertThat(found.movements())
        .first()
        .isEqualTo(
            new TxFindings.Movement(
                "6222020000000000018",
                "6222020000000000018_1",
                Side.DEBIT,
                "CNY",
                new BigDecimal("49000.00"),
                NOW,
                "S1",
                "白露",
                "6217000000000000024",
                "313391080023",
                false));
    Findings trail = TxTrail.of(answer);
    assertThat(trail.holders()).extracting(AccountHolder::name).containsExactly("何雨桐");
    assertThat(trail.balances())
        .containsExactly(
            new AccountBalance(
                "6222020000000000018", "CNY", new BigDecimal("812.30"), new BigDecimal("0.00")));
    assertThat(trail.transfers())
        .as("the one that failed moved nothing")
        .containsExactly(
            new Transfer(
                new TransferSide("6222020000000000018", null, null),
                new TransferSide("6217000000000000024", "白露", "313391080023"),
                new Money(4_900_000, "CNY"),
                NOW,
                "S1",
                null));
    assertThat(trail.unread()).isZero();
    assertThat(found.movements().getLast().side()).as("not guessed").isNull();
    assertThat(found.movements().getLast().failed()).isTrue();
    assertThat(receipts.receipt(sent(OrderKind.TRANSACTION_QUERY), answer, HEARD))
        .isEqualTo(
            new Receipt.Done(
                HEARD,
                null,
                null,
                null,
                "户名何雨桐；账户1个，交易2笔 / holder 何雨桐; 1 accounts, 2 transactions"));
  }

  @Test
  void anAnswerWithoutACardFindsNothing() {
    assertThat(TxFindings.of(transactions(null)))
        .isEqualTo(new TxFindings(List.of(), List.of(), List.of()));
    assertThat(TxFindings.of(stop("0000", null)).movements()).isEmpty();
    assertThat(TxTrail.of(transactions(null)).tellNothing()).isTrue();
  }

  @Test
  void aWatchTellsWhatMoved() {
    var seen =
        new TxFeedback.Watch(
            Specimens.NUMBER,
            "0000",
            null,
            null,
            null,
            null,
            "何雨桐",
            "A1",
            "C1",
            List.of(moved(Side.DEBIT, Success.DONE)));
    assertThat(TxFindings.of(seen).movements())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.cardNumber()).isEqualTo("C1");
              assertThat(moved.accountNumber()).isEqualTo("A1");
            });
  }

  @Test
  void aMovementWithoutADirectionIsCountedAndNoTransfer() {
    var seen =
        new TxFeedback.Watch(
            Specimens.NUMBER,
            "0000",
            null,
            null,
            null,
            null,
            "何雨桐",
            "A1",
            null,
            List.of(moved(null, Success.DONE), moved(Side.CREDIT, Success.DONE)));

    Findings trail = TxTrail.of(seen);

    assertThat(trail.unread()).isEqualTo(1);
    assertThat(trail.transfers())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.to()).isEqualTo(new TransferSide("A1", null, null));
              assertThat(moved.from())
                  .isEqualTo(new TransferSide("6217000000000000024", "白露", "313391080023"));
            });
  }

  private Receipt receipt(TxFeedback feedback) {
    return receipts.receipt(sent(OrderKind.STOP_PAYMENT), feedback, HEARD);
  }

  private Receipt renewed(String result) {
    var renewed =
        new TxFeedback.Renew(
            Specimens.NUMBER,
            result,
            null,
            null,
            null,
            null,
            new BigDecimal("49800.50"),
            "CNY",
            null,
            NOW,
            ENDS,
            null,
            null,
            null,
            null,
            null);
    return receipts.receipt(sent(OrderKind.RENEW), renewed, HEARD);
  }

  private static SentOrder sent(OrderKind kind) {
    return SentOrder.of(outgoing(order(kind)));
  }

  private static @Nullable Money held(Receipt receipt) {
    return ((Receipt.Done) receipt).held();
  }

  private static TxFeedback stop(String result, @Nullable String balance) {
    return new TxFeedback.Stop(
        Specimens.NUMBER,
        result,
        null,
        null,
        null,
        Optional.ofNullable(balance).map(BigDecimal::new).orElse(null),
        NOW,
        ENDS,
        null,
        null,
        null,
        null,
        null);
  }

  private static TxFeedback freeze(
      String result, @Nullable String frozen, @Nullable String currency) {
    return new TxFeedback.Freeze(
        Specimens.NUMBER,
        result,
        null,
        null,
        null,
        null,
        Optional.ofNullable(frozen).map(BigDecimal::new).orElse(null),
        currency,
        null,
        NOW,
        ENDS,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static TxFeedback.Transactions transactions(@Nullable Card card) {
    return new TxFeedback.Transactions(Specimens.NUMBER, "0000", null, null, null, null, card);
  }

  private static Transaction moved(@Nullable Side side, @Nullable Success success) {
    return new Transaction(
        "转账",
        side,
        null,
        new BigDecimal("49000.00"),
        null,
        NOW,
        "S1",
        "白露",
        "6217000000000000024",
        null,
        "313391080023",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        success,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
