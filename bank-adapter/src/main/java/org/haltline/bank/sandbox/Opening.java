package org.haltline.bank.sandbox;

import java.time.Duration;
import java.util.List;
import org.haltline.core.order.Money;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// What a bank knows of an account number when it is asked about it for the first time.
public sealed interface Opening {

  /// An account that is there.
  ///
  /// @param customer an invented person
  /// @param takesGivenName whether the first whole name it is asked with becomes the holder's: the
  ///   usual case, since no seed can know the names that callers give
  /// @param onward where most of the money went before anybody asked; null when it did not
  /// @param forwarding what becomes of the money that comes in; null when it stays
  /// @param others the same customer's other accounts
  record Account(
      Customer customer,
      boolean takesGivenName,
      Money balance,
      @Nullable Onward onward,
      @Nullable Forwarding forwarding,
      List<String> others)
      implements Opening {
    public Account {
      others = List.copyOf(others);
    }

    /// Where money stays, and its holder's only one.
    public Account(String holder, boolean takesGivenName, Money balance, @Nullable Onward onward) {
      this(Customer.called(holder), takesGivenName, balance, onward, null, List.of());
    }

    /// The same account, with that in it.
    Account holding(boolean anyName, Money there, @Nullable Onward moved) {
      return new Account(customer, anyName, there, moved, forwarding, others);
    }

    /// The same account, of that customer.
    Account of(Customer whose) {
      return new Account(whose, takesGivenName, balance, onward, forwarding, others);
    }

    /// The same account, from which money is sent on.
    public Account forwarding(Forwarding how) {
      return new Account(customer, takesGivenName, balance, onward, how, others);
    }

    /// The same, of a customer who has others.
    public Account beside(String... numbers) {
      return new Account(customer, takesGivenName, balance, onward, forwarding, List.of(numbers));
    }
  }

  /// A number on which the bank does nothing: not there, on its white list, reported lost.
  record Closed(ReasonCode reason, String remark) implements Opening {}

  /// Money that moved on, and the account it went to.
  ///
  /// @param bank of that account; null where it stayed within this one
  record Onward(String number, Money amount, @Nullable String bank) {
    public Onward(String number, Money amount) {
      this(number, amount, null);
    }
  }

  /// A mule: what comes in is sent on.
  ///
  /// @param number where to; an account of this bank where it has one with this number
  /// @param after how long it lies before it leaves
  /// @param lies how long the money that is there at first has lain by then
  record Forwarding(String number, Duration after, Duration lies) {
    public Forwarding {
      if (after.isNegative() || after.isZero() || lies.isNegative()) {
        throw new IllegalArgumentException("money lies for a while, not for " + after);
      }
    }
  }
}
