package org.haltline.console.feed;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.access.Wall;
import org.haltline.console.view.FactView;
import org.haltline.console.view.Masked;
import org.haltline.console.view.Views;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// A fact on its way to those who follow, written out once for all of them.
final class Sighting {
  private final Position position;
  private final @Nullable String institution;
  private final boolean reached;
  private final Buffer frame;

  /// Null where nothing in it is a gap to anybody.
  private final byte @Nullable [] personal;

  /// @param institution whose order it is about; null where it is about none
  /// @param reached whether that order had left for the institution by then
  Sighting(Fact fact, @Nullable String institution, boolean reached) {
    this.position = fact.position();
    this.institution = institution;
    this.reached = reached;
    byte[] json = Views.bytes(FactView.of(fact, institution));
    this.frame = Frames.event(position, "fact", Buffer.buffer(json));
    this.personal = Masked.mayHide(json) ? json : null;
  }

  Position position() {
    return position;
  }

  /// As whoever has these gaps sees it.
  Buffer frame(Set<Field> gaps) {
    return personal == null || gaps.isEmpty()
        ? frame
        : Frames.event(position, "fact", Buffer.buffer(Masked.of(personal, gaps)));
  }

  boolean isFor(Wall wall) {
    return !wall.stands() || (reached && wall.shows(institution));
  }
}
