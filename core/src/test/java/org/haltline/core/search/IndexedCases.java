package org.haltline.core.search;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;

/// Everything that an index of cases says, so that one can be held against another.
final class IndexedCases {
  private IndexedCases() {}

  /// By the case's number every term with how often it stands there, and every value.
  static Map<String, String> all(CaseIndex index) throws IOException {
    index.refresh();
    var all = new TreeMap<String, Set<String>>();
    index.read(
        searcher -> {
          for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader reader = leaf.reader();
            String[] numbers = new String[reader.maxDoc()];
            for (int doc = 0; doc < reader.maxDoc(); doc++) {
              if (reader.getLiveDocs() == null || reader.getLiveDocs().get(doc)) {
                numbers[doc] = reader.storedFields().document(doc).get(CaseDocs.CASE);
                if (all.put(numbers[doc], new TreeSet<>()) != null) {
                  throw new AssertionError("twice in the index: " + numbers[doc]);
                }
              }
            }
            for (FieldInfo field : reader.getFieldInfos()) {
              if (field.getIndexOptions() != IndexOptions.NONE) {
                terms(reader, field.name, numbers, all);
              }
              values(reader, field, numbers, all);
            }
          }
        });
    var told = new TreeMap<String, String>();
    all.forEach((number, says) -> told.put(number, String.join("\n", says)));
    return told;
  }

  private static Set<String> of(Map<String, Set<String>> all, String number) {
    return all.computeIfAbsent(number, one -> new TreeSet<>());
  }

  private static void terms(
      LeafReader reader, String field, String[] numbers, Map<String, Set<String>> all)
      throws IOException {
    Terms terms = reader.terms(field);
    if (terms == null) {
      return;
    }
    TermsEnum each = terms.iterator();
    while (each.next() != null) {
      PostingsEnum docs = each.postings(null, PostingsEnum.FREQS);
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        if (numbers[doc] != null) {
          of(all, numbers[doc]).add(field + "=" + each.term().utf8ToString() + "*" + docs.freq());
        }
      }
    }
  }

  private static void values(
      LeafReader reader, FieldInfo field, String[] numbers, Map<String, Set<String>> all)
      throws IOException {
    switch (field.getDocValuesType()) {
      case SORTED_NUMERIC -> {
        var values = DocValues.getSortedNumeric(reader, field.name);
        for (int doc = 0; doc < numbers.length; doc++) {
          if (numbers[doc] != null && values.advanceExact(doc)) {
            of(all, numbers[doc]).add(field.name + ":" + values.nextValue());
          }
        }
      }
      case SORTED_SET -> {
        var values = DocValues.getSortedSet(reader, field.name);
        for (int doc = 0; doc < numbers.length; doc++) {
          if (numbers[doc] != null && values.advanceExact(doc)) {
            for (int i = 0; i < values.docValueCount(); i++) {
              of(all, numbers[doc])
                  .add(field.name + ":" + values.lookupOrd(values.nextOrd()).utf8ToString());
            }
          }
        }
      }
      default -> {
        // the case's number, and no values
      }
    }
  }
}
