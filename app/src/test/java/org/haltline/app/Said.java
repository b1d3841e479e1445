package org.haltline.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/// What a command of this process said on standard output, and how it ended.
record Said(int status, String out) {
  static Said by(IntSupplier command) {
    PrintStream terminal = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      return new Said(command.getAsInt(), out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(terminal);
    }
  }

  /// @param err takes what it says of its failure
  static Said by(StringWriter err, String... arguments) {
    return by(() -> Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments));
  }
}
