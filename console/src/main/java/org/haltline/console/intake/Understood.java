package org.haltline.console.intake;

import java.util.List;
import org.haltline.console.words.Remark;

/// What was read out of a body, with the doubts that stop nothing.
public record Understood<T>(T it, List<Remark> warnings) {

  public Understood {
    warnings = List.copyOf(warnings);
  }
}
