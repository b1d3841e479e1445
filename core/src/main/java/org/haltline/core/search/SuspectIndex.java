package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The suspects on disk. One thread writes, any number read; what was written is found after
/// [#refresh], and is on disk, together with how far the journal was read, after [#commit].
final class SuspectIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SuspectIndex.class);
  private static final String POSITION = "position";
  private static final String FORM = "form";
  private static final String WHOLE = "whole";

  /// What Lucene may gather in memory before it writes a segment.
  private static final double BUFFER_MB = 24;

  /// Segments below this size are merged together whatever their sizes. While reports come in there
  /// is a new one of some 50 kB at every refresh: with Lucene's own 16 MB, all that is below is
  /// written anew every second.
  private static final double SMALL_MB = 0.25;

  /// What may be written before it must be found: it is all kept in memory until then.
  private static final int UNSEEN_MAX = 20_000;

  private final Path folder;
  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  /// Written since the last refresh, and not yet found by anybody.
  private final Map<String, @Nullable Suspect> unseen = new HashMap<>();

  private Position position;
  private boolean whole;
  private boolean uncommitted;

  private SuspectIndex(Path folder, FSDirectory directory, IndexWriter writer) throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.writer = writer;
    Map<String, String> data = data(writer);
    this.position =
        data.containsKey(POSITION) ? Position.parse(data.get(POSITION)) : Position.START;
    this.whole = Boolean.parseBoolean(data.get(WHOLE));
    this.searchers = new SearcherManager(writer, true, true, null);
  }

  /// The index in this folder, or an empty one.
  ///
  /// @throws Unusable when there is one that this version cannot read, or a damaged one
  static SuspectIndex open(Path folder) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      var config =
          new IndexWriterConfig()
              .setRAMBufferSizeMB(BUFFER_MB)
              .setCommitOnClose(false)
              .setMergePolicy(new TieredMergePolicy().setFloorSegmentMB(SMALL_MB));
      writer = new IndexWriter(directory, config);
      Map<String, String> data = data(writer);
      String form = data.getOrDefault(FORM, SuspectForm.VERSION);
      if (!form.equals(SuspectForm.VERSION)) {
        throw new Unusable("it was written as " + form + ", not as " + SuspectForm.VERSION);
      }
      return new SuspectIndex(folder, directory, writer);
    } catch (IOException | RuntimeException faulty) {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
      throw faulty;
    }
  }

  /// An index that has to be built anew.
  static final class Unusable extends IOException {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why);
    }
  }

  private static Map<String, String> data(IndexWriter writer) {
    var data = new HashMap<String, String>();
    Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
    if (live != null) {
      live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  Path folder() {
    return folder;
  }

  /// Everything up to here is in it.
  synchronized Position position() {
    return position;
  }

  /// Whether it has caught up with the journal's end once.
  synchronized boolean isWhole() {
    return whole;
  }

  synchronized void markWhole() {
    whole = true;
    uncommitted = true;
  }

  /// What one case says now.
  synchronized void apply(Collection<Suspect> ofOneCase) throws IOException {
    for (Suspect said : ofOneCase) {
      Suspect known = find(said.key());
      Suspect next = known == null ? said : known.with(said);
      if (!next.equals(known)) {
        write(next);
      }
    }
  }

  /// The suspects that a case names, as far as the index knows.
  synchronized Set<String> named(CaseId caseId) throws IOException {
    refresh();
    Set<String> keys = new HashSet<>();
    read(
        searcher ->
            new Terms(searcher)
                .each(
                    SuspectDocs.CASE,
                    caseId.value(),
                    Integer.MAX_VALUE,
                    suspect -> keys.add(suspect.key())));
    return keys;
  }

  /// Takes out whatever a case said.
  synchronized void forget(CaseId caseId) throws IOException {
    for (String key : named(caseId)) {
      forget(caseId, key);
    }
  }

  /// Takes out what a case said of one suspect, who is gone where no other case names it.
  synchronized void forget(CaseId caseId, String key) throws IOException {
    Suspect suspect = find(key);
    if (suspect == null) {
      return;
    }
    Suspect next = suspect.without(caseId);
    if (next.mentions().isEmpty()) {
      writer.deleteDocuments(new Term(SuspectDocs.KEY, key));
      unseen.put(key, null);
      uncommitted = true;
    } else if (!next.equals(suspect)) {
      write(next);
    }
  }

  private void write(Suspect suspect) throws IOException {
    writer.updateDocument(new Term(SuspectDocs.KEY, suspect.key()), SuspectDocs.of(suspect));
    unseen.put(suspect.key(), suspect);
    uncommitted = true;
    if (unseen.size() > UNSEEN_MAX) {
      refresh();
    }
  }

  /// Adds suspects that are known to be new: nothing is looked up, nothing replaced.
  void addNew(Suspect suspect) throws IOException {
    writer.addDocument(SuspectDocs.of(suspect));
  }

  private @Nullable Suspect find(String key) throws IOException {
    if (unseen.containsKey(key)) {
      return unseen.get(key);
    }
    var found = new ArrayList<Suspect>(1);
    read(searcher -> new Terms(searcher).each(SuspectDocs.KEY, key, 1, found::add));
    return found.isEmpty() ? null : found.getFirst();
  }

  /// The journal was read up to here.
  synchronized void moved(Position to) {
    position = to;
    uncommitted = true;
  }

  /// Lets what was written be found; whether there was anything.
  synchronized boolean refresh() throws IOException {
    if (unseen.isEmpty()) {
      return false;
    }
    searchers.maybeRefreshBlocking();
    unseen.clear();
    return true;
  }

  /// Brings everything to disk, with the place in the journal up to which it goes.
  synchronized void commit() throws IOException {
    if (!uncommitted) {
      return;
    }
    writer.setLiveCommitData(
        Map.of(
                POSITION,
                position.toString(),
                FORM,
                SuspectForm.VERSION,
                WHOLE,
                Boolean.toString(whole))
            .entrySet());
    writer.commit();
    uncommitted = false;
  }

  /// What is done with a searcher, which is given back afterwards.
  interface Reading {
    void read(IndexSearcher searcher) throws IOException;
  }

  void read(Reading reading) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      reading.read(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /// Every suspect there is, in no order.
  void each(Consumer<Suspect> sink) throws IOException {
    read(
        searcher -> {
          for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader reader = leaf.reader();
            Bits live = reader.getLiveDocs();
            for (int doc = 0; doc < reader.maxDoc(); doc++) {
              if (live == null || live.get(doc)) {
                sink.accept(Terms.body(reader.storedFields(), doc));
              }
            }
          }
        });
  }

  /// How many suspects there are.
  int size() throws IOException {
    int[] size = new int[1];
    read(searcher -> size[0] = searcher.getIndexReader().numDocs());
    return size[0];
  }

  /// Lets suspects that were added as new be found.
  void show() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /// Commits what is there and ends.
  @Override
  public void close() {
    try {
      commit();
    } catch (IOException lost) {
      throw new UncheckedIOException("the index in " + folder + " was not committed", lost);
    } finally {
      abandon();
    }
  }

  /// Ends without a commit, as a process that is killed does.
  synchronized void abandon() {
    try {
      searchers.close();
      writer.rollback();
      directory.close();
    } catch (NoSuchFileException gone) {
      LOG.debug("nothing is left of {}", folder);
    } catch (IOException broken) {
      throw new UncheckedIOException("the index in " + folder + " was not closed", broken);
    }
  }
}
