package org.haltline.bank.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// One account as the bank shows it.
///
/// @param number of the card
/// @param account the number behind it
/// @param stops how many stops and prolongations it has had
public record AccountView(
    String number,
    String account,
    Customer customer,
    String currency,
    long balanceMinor,
    long heldMinor,
    int stops,
    int watchers,
    long recalledMinor,
    List<Held> holds,
    List<Booking> bookings) {

  public AccountView {
    holds = List.copyOf(holds);
    bookings = List.copyOf(bookings);
  }

  /// What may leave it now.
  @JsonIgnore
  public long availableMinor() {
    return balanceMinor - heldMinor;
  }

  /// What one order holds or held.
  ///
  /// @param end null while it stands
  public record Held(
      String order,
      OrderKind kind,
      long heldMinor,
      Instant startsAt,
      Instant endsAt,
      Hold.@Nullable End end) {

    public boolean stands() {
      return end == null;
    }
  }

  public List<Held> standing() {
    return holds.stream().filter(Held::stands).toList();
  }
}
