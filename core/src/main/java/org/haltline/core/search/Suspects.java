package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.lucene.store.AlreadyClosedException;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Tail;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.paste.Content.Named;
import org.haltline.core.paste.Paste;
import org.haltline.core.paste.Piece;
import org.haltline.core.search.Lookup.Found;
import org.haltline.core.search.Lookup.Reach;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is known: every suspect of the journal, found as fast as it is typed. It follows the journal
/// while it is open, goes on where it stopped when it is opened again, and can be built anew while
/// it is asked.
public final class Suspects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

  /// How long what was written waits to be found. Each time costs a small segment, which is merged
  /// with others soon after.
  private static final Duration REFRESH = Duration.ofMillis(80);

  /// How long facts are gathered before they are read: each read costs the journal a call.
  private static final Duration GATHER = Duration.ofMillis(40);

  private static final int GATHERED_ENOUGH = 100;

  /// So long after it is opened a house has its hands full.
  private static final Duration COLD = Duration.ofSeconds(30);

  /// A new index that follows the journal this closely may take the old one's place.
  private static final Duration CLOSE_BEHIND = Duration.ofSeconds(5);

  /// How long what was written waits to be on disk; a crash costs this much replay.
  private static final Duration COMMIT = Duration.ofSeconds(5);

  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);

  private final SuspectFolder folder;
  private final Journal journal;
  private final Tables tables;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("suspects").daemon().factory());
  private final long opened = System.nanoTime();
  private final CountDownLatch follows = new CountDownLatch(1);
  private volatile ProtectedList guarded;
  private volatile boolean closing;
  private volatile Following current;
  private volatile @Nullable Following next;

  /// What the centre knows beside its cases.
  ///
  /// @param protectedList subjects that may never be ordered on
  /// @param institutions the id of an institution by any of its names
  /// @param settle an account as the institution that keeps it knows it
  public record Tables(
      ProtectedList protectedList,
      Function<String, Optional<String>> institutions,
      UnaryOperator<BankAccount> settle) {}

  /// An index and the tail that feeds it. The index is written on a thread of its own: a tail that
  /// is closed is interrupted, and an interrupt closes the files of whoever writes just then.
  private record Following(
      SuspectIndex index, Projection projection, Tail tail, ExecutorService writing) {
    void tellDue() {
      written(writing.submit(projection::tellDue));
    }

    void stop() {
      tail.close();
      writing.close();
    }

    void close() {
      stop();
      index.close();
    }
  }

  private Suspects(SuspectFolder folder, Journal journal, Tables tables) throws IOException {
    this.folder = folder;
    this.journal = journal;
    this.tables = tables;
    this.guarded = tables.protectedList();
    this.current = follow(folder.open());
  }

  /// Opens the index in this folder, which answers from what it has until it is told to
  /// [follow][#follow()] the journal.
  public static Suspects open(Path root, Journal journal, Tables tables) throws IOException {
    var suspects = new Suspects(new SuspectFolder(root), journal, tables);
    suspects.start();
    return suspects;
  }

  /// Follows the journal from where it stopped, from now on: with a long way to go that takes a
  /// processor for itself, and a house that starts has more urgent things to do.
  public void follow() {
    follows.countDown();
  }

  private void start() {
    every(REFRESH, this::refresh);
    every(COMMIT, this::commit);
  }

  private void every(Duration pause, Runnable what) {
    var _ =
        clockwork.scheduleWithFixedDelay(
            what, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Following follow(SuspectIndex index) {
    var projection = new Projection(journal, index, tables.settle());
    ExecutorService writing =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("suspects-writing").daemon().factory());
    Tail tail =
        journal.tail(
            index.position(),
            facts -> {
              awaitFollow();
              long from = System.nanoTime();
              written(writing.submit(() -> projection.accept(facts)));
              pause(
                  facts.size() < GATHERED_ENOUGH
                      ? GATHER
                      : Duration.ofNanos((System.nanoTime() - from) * restsPerWork()));
            });
    return new Following(index, projection, tail, writing);
  }

  /// Who is far behind catches up beside the desk's work, not instead of it; least of all while the
  /// house is cold.
  private long restsPerWork() {
    return System.nanoTime() - opened < COLD.toNanos() ? 3 : 1;
  }

  private void awaitFollow() {
    try {
      follows.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the tail was closed meanwhile", closing);
    }
  }

  private static void pause(Duration how) {
    try {
      Thread.sleep(how);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void written(Future<?> facts) {
    try {
      facts.get();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the tail was closed meanwhile", closing);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    }
  }

  private void refresh() {
    try {
      current.tellDue();
      current.index().refresh();
      Following coming = next;
      if (coming != null) {
        coming.tellDue();
        coming.index().refresh();
      }
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
      LOG.warn("the suspects cannot be written and are built anew: {}", why.toString());
      var _ = rebuild();
    }
  }

  /// What is shown as protected, beside the list that was there from the start.
  public void protect(ProtectedList more) {
    guarded = tables.protectedList().with(more);
  }

  /// Who fits what was typed, the surest first.
  ///
  /// @param max how many at most
  public List<Hit> find(String typed, int max) {
    return find(typed, Reach.TYPED, max);
  }

  private List<Hit> find(String typed, Reach reach, int max) {
    if (typed.length() > Asked.LENGTH_MAX) {
      throw new IllegalArgumentException(
          "at most " + Asked.LENGTH_MAX + " characters are looked up");
    }
    Asked asked = Asked.of(typed);
    Following now = current;
    while (true) {
      try {
        return found(now, asked, reach, max).stream().map(this::hit).toList();
      } catch (AlreadyClosedException replaced) {
        Following latest = current;
        if (latest.equals(now)) {
          throw replaced;
        }
        now = latest; // another index took its place meanwhile
      } catch (IOException unreadable) {
        throw new UncheckedIOException("the suspects cannot be read", unreadable);
      }
    }
  }

  private List<Found> found(Following in, Asked asked, Reach reach, int max) throws IOException {
    var found = new ArrayList<Found>();
    in.index()
        .read(
            searcher ->
                found.addAll(new Lookup(searcher, tables.institutions(), max).find(asked, reach)));
    return found;
  }

  private Hit hit(Found found) {
    return new Hit(
        found.suspect(),
        Standing.of(found.suspect(), protectedBecause(found.suspect())),
        found.match());
  }

  private @Nullable String protectedBecause(Suspect suspect) {
    Subject subject = suspect.subject();
    Optional<String> own = guarded.reason(subject, null);
    return own.or(
            () ->
                suspect.names().stream()
                    .flatMap(name -> guarded.reason(subject, name).stream())
                    .findFirst())
        .orElse(null);
  }

  /// Everything that a text names, with who is known of it.
  ///
  /// @param now when the text is read, in the centre's own time
  public List<Screened> screen(String text, ZonedDateTime now, int maxEach) {
    var screened = new ArrayList<Screened>();
    for (Piece piece : Paste.read(text, now)) {
      if (piece.content() instanceof Named(Subject subject)) {
        screened.add(new Screened(piece, screen(subject, maxEach)));
      }
    }
    return screened;
  }

  /// Who is known of a subject, one slip allowed.
  public List<Hit> screen(Subject subject, int max) {
    return find(asked(subject), Reach.WHOLE, max);
  }

  /// Each entry of a list as a question of its own.
  public List<List<Hit>> screen(List<String> entries, int maxEach) {
    return entries.stream().map(entry -> find(entry, Reach.WHOLE, maxEach)).toList();
  }

  private static String asked(Subject subject) {
    if (subject instanceof BankAccount account) {
      String bank = account.bankHint() == null ? "" : " " + account.bankHint();
      return account.masked() ? "尾号" + account.lastFour() + bank : account.number();
    }
    String display = subject.display();
    int service =
        subject.key().startsWith("chat:") || subject.key().startsWith("id:")
            ? display.indexOf(' ') + 1
            : 0;
    return display.substring(service);
  }

  /// Builds another index from the journal's first fact, beside this one, which answers until the
  /// other has caught up; completes then.
  public CompletionStage<Void> rebuild() {
    var done = new CompletableFuture<Void>();
    clockwork.execute(
        () -> {
          if (next != null) {
            done.completeExceptionally(new IllegalStateException("one is being built already"));
            return;
          }
          try {
            next = follow(folder.create());
            takeOver(done, end(), System.nanoTime());
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
    Following coming = next;
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
        Following old = current;
        current = coming;
        next = null;
        discard(old);
        done.complete(null);
        return;
      }
    } catch (IOException | RuntimeException notYet) {
      LOG.warn("the new index of suspects waits: {}", notYet.toString());
      now = asOf;
    }
    if (!closing) {
      Position wanted = goalNow;
      long from = now;
      var _ =
          clockwork.schedule(
              () -> takeOver(done, wanted, from), REFRESH.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void discard(Following old) {
    try {
      old.stop();
      old.index().abandon();
      SuspectFolder.delete(old.index().folder());
    } catch (IOException | RuntimeException left) {
      LOG.warn("something is left of {}: {}", old.index().folder(), left.toString());
    }
  }

  private Position end() {
    try {
      return journal.end().toCompletableFuture().get(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("closing", closing);
    } catch (ExecutionException | TimeoutException away) {
      throw new IllegalStateException("the journal's end is not known", away);
    }
  }

  public Progress progress() {
    Following now = current;
    try {
      return new Progress(
          now.index().position(), now.index().size(), next != null, now.tail().trouble());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the suspects cannot be read", unreadable);
    }
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
    Following coming = next;
    if (coming != null) {
      coming.close();
    }
    current.close();
  }
}
