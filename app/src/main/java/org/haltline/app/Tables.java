package org.haltline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haltline.core.directory.CardBins;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.NumberRanges;
import org.haltline.core.directory.Roster;
import org.haltline.core.directory.RosterFile;
import org.haltline.core.directory.TableFaulty;

/// Who serves which account and number: the tables that ship, with the centre's own before them.
final class Tables {
  private final Settings.Law law;

  Tables(Settings.Law law) {
    this.law = law;
  }

  /// One table being read from the file that the configuration names.
  private interface Reading<T> {
    T from(Path file) throws IOException;
  }

  Directory directory() {
    return Directory.of(roster(), bins(), ranges());
  }

  private Roster roster() {
    return own("directory", law.directory(), RosterFile::read).orElseGet(RosterFile::china);
  }

  private CardBins bins() {
    CardBins shipped = CardBins.shipped();
    return own("card-bins", law.cardBins(), shipped::with).orElse(shipped);
  }

  private NumberRanges ranges() {
    NumberRanges shipped = NumberRanges.shipped();
    return own("number-ranges", law.numberRanges(), shipped::with).orElse(shipped);
  }

  private static <T> Optional<T> own(String key, Optional<Path> file, Reading<T> reading) {
    return file.map(
        path -> {
          try {
            return reading.from(path);
          } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                "haltline.law." + key + ": cannot read " + path + ": " + unreadable, unreadable);
          }
        });
  }

  /// Reads them all, and adds what is wrong with each, with file and line.
  void check(List<String> faults) {
    for (Runnable each : List.<Runnable>of(this::roster, this::bins, this::ranges)) {
      try {
        each.run();
      } catch (TableFaulty | IllegalArgumentException wrong) {
        faults.add(String.valueOf(wrong.getMessage()).replace("\n", "\n  "));
      }
    }
  }
}
