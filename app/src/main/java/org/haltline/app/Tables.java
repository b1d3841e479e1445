package org.haltline.app;

import java.util.List;
import java.util.Optional;
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
    Roster roster = roster();
    return Directory.of(roster, bins(Optional.of(roster)), ranges(Optional.of(roster)));
  }

  private Roster roster() {
    return OwnFile.read("directory", law.directory(), RosterFile::read)
        .orElseGet(RosterFile::china);
  }

  private CardBins bins(Optional<Roster> roster) {
    CardBins shipped = CardBins.shipped();
    OwnFile.Reading<CardBins> reading =
        file -> roster.isPresent() ? shipped.with(file, roster.get()) : shipped.with(file);
    return OwnFile.read("card-bins", law.cardBins(), reading).orElse(shipped);
  }

  private NumberRanges ranges(Optional<Roster> roster) {
    NumberRanges shipped = NumberRanges.shipped();
    OwnFile.Reading<NumberRanges> reading =
        file -> roster.isPresent() ? shipped.with(file, roster.get()) : shipped.with(file);
    return OwnFile.read("number-ranges", law.numberRanges(), reading).orElse(shipped);
  }

  /// Who there is, as far as the centre's own file can be read; empty where not one can be made out
  /// of it.
  Optional<Roster> asFarAsReadable() {
    return law.directory().isEmpty()
        ? Optional.of(RosterFile.china())
        : law.directory().flatMap(RosterFile::asFarAsReadable);
  }

  /// Reads them all, and adds what is wrong with each, with file and line. Rows are not held
  /// against a directory that cannot be read: all would be wrong.
  void check(List<String> faults) {
    Optional<Roster> roster = asFarAsReadable();
    OwnFile.check(List.of(this::roster, () -> bins(roster), () -> ranges(roster)), faults);
  }
}
