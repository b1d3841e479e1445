package org.haltline.core.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.core.casefile.FraudKind;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;

/// What somebody wants to know of the cases.
///
/// @param text words that a case must say, all of them; `"in quotes"` one after the other, `-none`
///   not at all. Empty for every case
/// @param chosen for each facet the values of which a case must have one
/// @param from received then or later
/// @param to received before
/// @param least of what was reported in this currency
/// @param most of what was reported in this currency
/// @param seen what is searched for whoever asks
/// @param skip how many of the first are left out
public record CaseQuestion(
    String text,
    Map<CaseFacet, Set<String>> chosen,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Money least,
    @Nullable Money most,
    Order order,
    Set<CasePart> seen,
    int skip,
    int max) {
  public static final int WORDS_MAX = 32;

  /// The best of so many are worth a look; whoever wants more narrows the question.
  public static final int REACH_MAX = 10_000;

  /// Digits in one go, or in groups as on a card: one number, however it is spaced.
  private static final Pattern SPACED =
      Pattern.compile("(?<!\\d)\\d{2,6}(?:[ -]\\d{2,6}){2,}(?!\\d)");

  private static final Pattern WORD = Pattern.compile("(-?)\"([^\"]*)\"|(\\S+)");

  /// What comes first.
  public enum Order {
    NEWEST,
    OLDEST,
    /// Most money reported in yuan first.
    MONEY,
    /// What says the words most.
    BEST
  }

  public CaseQuestion {
    var copy = new EnumMap<CaseFacet, Set<String>>(CaseFacet.class);
    chosen.forEach(
        (facet, values) -> {
          if (!values.isEmpty()) {
            copy.put(facet, facet == CaseFacet.KIND ? kinds(values) : Set.copyOf(values));
          }
        });
    chosen = Map.copyOf(copy);
    seen = seen.isEmpty() ? Set.of() : EnumSet.copyOf(seen);
    if (skip < 0 || max < 1 || skip + max > REACH_MAX) {
      throw new IllegalArgumentException("within the first " + REACH_MAX);
    }
  }

  /// Whoever asked by a word, or kept a question that did, means the kind.
  private static Set<String> kinds(Set<String> said) {
    return said.stream().map(FraudKind::codeOf).collect(Collectors.toUnmodifiableSet());
  }

  /// Everything there is, the newest first.
  public static CaseQuestion all(Set<CasePart> seen, int max) {
    return new CaseQuestion("", Map.of(), null, null, null, null, Order.NEWEST, seen, 0, max);
  }

  /// Whether its words can be understood, for whoever keeps it without asking it.
  ///
  /// @throws CannotAsk when they cannot
  public void check() {
    var _ = words();
  }

  /// One word of a question.
  ///
  /// @param whole whether it must stand as it was written
  /// @param wanted false where no case may say it
  record Word(String text, boolean whole, boolean wanted) {}

  /// The words, folded.
  ///
  /// @throws CannotAsk when they cannot be understood
  List<Word> words() {
    String folded = joined(CaseWords.folded(text).replaceAll("[“”„«»「」『』]", "\"").strip());
    if (folded.chars().filter(c -> c == '"').count() % 2 != 0) {
      throw new CannotAsk(CannotAsk.Why.QUOTE_OPEN);
    }
    var words = new ArrayList<Word>();
    Matcher next = WORD.matcher(folded);
    while (next.find()) {
      if (next.group(2) != null) {
        words.add(new Word(next.group(2), true, next.group(1).isEmpty()));
      } else {
        String word = next.group(3);
        boolean not = word.length() > 1 && word.charAt(0) == '-' && !word.matches("-[\\d-]+");
        words.add(new Word(not ? word.substring(1) : word, false, !not));
      }
    }
    if (words.size() > WORDS_MAX) {
      throw new CannotAsk(CannotAsk.Why.TOO_MANY_WORDS);
    }
    return words;
  }

  private static String joined(String folded) {
    return SPACED
        .matcher(folded.replaceAll("\\s+", " "))
        .replaceAll(
            found -> {
              String digits = CaseWords.digits(found.group());
              // a date and a sum are no card
              return digits.length() >= 11 ? digits : Matcher.quoteReplacement(found.group());
            });
  }

  /// A question that cannot be understood.
  public static final class CannotAsk extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final Why why;

    /// What is wrong with it.
    public enum Why {
      QUOTE_OPEN,
      TOO_MANY_WORDS
    }

    CannotAsk(Why why) {
      super(why.name());
      this.why = why;
    }

    public Why why() {
      return why;
    }
  }
}
