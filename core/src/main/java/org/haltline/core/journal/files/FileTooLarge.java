package org.haltline.core.journal.files;

import java.io.IOException;

/// More than was allowed came in. Nothing of it was kept.
public final class FileTooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  private final long bytesMax;

  FileTooLarge(long bytesMax) {
    super("the file has more than " + bytesMax + " bytes; nothing of it was kept");
    this.bytesMax = bytesMax;
  }

  public long bytesMax() {
    return bytesMax;
  }
}
