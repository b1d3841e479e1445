package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// The cases on disk.
final class CaseIndex extends KeptIndex {
  /// Changes with whatever makes a document: an index of another form is built anew.
  private static final String FORM = "cases-2";

  private static final Analyzer ANALYZER =
      new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
          return field.startsWith("pairs.") ? CaseWords.PAIRS : CaseWords.WORDS;
        }
      };

  private final Object readyLock = new Object();
  private @Nullable Ready ready;

  /// What counting needs of a reader, made once for each.
  private record Ready(IndexReader reader, SortedSetDocValuesReaderState state) {}

  private CaseIndex(Opened opened) throws IOException {
    super(opened);
  }

  /// The index in this folder, or an empty one.
  ///
  /// @throws Unusable when there is one that this version cannot read, or a damaged one
  static CaseIndex open(Path folder) throws IOException {
    return new CaseIndex(open(folder, FORM, new IndexWriterConfig(ANALYZER)));
  }

  /// What a case says now; nothing any more where there is no document.
  void put(CaseId caseId, @Nullable Document doc) throws IOException {
    var it = new Term(CaseDocs.CASE, caseId.value());
    if (doc == null) {
      writer().deleteDocuments(it);
    } else {
      writer().updateDocument(it, doc);
    }
    wrote();
  }

  /// Adds a case that is known to be new.
  void addNew(Document doc) throws IOException {
    writer().addDocument(doc);
  }

  /// What counting needs of this reader, which has cases.
  SortedSetDocValuesReaderState counting(IndexReader reader) throws IOException {
    synchronized (readyLock) {
      Ready there = ready;
      if (there == null || !there.reader().equals(reader)) {
        there =
            new Ready(reader, new DefaultSortedSetDocValuesReaderState(reader, CaseDocs.CONFIG));
        ready = there;
      }
      return there.state();
    }
  }
}
