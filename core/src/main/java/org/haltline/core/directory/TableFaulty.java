package org.haltline.core.directory;

import java.util.List;

/// A table or roster that may not be used; the message names what is wrong with it, line by line.
public final class TableFaulty extends RuntimeException {

  private static final long serialVersionUID = 1;

  TableFaulty(String source, List<String> faults) {
    super(
        source
            + " may not be used:\n  "
            + String.join(
                "\n  ", faults.subList(0, Math.min(faults.size(), PrefixTable.FAULTS_SHOWN_MAX)))
            + (faults.size() > PrefixTable.FAULTS_SHOWN_MAX
                ? "\n  and %d more".formatted(faults.size() - PrefixTable.FAULTS_SHOWN_MAX)
                : ""));
  }
}
