package org.haltline.bank.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.haltline.bank.sandbox.Transfers.Planned;
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
/// and nothing is held beyond its term. Money moves as time passes: what a mule has received leaves
/// after a while, as far as nobody holds it. Given the same orders and payments at the same
/// instants it always comes to the same state, however often it was looked at in between. Not
/// thread-safe.
public final class BankLedger {
  /// Money that has gone so far within one bank stays where it is.
  private static final int HOPS_MAX = 3;

  /// By the law of the emergency stop.
  private static final int STOPS_MAX = 2;

  private final int stopsMax;
  private final Openings openings;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Lien> liens = new HashMap<>();
  private final Withdrawals withdrawals = new Withdrawals();
  private final Transfers transfers = new Transfers();

  public static BankLedger of(Openings openings) {
    return new BankLedger(STOPS_MAX, openings);
  }

  /// @param stopsMax how many stops and prolongations one account takes in its life
  public BankLedger(int stopsMax, Openings openings) {
    this.stopsMax = stopsMax;
    this.openings = openings;
  }

  /// Carries out an order whose number was not seen before, and says what came of it. What it
  /// withdraws is withdrawn even when the rest of it is refused.
  public AnswerJson carryOut(OrderJson order, Instant now) {
    return carryOut(order, now, order.kind().countsAsStop(), false);
  }

  /// The same, for what is held to be given back: it is no stop of the account.
  public AnswerJson setAside(OrderJson order, Instant now) {
    return carryOut(order, now, false, false);
  }

  /// The same for a freeze that is laid over its original and does not end it: when the freeze is
  /// let go within the stop's time, the stop holds again.
  public AnswerJson freezeOver(OrderJson order, Instant now) {
    return carryOut(order, now, false, true);
  }

  private AnswerJson carryOut(OrderJson order, Instant now, boolean counts, boolean over) {
    advance(now);
    withdrawals.arrived(order);
    for (String number : order.withdraws()) {
      Lien lien = liens.get(number);
      if (lien != null && lien.isOpenAt(now)) {
        release(lien, now);
      }
    }
    if (withdrawals.contain(order.number())) {
      return no(ReasonCode.OTHER, Withdrawals.REMARK);
    }
    return switch (order.kind()) {
      case STOP_PAYMENT, PROLONG, FREEZE, RENEW -> hold(order, now, counts, over);
      case RELEASE, UNFREEZE -> letGo(order, now);
      case HOLDER_QUERY -> told(order, now, Remarks::holder);
      case TRANSACTION_QUERY -> told(order, now, account -> Remarks.movements(account, now));
      case WATCH -> told(order, now, account -> Remarks.watched(account.watch()));
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
  ///
  /// @param from the account and the name it comes from, as far as they are known
  public boolean credit(
      String number, long minor, @Nullable String from, @Nullable String name, Instant now) {
    advance(now);
    if (!(find(number, "account:" + number, now) instanceof Found(var account))) {
      return false;
    }
    enter(account, minor, from, name, now, 0);
    return true;
  }

  /// Money that its holder sends away: it leaves only when so much is there that nobody holds.
  public boolean pay(String number, long minor, Instant now) {
    advance(now);
    Account account = accounts.get(number);
    return account != null && account.pay(minor, now, null, "转出 / sent");
  }

  /// An account that was asked about before, as it stands now; null when there was none.
  public @Nullable AccountView view(String number, Instant now) {
    advance(now);
    Account account = accounts.get(number);
    return account == null ? null : account.view(now);
  }

  /// Every account of whoever has this document, as far as the bank was asked about one of them.
  public List<AccountView> ofCustomer(String idNumber, Instant now) {
    advance(now);
    return accounts.values().stream()
        .distinct()
        .filter(account -> account.customer().idNumber().equals(idNumber))
        .sorted(Comparator.comparing(account -> account.number))
        .map(account -> account.view(now))
        .toList();
  }

  /// Carries out what was to leave until then, in order.
  private void advance(Instant now) {
    for (Planned next = transfers.due(now); next != null; next = transfers.due(now)) {
      forward(next);
    }
  }

  private void enter(
      Account account,
      long minor,
      @Nullable String from,
      @Nullable String name,
      Instant at,
      int hops) {
    account.credit(minor, at, from, name, "转入 / paid in");
    if (account.forwarding != null && hops < HOPS_MAX) {
      transfers.plan(at.plus(account.forwarding.after()), account, minor, hops);
    }
  }

  /// What is held stays, and is tried again when the first hold has run out.
  private void forward(Planned planned) {
    Account from = planned.from();
    Instant at = planned.at();
    String to = Objects.requireNonNull(from.forwarding).number();
    long leaves = Math.min(planned.minor(), from.availableMinorAt(at));
    if (leaves > 0 && from.pay(leaves, at, to, "转出 / sent on")) {
      if (find(to, "account:" + to, at) instanceof Found(var next) && next != from) {
        enter(next, leaves, from.number, from.holder(), at, planned.hops() + 1);
      }
    }
    long stays = planned.minor() - Math.max(leaves, 0);
    if (stays > 0) {
      from.nextLapse(at).ifPresent(lapse -> transfers.plan(lapse, from, stays, planned.hops()));
    }
  }

  private void release(Lien lien, Instant now) {
    lien.end(Hold.End.RELEASED);
    if (lien.account.forwarding != null) {
      transfers.noLaterThan(now.plus(lien.account.forwarding.after()), lien.account);
    }
  }

  private AnswerJson hold(OrderJson order, Instant now, boolean counts, boolean over) {
    Long amountMinor = order.amountMinor();
    Instant termEndsAt = order.termEndsAt();
    if (amountMinor == null
        || amountMinor <= 0
        || termEndsAt == null
        || !termEndsAt.isAfter(order.orderedAt())) {
      return no(ReasonCode.BAD_FORMAT, "缺少金额或期限 / a hold names a sum and a term");
    }
    return switch (checked(order, now)) {
      case Refusing(var reason, var remark) -> no(reason, remark);
      case Found(var account) -> {
        AnswerJson refusal = refusal(order, account, now, counts);
        if (refusal != null) {
          yield refusal;
        }
        AnswerJson held = hold(order, account, amountMinor, termEndsAt, now, over);
        if (counts && held.state() == AnswerJson.State.DONE) {
          account.countStop();
        }
        yield held;
      }
    };
  }

  /// Why the account cannot be held on this order; null when it can.
  private @Nullable AnswerJson refusal(
      OrderJson order, Account account, Instant now, boolean counts) {
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
    if (counts && account.stops() >= stopsMax) {
      return no(
          ReasonCode.OVER_LIMIT,
          "止付次数已达%d次上限 / the account has been stopped %1$d times".formatted(stopsMax));
    }
    return null;
  }

  private AnswerJson hold(
      OrderJson order,
      Account account,
      long amountMinor,
      Instant termEndsAt,
      Instant now,
      boolean over) {
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
    // The law counts a first term from the stop itself, a further one from the end of the last.
    Instant endsAt =
        carriesOn ? termEndsAt : now.plus(Duration.between(order.orderedAt(), termEndsAt));
    var lien = new Lien(order, account, Math.min(amountMinor, there), now, endsAt);
    if (earlier != null) {
      takeOver(lien, earlier, carriesOn, over);
    }
    account.liens.add(lien);
    liens.put(order.number(), lien);
    return AnswerJson.held(
        new Money(lien.heldMinor, account.currency),
        now,
        endsAt,
        lien.heldMinor == amountMinor
            ? null
            : Remarks.partial(account, new Money(amountMinor, account.currency)));
  }

  private static void takeOver(Lien lien, Lien earlier, boolean carriesOn, boolean over) {
    if (over) {
      earlier.under(lien);
      return;
    }
    earlier.end(carriesOn ? Hold.End.RENEWED : Hold.End.FROZEN);
    lien.account.liens.stream()
        .filter(other -> other.isUnder(earlier))
        .forEach(other -> other.under(lien));
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
    if (lien.isOpenAt(now) && lien.isFreeze() == (order.kind() == OrderKind.UNFREEZE)) {
      release(lien, now);
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
    return switch (checked(order, now)) {
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

  private AnswerJson told(OrderJson order, Instant now, Function<Account, String> what) {
    return switch (checked(order, now)) {
      case Refusing(var reason, var remark) -> no(reason, remark);
      case Found(var account) -> AnswerJson.done(what.apply(account));
    };
  }

  private sealed interface Lookup {}

  private record Found(Account account) implements Lookup {}

  private record Refusing(ReasonCode reason, String remark) implements Lookup {}

  /// The account that the order is about, when it is there and under the name the order gives.
  private Lookup checked(OrderJson order, Instant now) {
    String number = order.target().number();
    if (!order.target().type().equals("account") || number == null) {
      return new Refusing(ReasonCode.CANNOT, "只能按账号查询 / this bank looks things up by account only");
    }
    Lookup lookup = find(number, order.target().key(), now);
    return lookup instanceof Found(var account) && !account.answersTo(order.holder())
        ? new Refusing(ReasonCode.NAME_MISMATCH, "户名不符 / the account is under another name")
        : lookup;
  }

  private Lookup find(String number, String key, Instant now) {
    Account known = accounts.get(number);
    if (known != null) {
      return new Found(known);
    }
    return switch (openings.of(number, key)) {
      case Opening.Closed(var reason, var remark) -> new Refusing(reason, remark);
      case Opening.Account opening -> {
        Account account = open(number, opening, now);
        for (String other : opening.others()) {
          if (!accounts.containsKey(other)
              && openings.of(other, "account:" + other) instanceof Opening.Account beside) {
            open(other, beside.of(opening.customer()), now);
          }
        }
        yield new Found(account);
      }
    };
  }

  private Account open(String number, Opening.Account opening, Instant now) {
    var account = new Account(number, opening, now);
    accounts.put(number, account);
    accounts.putIfAbsent(account.behind(), account);
    if (opening.forwarding() != null) {
      Instant leaves = now.minus(opening.forwarding().lies()).plus(opening.forwarding().after());
      transfers.plan(leaves, account, account.balanceMinor(), 0);
      advance(now);
    }
    return account;
  }

  private static AnswerJson no(ReasonCode reason, String remark) {
    return AnswerJson.refused(reason, remark);
  }
}
