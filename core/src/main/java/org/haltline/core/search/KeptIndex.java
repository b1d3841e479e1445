package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.haltline.core.journal.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An index on disk that a journal is read into. One thread writes, any number read; what was
/// written is found after [#refresh], and is on disk, together with how far the journal was read,
/// after [#commit].
abstract class KeptIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptIndex.class);
  private static final String POSITION = "position";
  private static final String FORM = "form";
  private static final String WHOLE = "whole";

  /// What Lucene may gather in memory before it writes a segment.
  private static final double BUFFER_MB = 24;

  /// Segments below this size are merged together whatever their sizes. While reports come in there
  /// is a new one of some 50 kB at every refresh: with Lucene's own 16 MB, all that is below is
  /// written anew every second.
  private static final double SMALL_MB = 0.25;

  private final Path folder;
  private final String form;
  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  private Position position;
  private boolean whole;
  private boolean unseen;
  private boolean uncommitted;

  /// A folder that Lucene has opened.
  record Opened(Path folder, String form, FSDirectory directory, IndexWriter writer) {}

  /// Opens what is in the folder, or an empty index.
  ///
  /// @param form what the documents are written as
  /// @throws Unusable when there is one that this version cannot read, or a damaged one
  static Opened open(Path folder, String form, IndexWriterConfig config) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      config
          .setRAMBufferSizeMB(BUFFER_MB)
          .setCommitOnClose(false)
          .setMergeScheduler(new QuietMerges())
          .setMergePolicy(new TieredMergePolicy().setFloorSegmentMB(SMALL_MB));
      writer = new IndexWriter(directory, config);
      String there = data(writer).getOrDefault(FORM, form);
      if (!there.equals(form)) {
        throw new Unusable("it was written as " + there + ", not as " + form);
      }
      return new Opened(folder, form, directory, writer);
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

  /// Merging on threads of its own. A merge whose files somebody deleted is told to whoever writes
  /// next, and an index that cannot be written is built anew: the stack trace that Lucene's own
  /// throws at the console would say no more.
  private static final class QuietMerges extends ConcurrentMergeScheduler {
    /// Nobody waits for a merge: whoever writes or asks goes first, whatever wrote the segments.
    @Override
    protected synchronized MergeThread getMergeThread(
        MergeSource source, MergePolicy.OneMerge merge) {
      var thread =
          new MergeThread(source, merge) {
            @Override
            public void run() {
              Background.lower();
              super.run();
            }
          };
      thread.setDaemon(true);
      thread.setName("index-merging");
      return thread;
    }

    @Override
    protected void handleMergeException(Throwable failed) {
      LOG.warn("segments were not merged: {}", failed.toString());
    }
  }

  KeptIndex(Opened opened) throws IOException {
    this.folder = opened.folder();
    this.form = opened.form();
    this.directory = opened.directory();
    this.writer = opened.writer();
    Map<String, String> data = data(writer);
    this.position =
        data.containsKey(POSITION) ? Position.parse(data.get(POSITION)) : Position.START;
    this.whole = Boolean.parseBoolean(data.get(WHOLE));
    this.searchers = new SearcherManager(writer, true, true, null);
  }

  private static Map<String, String> data(IndexWriter writer) {
    var data = new HashMap<String, String>();
    Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
    if (live != null) {
      live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  final Path folder() {
    return folder;
  }

  final IndexWriter writer() {
    return writer;
  }

  /// Everything up to here is in it.
  final synchronized Position position() {
    return position;
  }

  /// Whether nothing can be written any more, as when somebody deleted its files.
  final boolean isBroken() {
    return !writer.isOpen();
  }

  /// Whether it has caught up with the journal's end once.
  final synchronized boolean isWhole() {
    return whole;
  }

  final synchronized void markWhole() {
    whole = true;
    uncommitted = true;
  }

  /// Something was written that nobody finds yet.
  final synchronized void wrote() {
    unseen = true;
    uncommitted = true;
  }

  /// The journal was read up to here.
  final synchronized void moved(Position to) {
    position = to;
    uncommitted = true;
  }

  /// Takes in what was handed over since the last time, where anything is.
  void takeIn() {
    // most indexes know what was written in them and nothing else
  }

  /// Lets what was written be found; whether there was anything.
  synchronized boolean refresh() throws IOException {
    if (!unseen) {
      return false;
    }
    searchers.maybeRefreshBlocking();
    unseen = false;
    return true;
  }

  /// Until what was written so far is merged as far as it is going to be.
  final void awaitMerges() {
    if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
      merges.sync();
    }
  }

  /// Lets everything be found, whoever wrote it.
  final void show() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /// Brings everything to disk, with the place in the journal up to which it goes.
  final synchronized void commit() throws IOException {
    if (!uncommitted) {
      return;
    }
    writer.setLiveCommitData(
        Map.of(POSITION, position.toString(), FORM, form, WHOLE, Boolean.toString(whole))
            .entrySet());
    writer.commit();
    uncommitted = false;
  }

  /// What is done with a searcher, which is given back afterwards.
  interface Reading {
    void read(IndexSearcher searcher) throws IOException;
  }

  final void read(Reading reading) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      reading.read(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /// How many documents there are.
  final int size() throws IOException {
    int[] size = new int[1];
    read(searcher -> size[0] = searcher.getIndexReader().numDocs());
    return size[0];
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
  final synchronized void abandon() {
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
