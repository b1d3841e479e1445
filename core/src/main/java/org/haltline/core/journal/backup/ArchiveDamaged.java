package org.haltline.core.journal.backup;

import java.io.IOException;

/// An archive that is not a whole, unchanged backup. Nothing was restored from it.
public final class ArchiveDamaged extends IOException {
  private static final long serialVersionUID = 1L;

  ArchiveDamaged(String message) {
    super(message);
  }
}
