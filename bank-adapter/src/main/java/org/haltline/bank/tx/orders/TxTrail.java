package org.haltline.bank.tx.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.haltline.bank.tx.TxFeedback;
import org.haltline.bank.tx.TxTables.Side;
import org.haltline.bank.tx.orders.TxFindings.Movement;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.jspecify.annotations.Nullable;

/// What a feedback tells about accounts, in the words of the case. Nothing is guessed: a movement
/// without a direction, a sum or a time is counted and not made a transfer; one that failed moved
/// nothing.
public final class TxTrail {
  /// The messages name none where an account is kept in it.
  private static final String CURRENCY = "CNY";

  private TxTrail() {}

  public static Findings of(TxFeedback feedback) {
    TxFindings found = TxFindings.of(feedback);
    var transfers = new ArrayList<Transfer>();
    int unread = 0;
    for (Movement movement : found.movements()) {
      if (movement.failed()) {
        continue;
      }
      Transfer transfer = transfer(movement);
      if (transfer == null) {
        unread++;
      } else {
        transfers.add(transfer);
      }
    }
    return new Findings(holders(found), balances(found), transfers, unread);
  }

  private static List<AccountHolder> holders(TxFindings found) {
    return found.holders().stream()
        .map(
            it ->
                new AccountHolder(
                    null, it.name(), it.idType(), it.idNumber(), it.phone(), it.address()))
        .toList();
  }

  private static List<AccountBalance> balances(TxFindings found) {
    return found.balances().stream()
        .map(
            it ->
                new AccountBalance(
                    own(it.cardNumber(), it.accountNumber()),
                    it.currency(),
                    it.balance(),
                    it.available()))
        .toList();
  }

  private static @Nullable Transfer transfer(Movement it) {
    BigDecimal sum = it.amount();
    Side side = it.side();
    if (sum == null || sum.signum() <= 0 || side == null || it.at() == null) {
      return null;
    }
    TransferSide own = side(own(it.cardNumber(), it.accountNumber()), null, null);
    TransferSide other = side(it.opponentAccount(), it.opponentName(), it.opponentBank());
    if (own == null && other == null) {
      return null;
    }
    boolean out = side == Side.DEBIT;
    String currency = it.currency() == null ? CURRENCY : it.currency();
    return new Transfer(
        out ? own : other,
        out ? other : own,
        Sums.money(sum, currency),
        it.at(),
        it.serial(),
        null);
  }

  /// The card is what people know an account by.
  private static @Nullable String own(@Nullable String card, @Nullable String account) {
    return card == null || card.isBlank() ? account : card;
  }

  private static @Nullable TransferSide side(
      @Nullable String account, @Nullable String holder, @Nullable String bank) {
    String number = said(account);
    String name = said(holder);
    String where = said(bank);
    return number == null && name == null && where == null
        ? null
        : new TransferSide(number, name, where);
  }

  private static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
