package org.haltline.planted.core.order;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A planted violation.
final class OrderThatReadsAFile {
  String rules(Path file) throws IOException {
    return Files.readString(file);
  }
}
