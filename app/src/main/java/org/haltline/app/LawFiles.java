package org.haltline.app;

import java.util.List;
import org.haltline.core.casefile.Rules;
import org.haltline.core.codec.ProtectedListFile;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Rulebook;

/// What may be ordered, and on whom never: the rulebook and the protected list that ship, or the
/// centre's own. Nobody takes an entry out of the list that ships.
record LawFiles(Settings.Law law) {

  Rulebook rulebook() {
    return OwnFile.read("rulebook", law.rulebook(), RulebookFile::read)
        .orElseGet(RulebookFile::china);
  }

  Rules rules() {
    return new Rules(rulebook(), ProtectedListFile.china().with(ownProtected()));
  }

  private ProtectedList ownProtected() {
    return OwnFile.read("protected-list", law.protectedList(), ProtectedListFile::read)
        .orElseGet(ProtectedList::none);
  }

  void check(List<String> faults) {
    OwnFile.check(List.of(this::rulebook, this::ownProtected), faults);
  }
}
