package org.haltline.core.finding;

import org.jspecify.annotations.Nullable;

/// One end of a transfer, as the institution that was asked told it.
///
/// @param account card or account number without spaces and dashes; null where it named none
/// @param holder in whose name
/// @param bank the bank's name or number, as told
public record TransferSide(
    @Nullable String account, @Nullable String holder, @Nullable String bank) {

  public TransferSide {
    if (account == null && holder == null && bank == null) {
      throw new IllegalArgumentException("an end of a transfer of which nothing is known");
    }
  }
}
