package org.haltline.telecom.rpz;

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

  Marks withoutThoseOver(Instant now) {
    var rest = new LinkedHashMap<>(byOrder);
    rest.values().removeIf(mark -> mark.isOver(now));
    return new Marks(rest);
  }
}
