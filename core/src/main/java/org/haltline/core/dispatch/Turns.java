package org.haltline.core.dispatch;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Placed;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// Whose turn it is. Orders come by two ways, the queue and the bus, and must be let in by their
/// place in the queue, each once.
///
/// Everything up to [#known()] has been let in. An order from the bus says what stood last before
/// it: when that is known, nothing can lie between and its turn has come; else it waits until the
/// one before it arrives or the queue was read.
final class Turns {
  private final TreeMap<Position, Early> early = new TreeMap<>();
  private Position known = Position.START;
  private int readings;

  /// What becomes of an order that came over the bus.
  enum Turn {
    /// Let it in, then ask for [#next()].
    NOW,
    /// Kept here until its turn.
    LATER,
    /// It was let in before.
    PAST
  }

  /// @param reading the number of readings begun when it came
  private record Early(OutgoingOrder order, Placed placed, int reading) {}

  Turn arrived(OutgoingOrder order, Placed placed) {
    if (!placed.at().isAfter(known)) {
      return Turn.PAST;
    }
    if (follows(placed)) {
      known = placed.at();
      return Turn.NOW;
    }
    early.putIfAbsent(placed.at(), new Early(order, placed, readings));
    return Turn.LATER;
  }

  /// The next order from the bus whose turn has come; null when there is none.
  @Nullable OutgoingOrder next() {
    while (!early.isEmpty()) {
      Map.Entry<Position, Early> first = early.firstEntry();
      boolean past = !first.getKey().isAfter(known);
      if (!past && !follows(first.getValue().placed)) {
        return null;
      }
      early.pollFirstEntry();
      if (!past) {
        known = first.getKey();
        return first.getValue().order;
      }
    }
    return null;
  }

  private boolean follows(Placed placed) {
    Position before = placed.before();
    return before == null || !before.isAfter(known);
  }

  /// A reading of the queue begins.
  void readingBegins() {
    readings++;
  }

  /// Met in the queue, in the queue's order: true when it must be let in.
  boolean met(Position at) {
    boolean isNew = at.isAfter(known);
    if (isNew) {
      known = at;
    }
    return isNew;
  }

  /// The reading has come to the queue's end. What came over the bus before it began and was not
  /// met waits no longer: answered or withdrawn meanwhile.
  void readingEnds() {
    Iterator<Map.Entry<Position, Early>> each = early.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Position, Early> one = each.next();
      Position at = one.getKey(); // once removed, a tree's entry may show its neighbour
      if (one.getValue().reading < readings) {
        each.remove();
        met(at);
      }
    }
  }

  /// How many wait for their turn.
  int waiting() {
    return early.size();
  }

  Position known() {
    return known;
  }
}
