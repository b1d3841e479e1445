package org.haltline.bank.sandbox;

import org.haltline.core.order.Money;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// What a bank knows of an account number when it is asked about it for the first time.
public sealed interface Opening {

  /// An account that is there.
  ///
  /// @param holder an invented name
  /// @param takesGivenName whether the first whole name it is asked with becomes the holder's: the
  ///   usual case, since no seed can know the names that callers give
  /// @param onward where most of the money went before anybody asked; null when it did not
  record Account(String holder, boolean takesGivenName, Money balance, @Nullable Onward onward)
      implements Opening {}

  /// A number on which the bank does nothing: not there, on its white list, reported lost.
  record Closed(ReasonCode reason, String remark) implements Opening {}

  /// Money that moved on, and the account it went to.
  record Onward(String number, Money amount) {}
}
