package org.haltline.core.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.CasesAtHand;
import org.haltline.core.casework.CasesAtHand.Known;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// The board as the facts so far make it. A row is made of a case as it stands, never of what the
/// row said before: so facts that come twice, and a beginning in the middle, make no difference.
/// One thread tells it facts, any number read.
final class BoardFold implements Consumer<List<Fact>> {
  /// A whole day is always in it, also the one on which clocks are set back.
  static final Duration LATELY = Duration.ofHours(25);

  /// So long a case of which nothing is open stays; after that it is found by searching.
  static final Duration QUIET_KEPT = Duration.ofDays(366);

  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final int HAPPENINGS_KEPT = 60;

  private final CasesAtHand cases;
  private final Map<CaseId, CaseRow> rows = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<Place, CaseRow> newestFirst =
      new ConcurrentSkipListMap<>(Place.NEWEST_FIRST);
  private final ArrayDeque<Happening> happenings = new ArrayDeque<>();
  private volatile Position position = Position.START;
  private byte[] hash = {};
  private Instant latest = Instant.EPOCH;
  private Instant swept = Instant.EPOCH;

  /// What is worth a line, and its case as it stood then or later.
  private record Happened(Fact fact, CaseState then) {}

  /// Where a case stands among all.
  record Place(Instant receivedAt, String caseId) {
    static final Comparator<Place> NEWEST_FIRST =
        Comparator.comparing(Place::receivedAt).thenComparing(Place::caseId).reversed();

    static Place of(CaseRow row) {
      return new Place(row.receivedAt(), row.caseId().value());
    }
  }

  BoardFold(Journal journal) {
    this.cases = new CasesAtHand(journal);
  }

  /// Begins where a snapshot ended.
  BoardFold(Journal journal, BoardSnapshot snapshot) {
    this(journal);
    position = Position.parse(snapshot.head().position());
    hash = snapshot.head().hash();
    latest = snapshot.head().latest();
    swept = latest;
    happenings.addAll(snapshot.head().happenings());
    snapshot.rows().forEach(this::put);
  }

  /// Called by the journal's tail. Whatever it throws, the same facts come again.
  @Override
  public void accept(List<Fact> facts) {
    Map<CaseId, @Nullable Known> changed = new LinkedHashMap<>();
    var happened = new ArrayDeque<Happened>();
    Instant last = latest;
    for (Fact fact : facts) {
      if (!fact.position().isAfter(position)) {
        continue;
      }
      last = fact.at().isAfter(last) ? fact.at() : last;
      if (fact.isErased()) {
        cases.forget(fact.caseId());
        changed.put(fact.caseId(), null);
        continue;
      }
      cases.learn(fact);
      Known now = cases.at(fact.caseId());
      changed.put(fact.caseId(), now.state().exists() ? now : null);
      if (Happening.isWorthALine(fact)) {
        happened.add(new Happened(fact, now.state()));
      }
      if (happened.size() > HAPPENINGS_KEPT) {
        happened.removeFirst();
      }
    }
    apply(
        facts.getLast(),
        last,
        changed,
        happened.stream().map(one -> Happening.of(one.fact(), one.then())).toList());
  }

  /// Takes in a case that this process wrote: its facts need not be decoded again.
  void written(Written it) {
    cases.handOver(it);
  }

  private synchronized void apply(
      Fact end, Instant last, Map<CaseId, @Nullable Known> changed, List<Happening> happened) {
    latest = last;
    changed.forEach(
        (caseId, now) -> {
          if (now == null) {
            remove(caseId);
          } else {
            put(CaseRow.of(now.state(), now.version(), lately()));
          }
        });
    for (Happening one : happened) {
      if (happenings.isEmpty() || happenings.getLast().isBefore(Position.parse(one.position()))) {
        happenings.add(one);
      }
    }
    while (happenings.size() > HAPPENINGS_KEPT) {
      happenings.removeFirst();
    }
    if (end.position().isAfter(position)) {
      position = end.position();
      hash = end.hash();
    }
    if (swept.plus(SWEEP_EVERY).isBefore(latest)) {
      sweep();
    }
  }

  private Instant lately() {
    return latest.minus(LATELY);
  }

  /// Forgets what is too old to be counted.
  private void sweep() {
    swept = latest;
    Instant tooOld = latest.minus(QUIET_KEPT);
    for (CaseRow row : rows.values()) {
      if (row.isQuiet() && row.receivedAt().isBefore(tooOld)) {
        remove(row.caseId());
      } else {
        put(row.since(lately()));
      }
    }
  }

  private void put(CaseRow row) {
    CaseRow before = rows.put(row.caseId(), row);
    if (before != null && !before.receivedAt().equals(row.receivedAt())) {
      newestFirst.remove(Place.of(before));
    }
    newestFirst.put(Place.of(row), row);
  }

  private void remove(CaseId caseId) {
    CaseRow before = rows.remove(caseId);
    if (before != null) {
      newestFirst.remove(Place.of(before));
    }
  }

  Position position() {
    return position;
  }

  /// All that a restart needs.
  synchronized BoardSnapshot snapshot() {
    sweep();
    var head = new BoardSnapshot.Head(position.toString(), hash, latest, List.copyOf(happenings));
    return new BoardSnapshot(head, List.copyOf(rows.values()));
  }

  synchronized List<Happening> happenings() {
    return List.copyOf(happenings);
  }

  Optional<CaseRow> row(CaseId caseId) {
    return Optional.ofNullable(rows.get(caseId));
  }

  Stream<CaseRow> all() {
    return rows.values().stream();
  }

  /// @param after where the page before ended; null for the newest
  Stream<CaseRow> newestFirst(@Nullable CaseRow after) {
    return after == null
        ? newestFirst.values().stream()
        : newestFirst.tailMap(Place.of(after), false).values().stream();
  }

  /// The cases of this moment and later.
  Stream<CaseRow> since(Instant from) {
    return newestFirst.values().stream().takeWhile(row -> !row.receivedAt().isBefore(from));
  }

  /// The rows by their cases, to be compared.
  synchronized Map<CaseId, CaseRow> rows() {
    sweep();
    return new HashMap<>(rows);
  }
}
