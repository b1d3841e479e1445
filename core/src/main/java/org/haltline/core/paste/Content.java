package org.haltline.core.paste;

import java.time.Instant;
import org.haltline.core.order.Money;
import org.haltline.core.subject.Subject;

/// What a piece of a text is.
public sealed interface Content {

  /// An account, a number, a link, a person: something that can be held, cut or looked up.
  record Named(Subject subject) implements Content {}

  record Sum(Money money) implements Content {}

  /// A moment that was told.
  ///
  /// @param at its beginning: midnight of a day, the full hour of an hour
  record Moment(Instant at, Precision precision) implements Content {}

  /// How exactly a moment was told.
  enum Precision {
    DAY,
    HOUR,
    MINUTE,
    SECOND
  }

  /// What looks like something and is not: a card number with a wrong digit, a number with hidden
  /// ones. The operator asks again.
  ///
  /// @param is what it looks like: `account`, `phone`
  /// @param code of the reason, such as `account.check-digit`
  record Unclear(String is, String code, String says, String saysZh) implements Content {}
}
