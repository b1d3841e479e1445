package org.haltline.core.casework;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.haltline.core.casefile.Asked;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseDecider;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Rules;
import org.haltline.core.casework.Batch.CaseSnapshot;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Cause;
import org.haltline.core.journal.Claim;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.journal.Placed;
import org.haltline.core.journal.WriteOutcome;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.ProtectedList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out commands: one case at a time in this process, any case in any process. The journal's
/// version check arbitrates between processes; a cached case is a hint, and a stale one costs one
/// reload.
public final class Casework {
  private static final Logger log = LoggerFactory.getLogger(Casework.class);

  /// How often one batch is decided again because others wrote first; beyond it something is wrong.
  private static final int ATTEMPTS_MAX = 32;

  /// Facts of one batch, about; far below what one write may carry.
  private static final int BATCH_WEIGHT_MAX = 256;

  private final Journal journal;
  private final Rules rules;
  private volatile CaseDecider decider;
  private volatile ProtectedList guarded;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Executor executor;
  private final CaseworkBounds bounds;
  private final SecureRandom seeds = new SecureRandom();
  private final Latest<CaseId, CaseSnapshot> hints;
  private final ConcurrentHashMap<CaseId, Docket> dockets = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final List<Written.Reader> readers = new CopyOnWriteArrayList<>();

  public Casework(
      Journal journal,
      Rules rules,
      InstantSource clock,
      Outbox outbox,
      Executor executor,
      CaseworkBounds bounds) {
    this.journal = journal;
    this.decider = new CaseDecider(rules);
    this.guarded = rules.protectedList();
    this.rules = rules;
    this.clock = clock;
    this.outbox = outbox;
    this.executor = executor;
    this.bounds = bounds;
    this.hints = new Latest<>(bounds.cachedCasesMax());
  }

  /// What decisions are bound by from the start.
  public Rules rules() {
    return rules;
  }

  /// What decisions may not order on now, by whatever list.
  public ProtectedList protectedNow() {
    return guarded;
  }

  /// What may not be ordered on from the next decision on, beside the list that was there from the
  /// start. Nobody takes out of that one.
  public void protect(ProtectedList more) {
    ProtectedList all = rules.protectedList().with(more);
    decider = new CaseDecider(new Rules(rules.book(), all));
    guarded = all;
  }

  /// Tells somebody of every case that is written from now on.
  public void tell(Written.Reader reader) {
    readers.add(reader);
  }

  /// Decides and journals a command. Completes after fsync; fails with the journal's
  /// `JournalUnavailable` (nothing was written), its `OutcomeUnknown` (ask again under the same
  /// key) or [Overloaded] (nothing was done).
  public CompletionStage<Reply> handle(
      CaseCommand command, Actor by, @Nullable Idempotency idempotency) {
    if (waiting.incrementAndGet() > bounds.waitingCommandsMax()) {
      waiting.decrementAndGet();
      log.warn("refusing a command: {} are waiting", bounds.waitingCommandsMax());
      return CompletableFuture.failedFuture(new Overloaded(bounds.waitingCommandsMax()));
    }
    var asking = new Asking(command, new Asked(by, clock.instant(), seeds.nextLong()), idempotency);
    CaseId caseId = command.caseId();
    boolean[] first = new boolean[1];
    Docket docket =
        dockets.compute(
            caseId,
            (id, open) -> {
              Docket d = open == null ? new Docket(id) : open;
              first[0] = open == null;
              d.waiting.add(asking);
              return d;
            });
    if (first[0]) {
      goOn(docket);
    }
    return asking.reply.whenComplete((reply, failure) -> waiting.decrementAndGet());
  }

  /// The case as it stands in the journal now.
  public CompletionStage<CaseReading> read(CaseId caseId) {
    return journal.load(caseId).thenApply(CaseReading::of);
  }

  /// How many commands wait for their reply now.
  public int waitingCommands() {
    return waiting.get();
  }

  /// The commands on one case that wait for their turn. In the map exactly as long as somebody
  /// works on it.
  private static final class Docket {
    final CaseId caseId;
    final ArrayDeque<Asking> waiting = new ArrayDeque<>();

    Docket(CaseId caseId) {
      this.caseId = caseId;
    }
  }

  private void goOn(Docket docket) {
    try {
      executor.execute(() -> work(docket));
    } catch (RejectedExecutionException closing) {
      var unserved = new ArrayList<Asking>();
      dockets.compute(
          docket.caseId,
          (id, open) -> {
            unserved.addAll(docket.waiting);
            docket.waiting.clear();
            return null;
          });
      var why =
          new JournalUnavailable(
              "the house is closing; nothing was written, send it again in a moment", closing);
      unserved.forEach(asking -> asking.reply.completeExceptionally(why));
    }
  }

  private void work(Docket docket) {
    List<Asking> askings = new ArrayList<>();
    dockets.compute(
        docket.caseId,
        (id, open) -> {
          draw(docket.waiting, askings);
          return askings.isEmpty() ? null : docket;
        });
    if (askings.isEmpty()) {
      return;
    }
    started(docket.caseId, askings)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                Throwable cause = told(failure);
                askings.forEach(asking -> asking.reply.completeExceptionally(cause));
              }
              goOn(docket);
            });
  }

  /// A step that cannot even be begun, such as one with more facts than one write may carry, fails
  /// like any other: its case must not stand still for ever.
  private CompletionStage<Boolean> started(CaseId caseId, List<Asking> askings) {
    try {
      return attempt(caseId, askings, 1);
    } catch (RuntimeException fault) {
      log.error("a step of {} could not be begun", caseId, fault);
      return CompletableFuture.failedFuture(fault);
    }
  }

  /// What whoever asked is told of a failure. When the house closes over a step that is under way,
  /// nobody is left to read the journal's answer.
  private static Throwable told(Throwable failure) {
    Throwable cause = Cause.of(failure);
    return cause instanceof RejectedExecutionException closing
        ? new OutcomeUnknown(
            "the house closed before the journal answered: look at the case first", closing)
        : cause;
  }

  /// A command with an idempotency key is written alone, for one write answers one key.
  private void draw(ArrayDeque<Asking> queue, List<Asking> into) {
    int weight = 0;
    while (!queue.isEmpty() && into.size() < bounds.batchMax()) {
      boolean keyed = queue.element().idempotency != null;
      weight += queue.element().weight();
      if (!into.isEmpty() && (keyed || weight > BATCH_WEIGHT_MAX)) {
        return;
      }
      into.add(queue.remove());
      if (keyed) {
        return;
      }
    }
  }

  private CompletionStage<Boolean> attempt(CaseId caseId, List<Asking> askings, int number) {
    if (number > ATTEMPTS_MAX) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(caseId + " changed " + ATTEMPTS_MAX + " times while deciding"));
    }
    CaseSnapshot hint = hints.get(caseId);
    if (hint == null && number == 1 && opensCase(askings)) {
      hint = new CaseSnapshot(CaseState.none(caseId), 0, null);
    }
    if (hint != null) {
      var batch = new Batch(hint, askings, decider, rules.book());
      if (!batch.hasNothingToWrite()) {
        return write(caseId, batch, number, null);
      }
      // Only a write proves a hint: "no" and "nothing new" are said on what the journal holds.
      hints.forget(caseId);
    }
    return journal
        .load(caseId)
        .thenComposeAsync(
            history -> decide(caseId, remembered(history), askings, number, null), executor);
  }

  /// @param lost what is not known of the attempt before, if there was one
  private CompletionStage<Boolean> decide(
      CaseId caseId,
      CaseSnapshot before,
      List<Asking> askings,
      int number,
      @Nullable OutcomeUnknown lost) {
    var batch = new Batch(before, askings, decider, rules.book());
    return batch.hasNothingToWrite()
        ? answerUnchanged(batch, before)
        : write(caseId, batch, number, lost);
  }

  private CompletionStage<Boolean> write(
      CaseId caseId, Batch batch, int number, @Nullable OutcomeUnknown lost) {
    return journal
        .append(batch.write())
        .handleAsync(
            (outcome, failure) -> {
              if (failure == null) {
                return settle(caseId, batch, number, outcome);
              }
              hints.forget(caseId);
              Throwable cause = Cause.of(failure);
              // never assume: look first, and only once, for the second loss is the caller's to
              // know of
              return cause instanceof OutcomeUnknown unknown && lost == null
                  ? lookUp(caseId, batch, number, unknown)
                  : CompletableFuture.<Boolean>failedFuture(cause);
            },
            executor)
        .thenCompose(next -> next);
  }

  /// No answer came to a write: the case's own history tells whether it happened.
  private CompletionStage<Boolean> lookUp(
      CaseId caseId, Batch batch, int number, OutcomeUnknown lost) {
    return journal
        .load(caseId)
        .thenComposeAsync(
            history -> {
              CaseSnapshot now = remembered(history);
              if (batch.standsIn(history)) {
                return written(batch, List.of());
              }
              return decide(caseId, now, batch.askings(), number + 1, lost);
            },
            executor)
        .exceptionallyCompose(
            // whatever went wrong now: of the first write nothing is known
            failure -> CompletableFuture.failedFuture(lost));
  }

  private CompletionStage<Boolean> settle(
      CaseId caseId, Batch batch, int number, WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Appended appended -> {
        hints.put(caseId, new CaseSnapshot(batch.after(), appended.version(), appended.lastHash()));
        yield written(batch, appended.placed());
      }
      case WriteOutcome.Stale _ -> {
        hints.forget(caseId);
        yield attempt(caseId, batch.askings(), number + 1);
      }
      case WriteOutcome.ClaimsRefused refused -> {
        if (refused.refused().stream().anyMatch(Claim::wantsSomebody)) {
          // whom it was left to is gone meanwhile
          batch.askings().forEach(Asking::forgetDenied);
        } else {
          Set<String> orders =
              refused.refused().stream().map(Claim::holder).collect(Collectors.toUnmodifiableSet());
          batch.askings().forEach(asking -> asking.deny(orders));
        }
        yield attempt(caseId, batch.askings(), number + 1);
      }
      case WriteOutcome.AlreadyDone done -> {
        answer(batch, done.caseId(), done.sameRequest());
        yield CompletableFuture.completedFuture(true);
      }
    };
  }

  /// Orders leave on the fast way, then everyone is told: who reads along before who asked.
  ///
  /// @param placed where they stand in their queues, as far as it is known
  private CompletionStage<Boolean> written(Batch batch, List<Placed> placed) {
    for (OutgoingOrder order : batch.steps().leaving()) {
      try {
        outbox.issued(order, place(order, placed));
      } catch (RuntimeException deaf) {
        log.warn("order {} goes the slow way: {}", order.order().id(), deaf.toString());
      }
    }
    tell(batch.told());
    batch.answer(batch.version());
    return CompletableFuture.completedFuture(true);
  }

  private void tell(Written it) {
    if (it.version() == it.before()) {
      return; // clocks alone
    }
    for (Written.Reader reader : readers) {
      try {
        reader.written(it);
      } catch (RuntimeException deaf) {
        log.warn("{} is read from the journal: {}", it.after().caseId(), deaf.toString());
      }
    }
  }

  private static @Nullable Placed place(OutgoingOrder order, List<Placed> placed) {
    String id = order.order().id().digits();
    return placed.stream().filter(one -> one.orderId().equals(id)).findFirst().orElse(null);
  }

  private CompletionStage<Boolean> answerUnchanged(Batch batch, CaseSnapshot before) {
    Idempotency key = batch.idempotency();
    if (key == null) {
      batch.answer(before.version());
      return CompletableFuture.completedFuture(true);
    }
    // A retry may be refused by what its first sending changed: the key knows better.
    return journal
        .idempotent(key.key())
        .thenApply(
            known -> {
              if (known.isEmpty()) {
                batch.answer(before.version());
              } else {
                boolean same = Arrays.equals(known.get().requestHash(), key.requestHash());
                answer(batch, known.get().caseId(), same);
              }
              return true;
            });
  }

  private static void answer(Batch batch, CaseId caseId, boolean sameRequest) {
    for (Asking asking : batch.askings()) {
      asking.reply.complete(sameRequest ? new Reply.Repeated(caseId) : new Reply.KeyReused(caseId));
    }
  }

  private static boolean opensCase(List<Asking> askings) {
    return askings.size() == 1 && askings.getFirst().command instanceof CaseCommand.FileReport;
  }

  private CaseSnapshot remembered(CaseHistory history) {
    CaseSnapshot loaded = snapshot(history);
    if (loaded.version() > 0) {
      hints.put(history.caseId(), loaded);
    }
    return loaded;
  }

  private static CaseSnapshot snapshot(CaseHistory history) {
    if (history.isErased()) {
      throw new CaseErased(history.caseId());
    }
    CaseState state = CaseState.none(history.caseId());
    for (Fact fact : history.facts()) {
      state = CaseEvolution.evolve(state, FactCodec.event(fact));
    }
    return new CaseSnapshot(state, history.version(), history.lastHash());
  }

  /// Who wrote what, when, and the case that it made.
  public record CaseReading(CaseState state, long version, List<Fact> facts) {
    static CaseReading of(CaseHistory history) {
      return new CaseReading(snapshot(history).state(), history.version(), history.facts());
    }
  }

  /// The bounds of this process; reaching one is logged and answered, never silent.
  ///
  /// @param waitingCommandsMax commands let in before others are answered "overloaded"
  /// @param batchMax commands on one case written as one step
  /// @param cachedCasesMax cases kept as hints: those that are spoken of just now. One takes some
  ///   ten KB, and all that is kept lengthens the pauses in which the collector walks the heap
  public record CaseworkBounds(int waitingCommandsMax, int batchMax, int cachedCasesMax) {
    public static CaseworkBounds defaults() {
      return new CaseworkBounds(20_000, 64, 4_000);
    }
  }

  /// The moment as this house's clock tells it.
  public Instant now() {
    return clock.instant();
  }
}
