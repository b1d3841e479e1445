package org.haltline.outside;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where programs of other people's are unpacked: below `target/` of the whole project, so that
/// every module finds what one has unpacked.
final class Unpacked {
  private Unpacked() {}

  static Path folder(String name) {
    Path module = Path.of("").toAbsolutePath();
    Path parent = module.getParent();
    Path whole = parent != null && Files.isRegularFile(parent.resolve("pom.xml")) ? parent : module;
    return whole.resolve("target").resolve(name);
  }
}
