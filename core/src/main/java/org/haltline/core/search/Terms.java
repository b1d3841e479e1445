package org.haltline.core.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.jspecify.annotations.Nullable;

/// The terms of one searcher, and of what is newer than it, read without scores: a lookup knows
/// what it wants, so there is nothing to weigh. Whoever is newest comes first.
final class Terms {
  private final IndexSearcher searcher;
  private final Newest newest;

  /// @param newest what the searcher may not have yet
  Terms(IndexSearcher searcher, Newest newest) {
    this.searcher = searcher;
    this.newest = newest;
  }

  /// Those of a searcher alone.
  static Terms of(IndexSearcher searcher) {
    return new Terms(searcher, Newest.NOTHING);
  }

  /// The suspects that have this very term, as many as are wanted.
  boolean each(String field, String term, int max, Consumer<Suspect> sink) throws IOException {
    Set<String> shown = new HashSet<>();
    for (String key : newest.keys(field, term)) {
      showNewest(key, max, shown, sink);
    }
    int left = max - shown.size();
    var wanted = new BytesRef(term);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      org.apache.lucene.index.Terms terms = leaf.reader().terms(field);
      if (terms != null && left > 0) {
        TermsEnum all = terms.iterator();
        if (all.seekExact(wanted)) {
          left -= docs(leaf.reader(), all, left, suspect -> show(suspect, shown, sink));
        }
      }
    }
    return left < max;
  }

  private static int docs(LeafReader reader, TermsEnum at, int max, Consumer<Suspect> sink)
      throws IOException {
    Bits live = reader.getLiveDocs();
    PostingsEnum docs = at.postings(null, PostingsEnum.NONE);
    StoredFields stored = null;
    int found = 0;
    while (found < max && docs.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(docs.docID())) {
        stored = stored == null ? reader.storedFields() : stored;
        sink.accept(body(stored, docs.docID()));
        found++;
      }
    }
    return found;
  }

  /// The suspects that have all that is wanted, some of them where there are too many.
  boolean each(Wanted wanted, int max, Consumer<Suspect> sink) throws IOException {
    Set<String> shown = new HashSet<>();
    for (String key : newest.keys(wanted)) {
      showNewest(key, max, shown, sink);
    }
    boolean any = !shown.isEmpty();
    for (ScoreDoc doc : searcher.search(wanted.query(), max).scoreDocs) {
      show(body(searcher.storedFields(), doc.doc), shown, sink);
      any = true;
    }
    return any;
  }

  private void showNewest(String key, int max, Set<String> shown, Consumer<Suspect> sink)
      throws IOException {
    if (shown.size() < max) {
      Suspect suspect = newest.merged(key, written(key));
      if (suspect != null) {
        shown.add(key);
        sink.accept(suspect);
      }
    }
  }

  private void show(Suspect written, Set<String> shown, Consumer<Suspect> sink) {
    if (!shown.contains(written.key())) {
      sink.accept(Objects.requireNonNull(newest.merged(written.key(), written)));
    }
  }

  private @Nullable Suspect written(String key) throws IOException {
    var found = new ArrayList<Suspect>(1);
    of(searcher).each(SuspectDocs.KEY, key, 1, found::add);
    return found.isEmpty() ? null : found.getFirst();
  }

  static Suspect body(StoredFields stored, int doc) throws IOException {
    return SuspectDocs.suspect(stored.document(doc));
  }

  /// The first terms that begin so, in their order.
  List<String> beginning(String field, String prefix, int max) throws IOException {
    var wanted = new BytesRef(prefix);
    var found = new TreeSet<>(newest.terms(field, prefix, term -> true, max));
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      org.apache.lucene.index.Terms terms = leaf.reader().terms(field);
      if (terms == null) {
        continue;
      }
      TermsEnum all = terms.iterator();
      if (all.seekCeil(wanted) == TermsEnum.SeekStatus.END) {
        continue;
      }
      int taken = 0;
      for (BytesRef term = all.term();
          term != null && taken < max && StringHelper.startsWith(term, wanted);
          term = all.next(), taken++) {
        found.add(term.utf8ToString());
      }
    }
    return found.stream().limit(max).toList();
  }

  /// The terms that an automaton takes, as many as are wanted.
  List<String> taken(String field, Automaton automaton, int max) throws IOException {
    Automaton wanted = Operations.determinize(automaton, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
    var compiled = new CompiledAutomaton(wanted, true, false);
    var found =
        new TreeSet<>(
            newest.terms(
                field, Operations.getCommonPrefix(wanted), term -> takes(compiled, term), max));
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      org.apache.lucene.index.Terms terms = leaf.reader().terms(field);
      if (terms == null) {
        continue;
      }
      TermsEnum some = compiled.getTermsEnum(terms);
      int taken = 0;
      for (BytesRef term = some.next(); term != null && taken < max; term = some.next(), taken++) {
        found.add(term.utf8ToString());
      }
    }
    return new ArrayList<>(found).subList(0, Math.min(max, found.size()));
  }

  private static boolean takes(CompiledAutomaton compiled, String term) {
    var bytes = new BytesRef(term);
    return Objects.requireNonNull(compiled.runAutomaton)
        .run(bytes.bytes, bytes.offset, bytes.length);
  }
}
