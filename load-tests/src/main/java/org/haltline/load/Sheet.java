package org.haltline.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a bench has to tell: shown at once on the terminal, kept for the measurements in docs. Both
/// are the same Markdown.
public final class Sheet {
  private final String bench;
  private final PrintStream out;
  private final List<String> lines = new ArrayList<>();

  public Sheet(String bench, PrintStream out) {
    this.bench = bench;
    this.out = out;
  }

  /// For the terminal alone: what is being done now.
  public void progress(String what) {
    out.println("… " + what);
  }

  public void say(String line) {
    lines.add(line);
    out.println(line);
  }

  public void head(String title) {
    say("");
    say("## " + title);
    say("");
  }

  /// A table; the first row is its head.
  public void table(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    say(line(rows.getFirst(), widths));
    say(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.subList(1, rows.size()).forEach(row -> say(line(row, widths)));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    return line.toString();
  }

  /// Writes all of it, with command, machine and targets, to `docs/measurements/<bench>.md`.
  public void publish(Path sourceTree, String command, Machine machine, Targets targets)
      throws IOException {
    Path file = sourceTree.resolve("docs/measurements/" + bench + ".md");
    Files.createDirectories(file.getParent());
    var text = new StringBuilder("# bench " + bench + "\n\n");
    text.append("    ").append(command).append("\n\n");
    text.append("Measured on: ").append(machine.described()).append(".\n");
    lines.forEach(line -> text.append(line).append('\n'));
    text.append("\n## Targets\n\n");
    targets.lines().forEach(line -> text.append("    ").append(line).append('\n'));
    Files.writeString(file, text);
    out.println("… written to " + file);
  }
}
