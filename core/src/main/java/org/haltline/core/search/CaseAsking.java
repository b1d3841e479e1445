package org.haltline.core.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollector.MatchingDocs;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.search.CaseAnswer.Count;
import org.haltline.core.search.CaseQuestion.Word;
import org.jspecify.annotations.Nullable;

/// One question put to the index of cases.
final class CaseAsking {
  private static final int VALUES_MAX = 20;
  private static final int NUMBER_LENGTH_MIN = 4;
  private static final Pattern CHINESE_MOBILE = Pattern.compile("0{0,2}86(1[3-9]\\d{9})");

  /// How much a word counts in a second place where it was said.
  private static final float ALSO = 0.1f;

  private final CaseQuestion question;
  private final Query said;

  /// @throws CaseQuestion.CannotAsk when its words cannot be understood
  CaseAsking(CaseQuestion question) {
    this.question = question;
    this.said = said(question.words());
  }

  CaseAnswer ask(CaseIndex index) throws IOException {
    var answer = new CaseAnswer[1];
    index.read(searcher -> answer[0] = ask(index, searcher));
    return Objects.requireNonNull(answer[0]);
  }

  private CaseAnswer ask(CaseIndex index, IndexSearcher searcher) throws IOException {
    if (searcher.getIndexReader().numDocs() == 0) {
      return new CaseAnswer(0, List.of(), Map.of(), List.of());
    }
    var found =
        FacetsCollectorManager.search(
            searcher,
            query(null),
            question.skip() + question.max(),
            sort(),
            new FacetsCollectorManager());
    var cases = new ArrayList<CaseId>();
    var stored = searcher.storedFields();
    ScoreDoc[] hits = found.topDocs().scoreDocs;
    for (int i = question.skip(); i < hits.length; i++) {
      String number = stored.document(hits[i].doc, Set.of(CaseDocs.CASE)).get(CaseDocs.CASE);
      cases.add(new CaseId(Objects.requireNonNull(number, "a case has a number")));
    }
    return new CaseAnswer(
        Math.toIntExact(found.topDocs().totalHits.value()),
        cases,
        facets(index, searcher, found.facetsCollector()),
        sums(found.facetsCollector()));
  }

  // --- what is sought

  /// @param but the facet of which nothing is chosen; null to heed them all
  private Query query(@Nullable CaseFacet but) {
    var all = new BooleanQuery.Builder();
    all.add(said, Occur.MUST);
    question
        .chosen()
        .forEach(
            (facet, values) -> {
              if (facet != but) {
                all.add(anyOf(facet, values), Occur.FILTER);
              }
            });
    if (question.from() != null || question.to() != null) {
      long from = question.from() == null ? Long.MIN_VALUE : question.from().toEpochMilli();
      long to = question.to() == null ? Long.MAX_VALUE : question.to().toEpochMilli() - 1;
      all.add(LongField.newRangeQuery(CaseDocs.RECEIVED, from, to), Occur.FILTER);
    }
    money(all, question.least(), question.most());
    return all.build();
  }

  private static void money(BooleanQuery.Builder all, @Nullable Money least, @Nullable Money most) {
    if (least == null && most == null) {
      return;
    }
    String currency = Objects.requireNonNull(least == null ? most : least).currency();
    all.add(
        LongField.newRangeQuery(
            CaseDocs.REPORTED + currency,
            least == null ? 0 : least.minor(),
            most == null ? Long.MAX_VALUE : most.minor()),
        Occur.FILTER);
  }

  private static Query anyOf(CaseFacet facet, Set<String> values) {
    List<BytesRef> terms =
        values.stream()
            .map(value -> DrillDownQuery.term(CaseDocs.FACETS, facet.name(), value).bytes())
            .toList();
    return new TermInSetQuery(CaseDocs.FACETS, terms);
  }

  private Query said(List<Word> words) {
    var all = new BooleanQuery.Builder();
    boolean any = false;
    for (Word word : words) {
      Query one = said(word);
      if (one != null) {
        all.add(one, word.wanted() ? Occur.MUST : Occur.MUST_NOT);
        any |= word.wanted();
      }
    }
    if (!any) {
      all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
    }
    return all.build();
  }

  /// A word anywhere that whoever asks may see; null where it is none, as a lone comma.
  private @Nullable Query said(Word word) {
    var ways = new ArrayList<Query>();
    var inWords = new QueryBuilder(CaseWords.WORDS);
    var inPairs = new QueryBuilder(CaseWords.PAIRS);
    for (CasePart part : question.seen()) {
      String field = CaseDocs.words(part);
      add(
          ways,
          word.whole()
              ? inWords.createPhraseQuery(field, word.text())
              : inWords.createBooleanQuery(field, word.text(), Occur.MUST));
      add(ways, inPairs.createPhraseQuery(CaseDocs.pairs(part), word.text()));
      for (String digits : digits(word.text())) {
        ways.add(new PrefixQuery(new Term(CaseDocs.number(part), digits)));
        ways.add(new PrefixQuery(new Term(CaseDocs.backwards(part), CaseWords.reversed(digits))));
      }
    }
    return ways.isEmpty() ? null : new DisjunctionMaxQuery(ways, ALSO);
  }

  private static void add(List<Query> ways, @Nullable Query way) {
    if (way != null) {
      ways.add(way);
    }
  }

  /// The number that a word is, and the same without the code of the country; none where it is no
  /// number, or one too short to tell anything.
  static List<String> digits(String word) {
    String digits = word.matches("\\+?\\d[\\d -]*") ? CaseWords.digits(word) : "";
    if (digits.length() < NUMBER_LENGTH_MIN) {
      return List.of();
    }
    Matcher mobile = CHINESE_MOBILE.matcher(digits);
    return mobile.matches() ? List.of(digits, mobile.group(1)) : List.of(digits);
  }

  // --- what comes first

  private Sort sort() {
    var byNumber = new SortField(CaseDocs.CASE, SortField.Type.STRING, true);
    return switch (question.order()) {
      case NEWEST -> new Sort(by(CaseDocs.RECEIVED, true), byNumber);
      case OLDEST -> new Sort(by(CaseDocs.RECEIVED, false), byNumber);
      case MONEY ->
          new Sort(
              by(CaseDocs.REPORTED + CaseDocs.YUAN, true), by(CaseDocs.RECEIVED, true), byNumber);
      case BEST -> new Sort(SortField.FIELD_SCORE, by(CaseDocs.RECEIVED, true), byNumber);
    };
  }

  private static SortField by(String field, boolean most) {
    var by = new SortedNumericSortField(field, SortField.Type.LONG, most);
    by.setMissingValue(most ? Long.MIN_VALUE : Long.MAX_VALUE);
    return by;
  }

  // --- how many, and how much

  private Map<CaseFacet, List<Count>> facets(
      CaseIndex index, IndexSearcher searcher, FacetsCollector found) throws IOException {
    var state = index.counting(searcher.getIndexReader());
    var counted = new EnumMap<CaseFacet, List<Count>>(CaseFacet.class);
    Facets all = new SortedSetDocValuesFacetCounts(state, found);
    for (CaseFacet facet : CaseFacet.values()) {
      Facets of = all;
      if (question.chosen().containsKey(facet)) {
        FacetsCollector others = searcher.search(query(facet), new FacetsCollectorManager());
        of = new SortedSetDocValuesFacetCounts(state, others);
      }
      counted.put(facet, counts(of.getTopChildren(VALUES_MAX, facet.name())));
    }
    return counted;
  }

  private static List<Count> counts(@Nullable FacetResult result) {
    var counts = new ArrayList<Count>();
    if (result != null) {
      for (LabelAndValue one : result.labelValues) {
        counts.add(new Count(one.label, one.value.intValue()));
      }
    }
    return counts;
  }

  private static List<CaseSum> sums(FacetsCollector found) throws IOException {
    Map<String, CaseSum> sums = new TreeMap<>();
    for (MatchingDocs segment : found.getMatchingDocs()) {
      LeafReader reader = segment.context().reader();
      for (FieldInfo field : reader.getFieldInfos()) {
        if (field.name.startsWith(CaseDocs.REPORTED)) {
          String currency = field.name.substring(CaseDocs.REPORTED.length());
          CaseSum sum =
              new CaseSum(
                  new Money(sum(segment, CaseDocs.REPORTED + currency), currency),
                  new Money(sum(segment, CaseDocs.NOT_YET_LEFT + currency), currency),
                  new Money(sum(segment, CaseDocs.HELD + currency), currency));
          if (!sum.reported().isZero() || !sum.held().isZero()) {
            sums.merge(currency, sum, CaseSum::plus);
          }
        }
      }
    }
    return List.copyOf(sums.values());
  }

  private static long sum(MatchingDocs segment, String field) throws IOException {
    SortedNumericDocValues values = DocValues.getSortedNumeric(segment.context().reader(), field);
    DocIdSetIterator docs = segment.bits().iterator();
    if (docs == null) {
      return 0;
    }
    long sum = 0;
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if (values.advanceExact(doc)) {
        sum = Math.addExact(sum, values.nextValue());
      }
    }
    return sum;
  }
}
