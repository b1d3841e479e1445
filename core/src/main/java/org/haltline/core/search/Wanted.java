package org.haltline.core.search;

import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Terms of several fields that must all fit one suspect: the last digits, the bank, the name.
record Wanted(List<Part> parts) {

  /// What one field must have.
  sealed interface Part {
    String field();

    record OneOf(String field, Set<String> terms) implements Part {}

    record Beginning(String field, String prefix) implements Part {}
  }

  Query query() {
    var all = new BooleanQuery.Builder();
    parts.forEach(part -> all.add(query(part), Occur.FILTER));
    return all.build();
  }

  private static Query query(Part part) {
    return switch (part) {
      case Part.OneOf(String field, Set<String> terms) when terms.size() == 1 ->
          new TermQuery(new Term(field, terms.iterator().next()));
      case Part.OneOf(String field, Set<String> terms) ->
          new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
      case Part.Beginning(String field, String prefix) -> new PrefixQuery(new Term(field, prefix));
    };
  }
}
