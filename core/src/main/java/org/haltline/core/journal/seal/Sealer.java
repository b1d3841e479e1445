package org.haltline.core.journal.seal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.journal.Cause;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.SealedFact;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals what was written since the last seal, at intervals and when it is closed.
///
/// Any number of processes may seal one centre: whoever comes second builds on the first one's
/// seal. A seal whose witness could not be written is copied at the next turn. It never seals what
/// is damaged, and not at all when the witness knows more than Redis: then the journal was taken
/// back.
public final class Sealer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

  /// Small, because reading a page keeps Redis from its writers for as long as it takes.
  private static final int PAGE_SIZE = 200;

  private static final int SEALS_PAGE_SIZE = 500;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final String centre;
  private final RedisJournal journal;
  private final SealStream seals;
  private final SealKey key;
  private final Witness witness;
  private final InstantSource clock;
  private @Nullable Thread thread;
  private volatile boolean closing;
  private volatile String trouble = "";

  public Sealer(
      String centre,
      RedisJournal journal,
      SealStream seals,
      SealKey key,
      Witness witness,
      InstantSource clock) {
    this.centre = centre;
    this.journal = journal;
    this.seals = seals;
    this.key = key;
    this.witness = witness;
    this.clock = clock;
  }

  /// Seals in the background from now on.
  public synchronized Sealer every(Duration interval) {
    if (thread != null) throw new IllegalStateException("this sealer runs already");
    thread =
        Thread.ofPlatform()
            .name("journal-sealer")
            .daemon()
            .start(
                () -> {
                  while (pause(interval)) trySeal();
                });
    return this;
  }

  private boolean pause(Duration interval) {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException closed) {
      return false;
    }
    return !closing;
  }

  private void trySeal() {
    try {
      sealNow();
      trouble = "";
    } catch (RuntimeException e) {
      String text = e.toString();
      if (!text.equals(trouble)) LOG.error("the journal cannot be sealed: {}", text, e);
      trouble = text;
    }
  }

  /// Why the last attempt in the background failed; empty when it did not.
  public String trouble() {
    return trouble;
  }

  /// Seals everything written so far and copies it to the witness. Blocks.
  ///
  /// @return the new seal; empty when there was nothing new
  /// @throws JournalDamaged when what should be sealed is not what was written
  public synchronized Optional<Seal> sealNow() {
    while (true) {
      Optional<Seal> last = answer(seals.last()).map(SealStream.Stored::read);
      catchUpWitness(last);
      Position end = answer(journal.end());
      Position sealed = last.map(Seal::through).orElse(Position.START);
      if (!end.isAfter(sealed)) return Optional.empty();
      Seal next = seal(last, sealed, end);
      if (answer(seals.add(SealStream.Stored.of(next)))) {
        witness.add(next);
        LOG.info("{}", next);
        return Optional.of(next);
      }
    }
  }

  private Seal seal(Optional<Seal> last, Position after, Position end) {
    FactsHash hash = new FactsHash();
    Position position = after;
    while (end.isAfter(position)) {
      List<SealedFact> page = answer(journal.sealedAfter(position, PAGE_SIZE));
      if (page.isEmpty()) break;
      for (SealedFact fact : page) {
        if (fact.position().isAfter(end)) break;
        if (!fact.hashHolds()) {
          throw new JournalDamaged(
              "fact %s/%d at %s was altered and is not sealed: run `haltline verify`"
                  .formatted(fact.caseId(), fact.version(), fact.position()));
        }
        hash.add(fact.position(), fact.hash());
      }
      position = page.getLast().position();
    }
    return key.sign(
        centre,
        last.map(Seal::number).orElse(0L) + 1,
        after,
        end,
        hash.facts(),
        hash.take(),
        last.map(Seal::hash).orElse(Seal.NO_PREVIOUS),
        clock.instant());
  }

  private void catchUpWitness(Optional<Seal> last) {
    long inRedis = last.map(Seal::number).orElse(0L);
    long witnessed = witness.last().map(Seal::number).orElse(0L);
    if (witnessed > inRedis) {
      throw new JournalDamaged(
          "the journal ends with seal %d, but seal %d was witnessed in %s: facts were lost. Run `haltline verify`; if the journal was restored from a backup on purpose, set that file aside"
              .formatted(inRedis, witnessed, witness.file()));
    }
    while (witnessed < inRedis) {
      List<SealStream.Stored> page = answer(seals.after(witnessed, SEALS_PAGE_SIZE));
      if (page.isEmpty()) {
        throw new JournalDamaged("seal %d is missing from Redis".formatted(witnessed + 1));
      }
      for (SealStream.Stored stored : page) {
        witness.add(stored.read());
        witnessed = stored.number();
      }
    }
  }

  private static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = Cause.of(e);
      if (cause instanceof JournalDamaged damaged) throw damaged;
      throw new JournalUnavailable("the journal did not answer who seals it: " + cause, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /// Seals once more and ends. What cannot be sealed now is sealed at the next start.
  @Override
  public void close() {
    closing = true;
    Thread running;
    synchronized (this) { // not while it seals: the seal in the making is finished first
      running = thread;
      thread = null;
      if (running != null) running.interrupt();
    }
    boolean interrupted = false;
    while (running != null && running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    trySeal();
    if (interrupted) Thread.currentThread().interrupt();
  }
}
