package org.haltline.bank.iso.orders;

import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoMessage;

/// What became of an order on its way to a message.
public sealed interface IsoDraft {

  record Ready(IsoHead head, IsoMessage message) implements IsoDraft {}

  /// This channel cannot carry it.
  ///
  /// @param why in words, both languages
  record Cannot(String why) implements IsoDraft {}
}
