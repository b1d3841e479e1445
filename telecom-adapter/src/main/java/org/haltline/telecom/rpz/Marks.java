package org.haltline.telecom.rpz;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All marks on one name, at most one for each order. The name is blocked as long as one of them
/// blocks.
record Marks(Map<String, Mark> byOrder) {
  Marks {
    byOrder = Collections.unmodifiableMap(new LinkedHashMap<>(byOrder));
  }

  static Marks of(Collection<Mark> marks) {
    var byOrder = new LinkedHashMap<String, Mark>();
    for (Mark mark : marks) {
      // one order with two marks can only be a hand's doing: the letting-go counts
      byOrder.merge(mark.order(), mark, (one, other) -> one.blocks() ? other : one);
    }
    return new Marks(byOrder);
  }

  Optional<Mark> of(String order) {
    return Optional.ofNullable(byOrder.get(order));
  }

  boolean block() {
    return byOrder.values().stream().anyMatch(Mark::blocks);
  }

  Marks with(Mark mark) {
    var more = new LinkedHashMap<>(byOrder);
    more.put(mark.order(), mark);
    return new Marks(more);
  }

  /// As they are now: a block whose term is over blocks no more, and is remembered as lifted for a
  /// while, so that its letting-go finds it and a late repeat of it does not come back.
  Marks asOf(Instant now, Duration remembered) {
    var rest = new LinkedHashMap<String, Mark>();
    for (Mark mark : byOrder.values()) {
      Mark is =
          mark.blocks() && mark.isOver(now)
              ? new Mark(mark.order(), Mark.Standing.LIFTED, mark.until().plus(remembered))
              : mark;
      if (!is.isOver(now)) {
        rest.put(is.order(), is);
      }
    }
    return new Marks(rest);
  }
}
