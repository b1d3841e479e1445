package org.haltline.telecom.sandbox;

import java.util.List;

/// One number as the carrier shows it.
///
/// @param orders whose cuts stand on it
/// @param messages how many warnings were sent to it
public record NumberView(String number, State state, List<String> orders, int messages) {

  public NumberView {
    orders = List.copyOf(orders);
  }

  /// What the number can do.
  public enum State {
    ACTIVE,
    /// Neither calls nor is called.
    SUSPENDED,
    /// Its calls do not get through to this carrier's customers.
    INTERCEPTED
  }
}
