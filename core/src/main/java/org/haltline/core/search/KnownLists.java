package org.haltline.core.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.haltline.core.codec.Wire;
import org.haltline.core.journal.Register;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.files.StoredFile;
import org.haltline.core.listing.CannotReadList;
import org.haltline.core.listing.ListReader;
import org.haltline.core.listing.ListRow;
import org.haltline.core.search.KnownList.State;
import org.haltline.core.search.Lookup.Found;
import org.haltline.core.search.Lookup.Reach;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lists that people brought in: files under their hashes, heads in the centre's register, and
/// an index that grows back out of the two. A list is in force once its head is registered, and its
/// head is registered once the whole file was read. One thread reads, registers and drops, so that
/// what is dropped is never read on; it commits what it wrote when it looks around, for an index
/// that lost its last lists grows them anew.
public final class KnownLists implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownLists.class);
  private static final String KIND = "list";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int SAID_MAX = 10;
  private static final int SHOWN_EVERY = 1_000;

  /// Entries that go into the index together.
  private static final int TOGETHER = 500;

  /// Understanding a row takes less than writing it, so two write what one reads.
  private static final int WRITERS = 2;

  /// What the register calls lists that were taken in and are not read yet.
  private static final String COMING = "list-coming";

  private static final Counted NOTHING = new Counted(0, 0, 0, 0);

  /// Of what is written beside the index and nobody needs after a start.
  private static final List<String> PASSING = List.of("list-", "arriving-");

  private final ListedIndex index;
  private final Register register;
  private final FileStore files;
  private final Path work;
  private final InstantSource clock;
  private final ScheduledExecutorService reading =
      Executors.newSingleThreadScheduledExecutor(Background.threads("lists"));

  /// Write batches into the index while the next is read.
  private final ExecutorService writing =
      Executors.newFixedThreadPool(WRITERS, Background.threads("lists-writing"));

  /// What this process knows of lists: those in force, and those that are being read.
  private final Map<String, KnownList> known = new ConcurrentHashMap<>();

  /// What is to be dropped. Each waits for its answer, so there are no more than requests. Its lock
  /// keeps a file that comes in apart from the same file that goes.
  private final Queue<Dropping> dropping = new ConcurrentLinkedQueue<>();

  /// Those that were dropped since the register was last read; of the reading thread alone.
  private final Set<String> gone = new HashSet<>();

  private volatile boolean closing;

  private record Dropping(String listId, CompletableFuture<Boolean> done) {}

  /// The list that was being read is wanted no more.
  private static final class Dropped extends IOException {
    private static final long serialVersionUID = 1;
  }

  private KnownLists(
      ListedIndex index, Register register, FileStore files, Path work, InstantSource clock) {
    this.index = index;
    this.register = register;
    this.files = files;
    this.work = work;
    this.clock = clock;
  }

  /// Opens the index in this folder; what it lacks is read in the background, from [#follow()] on.
  public static KnownLists open(Path root, Register register, FileStore files, InstantSource clock)
      throws IOException {
    var folder = new IndexFolder<>(root, "lists", ListedIndex::open);
    clean(root);
    return new KnownLists(folder.open(), register, files, root, clock);
  }

  /// Looks from now on for lists that the register has and the index lacks, or the other way round.
  public void follow() {
    var _ =
        reading.scheduleWithFixedDelay(
            this::catchUp, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Takes a file in. The answer comes as soon as it is on disk; what becomes of it is told by
  /// [#all()]. A file that was taken in before changes nothing.
  public KnownList bring(InputStream content, long bytesMax, String name, String by)
      throws IOException {
    StoredFile file = files.put(content, bytesMax);
    var fresh =
        new KnownList(file.sha256(), name, by, clock.instant(), 0, 0, 0, 0, State.READING, null);
    // before anybody is told that it was taken in: whatever ends this process, it is read in then
    await(register.write(COMING, fresh.listId(), 0, Wire.JSON.writeValueAsBytes(fresh)));
    synchronized (dropping) {
      KnownList there = known.get(file.sha256());
      if (there != null && there.state() != State.REFUSED) {
        return there;
      }
      if (files.find(file.sha256()).isEmpty()) {
        throw new IOException("the same list was dropped while it came in; send it again");
      }
      known.put(file.sha256(), fresh);
    }
    reading.execute(() -> readIn(fresh.listId()));
    return fresh;
  }

  /// Where a file may lie while it comes in; what begins with `arriving-` is gone after a restart.
  public Path arrivals() {
    return work;
  }

  /// All of them, the newest first.
  public List<KnownList> all() {
    return known.values().stream().sorted(Comparator.comparing(KnownList::at).reversed()).toList();
  }

  public Optional<KnownList> find(String listId) {
    return Optional.ofNullable(known.get(listId));
  }

  /// Takes a list out of force, even while it is read; false where there is none.
  public CompletionStage<Boolean> drop(String listId) {
    var asked = new Dropping(listId, new CompletableFuture<>());
    dropping.add(asked);
    reading.execute(this::dropAsked);
    return asked.done();
  }

  /// Takes what is wrong with a list, one by one.
  public interface FaultSink {
    void take(ListRow.Fault fault) throws IOException;
  }

  /// What is wrong with a list, row by row, read from its file once more.
  public void faults(String listId, FaultSink sink) throws IOException {
    rows(
        listId,
        row -> {
          for (ListRow.Fault fault : row.faults()) {
            sink.take(fault);
          }
        });
  }

  /// Takes whom a list names, one by one.
  public interface Sink {
    void take(ListRow.Entry entry) throws IOException;
  }

  /// Whom a list names, in its own order.
  public void entries(String listId, Sink sink) throws IOException {
    rows(
        listId,
        row -> {
          for (ListRow.Entry entry : row.entries()) {
            sink.take(entry);
          }
        });
  }

  private void rows(String listId, ListReader.Sink sink) throws IOException {
    try {
      read(listId, sink);
    } catch (CannotReadList changed) {
      throw new IOException("list " + listId + " was read before and cannot be now", changed);
    }
  }

  /// Whom lists name, and how that fits what was asked for.
  public record Listed(Subject subject, Match match, List<On> on) {}

  /// What one list says.
  public record On(KnownList list, @Nullable String name, @Nullable String note) {}

  /// Who fits what was typed, unfinished as it may be, one slip allowed.
  public List<Listed> find(String typed, Function<String, Optional<String>> institutions, int max) {
    return find(Asked.of(typed), Reach.TYPED, institutions, max);
  }

  /// Where a subject is named, one slip allowed.
  public List<Listed> screen(
      Subject subject, Function<String, Optional<String>> institutions, int max) {
    return find(Asked.about(subject), Reach.WHOLE, institutions, max);
  }

  private List<Listed> find(
      Asked asked, Reach reach, Function<String, Optional<String>> institutions, int max) {
    var listed = new ArrayList<Listed>();
    try {
      var found = new ArrayList<Found>();
      index.read(
          searcher ->
              found.addAll(new Lookup(Terms.of(searcher), institutions, max).find(asked, reach)));
      for (Found one : found) {
        var on = new ArrayList<On>();
        for (var said : index.said(one.suspect().subject(), SAID_MAX)) {
          KnownList list = known.get(said.list());
          if (list != null && list.state() == State.READY) {
            on.add(new On(list, said.name(), said.note()));
          }
        }
        if (!on.isEmpty()) {
          listed.add(new Listed(one.suspect().subject(), one.match(), on));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the lists cannot be read", unreadable);
    }
    return listed;
  }

  // --- reading in

  private void readIn(String listId) {
    KnownList list = known.get(listId);
    if (list == null || list.state() != State.READING) {
      return; // dropped before its turn
    }
    try {
      readThrough(list);
    } catch (IOException | RuntimeException failed) {
      if (closing) {
        LOG.debug("list {} is read in after the next start", listId);
        return;
      }
      LOG.warn("list {} was not read: {}", listId, failed.toString());
      refuse(list, "FAILED");
    }
  }

  private void readThrough(KnownList list) throws IOException {
    String listId = list.listId();
    try {
      KnownList whole = indexed(list);
      if (await(register.read(KIND, listId)).isEmpty()) {
        requireComing(listId);
        await(register.write(KIND, listId, 0, Wire.JSON.writeValueAsBytes(whole)));
      }
      known.put(listId, whole);
      hasCome(listId);
    } catch (Dropped unwanted) {
      LOG.debug("list {} was dropped while it was read", listId);
    } catch (CannotReadList refused) {
      refuse(list, refused.why().name());
    }
  }

  /// Another process may have been told to drop it meanwhile.
  private void requireComing(String listId) throws IOException {
    if (await(register.read(COMING, listId)).isEmpty()) {
      known.remove(listId);
      index.drop(listId);
      throw new Dropped();
    }
  }

  /// It is in force, or never will be.
  private void hasCome(String listId) {
    var coming = await(register.read(COMING, listId));
    if (coming.isPresent()) {
      await(register.remove(COMING, listId, coming.get().version()));
    }
  }

  private void refuse(KnownList list, String why) {
    boolean unneeded = hasNoHead(list.listId());
    try {
      synchronized (dropping) {
        try {
          if (unneeded) {
            files.remove(list.listId());
          }
        } finally { // told last: whoever reads that it was refused finds nothing of it
          known.put(list.listId(), with(list, NOTHING, State.REFUSED, why));
        }
      }
      index.drop(list.listId());
      hasCome(list.listId());
    } catch (IOException | RuntimeException left) {
      LOG.warn("something is left of list {}: {}", list.listId(), left.toString());
    }
  }

  /// Whether the list is in force nowhere; while the register is away, it may be in another
  /// process, which needs its file.
  private boolean hasNoHead(String listId) {
    try {
      return await(register.read(KIND, listId)).isEmpty();
    } catch (RuntimeException away) {
      LOG.debug("the file of list {} is kept: {}", listId, away.toString());
      return false;
    }
  }

  /// How much of a list was read.
  private record Counted(long rows, long entries, long faults, double share) {}

  /// Every row into the index; the list is in force in this process when it is through.
  private KnownList indexed(KnownList list) throws IOException, CannotReadList {
    index.drop(list.listId());
    index.begin();
    try {
      var counting = new Counting(list.listId());
      try {
        read(list.listId(), counting);
        counting.writeRest();
      } finally {
        counting.await();
      }
      requireWanted(list.listId());
      index.finish(list.listId());
      index.refresh();
      return with(list, counting.now(1), State.READY, null);
    } finally {
      index.rest();
    }
  }

  /// Takes the rows of one list into the index and tells how far it is.
  private final class Counting implements ListReader.Sink {
    private final String listId;
    private long rows;
    private long entries;
    private long faults;
    private long done;
    private long of;
    private List<ListRow.Entry> gathered = new ArrayList<>();
    private final CompletionService<Integer> writers = new ExecutorCompletionService<>(writing);
    private int underWay;

    Counting(String listId) {
      this.listId = listId;
    }

    @Override
    public void reached(long done, long of) {
      this.done = done;
      this.of = of;
    }

    @Override
    public void take(ListRow row) throws IOException {
      if (!dropping.isEmpty()) {
        await(); // what is dropped is not written afterwards
      }
      requireWanted(listId);
      rows++;
      faults += row.faults().isEmpty() ? 0 : 1;
      entries += row.entries().size();
      gathered.addAll(row.entries());
      if (gathered.size() >= TOGETHER) {
        writeRest();
      }
      if (rows % SHOWN_EVERY == 0) {
        double share = of == 0 ? 0 : Math.min(1, (double) done / of);
        known.computeIfPresent(
            listId,
            (id, it) ->
                it.state() == State.READING ? with(it, now(share), State.READING, null) : it);
      }
    }

    /// Has what was gathered written, while reading goes on. Whichever batch is done first makes
    /// room for the next: one that happens to put a segment on disk takes a hundred times as long,
    /// and the other writer is not to wait for it.
    void writeRest() throws IOException {
      if (underWay > WRITERS) {
        awaitOne();
      }
      List<ListRow.Entry> batch = gathered;
      gathered = new ArrayList<>(TOGETHER);
      var _ =
          writers.submit(
              () -> {
                index.add(listId, batch);
                return batch.size();
              });
      underWay++;
    }

    /// Until nothing is being written.
    void await() throws IOException {
      IOException first = null;
      while (underWay > 0) {
        try {
          awaitOne();
        } catch (IOException failed) {
          first = first == null ? failed : first;
        }
      }
      if (first != null) {
        throw first;
      }
    }

    private void awaitOne() throws IOException {
      underWay--;
      try {
        writers.take().get();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        throw new IOException("closing", closing);
      } catch (ExecutionException failed) {
        throw new IOException("the index was not written", failed.getCause());
      }
    }

    Counted now(double share) {
      return new Counted(rows, entries, faults, share);
    }
  }

  /// Between two rows, what is to be dropped goes: nobody waits until a million rows are read.
  private void requireWanted(String listId) throws IOException {
    if (closing) {
      throw new IOException("the house closes");
    }
    dropAsked();
    if (!known.containsKey(listId)) {
      throw new Dropped();
    }
  }

  /// All that were asked for until now. Nothing is in force of them as soon as their heads are
  /// gone; the index takes them together.
  private void dropAsked() {
    var dropped = new LinkedHashMap<Dropping, Boolean>();
    for (Dropping each = dropping.poll(); each != null; each = dropping.poll()) {
      try {
        dropped.put(each, dropNow(each.listId()));
      } catch (IOException | RuntimeException failed) {
        each.done().completeExceptionally(failed);
      }
    }
    if (dropped.isEmpty()) {
      return;
    }
    try {
      index.refresh();
    } catch (IOException unseen) {
      LOG.warn("dropped lists are left in the index: {}", unseen.toString());
    }
    dropped.forEach((each, was) -> each.done().complete(was));
  }

  private boolean dropNow(String listId) throws IOException {
    var entry = await(register.read(KIND, listId));
    if (entry.isPresent()) {
      await(register.remove(KIND, listId, entry.get().version()));
    }
    hasCome(listId);
    gone.add(listId);
    index.drop(listId);
    boolean was;
    synchronized (dropping) {
      was = known.remove(listId) != null;
      files.remove(listId);
    }
    return was || entry.isPresent();
  }

  private static KnownList with(
      KnownList it, Counted counted, State state, @Nullable String trouble) {
    return new KnownList(
        it.listId(),
        it.name(),
        it.by(),
        it.at(),
        counted.rows(),
        counted.entries(),
        counted.faults(),
        counted.share(),
        state,
        trouble);
  }

  /// A workbook is read from a file, and the store gives none away: a copy beside it.
  private void read(String listId, ListReader.Sink sink) throws IOException, CannotReadList {
    Path copy = Files.createTempFile(work, "list-", "");
    try (InputStream content = files.open(listId)) {
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
      ListReader.read(copy, sink);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// What the register has is in force; what it does not have, and nobody reads, is not.
  private void catchUp() {
    try {
      gone.clear();
      Map<String, KnownList> registered = new LinkedHashMap<>();
      for (Register.Entry entry : await(register.all(KIND))) {
        KnownList list = Wire.JSON.readValue(entry.value(), KnownList.class);
        registered.put(list.listId(), list);
      }
      registered.values().forEach(this::inForce);
      known
          .values()
          .removeIf(it -> it.state() == State.READY && !registered.containsKey(it.listId()));
      var nobodys = new HashSet<>(index.lists());
      nobodys.removeAll(known.keySet());
      for (String list : nobodys) {
        index.drop(list);
      }
      readOn(registered.keySet()); // last: what was registered before knows nothing of them
      index.refresh();
      index.commit();
    } catch (IOException | RuntimeException away) {
      LOG.debug("the lists were not looked at: {}", away.toString());
    }
  }

  /// Those that a process took in and ended before it had read them, the first first. Where another
  /// one is just reading them, both do; each needs them in its own index.
  private void readOn(Set<String> registered) throws IOException {
    var coming = new ArrayList<KnownList>();
    for (Register.Entry entry : await(register.all(COMING))) {
      coming.add(Wire.JSON.readValue(entry.value(), KnownList.class));
    }
    coming.sort(Comparator.comparing(KnownList::at));
    for (KnownList list : coming) {
      String listId = list.listId();
      if (registered.contains(listId)) {
        hasCome(listId);
      } else if (!gone.contains(listId)
          && files.find(listId).isPresent()
          && known.putIfAbsent(listId, list) == null) {
        readOn(list);
      }
    }
  }

  /// What stands in the way here may not stand in the way of another process: nothing is refused.
  private void readOn(KnownList list) {
    try {
      readThrough(list);
    } catch (IOException | RuntimeException failed) {
      LOG.debug("list {} is tried again: {}", list.listId(), failed.toString());
      known.remove(list.listId());
    }
  }

  /// A list whose file is not here is known by its head alone, and holds nobody else up.
  private void inForce(KnownList list) {
    if (gone.contains(list.listId())) {
      return;
    }
    try {
      if (!index.has(list.listId())) {
        known.putIfAbsent(list.listId(), with(list, NOTHING, State.READING, null));
        indexed(list);
      }
      known.put(list.listId(), list);
    } catch (Dropped unwanted) {
      LOG.debug("list {} was dropped while it was read anew", list.listId());
    } catch (IOException | CannotReadList | RuntimeException missing) {
      LOG.debug("list {} cannot be looked into: {}", list.listId(), missing.toString());
      known.computeIfPresent(list.listId(), (id, now) -> list);
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("closing", closing);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("the register does not answer", late);
    }
  }

  /// Ends; a list that is being read is read from its beginning after the next start. Nobody is
  /// interrupted, for an interrupt closes the files of whoever writes just then.
  @Override
  public void close() {
    closing = true;
    reading.shutdown();
    try {
      reading.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    writing.close();
    index.close();
    try {
      clean(work);
    } catch (IOException kept) {
      LOG.debug("a copy is left: {}", kept.toString());
    }
  }

  /// What a killed process left half done.
  private static void clean(Path work) throws IOException {
    Files.createDirectories(work);
    try (Stream<Path> left = Files.list(work)) {
      for (Path each : left.toList()) {
        if (PASSING.stream().anyMatch(each.getFileName().toString()::startsWith)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
