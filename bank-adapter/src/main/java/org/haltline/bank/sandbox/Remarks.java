package org.haltline.bank.sandbox;

import java.time.Instant;
import org.haltline.core.order.Money;

/// What the sandbox bank says in words, in both languages of the desk.
final class Remarks {
  private Remarks() {}

  static String partial(Account account, Money ordered) {
    return account.onward == null
        ? "余额不足%s / less than %1$s was free in the account".formatted(ordered)
        : "余额不足%s，其余款项已转出 / less than %1$s was left, the rest had moved on".formatted(ordered);
  }

  static String holder(Account account) {
    return "户名%s / holder %1$s".formatted(account.holder());
  }

  static String movements(Account account, Instant now) {
    String held = new Money(account.heldMinorAt(now), account.currency).toString();
    String balance = new Money(account.balanceMinor(), account.currency).toString();
    Opening.Onward onward = account.onward;
    return onward == null
        ? "余额%s，已止付%s / balance %1$s, held %2$s".formatted(balance, held)
        : "余额%s，已止付%s；转出至%s %s / balance %1$s, held %2$s; moved on to %3$s: %4$s"
            .formatted(balance, held, onward.number(), onward.amount());
  }

  static String watched(int watchers) {
    return "已布控，共%d项 / watched, %1$d in all".formatted(watchers);
  }

  static String recalled(Money amount) {
    return "未汇出款项%s已撤回 / %1$s had not left and stays".formatted(amount);
  }
}
