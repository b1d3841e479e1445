package org.haltline.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Text that somebody has read and approved, in `src/test/resources/approved`. What came out
/// instead is left in `target/approved`, under the same name, to be read and copied.
public final class Approved {
  private Approved() {}

  public static void check(String name, String actual) throws IOException {
    String approved = read(name);
    if (!actual.equals(approved)) {
      Path received = Path.of("target", "approved").resolve(name);
      Files.createDirectories(received.getParent());
      Files.writeString(received, actual);
    }
    assertThat(actual)
        .as("what was approved as %s; see target/approved/%s", name, name)
        .isEqualTo(approved);
  }

  /// The approved text; null when there is none.
  public static @Nullable String read(String name) throws IOException {
    try (InputStream in = Approved.class.getResourceAsStream("/approved/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), UTF_8);
    }
  }
}
