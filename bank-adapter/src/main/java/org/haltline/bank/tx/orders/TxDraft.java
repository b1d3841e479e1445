package org.haltline.bank.tx.orders;

import org.haltline.bank.tx.TxRequest;

/// What became of an order on its way to a message.
public sealed interface TxDraft {

  record Ready(TxRequest request) implements TxDraft {}

  /// This channel cannot carry it.
  ///
  /// @param why in words, both languages
  record Cannot(String why) implements TxDraft {}
}
