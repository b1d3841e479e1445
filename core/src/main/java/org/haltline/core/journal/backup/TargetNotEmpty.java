package org.haltline.core.journal.backup;

import java.io.IOException;

/// The place to restore into has something of the centre already. Nothing was written.
public final class TargetNotEmpty extends IOException {
  private static final long serialVersionUID = 1L;

  TargetNotEmpty(String message) {
    super(message);
  }
}
