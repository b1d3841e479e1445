package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.util.BytesRef;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.casefile.FraudKind;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.directory.Institution;
import org.haltline.core.order.Order;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// A case as a document: its number, the terms it is found by, and what is counted and summed.
/// Nothing that was said is stored: whoever is shown a piece of it, is shown the case as it stands.
final class CaseDocs {
  static final String CASE = "case";
  static final String RECEIVED = "received";
  static final String REPORTED = "reported.";
  static final String NOT_YET_LEFT = "notYetLeft.";
  static final String HELD = "held.";
  static final String YUAN = "CNY";

  /// The field that facets are counted by; Lucene's own name for it.
  static final String FACETS = FacetsConfig.DEFAULT_INDEX_FIELD_NAME;

  static final FacetsConfig CONFIG = config();

  /// Where bands of money begin, in yuan.
  private static final List<Long> BANDS = List.of(0L, 10_000L, 50_000L, 500_000L);

  private static final String APPROVED = "; ";
  private static final Pattern COMMA = Pattern.compile(", |，");
  private static final int FEN = 100;

  private final Function<String, Optional<Institution>> institutions;
  private final UnaryOperator<BankAccount> settle;
  private final ZoneId zone;

  CaseDocs(
      Function<String, Optional<Institution>> institutions,
      UnaryOperator<BankAccount> settle,
      ZoneId zone) {
    this.institutions = institutions;
    this.settle = settle;
    this.zone = zone;
  }

  private static FacetsConfig config() {
    var config = new FacetsConfig();
    for (CaseFacet facet : CaseFacet.values()) {
      config.setMultiValued(facet.name(), true);
    }
    return config;
  }

  static String words(CasePart part) {
    return "words." + part;
  }

  static String pairs(CasePart part) {
    return "pairs." + part;
  }

  /// Numbers, and the same backwards: whoever has heard half of one has heard its beginning or its
  /// end.
  static String number(CasePart part) {
    return "number." + part;
  }

  static String backwards(CasePart part) {
    return "backwards." + part;
  }

  /// Null for a case that has no report, or was erased.
  @Nullable Document of(CaseState state) {
    Report report = state.report();
    if (report == null) {
      return null;
    }
    var doc = new Document();
    String number = state.caseId().value();
    doc.add(new StringField(CASE, number, Store.YES));
    doc.add(new SortedDocValuesField(CASE, new BytesRef(number)));
    doc.add(new LongField(RECEIVED, report.receivedAt().toEpochMilli(), Store.NO));
    text(doc, CaseText.of(state, institutions));
    for (CaseSum sum : CaseSum.of(state)) {
      doc.add(new LongField(REPORTED + sum.currency(), sum.reported().minor(), Store.NO));
      doc.add(new LongField(NOT_YET_LEFT + sum.currency(), sum.notYetLeft().minor(), Store.NO));
      doc.add(new LongField(HELD + sum.currency(), sum.held().minor(), Store.NO));
    }
    facets(state, report)
        .forEach(
            (facet, values) ->
                values.forEach(
                    value -> doc.add(new SortedSetDocValuesFacetField(facet.name(), value))));
    return built(doc);
  }

  private static Document built(Document doc) {
    try {
      return CONFIG.build(doc);
    } catch (IOException impossible) {
      throw new UncheckedIOException("there is no taxonomy to be written", impossible);
    }
  }

  private static void text(Document doc, List<Told> all) {
    Map<CasePart, Set<String>> numbers = new EnumMap<>(CasePart.class);
    for (Told told : all) {
      String folded = CaseWords.folded(told.text());
      doc.add(new TextField(words(told.part()), folded, Store.NO));
      doc.add(new TextField(pairs(told.part()), folded, Store.NO));
      Set<String> of = numbers.computeIfAbsent(told.part(), part -> new LinkedHashSet<>());
      CaseWords.numbers(folded).forEach(found -> of.add(found.digits()));
    }
    numbers.forEach(
        (part, of) ->
            of.forEach(
                digits -> {
                  doc.add(new StringField(number(part), digits, Store.NO));
                  doc.add(new StringField(backwards(part), CaseWords.reversed(digits), Store.NO));
                }));
  }

  private Map<CaseFacet, Set<String>> facets(CaseState state, Report report) {
    var facets = new EnumMap<CaseFacet, Set<String>>(CaseFacet.class);
    add(facets, CaseFacet.KIND, FraudKind.codeOf(report.fraudKind()));
    add(facets, CaseFacet.STATUS, state.status().name());
    add(facets, CaseFacet.COLOUR, colour(state).name());
    add(facets, CaseFacet.MONTH, YearMonth.from(report.receivedAt().atZone(zone)).toString());
    for (Payment payment : state.payments()) {
      house(facets, payment.payee().institution());
    }
    state.lures().forEach(lure -> house(facets, lure.institution()));
    for (OrderFile file : state.orders().values()) {
      house(facets, file.order().institution());
      add(facets, CaseFacet.PLACE, unit(file.order()));
    }
    CaseSum.of(state).stream()
        .filter(sum -> sum.currency().equals(YUAN))
        .forEach(sum -> add(facets, CaseFacet.AMOUNT, band(sum.reported().minor())));
    return facets;
  }

  private void house(Map<CaseFacet, Set<String>> facets, @Nullable String id) {
    if (id == null) {
      return;
    }
    institutions
        .apply(id)
        .ifPresent(
            it -> {
              if (it.kind().keepsAccounts()) {
                add(facets, CaseFacet.BANK, id);
              } else if (it.kind() == Institution.Kind.CARRIER) {
                add(facets, CaseFacet.CARRIER, id);
              }
            });
  }

  private static void add(Map<CaseFacet, Set<String>> facets, CaseFacet facet, String value) {
    if (!value.isBlank()) {
      facets.computeIfAbsent(facet, one -> new TreeSet<>()).add(value);
    }
  }

  /// The worst of those whom the case names, as if there were no other case: what others say of
  /// them changes without a fact of this one.
  private Colour colour(CaseState state) {
    return Mentions.of(state, settle).values().stream()
        .map(suspect -> Standing.of(suspect, null).colour())
        .min(Comparator.naturalOrder())
        .orElse(Colour.GREEN);
  }

  private static String band(long minor) {
    return BANDS.reversed().stream()
        .filter(from -> minor >= from * FEN)
        .findFirst()
        .map(from -> String.format(Locale.ROOT, "%d", from))
        .orElse("");
  }

  /// An order says by whose authority it is: a name and a unit.
  private static String unit(Order order) {
    String by = order.authority();
    int approved = by.indexOf(APPROVED);
    String first = approved < 0 ? by : by.substring(0, approved);
    String[] named = COMMA.split(first, 2);
    return named.length < 2 ? "" : named[1].strip();
  }
}
