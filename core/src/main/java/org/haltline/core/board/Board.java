package org.haltline.core.board;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.SecretBox;
import org.haltline.core.journal.Tail;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is open at the centre, and how fast it goes. It is there at once and catches up behind the
/// back of the house: until then it says of which moment it tells. Each process has its own; what
/// one has read it keeps beside its data, so that a restart reads only what came after.
public final class Board implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  /// How much of what was read a crash makes it read again, at most.
  private static final Duration KEEP_EVERY = Duration.ofMinutes(5);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// Figures are reckoned once for all who look.
  private static final Duration FIGURES_FOR = Duration.ofMillis(500);

  /// A page of facts that is full says that more wait: whoever catches up leaves others as much of
  /// the machine as it takes itself.
  private static final int MANY = 100;

  /// How long facts are gathered before they are read: each read costs the journal a call, and a
  /// person sees no difference.
  private static final Duration GATHER = Duration.ofMillis(200);

  private static final Duration PAUSE_MAX = Duration.ofMillis(200);

  private final Journal journal;
  private final BoardFile file;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("board").daemon().factory());
  private volatile BoardFold fold;
  private volatile @Nullable Tail tail;
  private volatile @Nullable Position behind;
  private volatile @Nullable Told told;
  private Position kept = Position.START;

  /// Figures, and when they were reckoned.
  private record Told(long atNanos, Figures figures) {}

  /// Of which moment the board tells.
  ///
  /// @param asOf now, or while it catches up, of the last fact that it has; null before the first
  public record Freshness(@Nullable Instant asOf, boolean catchingUp) {}

  private Board(Journal journal, BoardFile file, InstantSource clock, ZoneId zone) {
    this.journal = journal;
    this.file = file;
    this.clock = clock;
    this.zone = zone;
    this.fold = new BoardFold(journal);
  }

  /// The board of this process, empty until it is told to [follow][#follow()] the journal.
  ///
  /// @param file where it is kept, this process's own
  /// @param zone in which days begin
  public static Board open(
      Path file, SecretBox box, Journal journal, InstantSource clock, ZoneId zone) {
    return new Board(journal, new BoardFile(file, box), clock, zone);
  }

  /// Follows the journal from now on; nothing here waits for it. A house that starts has more
  /// urgent things to do, so it says when.
  public void follow() {
    clockwork.execute(this::begin);
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::keep, KEEP_EVERY.toMillis(), KEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Takes in a case that this process wrote, ahead of the journal; next to nothing is done here.
  public void written(Written it) {
    fold.written(it);
  }

  /// Where the snapshot ended, if it is one of this journal; else at the first fact.
  private void begin() {
    try {
      behind = await(journal.end());
      BoardSnapshot snapshot = file.read().filter(this::isOfThisJournal).orElse(null);
      if (snapshot != null) {
        fold = new BoardFold(journal, snapshot);
        kept = fold.position();
      }
      BoardFold following = fold;
      tail = journal.tail(following.position(), facts -> take(following, facts));
    } catch (RuntimeException away) {
      LOG.warn("the board waits for the journal: {}", away.toString());
      var _ = clockwork.schedule(this::begin, TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// A journal that was restored, or another one, may have another fact at this place, or none.
  private boolean isOfThisJournal(BoardSnapshot snapshot) {
    Position at = Position.parse(snapshot.head().position());
    List<Fact> there = await(journal.after(before(at), 1));
    boolean same =
        !there.isEmpty()
            && there.getFirst().position().equals(at)
            && Arrays.equals(there.getFirst().hash(), snapshot.head().hash());
    if (!same) {
      LOG.warn("what was kept of the board is not of this journal, and is built anew");
    }
    return same;
  }

  private static Position before(Position at) {
    return at.sequence() == 0
        ? new Position(at.millis() - 1, Position.LAST.sequence())
        : new Position(at.millis(), at.sequence() - 1);
  }

  private static void take(BoardFold fold, List<Fact> facts) {
    long began = System.nanoTime();
    fold.accept(facts);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    pause(facts.size() < MANY ? GATHER.toMillis() : Math.min(tookMs, PAUSE_MAX.toMillis()));
  }

  private static void pause(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    BoardFold now = fold;
    if (tail == null || !now.position().isAfter(kept)) {
      return;
    }
    try {
      BoardSnapshot snapshot = now.snapshot();
      file.write(snapshot);
      kept = Position.parse(snapshot.head().position());
    } catch (IOException | RuntimeException unwritten) {
      LOG.warn("the board was not kept; a restart reads more: {}", unwritten.toString());
    }
  }

  /// Of which moment the board tells now.
  public Freshness freshness() {
    Position end = behind;
    Tail following = tail;
    Position at = fold.position();
    boolean catchingUp =
        end == null
            || following == null
            || end.isAfter(at)
            || !following.isConnected()
            || !following.trouble().isEmpty();
    if (!catchingUp) {
      return new Freshness(clock.instant(), false);
    }
    return new Freshness(
        at.equals(Position.START) ? null : Instant.ofEpochMilli(at.millis()), true);
  }

  /// Up to where the journal is in it.
  public Position position() {
    return fold.position();
  }

  public Figures figures() {
    Told last = told;
    long now = System.nanoTime();
    if (last == null || now - last.atNanos() > FIGURES_FOR.toNanos()) {
      last = new Told(now, Reckoning.of(fold.all(), clock.instant(), zone));
      told = last;
    }
    return last.figures();
  }

  /// The last things worth a line, the newest first.
  public List<Happening> happenings() {
    return fold.happenings().reversed();
  }

  /// A mark of a case.
  public record Of<M>(CaseId caseId, M mark) {}

  /// The cases in which an order waits for a second person, the longest waiting first.
  public List<CaseRow> asked() {
    return fold.all()
        .filter(row -> !row.asked().isEmpty())
        .sorted(Comparator.comparing(row -> row.asked().getFirst().digits()))
        .toList();
  }

  /// The holds that end by then, the next first.
  ///
  /// @param institution whose alone; null for everybody's
  /// @param money whether held money alone, and no cuts
  public List<Of<StandingHold>> holds(
      Instant by, @Nullable String institution, boolean money, int max) {
    return marks(
        fold.all().map(row -> new Marks<>(row.caseId(), row.holds())),
        hold ->
            hold.endsAtS() <= by.getEpochSecond()
                && (!money || hold.kind().holdsMoney())
                && (institution == null || institution.equals(hold.institution())),
        Comparator.comparingLong(StandingHold::endsAtS),
        max);
  }

  /// Open orders, those about most money first; the rest by how long they have waited.
  ///
  /// @param worth what an order's money is worth hurrying for
  public List<Of<OpenOrder>> open(
      Predicate<OpenOrder> which, ToDoubleFunction<OpenOrder> worth, int max) {
    return marks(
        fold.all().map(row -> new Marks<>(row.caseId(), row.open())),
        which,
        Comparator.comparingDouble(worth).reversed().thenComparingLong(OpenOrder::dueAtS),
        max);
  }

  private record Marks<M>(CaseId caseId, List<M> marks) {}

  private static <M> List<Of<M>> marks(
      Stream<Marks<M>> rows, Predicate<M> which, Comparator<M> first, int max) {
    var found = new ArrayList<Of<M>>();
    rows.forEach(
        row -> {
          for (M mark : row.marks()) {
            if (which.test(mark)) {
              found.add(new Of<>(row.caseId(), mark));
            }
          }
        });
    found.sort(
        Comparator.comparing((Of<M> of) -> of.mark(), first)
            .thenComparing(of -> of.caseId().value()));
    return found.size() <= max ? found : List.copyOf(found.subList(0, max));
  }

  /// The cases that fit, the newest first.
  ///
  /// @param after the case that the page before ended with; null for the first page
  public List<CaseRow> cases(Predicate<CaseRow> which, @Nullable CaseId after, int max) {
    CaseRow place = after == null ? null : fold.row(after).orElse(null);
    return fold.newestFirst(place).filter(which).limit(max).toList();
  }

  /// The cases of one caller, the newest first; none for a number that is none.
  public List<CaseRow> ofCaller(String number, int max) {
    long caller = CallerNumber.of(number);
    return caller == 0 ? List.of() : cases(row -> row.caller() == caller, null, max);
  }

  /// What was answered to stops during the last day, as far as it tells how much was still there.
  public Stream<Answered> answeredStops() {
    return fold.all().flatMap(row -> row.answered().stream()).filter(Answered::tellsOfMoney);
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("closing", closing);
    } catch (ExecutionException | TimeoutException away) {
      throw new IllegalStateException("the journal does not answer", away);
    }
  }

  /// Ends; what was read of the journal is on disk.
  @Override
  public void close() {
    clockwork.shutdownNow();
    try {
      clockwork.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    Tail following = tail;
    if (following != null) {
      following.close();
    }
    keep();
  }
}
