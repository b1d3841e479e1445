package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.haltline.core.search.CaseQuestion.Word;
import org.haltline.core.search.Marked.Span;

/// Finds in a case as it stands the words that were asked for. It is shown from the case and not
/// from the index, so what was erased or is masked is shown to nobody.
final class CaseMarks {
  /// Characters around the first that was found.
  private static final int AROUND = 60;

  private final Set<CasePart> seen;
  private final Set<String> words = new HashSet<>();
  private final Set<String> pairs = new HashSet<>();
  private final List<String> numbers = new ArrayList<>();

  CaseMarks(CaseQuestion question) {
    this.seen = question.seen();
    for (Word word : question.words()) {
      if (word.wanted()) {
        each(CaseWords.WORDS, word.text(), (term, _) -> words.add(term));
        each(CaseWords.PAIRS, word.text(), (term, _) -> pairs.add(term));
        numbers.addAll(CaseAsking.digits(word.text()));
      }
    }
  }

  /// The pieces that say most of it.
  List<Marked> in(List<Told> all, int max) {
    record Found(Marked marked, int terms) {}
    var found = new ArrayList<Found>();
    for (Told told : all) {
      if (!seen.contains(told.part())) {
        continue;
      }
      var terms = new HashSet<String>();
      String folded = CaseWords.folded(told.text());
      List<Span> spans = joined(spans(folded, terms));
      if (!spans.isEmpty()) {
        String shown = folded.length() == told.text().length() ? told.text() : folded;
        found.add(new Found(cut(told.where(), shown, spans), terms.size()));
      }
    }
    return found.stream()
        .sorted(
            Comparator.comparingInt(Found::terms)
                .reversed()
                .thenComparing(it -> it.marked().where()))
        .map(Found::marked)
        .distinct()
        .limit(max)
        .toList();
  }

  private List<Span> spans(String folded, Set<String> terms) {
    var spans = new ArrayList<Span>();
    if (!words.isEmpty()) {
      each(
          CaseWords.WORDS,
          folded,
          (term, span) -> {
            if (words.contains(term)) {
              terms.add(term);
              spans.add(span);
            }
          });
    }
    if (!pairs.isEmpty()) {
      each(
          CaseWords.PAIRS,
          folded,
          (term, span) -> {
            if (pairs.contains(term)) {
              terms.add(term);
              spans.add(span);
            }
          });
    }
    for (CaseWords.Digits there : CaseWords.numbers(folded)) {
      for (String asked : numbers) {
        if (there.digits().startsWith(asked) || there.digits().endsWith(asked)) {
          terms.add(asked);
          spans.add(within(folded, there, asked));
        }
      }
    }
    return spans;
  }

  /// The digits that were asked for, over the spaces between them.
  private static Span within(String folded, CaseWords.Digits there, String asked) {
    int skipped = there.digits().startsWith(asked) ? 0 : there.digits().length() - asked.length();
    int from = there.start();
    int count = 0;
    int to = there.end();
    for (int at = there.start(); at < there.end(); at++) {
      if (Character.isDigit(folded.charAt(at))) {
        if (count == skipped) {
          from = at;
        }
        count++;
        if (count == skipped + asked.length()) {
          to = at + 1;
        }
      }
    }
    return new Span(from, to);
  }

  private static List<Span> joined(List<Span> spans) {
    spans.sort(Comparator.comparingInt(Span::from).thenComparingInt(Span::to));
    var joined = new ArrayList<Span>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && span.from() <= last.to()) {
        joined.set(joined.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /// A long text is shown around the first that was found.
  private static Marked cut(Where where, String text, List<Span> spans) {
    int from = Math.max(0, spans.getFirst().from() - AROUND / 2);
    int to =
        Math.min(
            text.length(), from + 2 * AROUND + spans.getFirst().to() - spans.getFirst().from());
    if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
      from--;
    }
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to--;
    }
    String piece =
        (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    int shift = (from > 0 ? 1 : 0) - from;
    var shown = new ArrayList<Span>();
    for (Span span : spans) {
      if (span.to() <= to) {
        shown.add(new Span(span.from() + shift, span.to() + shift));
      }
    }
    return new Marked(where, piece, shown);
  }

  private interface Sink {
    void take(String term, Span span);
  }

  private static void each(Analyzer analyzer, String text, Sink sink) {
    try (TokenStream tokens = analyzer.tokenStream("", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        sink.take(term.toString(), new Span(place.startOffset(), place.endOffset()));
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory was not read", impossible);
    }
  }
}
