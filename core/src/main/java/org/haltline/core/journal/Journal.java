package org.haltline.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.haltline.core.order.CaseId;

/// The append-only record of a centre, and what hangs on it: outgoing orders, desks, claims,
/// deadlines. Nothing blocks; an outage fails the stage with [JournalUnavailable] (nothing was
/// written) or [OutcomeUnknown] (perhaps it was: reload first). Stages complete on the store's own
/// thread: do not block there.
public interface Journal extends AutoCloseable {

  /// Most entries that one reading call returns.
  int PAGE_SIZE_MAX = 1_000;

  /// Writes one step of a case, all or nothing. Completes after it is on disk.
  CompletionStage<WriteOutcome> append(Write write);

  /// All facts of a case. Fails with [JournalDamaged] when they are not the ones that were written.
  CompletionStage<CaseHistory> load(CaseId caseId);

  /// The centre's facts after a position, oldest first: page through them to replay.
  CompletionStage<List<Fact>> after(Position position, int limit);

  /// Follows the journal from a position: facts in order, none skipped, none twice, however often
  /// the connection breaks; only a failover that loses facts can make it step back. The sink runs
  /// on the tail's own thread and may block; nothing further is read meanwhile. A batch that the
  /// sink throws on is offered again, after a pause.
  Tail tail(Position after, Consumer<List<Fact>> sink);

  /// Position of the last fact; [Position#START] when there is none.
  CompletionStage<Position> end();

  /// What was done under a client's idempotency key, while it is remembered.
  CompletionStage<Optional<IdempotentAnswer>> idempotent(String key);

  /// Orders that wait for an institution's adapter, oldest first.
  CompletionStage<List<Queued>> queued(String institution, Position after, int limit);

  /// Orders that wait on an institution's desk, the longest waiting first.
  CompletionStage<List<Queued>> onDesk(String institution, Position after, int limit);

  /// Deadlines at or before this instant, oldest first. They stay: the append that acts on one
  /// clears it.
  CompletionStage<List<Due>> due(Instant now, int limit);

  /// Sets aside case numbers of a day; completes with the first of the block. Never given out
  /// twice; those that a crash leaves unused stay unused.
  CompletionStage<Long> reserveCaseNumbers(String day, int count);

  /// Destroys the case's key. Its bodies can never be read again, its heads and hashes stay.
  /// Completes when the key is out of the store; the store's file still has it until the store has
  /// written that file anew, which is asked for at once. Backups made before have the key for as
  /// long as they are kept: whoever has one and the centre's key can read the case.
  CompletionStage<Void> eraseCase(CaseId caseId);

  /// How the journal is. Completes even when the store is away.
  CompletionStage<Health> health();

  /// Ends all tails and the connections this journal opened itself.
  @Override
  void close();
}
