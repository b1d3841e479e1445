package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Tail;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An index that grows out of the journal. It follows the journal while it is open, goes on where
/// it stopped when it is opened again, and can be built anew while it is asked.
final class Grown<I extends KeptIndex> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Grown.class);

  /// How often what has waited long enough is written.
  private static final Duration TELL = Duration.ofMillis(80);

  /// How long facts are gathered before they are read: each read costs the journal a call.
  private static final Duration GATHER = Duration.ofMillis(40);

  private static final int GATHERED_ENOUGH = 100;

  /// This much at a time comes only from a journal that is far ahead.
  private static final int FAR_BEHIND = 250;

  /// How much the others on the machine go before an index that is being written.
  enum Manners {
    /// It goes with everybody else, for it must not fall behind what is kept in memory of the
    /// newest cases.
    WITH_OTHERS(Duration.ofSeconds(1)),
    /// It may fall behind by some moments while many reports come in.
    AFTER_OTHERS(Duration.ofMillis(80));

    /// How long what was written waits to be found. Each time costs a small segment, which is
    /// merged with others soon after.
    private final Duration refresh;

    Manners(Duration refresh) {
      this.refresh = refresh;
    }

    ThreadFactory threads(String name) {
      return this == WITH_OTHERS
          ? Thread.ofPlatform().name(name).daemon().factory()
          : Background.threads(name);
    }
  }

  /// So long after it is opened a house has its hands full.
  private static final Duration COLD = Duration.ofSeconds(30);

  /// A new index that follows the journal this closely may take the old one's place.
  private static final Duration CLOSE_BEHIND = Duration.ofSeconds(10);

  /// How long what was written waits to be on disk; a crash costs this much replay.
  private static final Duration COMMIT = Duration.ofSeconds(5);

  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);

  private final String name;
  private final Manners manners;
  private final IndexFolder<I> folder;
  private final Journal journal;
  private final BiFunction<Journal, I, Telling> projection;
  private final ScheduledExecutorService clockwork;
  private final long opened = System.nanoTime();
  private final CountDownLatch follows = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile Following<I> current;
  private volatile @Nullable Following<I> next;

  /// An index and the tail that feeds it. The index is written on a thread of its own: a tail that
  /// is closed is interrupted, and an interrupt closes the files of whoever writes just then.
  ///
  /// @param told how many facts it was told
  /// @param of how many there were when it began; 0 for one that goes on where it stopped
  private record Following<I extends KeptIndex>(
      I index, Telling telling, Tail tail, ExecutorService writing, AtomicLong told, long of) {
    void onItsThread(Runnable what) {
      written(writing.submit(what));
    }

    void stop() {
      tail.close();
      writing.close();
    }

    void close() {
      tail.close();
      try {
        onItsThread(telling::tellAll);
      } catch (RuntimeException untold) {
        LOG.warn("what was gathered is read again at the next start: {}", untold.toString());
      }
      writing.close();
      index.close();
    }
  }

  private Grown(
      String name,
      Manners manners,
      IndexFolder<I> folder,
      Journal journal,
      BiFunction<Journal, I, Telling> projection)
      throws IOException {
    this.name = name;
    this.manners = manners;
    this.folder = folder;
    this.journal = journal;
    this.projection = projection;
    this.clockwork = Executors.newSingleThreadScheduledExecutor(manners.threads(name));
    this.current = follow(folder.open(), 0);
  }

  /// Opens the index in this folder, which answers from what it has until it is told to
  /// [follow][#follow()] the journal.
  ///
  /// @param name of what is in it, many of them: of its threads and folders
  static <I extends KeptIndex> Grown<I> open(
      Path root,
      String name,
      Manners manners,
      IndexFolder.Opener<I> opener,
      Journal journal,
      BiFunction<Journal, I, Telling> projection)
      throws IOException {
    var grown =
        new Grown<>(name, manners, new IndexFolder<>(root, name, opener), journal, projection);
    grown.start();
    return grown;
  }

  /// This process wrote a case just now, whose facts come later. It is told to both indexes while
  /// another is being built.
  ///
  /// @param also what is done with each of them at once
  void written(Written it, Consumer<I> also) {
    Following<I> coming = next; // asked first: whoever is gone from here is the current one
    if (coming != null) {
      coming.telling().written(it);
      also.accept(coming.index());
    }
    Following<I> now = current;
    now.telling().written(it);
    also.accept(now.index());
  }

  /// Follows the journal from where it stopped, from now on: with a long way to go that takes a
  /// processor for itself, and a house that starts has more urgent things to do.
  void follow() {
    follows.countDown();
  }

  private void start() {
    every(TELL, this::tell);
    every(manners.refresh, this::refresh);
    every(COMMIT, this::commit);
  }

  private void every(Duration pause, Runnable what) {
    var _ =
        clockwork.scheduleWithFixedDelay(
            what, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Following<I> follow(I index, long of) {
    var told = new AtomicLong();
    Telling telling = projection.apply(journal, index);
    ExecutorService writing = Executors.newSingleThreadExecutor(manners.threads(name + "-writing"));
    Tail tail =
        journal.tail(
            index.position(),
            facts -> {
              awaitFollow();
              long from = System.nanoTime();
              try {
                written(writing.submit(() -> telling.accept(facts)));
                told.addAndGet(facts.size());
              } catch (AlreadyClosedException | UncheckedIOException lost) {
                if (!index.isBroken()) {
                  throw lost;
                }
                // the one that grows in its place reads them for itself
                broken(lost);
              }
              pause(rest(facts.size(), System.nanoTime() - from));
            });
    return new Following<>(index, telling, tail, writing, told, of);
  }

  /// Who is far behind catches up beside the desk's work, not instead of it; least of all while the
  /// house is cold. Who is a little behind goes on at once.
  private Duration rest(int facts, long workedNanos) {
    if (facts < GATHERED_ENOUGH) {
      return GATHER;
    }
    if (System.nanoTime() - opened < COLD.toNanos()) {
      return Duration.ofNanos(3 * workedNanos);
    }
    return facts < FAR_BEHIND || manners == Manners.WITH_OTHERS
        ? Duration.ZERO
        : Duration.ofNanos(workedNanos);
  }

  private void awaitFollow() {
    try {
      follows.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the tail was closed meanwhile", closed);
    }
  }

  private static void pause(Duration how) {
    try {
      Thread.sleep(how);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void written(Future<?> facts) {
    try {
      facts.get();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the tail was closed meanwhile", closed);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    }
  }

  private void tell() {
    onAll(
        following -> {
          following.index().takeIn();
          following.onItsThread(following.telling()::tellDue);
        });
  }

  private void refresh() {
    onAll(following -> following.index().refresh());
  }

  /// What is done with an index that is being fed.
  private interface Doing<I extends KeptIndex> {
    void with(Following<I> following) throws IOException;
  }

  /// One that cannot be written does not keep the other from growing in its place.
  private void onAll(Doing<I> what) {
    on(current, what);
    Following<I> coming = next;
    if (coming != null) {
      on(coming, what);
    }
  }

  private void on(Following<I> following, Doing<I> what) {
    try {
      what.with(following);
    } catch (IOException | RuntimeException broken) {
      broken(broken);
    }
  }

  private void commit() {
    try {
      current.index().commit();
    } catch (IOException | RuntimeException broken) {
      broken(broken);
    }
  }

  /// An index whose files went away is no loss: another grows.
  private void broken(Exception why) {
    if (next == null && !clockwork.isShutdown()) {
      LOG.warn("the {} cannot be written and are built anew: {}", name, why.toString());
      var _ = rebuild();
    }
  }

  /// What is done with the index.
  interface Asking<I> {
    void ask(I index) throws IOException;
  }

  /// Asks whichever index is in use.
  void read(Asking<I> asking) {
    Following<I> now = current;
    while (true) {
      try {
        asking.ask(now.index());
        return;
      } catch (AlreadyClosedException replaced) {
        Following<I> latest = current;
        if (latest.equals(now)) {
          throw replaced;
        }
        now = latest; // another index took its place meanwhile
      } catch (IOException unreadable) {
        throw new UncheckedIOException("the " + name + " cannot be read", unreadable);
      }
    }
  }

  /// A case was erased, which no fact tells: what the index says of it is taken out.
  CompletionStage<Void> lookAgain(CaseId caseId) {
    return CompletableFuture.runAsync(
        () -> {
          Following<I> now = current;
          now.onItsThread(() -> now.telling().lookAgain(caseId));
          Following<I> coming = next;
          if (coming != null) {
            coming.onItsThread(() -> coming.telling().lookAgain(caseId));
          }
        },
        clockwork);
  }

  /// Builds another index from the journal's first fact, beside this one, which answers until the
  /// other has caught up; completes then.
  CompletionStage<Void> rebuild() {
    var done = new CompletableFuture<Void>();
    clockwork.execute(
        () -> {
          if (next != null) {
            done.completeExceptionally(new IllegalStateException("one is being built already"));
            return;
          }
          try {
            // while the journal is away nothing begins
            long facts = now(journal.health()).facts();
            Position goal = end();
            long asOf = System.nanoTime();
            next = follow(folder.create(), facts);
            takeOver(done, goal, asOf);
          } catch (IOException | RuntimeException failed) {
            done.completeExceptionally(failed);
          }
        });
    return done;
  }

  /// Lets the new index take the place of the old once it has read what the journal held a moment
  /// ago: while reports come in, its end is never reached.
  ///
  /// @param goal how far the journal went
  /// @param asOf when it went so far, by System.nanoTime
  private void takeOver(CompletableFuture<Void> done, Position goal, long asOf) {
    Following<I> coming = next;
    if (coming == null || closing) {
      return;
    }
    Position goalNow = goal;
    long now = System.nanoTime();
    try {
      if (goal.isAfter(coming.index().position())) {
        now = asOf;
      } else if (now - asOf > CLOSE_BEHIND.toNanos()) {
        goalNow = end();
      } else {
        coming.index().markWhole();
        coming.index().refresh();
        coming.index().commit();
        Following<I> old = current;
        current = coming;
        next = null;
        discard(old);
        done.complete(null);
        return;
      }
    } catch (IOException | RuntimeException notYet) {
      LOG.warn("the new index of {} waits: {}", name, notYet.toString());
      now = asOf;
    }
    if (!closing) {
      Position wanted = goalNow;
      long from = now;
      var _ =
          clockwork.schedule(
              () -> takeOver(done, wanted, from), TELL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void discard(Following<?> old) {
    try {
      old.stop();
      old.index().abandon();
      IndexFolder.delete(old.index().folder());
    } catch (IOException | RuntimeException left) {
      LOG.warn("something is left of {}: {}", old.index().folder(), left.toString());
    }
  }

  private Position end() {
    return now(journal.end());
  }

  private static <T> T now(CompletionStage<T> asked) {
    try {
      return asked.toCompletableFuture().get(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("closing", closed);
    } catch (ExecutionException | TimeoutException away) {
      throw new IllegalStateException("how far the journal goes is not known", away);
    }
  }

  Progress progress() {
    Following<I> now = current;
    Following<I> coming = next;
    int[] size = new int[1];
    read(index -> size[0] = index.size());
    long done = coming == null ? 0 : coming.told().get();
    return new Progress(
        now.index().position(),
        size[0],
        coming != null,
        coming == null ? null : coming.index().position(),
        done,
        coming == null ? 0 : Math.max(done, coming.of()),
        now.tail().trouble());
  }

  /// Ends; what was read of the journal is on disk.
  @Override
  public void close() {
    closing = true;
    clockwork.shutdown();
    try {
      clockwork.awaitTermination(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    Following<I> coming = next;
    if (coming != null) {
      coming.close();
    }
    current.close();
  }
}
