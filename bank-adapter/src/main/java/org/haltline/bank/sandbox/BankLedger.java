package org.haltline.bank.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.Withdrawals;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// The accounts of one bank and what is held on them, by the law of the emergency stop: what is
/// there is held up to the sum ordered, credits still enter, at most so many stops on one account,
/// and nothing is held beyond its term. Given the same orders at the same instants it always comes
/// to the same state, so a bank is rebuilt from its book alone. Not thread-safe.
public final class BankLedger {
  private final int stopsMax;
  private final Openings openings;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Lien> liens = new HashMap<>();
  private final Withdrawals withdrawals = new Withdrawals();

  /// @param stopsMax how many stops and prolongations one account takes in its life
  public BankLedger(int stopsMax, Openings openings) {
    this.stopsMax = stopsMax;
    this.openings = openings;
  }

  /// Carries out an order whose number was not seen before, and says what came of it. What it
  /// withdraws is withdrawn even when the rest of it is refused.
  public AnswerJson carryOut(OrderJson order, Instant now) {
    withdrawals.arrived(order);
    for (String number : order.withdraws()) {
      Lien lien = liens.get(number);
      if (lien != null && lien.standsAt(now)) {
        lien.end(Hold.End.RELEASED);
      }
    }
    if (withdrawals.contain(order.number())) {
      return no(ReasonCode.OTHER, Withdrawals.REMARK);
    }
    return switch (order.kind()) {
      case STOP_PAYMENT, PROLONG, FREEZE, RENEW -> hold(order, now);
      case RELEASE, UNFREEZE -> letGo(order, now);
      case HOLDER_QUERY -> told(order, Remarks::holder);
      case TRANSACTION_QUERY -> told(order, account -> Remarks.movements(account, now));
      case WATCH -> told(order, account -> Remarks.watched(account.watch()));
      case RECALL -> recall(order, now);
      case SUSPEND_NUMBER,
          RESTORE_NUMBER,
          INTERCEPT_CALLS,
          BLOCK_LINK,
          LIFT,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          no(ReasonCode.CANNOT, "银行无法执行此类指令 / a bank cannot do this");
    };
  }

  /// Money that comes in; no hold keeps it out. False when there is no such account.
  public boolean credit(String number, long minor) {
    Account account = accounts.get(number);
    if (account == null) {
      return false;
    }
    account.credit(minor);
    return true;
  }

  /// Money that its holder sends away: it leaves only when so much is there that nobody holds.
  public boolean pay(String number, long minor, Instant now) {
    Account account = accounts.get(number);
    return account != null && account.pay(minor, now);
  }

  /// An account that was asked about before, as it stands now; null when there was none.
  public @Nullable AccountView view(String number, Instant now) {
    Account account = accounts.get(number);
    return account == null ? null : account.view(now);
  }

  private AnswerJson hold(OrderJson order, Instant now) {
    Long amountMinor = order.amountMinor();
    Instant termEndsAt = order.termEndsAt();
    if (amountMinor == null
        || amountMinor <= 0
        || termEndsAt == null
        || !termEndsAt.isAfter(order.orderedAt())) {
      return no(ReasonCode.BAD_FORMAT, "缺少金额或期限 / a hold names a sum and a term");
    }
    return switch (checked(order)) {
      case Refusing(var reason, var remark) -> no(reason, remark);
      case Found(var account) -> {
        AnswerJson refusal = refusal(order, account, now);
        yield refusal != null ? refusal : hold(order, account, amountMinor, termEndsAt, now);
      }
    };
  }

  /// Why the account cannot be held on this order; null when it can.
  private @Nullable AnswerJson refusal(OrderJson order, Account account, Instant now) {
    if (!account.currency.equals(order.currency())) {
      return no(
          ReasonCode.AMOUNT_MISMATCH,
          "账户币种为%s / the account is kept in %1$s".formatted(account.currency));
    }
    if (order.kind() == OrderKind.PROLONG || order.kind() == OrderKind.RENEW) {
      Lien earlier = earlier(order, account);
      if (earlier == null || earlier.isFreeze() != (order.kind() == OrderKind.RENEW)) {
        return no(ReasonCode.ORIGINAL_MISSING, "原指令不存在 / the earlier order is not known");
      }
      if (!earlier.standsAt(now)) {
        return earlier.lapsedBy(now)
            ? no(ReasonCode.EXPIRED, "原措施已到期 / the earlier hold has run out")
            : no(ReasonCode.ORIGINAL_MISSING, "原措施已结束 / the earlier hold has ended");
      }
      if (order.termEndsAt() != null && !now.isBefore(order.termEndsAt())) {
        return no(ReasonCode.EXPIRED, "期限已过 / its own term is over");
      }
    }
    if (order.kind().countsAsStop() && account.stops() >= stopsMax) {
      return no(
          ReasonCode.OVER_LIMIT,
          "止付次数已达%d次上限 / the account has been stopped %1$d times".formatted(stopsMax));
    }
    return null;
  }

  private AnswerJson hold(
      OrderJson order, Account account, long amountMinor, Instant termEndsAt, Instant now) {
    Lien earlier = order.kind() == OrderKind.STOP_PAYMENT ? null : earlier(order, account);
    if (earlier != null && !earlier.standsAt(now)) {
      earlier = null;
    }
    long there = account.availableMinorAt(now) + (earlier == null ? 0 : earlier.heldMinor);
    if (there == 0) {
      return account.balanceMinor() == 0
          ? no(ReasonCode.NOTHING_THERE, "账户无余额 / the account is empty")
          : no(ReasonCode.ALREADY_STOPPED, "余额已全部被止付 / all that is there is held already");
    }
    boolean carriesOn = order.kind() != OrderKind.FREEZE && earlier != null;
    if (earlier != null) {
      earlier.end(carriesOn ? Hold.End.RENEWED : Hold.End.FROZEN);
    }
    // The law counts a first term from the stop itself, a further one from the end of the last.
    Instant endsAt =
        carriesOn ? termEndsAt : now.plus(Duration.between(order.orderedAt(), termEndsAt));
    var lien = new Lien(order, account, Math.min(amountMinor, there), now, endsAt);
    account.liens.add(lien);
    liens.put(order.number(), lien);
    if (order.kind().countsAsStop()) {
      account.countStop();
    }
    return AnswerJson.held(
        new Money(lien.heldMinor, account.currency),
        now,
        endsAt,
        lien.heldMinor == amountMinor
            ? null
            : Remarks.partial(account, new Money(amountMinor, account.currency)));
  }

  /// What the order's original holds or held on this very account. The original of an extension is
  /// another account's.
  private @Nullable Lien earlier(OrderJson order, Account account) {
    Lien lien = order.original() == null ? null : liens.get(order.original());
    return lien != null && lien.account == account ? lien : null;
  }

  private AnswerJson letGo(OrderJson order, Instant now) {
    String original = order.original();
    if (original == null || !withdrawals.know(original)) {
      return no(ReasonCode.ORIGINAL_MISSING, "原指令不存在 / the earlier order is not known");
    }
    Lien lien = liens.get(original);
    if (lien == null) {
      return AnswerJson.done(null);
    }
    if (lien.standsAt(now) && lien.isFreeze() == (order.kind() == OrderKind.UNFREEZE)) {
      lien.end(Hold.End.RELEASED);
    }
    Set<String> letGo = new HashSet<>(order.withdraws());
    letGo.add(original);
    return AnswerJson.held(
        new Money(lien.account.stillHeldMinor(letGo, now), lien.account.currency), now, null, null);
  }

  /// A payment still to leave stays where its money still is.
  private AnswerJson recall(OrderJson order, Instant now) {
    Long amountMinor = order.amountMinor();
    String currency = order.currency();
    if (amountMinor == null || amountMinor <= 0 || currency == null) {
      return no(ReasonCode.BAD_FORMAT, "缺少金额 / a recall names a sum");
    }
    return switch (checked(order)) {
      case Refusing(var reason, var remark) -> no(reason, remark);
      case Found(var account) -> {
        if (!account.currency.equals(currency) || account.availableMinorAt(now) < amountMinor) {
          yield no(ReasonCode.NOTHING_THERE, "款项已汇出 / the payment has left already");
        }
        account.recall(amountMinor);
        yield AnswerJson.done(Remarks.recalled(new Money(amountMinor, currency)));
      }
    };
  }

  private AnswerJson told(OrderJson order, Function<Account, String> what) {
    return switch (checked(order)) {
      case Refusing(var reason, var remark) -> no(reason, remark);
      case Found(var account) -> AnswerJson.done(what.apply(account));
    };
  }

  private sealed interface Lookup {}

  private record Found(Account account) implements Lookup {}

  private record Refusing(ReasonCode reason, String remark) implements Lookup {}

  /// The account that the order is about, when it is there and under the name the order gives.
  private Lookup checked(OrderJson order) {
    String number = order.target().number();
    if (!order.target().type().equals("account") || number == null) {
      return new Refusing(ReasonCode.CANNOT, "只能按账号查询 / this bank looks things up by account only");
    }
    Lookup lookup = find(number, order.target());
    return lookup instanceof Found(var account) && !account.answersTo(order.holder())
        ? new Refusing(ReasonCode.NAME_MISMATCH, "户名不符 / the account is under another name")
        : lookup;
  }

  private Lookup find(String number, OrderJson.Target target) {
    Account known = accounts.get(number);
    if (known != null) {
      return new Found(known);
    }
    return switch (openings.of(number, target.key())) {
      case Opening.Closed(var reason, var remark) -> new Refusing(reason, remark);
      case Opening.Account opening -> {
        var account = new Account(number, opening);
        accounts.put(number, account);
        yield new Found(account);
      }
    };
  }

  private static AnswerJson no(ReasonCode reason, String remark) {
    return AnswerJson.refused(reason, remark);
  }
}
