package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.haltline.console.access.Masks;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.BoardViews.CaseLineView;
import org.haltline.console.view.CaseView.SumView;
import org.haltline.console.view.FoundCases.CountView;
import org.haltline.console.view.FoundCases.FoundCaseView;
import org.haltline.console.view.FoundCases.FoundCasesView;
import org.haltline.console.view.FoundCases.PieceView;
import org.haltline.console.words.Language;
import org.haltline.console.words.Remark;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.FraudKind;
import org.haltline.core.casework.Casework;
import org.haltline.core.directory.Directory;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Rulebook;
import org.haltline.core.search.CaseAnswer;
import org.haltline.core.search.CaseFacet;
import org.haltline.core.search.CasePart;
import org.haltline.core.search.CaseQuestion;
import org.haltline.core.search.CaseQuestion.CannotAsk;
import org.haltline.core.search.CaseQuestion.Order;
import org.haltline.core.search.Casebook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cases by anything that was said in them. The index says which and how many; what is shown of
/// each is the case as it stands, with the gaps of whoever asks.
final class CaseSearching {
  /// Who asked after people, and in which cases they were told of some.
  private static final Logger READS = LoggerFactory.getLogger("org.haltline.reads");

  private static final int CASES_UNLESS_SAID = 20;
  private static final int PIECES_EACH = 3;
  private static final int LOGGED_MAX = 50;

  /// The member of a question that chooses a facet's values.
  private static final Map<CaseFacet, String> MEMBERS = members();

  private final Vertx vertx;
  private final Casebook casebook;
  private final CasesAtOnce cases;
  private final Directory directory;
  private final Rulebook book;
  private final Pace pace;

  CaseSearching(
      Vertx vertx,
      Casebook casebook,
      Casework casework,
      Directory directory,
      Rulebook book,
      Pace pace) {
    this.vertx = vertx;
    this.casebook = casebook;
    this.cases = new CasesAtOnce(casework);
    this.directory = directory;
    this.book = book;
    this.pace = pace;
  }

  private static Map<CaseFacet, String> members() {
    var members = new EnumMap<CaseFacet, String>(CaseFacet.class);
    for (CaseFacet facet : CaseFacet.values()) {
      members.put(
          facet,
          switch (facet) {
            case KIND -> "kinds";
            case STATUS -> "statuses";
            case COLOUR -> "colours";
            case BANK -> "banks";
            case CARRIER -> "carriers";
            case PLACE -> "places";
            case AMOUNT -> "amounts";
            case MONTH -> "months";
          });
    }
    return members;
  }

  Map<String, Handling> handlings() {
    return Map.of("searchCases", this::search);
  }

  private Future<Answer> search(Exchange exchange) {
    CaseQuestion question = question(exchange.sound(), exchange.actor());
    pace.take(exchange.actor().id(), 1);
    return vertx
        .executeBlocking(() -> casebook.ask(question), false)
        .map(Objects::requireNonNull)
        .compose(
            answer ->
                exchange
                    .on(cases.read(answer.cases()))
                    .compose(
                        read ->
                            vertx.executeBlocking(
                                () -> shown(exchange, question, answer, read), false))
                    .map(Objects::requireNonNull));
  }

  // --- what is asked

  /// @throws Refused where what is asked cannot be meant
  static CaseQuestion question(Part body, Actor actor) {
    var faults = new ArrayList<Remark>();
    Instant from = moment(body.get("from"), faults);
    Instant to = moment(body.get("to"), faults);
    if (from != null && to != null && !from.isBefore(to)) {
      faults.add(Remark.of(body.get("to").pointer(), "fault.time-order", "from"));
    }
    String currency = Objects.requireNonNullElse(body.get("currency").text(), "CNY");
    if (!Money.circulates(currency)) {
      faults.add(Remark.of(body.get("currency").pointer(), "fault.currency-unknown", currency));
      throw new Refused(Problem.faults(ProblemCode.INVALID, faults));
    }
    Money least = sum(body.get("least"), currency, faults);
    Money most = sum(body.get("most"), currency, faults);
    if (least != null && most != null && least.minor() > most.minor()) {
      faults.add(Remark.of(body.get("most").pointer(), "fault.below-least", "least"));
    }
    int skip = whole(body.get("skip"), 0);
    int max = whole(body.get("limit"), CASES_UNLESS_SAID);
    var question =
        new CaseQuestion(
            asked(body),
            chosen(body),
            from,
            to,
            least,
            most,
            Order.valueOf(Objects.requireNonNullElse(body.get("order").text(), "NEWEST")),
            seen(Masks.of(actor)),
            skip,
            max);
    try {
      question.check();
    } catch (CannotAsk unclear) {
      String key = "fault." + unclear.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
      faults.add(Remark.of(body.get("q").pointer(), key, CaseQuestion.WORDS_MAX));
    }
    if (!faults.isEmpty()) {
      throw new Refused(Problem.faults(ProblemCode.INVALID, faults));
    }
    return question;
  }

  private static String asked(Part body) {
    return Objects.requireNonNullElse(body.get("q").text(), "");
  }

  private static Map<CaseFacet, Set<String>> chosen(Part body) {
    var chosen = new EnumMap<CaseFacet, Set<String>>(CaseFacet.class);
    MEMBERS.forEach(
        (facet, member) ->
            chosen.put(
                facet,
                body.get(member).items().stream()
                    .map(Part::text)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(LinkedHashSet::new))));
    return chosen;
  }

  private static @Nullable Instant moment(Part said, List<Remark> faults) {
    String text = said.text();
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException none) {
      faults.add(Remark.of(said.pointer(), "fault.time-shape", text));
      return null;
    }
  }

  private static @Nullable Money sum(Part said, String currency, List<Remark> faults) {
    String text = said.text();
    if (text == null) {
      return null;
    }
    try {
      BigDecimal minor = new BigDecimal(text).movePointRight(Money.fractionDigits(currency));
      return new Money(minor.longValueExact(), currency);
    } catch (ArithmeticException | IllegalArgumentException none) {
      faults.add(Remark.of(said.pointer(), "fault.amount-shape", text));
      return null;
    }
  }

  private static int whole(Part said, int otherwise) {
    Integer number = said.whole();
    return number == null ? otherwise : number;
  }

  /// What is searched for somebody: what they are shown, and nothing that is a gap to them.
  static Set<CasePart> seen(Set<Field> gaps) {
    var seen = EnumSet.of(CasePart.OPEN);
    for (Field field : Field.values()) {
      if (!gaps.contains(field)) {
        seen.add(
            switch (field) {
              case CALLER_NAME -> CasePart.CALLER_NAME;
              case CALLER_PHONE -> CasePart.CALLER_PHONE;
              case SAID -> CasePart.SAID;
              case ID_NUMBER -> CasePart.ID_NUMBER;
              case HOLDER_REACH -> CasePart.HOLDER_REACH;
            });
      }
    }
    return seen;
  }

  // --- what is answered

  private Answer shown(
      Exchange exchange, CaseQuestion question, CaseAnswer answer, Map<CaseId, CaseState> read) {
    var found = new ArrayList<FoundCaseView>();
    for (CaseId caseId : answer.cases()) {
      CaseState state = read.get(caseId);
      if (state == null) {
        // erased since: the index hears of it now
        var _ = casebook.lookAgain(caseId);
        continue;
      }
      found.add(
          new FoundCaseView(
              CaseLineView.of(state, book),
              casebook.marks(state, question, PIECES_EACH).stream()
                  .map(piece -> PieceView.of(piece, exchange.language()))
                  .toList()));
    }
    logged(exchange, question, found);
    int next = question.skip() + question.max();
    return Answer.json(
        200,
        new FoundCasesView(
            answer.total(),
            found,
            next < answer.total() && next + question.max() <= CaseQuestion.REACH_MAX ? next : null,
            facets(answer, exchange.language()),
            answer.sums().stream().map(SumView::of).toList()));
  }

  private Map<String, List<CountView>> facets(CaseAnswer answer, Language language) {
    var facets = new LinkedHashMap<String, List<CountView>>();
    for (CaseFacet facet : CaseFacet.values()) {
      facets.put(
          Objects.requireNonNull(MEMBERS.get(facet)),
          answer.facets().getOrDefault(facet, List.of()).stream()
              .map(
                  one ->
                      new CountView(one.value(), called(facet, one.value(), language), one.cases()))
              .toList());
    }
    return facets;
  }

  /// An institution by its name, a kind of fraud by its word; null for what needs none.
  private @Nullable String called(CaseFacet facet, String value, Language language) {
    boolean inChinese = language == Language.ZH;
    return switch (facet) {
      case BANK, CARRIER ->
          directory.byId(value).map(it -> inChinese ? it.nameZh() : it.nameEn()).orElse(null);
      case KIND ->
          FraudKind.of(value).map(it -> inChinese ? it.wordZh() : it.wordEn()).orElse(null);
      case STATUS, COLOUR, PLACE, AMOUNT, MONTH -> null;
    };
  }

  private static void logged(Exchange exchange, CaseQuestion question, List<FoundCaseView> found) {
    String cases =
        found.stream()
            .limit(LOGGED_MAX)
            .map(it -> it.line().caseId())
            .collect(Collectors.joining(" "));
    READS.info(
        "{} {} {} {}", exchange.actor().id(), exchange.request().path(), found.size(), cases);
    exchange.about(question.text());
    if (found.isEmpty()) {
      exchange.showedNothing();
    } else {
      exchange.lookedAt(cases);
    }
  }
}
