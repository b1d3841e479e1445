package org.haltline.bank.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One movement on an account, as the bank's ledger has it.
///
/// @param minor above zero when money came in, below when it left
/// @param balanceMinor what was there afterwards
/// @param other the account on the other side; null where there is none
/// @param otherBank where that is kept; null where it is in this bank
public record Booking(
    Instant at,
    long minor,
    long balanceMinor,
    String serial,
    @Nullable String other,
    @Nullable String otherName,
    @Nullable String otherBank,
    String what) {

  @JsonIgnore
  public boolean isCredit() {
    return minor > 0;
  }
}
