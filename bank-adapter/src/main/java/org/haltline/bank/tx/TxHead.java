package org.haltline.bank.tx;

import org.haltline.bank.tx.xml.Named;
import org.jspecify.annotations.Nullable;

/// The head of a message. Which form it has follows from who sends it.
public sealed interface TxHead {
  TxCode txCode();

  /// The number of this transmission, new for every sending ([TxNumbers#serial]).
  String transSerialNumber();

  /// Under `Response`: from the police to a bank.
  ///
  /// @param messageFrom 12 digits; with the application's number it tells a bank what it has seen
  record ToBank(TxCode txCode, String messageFrom, String transSerialNumber) implements TxHead {}

  /// Under `Request`: from a bank to the police.
  ///
  /// @param mode always `01`
  /// @param to the `MessageFrom` of the request, or the centre
  /// @param messageFrom the bank's number; remembered, not quoted, so it may be missing
  record FromBank(
      @Nullable String mode,
      @Nullable String to,
      @Nullable String isInitialNode,
      @Named("FromTGOrganizationId") @Nullable String fromOrganizationId,
      TxCode txCode,
      String transSerialNumber,
      @Nullable String messageFrom)
      implements TxHead {

    public static FromBank feedback(TxCode txCode, String to, String transSerialNumber) {
      return new FromBank("01", to, null, null, txCode, transSerialNumber, null);
    }
  }
}
