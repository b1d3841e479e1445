package org.haltline.core.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/// How what was said becomes terms. A text stands in the index twice: as the words that Lucene's
/// dictionary of Chinese finds in it, which tell what it is about, and as pairs of characters,
/// which find any piece of it however the dictionary would have cut it. English is stemmed in both.
final class CaseWords {
  /// No phrase reaches from one thing that was said into the next.
  private static final int APART = 100;

  static final Analyzer WORDS =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer source = new HMMChineseTokenizer();
          TokenStream stemmed = new PorterStemFilter(source);
          return new TokenStreamComponents(
              source, new StopFilter(stemmed, SmartChineseAnalyzer.getDefaultStopSet()));
        }

        @Override
        public int getPositionIncrementGap(String field) {
          return APART;
        }
      };

  static final Analyzer PAIRS =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer source = new StandardTokenizer();
          TokenStream small = new LowerCaseFilter(new EnglishPossessiveFilter(source));
          TokenStream meant = new StopFilter(small, EnglishAnalyzer.getDefaultStopSet());
          return new TokenStreamComponents(
              source, new PorterStemFilter(new CJKBigramFilter(meant)));
        }

        @Override
        public int getPositionIncrementGap(String field) {
          return APART;
        }
      };

  /// Digits with single spaces or dashes between them, as cards and numbers are written.
  private static final Pattern NUMBER = Pattern.compile("\\d(?:[ -]?\\d){3,}");

  private static final int NUMBER_LENGTH_MAX = 40;

  private CaseWords() {}

  /// Simplified, no full-width forms, small letters: what is compared.
  static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var out = new StringBuilder(plain.length());
    plain
        .codePoints()
        .forEach(
            c -> {
              if (NameForms.isHan(c)) {
                out.append(NameForms.simplified(c));
              } else {
                out.appendCodePoint(Character.toLowerCase(c));
              }
            });
    return out.toString();
  }

  /// The numbers in a folded text, digits alone, and where each stands.
  static List<Digits> numbers(String folded) {
    var numbers = new ArrayList<Digits>();
    Matcher found = NUMBER.matcher(folded);
    while (found.find()) {
      String digits = digits(found.group());
      if (digits.length() <= NUMBER_LENGTH_MAX) {
        numbers.add(new Digits(digits, found.start(), found.end()));
      }
    }
    return numbers;
  }

  /// A number in a text.
  record Digits(String digits, int start, int end) {}

  static String digits(String text) {
    return text.replaceAll("\\D", "");
  }

  static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
