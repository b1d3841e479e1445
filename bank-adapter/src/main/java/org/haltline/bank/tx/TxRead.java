package org.haltline.bank.tx;

import java.util.List;

/// What came of reading a message.
public sealed interface TxRead {

  /// A message that was understood.
  ///
  /// @param oddities what was strange in it and let pass, a line each
  record Message(TxHead head, TxMessage body, List<String> oddities) implements TxRead {
    public Message {
      oddities = List.copyOf(oddities);
    }
  }

  /// Not taken.
  ///
  /// @param element where it is wrong, `Body/AccountBalance`, or `message` as a whole
  /// @param expected what was expected there
  record Refused(String element, String expected) implements TxRead {}
}
