package org.haltline.bank.iso.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.bank.iso.IsoAccount;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Balance;
import org.haltline.bank.iso.IsoMessage.Entry;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.line.FoundLine;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.jspecify.annotations.Nullable;

/// What a message tells about accounts, in the words of the case. Nothing is guessed: a booking
/// without a sum or a time, or that is only expected, is counted and not made a transfer.
public final class IsoTrail {
  private static final Findings NOTHING = new Findings(List.of(), List.of(), List.of(), 0);

  /// What was booked when the report was made (external code set, balance types).
  private static final Set<String> BOOKED = Set.of("ITBD", "CLBD");

  /// What could be drawn then.
  private static final Set<String> AVAILABLE = Set.of("ITAV", "CLAV");

  private IsoTrail() {}

  /// Empty for a message that answers no question.
  public static Findings of(IsoMessage message) {
    return message instanceof QueryAnswer it && it.report() != null ? of(it.report()) : NOTHING;
  }

  private static Findings of(AccountReport report) {
    String account = report.account().number();
    var transfers = new ArrayList<Transfer>();
    int unread = 0;
    for (Entry entry : report.entries()) {
      Transfer transfer = transfer(account, entry);
      if (transfer == null) {
        unread++;
      } else {
        transfers.add(transfer);
      }
    }
    String owner = said(report.owner());
    List<AccountHolder> holders =
        owner == null
            ? List.of()
            : List.of(new AccountHolder(account, owner, null, null, null, null));
    return new Findings(holders, balances(account, report.balances()), transfers, unread);
  }

  /// One for each currency; the last that was told of each kind.
  private static List<AccountBalance> balances(String account, List<Balance> told) {
    Map<String, AccountBalance> known = new LinkedHashMap<>();
    for (Balance each : told) {
      boolean booked = BOOKED.contains(each.type());
      if (booked || AVAILABLE.contains(each.type())) {
        BigDecimal sum = each.amount().decimal();
        BigDecimal signed = each.credit() ? sum : sum.negate();
        String currency = each.amount().currency();
        AccountBalance one =
            new AccountBalance(account, currency, booked ? signed : null, booked ? null : signed);
        known.merge(currency, one, IsoTrail::together);
      }
    }
    return List.copyOf(known.values());
  }

  private static AccountBalance together(AccountBalance earlier, AccountBalance later) {
    return new AccountBalance(
        later.account(),
        later.currency(),
        later.balance() != null ? later.balance() : earlier.balance(),
        later.available() != null ? later.available() : earlier.available());
  }

  private static @Nullable Transfer transfer(String account, Entry it) {
    if (!it.booked() || it.bookedAt() == null || it.amount().isZero()) {
      return null;
    }
    TransferSide own = new TransferSide(account, null, null);
    TransferSide other =
        side(it.counterpartyAccount(), said(it.counterparty()), said(it.counterpartyBank()));
    return new Transfer(
        it.credit() ? other : own,
        it.credit() ? own : other,
        it.amount(),
        it.bookedAt(),
        it.reference(),
        null);
  }

  private static @Nullable TransferSide side(
      @Nullable IsoAccount account, @Nullable String holder, @Nullable String bank) {
    return account == null && holder == null && bank == null
        ? null
        : new TransferSide(account == null ? null : account.number(), holder, bank);
  }

  private static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// In a line, for the history of a case.
  static String summary(AccountReport report) {
    return FoundLine.of(
        report.owner() == null ? List.of() : List.of(report.owner()),
        report.balances().isEmpty() ? 0 : 1,
        report.entries().size());
  }
}
