package org.haltline.core.casework;

import static org.haltline.core.casefile.Cast.CHINA;
import static org.haltline.core.casefile.Cast.NOON;
import static org.haltline.core.casefile.Cast.RULES;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.verify.RedisImage;
import org.haltline.core.journal.verify.Verification;
import org.haltline.core.journal.verify.VerificationReport;
import org.haltline.core.order.CaseId;

/// One centre on a real Redis, and as many processes of it as a test wants: each house has its own
/// connections, its own hints and its own threads, and all share nothing but the journal. Time is
/// the test's.
final class Centre implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final String name;
  final CentreKey key;
  EmbeddedRedis redis;
  private final List<House> houses = new ArrayList<>();
  private volatile Instant now = NOON;

  Centre(String name, EmbeddedRedis redis) {
    this(name, CentreKey.random(), redis);
  }

  private Centre(String name, CentreKey key, EmbeddedRedis redis) {
    this.name = name;
    this.key = key;
    this.redis = redis;
  }

  /// The same centre, at the same moment, on another Redis.
  Centre movedTo(EmbeddedRedis elsewhere) {
    var moved = new Centre(name, key, elsewhere);
    moved.now = now;
    return moved;
  }

  static EmbeddedRedis redis(Path folder) {
    return EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
  }

  /// Another process of this centre.
  House house() {
    return house(CaseworkBounds.defaults());
  }

  House house(CaseworkBounds bounds) {
    House house = new House(this, bounds);
    houses.add(house);
    return house;
  }

  InstantSource clock() {
    return () -> now;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void turnClockTo(Instant instant) {
    now = instant;
  }

  static CaseId caseNumber(int number) {
    return new CaseId("HX-261120-%04d".formatted(number));
  }

  // --- what the journal holds

  CaseHistory history(CaseId caseId) {
    return get(reader().store.load(caseId));
  }

  List<CaseEvent> events(CaseId caseId) {
    return history(caseId).facts().stream().map(FactCodec::event).toList();
  }

  /// Those facts of one type that stand in a case's history.
  <T extends CaseEvent> List<T> events(CaseId caseId, Class<T> type) {
    return events(caseId).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// All facts of the centre, in journal order.
  List<CaseEvent> journal() {
    var events = new ArrayList<CaseEvent>();
    Position after = Position.START;
    while (true) {
      var page = get(reader().store.after(after, 500));
      if (page.isEmpty()) {
        return events;
      }
      page.forEach(fact -> events.add(FactCodec.event(fact)));
      after = page.getLast().position();
    }
  }

  CaseState replayed(CaseId caseId) {
    return CaseEvolution.replay(caseId, events(caseId));
  }

  VerificationReport verified() {
    return Verification.of(new RedisImage(name, reader().connections), List.of(), Optional.empty());
  }

  /// What hangs on a case, as its facts alone tell it.
  Steps told(CaseId caseId) {
    return Steps.between(CaseState.none(caseId), replayed(caseId), CHINA);
  }

  org.haltline.core.casefile.Rules rules() {
    return RULES;
  }

  private House reader() {
    return houses.getFirst();
  }

  // --- the machine below

  /// kill -9 of the Redis child; it comes back by itself on what it had written.
  void killRedis() {
    ProcessHandle child = ProcessHandle.of(redis.pid()).orElseThrow();
    child.destroyForcibly();
    child.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  void awaitBack() {
    await(() -> houses.stream().allMatch(house -> get(house.store.health()).writable()));
  }

  /// Waits until something holds; an outage meanwhile is no failure. The machine may be slow.
  static void await(BooleanSupplier condition) {
    long endAt = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > endAt) {
        throw new AssertionError("did not come true within " + PATIENCE);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (JournalUnavailable _) {
      return false;
    }
  }

  /// Waits for a stage and throws what it failed with, itself.
  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed);
    } catch (InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    houses.forEach(House::close);
  }
}
