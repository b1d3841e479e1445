package org.haltline.core.order;

/// What a person (or a machine) at the desk may be. One actor can hold several.
public enum Role {
  OPERATOR,
  BANK_LIAISON,
  TELECOM_STAFF,
  ANALYST,
  SUPERVISOR,
  AUDITOR,
  ADMIN,
  /// A machine that watches this one: sees figures, and nothing of a case.
  MONITOR,
  /// An adapter reporting what its institution answered.
  MACHINE
}
