package org.haltline.core.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// A journal whose writes are timed and counted: `haltline.journal.append` by outcome, and
/// `haltline.facts` by type, which tells the reports filed and what became of orders. The facts
/// counted are those that this process wrote.
public final class MeasuredJournal implements Journal {
  private final Journal journal;
  private final MeterRegistry registry;
  private final Map<String, Timer> appends = new ConcurrentHashMap<>();
  private final Map<String, Counter> facts = new ConcurrentHashMap<>();

  public MeasuredJournal(Journal journal, MeterRegistry registry) {
    this.journal = journal;
    this.registry = registry;
  }

  @Override
  public CompletionStage<WriteOutcome> append(Write write) {
    long startedNanos = System.nanoTime();
    return journal
        .append(write)
        .whenComplete(
            (outcome, failure) -> {
              timer(word(outcome, failure))
                  .record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
              if (outcome instanceof WriteOutcome.Appended) {
                write.facts().forEach(fact -> counter(fact.type()).increment());
              }
            });
  }

  private static String word(@Nullable WriteOutcome outcome, @Nullable Throwable failure) {
    return switch (outcome) {
      case WriteOutcome.Appended _ -> "appended";
      case WriteOutcome.Stale _ -> "stale";
      case WriteOutcome.ClaimsRefused _ -> "claims-refused";
      case WriteOutcome.AlreadyDone _ -> "already-done";
      case null ->
          failure != null && Cause.of(failure) instanceof OutcomeUnknown
              ? "unknown"
              : "unavailable";
    };
  }

  private Timer timer(String outcome) {
    return appends.computeIfAbsent(
        outcome,
        of ->
            Timer.builder("haltline.journal.append")
                .description("From a write to its answer, on disk")
                .tag("outcome", of)
                .serviceLevelObjectives(
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500))
                .register(registry));
  }

  private Counter counter(String type) {
    return facts.computeIfAbsent(
        type,
        of ->
            Counter.builder("haltline.facts")
                .description("Facts journalled by this process")
                .tag("type", of)
                .register(registry));
  }

  @Override
  public CompletionStage<CaseHistory> load(CaseId caseId) {
    return journal.load(caseId);
  }

  @Override
  public CompletionStage<List<Fact>> after(Position position, int limit) {
    return journal.after(position, limit);
  }

  @Override
  public Tail tail(Position after, Consumer<List<Fact>> sink) {
    return journal.tail(after, sink);
  }

  @Override
  public CompletionStage<Position> end() {
    return journal.end();
  }

  @Override
  public CompletionStage<Optional<IdempotentAnswer>> idempotent(String key) {
    return journal.idempotent(key);
  }

  @Override
  public CompletionStage<List<Queued>> queued(String institution, Position after, int limit) {
    return journal.queued(institution, after, limit);
  }

  @Override
  public CompletionStage<List<Queued>> onDesk(String institution, Position after, int limit) {
    return journal.onDesk(institution, after, limit);
  }

  @Override
  public CompletionStage<List<Due>> due(Instant now, int limit) {
    return journal.due(now, limit);
  }

  @Override
  public CompletionStage<Long> reserveCaseNumbers(String day, int count) {
    return journal.reserveCaseNumbers(day, count);
  }

  @Override
  public CompletionStage<Void> eraseCase(CaseId caseId) {
    return journal.eraseCase(caseId);
  }

  @Override
  public CompletionStage<Health> health() {
    return journal.health();
  }

  @Override
  public void close() {
    journal.close();
  }
}
