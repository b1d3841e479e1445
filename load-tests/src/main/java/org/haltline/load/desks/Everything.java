package org.haltline.load.desks;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// What each kind of desk should have seen, by a desk that sees everything.
final class Everything implements Desk.Witness {
  private final Map<String, Seen> ofInstitution = new ConcurrentHashMap<>();
  private final Seen all = new Seen();
  private final AtomicLong orderEvents = new AtomicLong();
  private final AtomicLong facts = new AtomicLong();

  @Override
  public void saw(Position position, String frame) {
    var fact = new JsonObject(frame.substring(frame.indexOf("data: ") + "data: ".length()));
    String institution = fact.getString("institution");
    facts.incrementAndGet();
    all.add(position);
    if (institution != null) {
      orderEvents.incrementAndGet();
      ofInstitution.computeIfAbsent(institution, id -> new Seen()).add(position);
    }
  }

  /// What one of this institution should have seen; of the centre itself, everything.
  Seen of(@Nullable String institution) {
    return institution == null ? all : ofInstitution.getOrDefault(institution, new Seen());
  }

  long orderEvents() {
    return orderEvents.get();
  }

  long facts() {
    return facts.get();
  }
}
