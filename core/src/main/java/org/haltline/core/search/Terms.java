package org.haltline.core.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.Operations;

/// The terms of one searcher, read without scores: a lookup knows what it wants, so there is
/// nothing to weigh.
final class Terms {
  private final IndexSearcher searcher;

  Terms(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /// The suspects that have this very term, as many as are wanted.
  boolean each(String field, String term, int max, Consumer<Suspect> sink) throws IOException {
    var wanted = new BytesRef(term);
    int left = max;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      org.apache.lucene.index.Terms terms = leaf.reader().terms(field);
      if (terms != null && left > 0) {
        TermsEnum all = terms.iterator();
        if (all.seekExact(wanted)) {
          left -= docs(leaf.reader(), all, left, sink);
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

  static Suspect body(StoredFields stored, int doc) throws IOException {
    BytesRef bytes = stored.document(doc).getBinaryValue(SuspectDocs.BODY);
    return SuspectForm.read(Objects.requireNonNull(bytes, "a suspect without a body"));
  }

  /// The first terms that begin so, in their order.
  List<String> beginning(String field, String prefix, int max) throws IOException {
    var wanted = new BytesRef(prefix);
    var found = new TreeSet<String>();
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
    var found = new TreeSet<String>();
    var compiled =
        new CompiledAutomaton(
            Operations.determinize(automaton, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT),
            true,
            false);
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
}
