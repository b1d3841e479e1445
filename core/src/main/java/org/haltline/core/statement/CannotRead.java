package org.haltline.core.statement;

import org.haltline.core.statement.Statement.Why;
import org.jspecify.annotations.Nullable;

/// Ends the reading of a file that is no statement.
final class CannotRead extends Exception {
  private static final long serialVersionUID = 1;

  private final Why why;

  CannotRead(Why why, @Nullable String detail) {
    super(detail);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
