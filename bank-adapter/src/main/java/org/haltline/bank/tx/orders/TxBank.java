package org.haltline.bank.tx.orders;

import org.haltline.bank.tx.TxNumbers;

/// The bank that an order goes to, as the messages name it.
///
/// @param id 12 digits
public record TxBank(String id, String name) {
  public TxBank {
    if (!TxNumbers.isOrganisation(id)) {
      throw new IllegalArgumentException("a bank's number: 12 digits, not " + id);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("a bank has a name");
    }
  }
}
