package org.haltline.bank.iso.orders;

import java.time.Duration;
import java.time.ZoneId;

/// What differs from country to country and from bank to bank.
///
/// @param zone in which days are counted
/// @param reference what a payment's reference is, as the victim's bank shows it; a UETR is known
///   by its shape
/// @param basis the law on which questions are asked, at most 35 characters
/// @param look how far back a question about an account looks
public record IsoOptions(ZoneId zone, Reference reference, String basis, Duration look) {
  private static final int BASIS_LENGTH_MAX = 35;
  public static final Duration LOOK = Duration.ofDays(30);

  /// A payment's marks.
  public enum Reference {
    /// The bank's own, of the transaction.
    TRANSACTION_ID,
    /// The payer's own.
    END_TO_END_ID
  }

  public IsoOptions {
    if (basis.isBlank() || basis.length() > BASIS_LENGTH_MAX) {
      throw new IllegalArgumentException("basis: 1 to 35 characters, not " + basis);
    }
    if (!look.isPositive()) {
      throw new IllegalArgumentException("look: longer than nothing");
    }
  }

  /// Thirty days, and the bank's own reference, are assumptions of this project.
  public static IsoOptions usual(ZoneId zone, String basis) {
    return new IsoOptions(zone, Reference.TRANSACTION_ID, basis, LOOK);
  }
}
