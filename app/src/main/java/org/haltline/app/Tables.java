package org.haltline.app;

import java.util.List;
import org.haltline.core.directory.CardBins;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.NumberRanges;
import org.haltline.core.directory.Roster;
import org.haltline.core.directory.RosterFile;

/// Who serves which account and number: the tables that ship, with the centre's own before them.
final class Tables {
  private final Settings.Law law;

  Tables(Settings.Law law) {
    this.law = law;
  }

  Directory directory() {
    return Directory.of(roster(), bins(), ranges());
  }

  private Roster roster() {
    return OwnFile.read("directory", law.directory(), RosterFile::read)
        .orElseGet(RosterFile::china);
  }

  private CardBins bins() {
    CardBins shipped = CardBins.shipped();
    return OwnFile.read("card-bins", law.cardBins(), shipped::with).orElse(shipped);
  }

  private NumberRanges ranges() {
    NumberRanges shipped = NumberRanges.shipped();
    return OwnFile.read("number-ranges", law.numberRanges(), shipped::with).orElse(shipped);
  }

  /// Reads them all, and adds what is wrong with each, with file and line.
  void check(List<String> faults) {
    OwnFile.check(List.of(this::roster, this::bins, this::ranges), faults);
  }
}
