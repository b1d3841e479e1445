package org.haltline.console.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Tail;
import org.jspecify.annotations.Nullable;

/// The newest facts of the journal, decoded and written out once for everyone in this process. It
/// keeps the last few thousand; whoever needs older ones pages through the journal. A reader is no
/// more than a position, so a slow one costs nothing here.
public final class CaseFeed implements AutoCloseable {
  private static final long LOAD_TIMEOUT_S = 30;

  private final Journal journal;
  private final Addressees addressees;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Tail tail;

  // guarded by this
  private final @Nullable Sighting[] ring;
  private long count;
  private long first;
  private Position floor;
  private Position end;
  private int epoch;

  private CaseFeed(Journal journal, Position from, int capacity, int addresseesMax) {
    this.journal = journal;
    this.addressees = new Addressees(journal, addresseesMax);
    this.ring = new Sighting[capacity];
    this.floor = from;
    this.end = from;
    this.tail = journal.tail(from, this::take);
  }

  /// Begins to follow at the journal's end.
  ///
  /// @param capacity facts kept, about 1 KB each
  /// @param addresseesMax orders remembered with their institution, about 200 bytes each
  public static CompletionStage<CaseFeed> open(Journal journal, int capacity, int addresseesMax) {
    return journal.end().thenApply(from -> new CaseFeed(journal, from, capacity, addresseesMax));
  }

  /// What one reader gets next.
  ///
  /// @param missed the facts after the position are kept no longer: page through the journal
  /// @param end up to where the reader has read when it has taken these
  record Slice(List<Sighting> sightings, boolean missed, Position end) {}

  /// The facts kept after a position, at most `limit`.
  synchronized Slice read(Position after, int limit) {
    if (floor.isAfter(after)) {
      return new Slice(List.of(), true, after);
    }
    long from = firstAfter(after);
    long to = Math.min(count, from + limit);
    var found = new ArrayList<Sighting>(Math.toIntExact(to - from));
    for (long i = from; i < to; i++) {
      found.add(at(i));
    }
    return new Slice(found, false, found.isEmpty() ? after : found.getLast().position());
  }

  /// Facts from the journal itself, for a reader that is behind.
  CompletionStage<List<Sighting>> replay(Position after, int limit) {
    return journal.after(after, limit).thenCompose(addressees::sighted);
  }

  /// Up to where it has read.
  public synchronized Position end() {
    return end;
  }

  /// What it keeps stands after this.
  synchronized Position floor() {
    return floor;
  }

  /// Grows by one whenever the journal has lost facts that were shown already (a failover): those
  /// who follow must load everything anew.
  synchronized int epoch() {
    return epoch;
  }

  /// Calls back, on the tail's thread, whenever there is something new, until what it returns is
  /// run. A listener never throws. Without any, nothing is decoded and nothing kept.
  Runnable onGrowth(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  boolean isConnected() {
    return tail.isConnected();
  }

  private void take(List<Fact> facts) {
    if (listeners.isEmpty()) {
      passOver(facts);
      return;
    }
    List<Sighting> sightings = sightedNow(facts);
    synchronized (this) {
      for (Sighting sighting : sightings) {
        add(sighting);
      }
    }
    listeners.forEach(Runnable::run);
  }

  /// On the tail's own thread, which may wait; the tail offers the facts again when this throws.
  private List<Sighting> sightedNow(List<Fact> facts) {
    try {
      return addressees.sighted(facts).toCompletableFuture().get(LOAD_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException notNow) {
      throw new IllegalStateException("cannot tell whose orders these facts are about", notNow);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", ending);
    }
  }

  /// Nobody reads: whoever comes later pages through the journal, so nothing is decoded for none.
  private synchronized void passOver(List<Fact> facts) {
    if (!facts.getFirst().position().isAfter(end)) {
      epoch++;
    }
    keepNothingUpTo(facts.getLast().position());
  }

  private void keepNothingUpTo(Position position) {
    first = count;
    floor = position;
    end = position;
  }

  private void add(Sighting sighting) {
    if (!sighting.position().isAfter(end)) {
      epoch++;
      keepNothingUpTo(sighting.position());
      return;
    }
    if (count - first == ring.length) {
      floor = at(first).position();
      first++;
    }
    ring[Math.toIntExact(count % ring.length)] = sighting;
    count++;
    end = sighting.position();
  }

  private Sighting at(long index) {
    Sighting sighting = ring[Math.toIntExact(index % ring.length)];
    if (sighting == null) {
      throw new IllegalStateException("nothing was kept at " + index);
    }
    return sighting;
  }

  private long firstAfter(Position after) {
    long low = first;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).position().isAfter(after)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public void close() {
    tail.close();
  }
}
