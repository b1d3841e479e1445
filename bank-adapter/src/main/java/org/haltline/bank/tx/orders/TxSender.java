package org.haltline.bank.tx.orders;

import java.time.Instant;
import org.haltline.bank.tx.IdTypes;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxParts.Applicant;

/// The police unit in whose name orders go out, the officer who handles them and the one beside
/// him. It stands at the end of every request.
///
/// @param organisation the unit's number, 12 digits; also the `MessageFrom`
public record TxSender(String organisation, String name, Officer operator, Officer investigator) {

  /// An officer.
  ///
  /// @param phone where the bank can ring back
  public record Officer(IdTypes.Type idType, String idNumber, String name, String phone) {
    public Officer {
      if (idNumber.isBlank() || name.isBlank()) {
        throw new IllegalArgumentException("an officer has a name and a number");
      }
    }
  }

  public TxSender {
    if (!TxNumbers.isOrganisation(organisation)) {
      throw new IllegalArgumentException("organisation: 12 digits, not " + organisation);
    }
    if (name.isBlank() || operator.phone().isBlank()) {
      throw new IllegalArgumentException("a unit has a name and a number to ring");
    }
  }

  Applicant applicant(Instant orderedAt, IdTypes table) {
    return new Applicant(
        orderedAt,
        organisation,
        name,
        table.code(operator.idType()),
        operator.idNumber(),
        operator.name(),
        operator.phone(),
        table.code(investigator.idType()),
        investigator.idNumber(),
        investigator.name());
  }
}
