package org.haltline.core.casework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.haltline.core.casefile.Cast.CHINA;
import static org.haltline.core.casework.Centre.get;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Claim;
import org.haltline.core.journal.DeadlineChange;
import org.haltline.core.journal.Due;
import org.haltline.core.journal.JournalKeys;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.QueueChange;
import org.haltline.core.journal.Queued;

/// Everything that hangs on the cases of a centre: as the facts tell it, or as the store has it.
///
/// @param queues institution -> order -> what waits for its adapter
/// @param desks the same for its desk
/// @param clocks what runs, and until when
/// @param holders orders and cases that take a shared place
record Hanging(
    Map<String, Map<String, OutgoingOrder>> queues,
    Map<String, Map<String, OutgoingOrder>> desks,
    Map<String, Instant> clocks,
    Set<String> holders) {

  private static final Duration FOR_EVER = Duration.ofDays(4_000);

  private Hanging() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
  }

  /// As the facts tell it.
  static Hanging toldBy(Collection<CaseState> cases) {
    var hanging = new Hanging();
    cases.forEach(hanging::add);
    return hanging;
  }

  private void add(CaseState state) {
    Steps steps = Steps.between(CaseState.none(state.caseId()), state, CHINA);
    steps.claims().stream().filter(Claim::takesPlace).forEach(claim -> holders.add(claim.holder()));
    for (QueueChange change : steps.queue()) {
      switch (change) {
        case QueueChange.Issue it -> put(queues, it.institution(), it.orderId(), it.payload());
        case QueueChange.PutOnDesk it -> put(desks, it.institution(), it.orderId(), it.payload());
        case QueueChange.Take it -> throw new AssertionError(it);
      }
    }
    for (DeadlineChange change : steps.deadlines()) {
      if (change instanceof DeadlineChange.Set set) {
        clocks.put(set.key(), roundedUp(set.at()));
      }
    }
  }

  /// As the store has it.
  static Hanging storedIn(Centre centre, House house, Collection<String> institutions) {
    var hanging = new Hanging();
    for (String institution : institutions) {
      for (Queued it : get(house.store.queued(institution, Position.START, 1_000))) {
        put(hanging.queues, institution, it.orderId(), it.payload());
      }
      for (Queued it : get(house.store.onDesk(institution, Position.START, 1_000))) {
        put(hanging.desks, institution, it.orderId(), it.payload());
      }
    }
    for (Due due : get(house.store.due(centre.now().plus(FOR_EVER), 1_000))) {
      hanging.clocks.put(due.key(), due.at());
    }
    get(house.connections.commands().hgetall(new JournalKeys(centre.name).claims))
        .values()
        .forEach(
            text -> hanging.holders.addAll(List.of(new String(text, UTF_8).strip().split(" "))));
    return hanging;
  }

  private static void put(
      Map<String, Map<String, OutgoingOrder>> places,
      String institution,
      String order,
      byte[] bytes) {
    places
        .computeIfAbsent(institution, _ -> new TreeMap<>())
        .put(order, OutgoingOrder.fromBytes(bytes));
  }

  private static Instant roundedUp(Instant at) {
    Instant whole = at.truncatedTo(ChronoUnit.MILLIS);
    return whole.equals(at) ? whole : whole.plusMillis(1);
  }
}
