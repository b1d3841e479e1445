package org.haltline.core.casework;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haltline.core.casefile.CaseCommand.DeadlinePassed;
import org.haltline.core.casefile.Refusal;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.journal.Cause;
import org.haltline.core.journal.DeadlineChange;
import org.haltline.core.journal.Due;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Write;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for clocks that have rung and gives their case the word. Several processes may look at
/// once: the case's version check lets one of them act.
public final class DeadlineWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeadlineWatch.class);
  private static final int ROUND_MAX = 500;

  /// So that a look still has room for as many that can be acted on.
  private static final int ASIDE_MAX = Journal.PAGE_SIZE_MAX - ROUND_MAX;

  private final Journal journal;
  private final Casework casework;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler;
  private final Duration every;

  private final SetAside aside;

  private volatile boolean closed;

  public DeadlineWatch(
      Journal journal,
      Casework casework,
      InstantSource clock,
      ScheduledExecutorService scheduler,
      Duration every) {
    this.journal = journal;
    this.casework = casework;
    this.clock = clock;
    this.scheduler = scheduler;
    this.every = every;
    this.aside = new SetAside(ASIDE_MAX, clock, log::error);
  }

  public DeadlineWatch start() {
    later(every);
    return this;
  }

  /// One look: everything that is due now, bounded. Completes when all of it is decided, with how
  /// many were.
  public CompletionStage<Integer> look() {
    return journal
        .due(clock.instant(), Math.min(ROUND_MAX + aside.size(), Journal.PAGE_SIZE_MAX))
        .thenCompose(
            rung -> {
              var told =
                  rung.stream()
                      .filter(due -> !aside.contains(due.key()))
                      .limit(ROUND_MAX)
                      .map(this::tell)
                      .toList();
              return CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new))
                  .thenApply(all -> (int) told.stream().filter(CompletableFuture::join).count())
                  .whenComplete((decided, failure) -> aside.lookEnded());
            });
  }

  private CompletableFuture<Boolean> tell(Due due) {
    Clockwork rung;
    try {
      rung = Clockwork.parse(due.key());
    } catch (IllegalArgumentException notOurs) {
      return CompletableFuture.completedFuture(setAside(due, notOurs.toString()));
    }
    try {
      var command = new DeadlinePassed(rung.caseId(), rung.orderId(), rung.deadline(), due.at());
      return casework
          .handle(command, Actor.house(), null)
          .thenApply(reply -> !isOfNoCase(reply) || setAside(due, "its case has no fact"))
          .exceptionallyCompose(
              failure ->
                  Cause.of(failure) instanceof CaseErased
                      ? clear(due, rung.caseId())
                      : CompletableFuture.failedStage(failure))
          .exceptionally(failure -> stays(due, Cause.of(failure)))
          .toCompletableFuture();
    } catch (RuntimeException fault) {
      return CompletableFuture.completedFuture(stays(due, fault));
    }
  }

  private static boolean isOfNoCase(Reply reply) {
    return switch (reply) {
      case Reply.Accepted accepted -> accepted.version() == 0;
      case Reply.Refused refused -> refused.why().code() == Refusal.NO_SUCH_CASE;
      case Reply.Repeated _, Reply.KeyReused _ -> false;
    };
  }

  /// Answers that nothing was decided.
  private boolean setAside(Due due, String why) {
    aside.add(due, why);
    return false;
  }

  /// How many deadlines of the journal nobody can act on, as far as they were met.
  public int setAside() {
    return aside.size();
  }

  /// Nobody can act on an erased case any more; left standing, its clocks would be what every look
  /// finds first, and enough of them all that it finds.
  private CompletionStage<Boolean> clear(Due due, CaseId erased) {
    return journal
        .load(erased)
        .thenCompose(
            history ->
                journal.append(
                    new Write(
                        erased,
                        history.version(),
                        history.lastHash(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new DeadlineChange.Clear(due.key())),
                        null)))
        .thenApply(
            outcome -> {
              log.warn("deadline {} of {} is cleared: its case was erased", due.key(), due.at());
              return true;
            });
  }

  private static boolean stays(Due due, Throwable failure) {
    log.warn("deadline {} stays for the next look: {}", due.key(), failure.toString());
    return false;
  }

  private void later(Duration pause) {
    if (!closed) {
      try {
        var _ = scheduler.schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        log.debug("no more looking at deadlines: {}", closing.toString());
      }
    }
  }

  private void round() {
    CompletionStage<Integer> looked;
    try {
      looked = look();
    } catch (RuntimeException failure) {
      looked = CompletableFuture.failedFuture(failure);
    }
    looked.whenComplete(
        (decided, failure) -> {
          if (failure != null) {
            log.warn("cannot look at deadlines now: {}", failure.toString());
          }
          // a full round was not the end of it
          later(failure == null && decided == ROUND_MAX ? Duration.ZERO : every);
        });
  }

  @Override
  public void close() {
    closed = true;
  }
}
