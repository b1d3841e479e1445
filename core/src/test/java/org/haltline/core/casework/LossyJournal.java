package org.haltline.core.casework;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Due;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Health;
import org.haltline.core.journal.IdempotentAnswer;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;
import org.haltline.core.journal.Tail;
import org.haltline.core.journal.Write;
import org.haltline.core.journal.WriteOutcome;
import org.haltline.core.order.CaseId;

/// A real journal behind a wire that breaks when a test wants it to: before a write has arrived, or
/// after it was carried out. Whoever wrote is told the same both times.
final class LossyJournal implements Journal {

  /// What becomes of one write.
  enum Loss {
    NONE,
    /// It never arrives.
    OF_THE_REQUEST,
    /// It is written; the answer never comes.
    OF_THE_ANSWER
  }

  private final Journal journal;
  private final Queue<Loss> next = new ArrayDeque<>();
  private final AtomicInteger loadsToFail = new AtomicInteger();
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  final AtomicInteger writes = new AtomicInteger();

  LossyJournal(Journal journal) {
    this.journal = journal;
  }

  /// The fate of the next writes, one after the other; those after them are carried out.
  void lose(Loss... losses) {
    synchronized (next) {
      next.addAll(List.of(losses));
    }
  }

  void mend() {
    synchronized (next) {
      next.clear();
    }
  }

  int lossesToCome() {
    synchronized (next) {
      return next.size();
    }
  }

  /// From now on every write is carried out, and its answer waits until this gate is completed.
  CompletableFuture<Void> holdAnswers() {
    gate = new CompletableFuture<>();
    return gate;
  }

  void failLoads(int count) {
    loadsToFail.set(count);
  }

  @Override
  public CompletionStage<WriteOutcome> append(Write write) {
    writes.incrementAndGet();
    return switch (fate()) {
      case NONE -> {
        var open = gate;
        yield journal.append(write).thenCompose(written -> open.thenApply(_ -> written));
      }
      case OF_THE_REQUEST -> CompletableFuture.failedStage(lost());
      case OF_THE_ANSWER ->
          journal
              .append(write)
              .thenCompose(written -> CompletableFuture.<WriteOutcome>failedStage(lost()));
    };
  }

  private Loss fate() {
    synchronized (next) {
      Loss loss = next.poll();
      return loss == null ? Loss.NONE : loss;
    }
  }

  private static OutcomeUnknown lost() {
    return new OutcomeUnknown("no answer whether it was written: reload the case first");
  }

  @Override
  public CompletionStage<CaseHistory> load(CaseId caseId) {
    return loadsToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? CompletableFuture.failedStage(new JournalUnavailable("away: try again shortly"))
        : journal.load(caseId);
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
