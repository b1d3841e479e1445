package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.haltline.core.casework.Latest;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// The suspects on disk.
final class SuspectIndex extends KeptIndex {
  /// What may be written before it must be found: it is all kept in memory until then.
  private static final int UNSEEN_MAX = 20_000;

  /// Those written last are written again soon, when it is known what became of the orders.
  private static final int WRITTEN_LAST = 4_000;

  private final Latest<String, Suspect> written = new Latest<>(WRITTEN_LAST);

  /// Written since the last refresh, and not yet found by anybody.
  private final Map<String, @Nullable Suspect> unseen = new HashMap<>();

  /// Journalled a moment ago, and found before it is written here.
  private final Newest newest;

  /// Cases that were written since the last refresh, as far as they were.
  private final Map<CaseId, Long> told = new HashMap<>();

  private SuspectIndex(Opened opened, UnaryOperator<BankAccount> settle) throws IOException {
    super(opened);
    this.newest = new Newest(settle);
  }

  /// The index in this folder, or an empty one.
  ///
  /// @param settle an account as the institution that keeps it knows it
  /// @throws Unusable when there is one that this version cannot read, or a damaged one
  static SuspectIndex open(Path folder, UnaryOperator<BankAccount> settle) throws IOException {
    return new SuspectIndex(open(folder, SuspectForm.VERSION, new IndexWriterConfig()), settle);
  }

  /// The same where accounts stay as they were told.
  static SuspectIndex open(Path folder) throws IOException {
    return open(folder, account -> account);
  }

  Newest newest() {
    return newest;
  }

  /// A lookup begins: it finds whatever was handed over until now.
  void look(Looking looking) throws IOException {
    newest.takeIn();
    read(searcher -> looking.look(new Terms(searcher, newest)));
  }

  @Override
  void takeIn() {
    newest.takeIn();
  }

  /// What is done with everything there is to find.
  interface Looking {
    void look(Terms terms) throws IOException;
  }

  /// A case is written, so far: from the next refresh on nothing newer needs to be kept of it.
  synchronized void told(CaseId caseId, long version) {
    told.put(caseId, version);
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
            Terms.of(searcher)
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
      writer().deleteDocuments(new Term(SuspectDocs.KEY, key));
      unseen.put(key, null);
      written.forget(key);
      wrote();
    } else if (!next.equals(suspect)) {
      write(next);
    }
  }

  private void write(Suspect suspect) throws IOException {
    writer().updateDocument(new Term(SuspectDocs.KEY, suspect.key()), SuspectDocs.of(suspect));
    unseen.put(suspect.key(), suspect);
    written.put(suspect.key(), suspect);
    wrote();
    if (unseen.size() > UNSEEN_MAX) {
      refresh();
    }
  }

  /// Adds suspects that are known to be new: nothing is looked up, nothing replaced.
  void addNew(Suspect suspect) throws IOException {
    writer().addDocument(SuspectDocs.of(suspect));
  }

  private @Nullable Suspect find(String key) throws IOException {
    if (unseen.containsKey(key)) {
      return unseen.get(key);
    }
    Suspect last = written.get(key);
    if (last != null) {
      return last;
    }
    var found = new ArrayList<Suspect>(1);
    read(searcher -> Terms.of(searcher).each(SuspectDocs.KEY, key, 1, found::add));
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  synchronized boolean refresh() throws IOException {
    boolean any = super.refresh();
    unseen.clear();
    newest.letGo(told);
    told.clear();
    return any;
  }

  /// Every suspect there is, in no order, with what was handed over until now.
  void eachKnown(Consumer<Suspect> sink) throws IOException {
    newest.takeIn();
    // asked first: whoever leaves the memory after that is found on disk
    Map<String, List<Suspect>> inMemory = newest.all();
    each(
        suspect -> {
          List<Suspect> more = inMemory.remove(suspect.key());
          sink.accept(more == null ? suspect : suspect.with(more));
        });
    inMemory.values().forEach(more -> sink.accept(more.getFirst().with(more)));
  }

  /// Every suspect on disk, in no order.
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
}
