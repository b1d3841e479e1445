package org.haltline.bank.tx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// XML that somebody has read and approved, an element a line, in `src/test/resources/approved/tx`.
/// What came out instead is left in `target/approved/tx`.
final class TxApproved {
  private TxApproved() {}

  static void check(String name, String xml) throws IOException {
    String actual = xml.replace("><", ">\n<") + "\n";
    String approved = read(name);
    if (!actual.equals(approved)) {
      Path received = Path.of("target", "approved", "tx").resolve(name);
      Files.createDirectories(received.getParent());
      Files.writeString(received, actual);
    }
    assertThat(actual)
        .as("what was approved as %s; see target/approved/tx/%s", name, name)
        .isEqualTo(approved);
  }

  static String read(String name) throws IOException {
    try (InputStream in = TxApproved.class.getResourceAsStream("/approved/tx/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), UTF_8);
    }
  }
}
