package org.haltline.core.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.paste.Aloud;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Luhn;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What somebody typed into the one field there is, and what it can mean.
///
/// @param text folded: no full-width forms, no capitals, one space between words
/// @param numbers the number that it can be, first as typed, then as it is written otherwise; empty
///   where it is none
/// @param tail the last four or six digits of an account; null where it names none
/// @param beside the words beside a tail: a bank, a name
record Asked(
    String text,
    List<String> numbers,
    @Nullable String tail,
    List<String> beside,
    Optional<Link> link) {
  static final int LENGTH_MAX = 400;

  private static final Pattern NUMBER = Pattern.compile("[a-z]{0,4}\\d[a-z\\d]*");

  /// A bank's short name beside the last digits is no part of the number; the letters of a passport
  /// are, and it has more digits.
  private static final Pattern WORDS_BESIDE_TAIL =
      Pattern.compile("(?:[a-z]{2,}\\s)+(?:\\d{4}|\\d{6})|(?:\\d{4}|\\d{6})(?:\\s[a-z]{2,})+");

  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}−._·・()/,+]");
  private static final Pattern ALOUD = Pattern.compile("[〇零洞一幺二两三四五六七拐八九勾\\d\\s,、-]{4,}");
  private static final Pattern MOBILE = Pattern.compile("(?:0{0,2}86|0)(1[3-9]\\d{9})");
  private static final Pattern WHOLE_MOBILE = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern CARD = Pattern.compile("\\d{16}|\\d{19}");
  private static final Pattern TRUNK = Pattern.compile("(?:0{0,2}86)?0?([2-9]\\d{8,10})");
  private static final Pattern TAIL =
      Pattern.compile(
          "(?:卡?尾号|后四位|末四位|ending(?: in)?|last"
              + " four)?\\s*:?\\s*\\*{0,4}(?<!\\d)(\\d{4}|\\d{6})(?!\\d)");
  private static final Pattern TAIL_LABEL = Pattern.compile("尾号|后四位|末四位|ending|last four|\\*\\d");
  private static final Pattern SERVICE =
      Pattern.compile(
          "^(?:qq号?|微信号?|wechat|telegram|电报|tg|whatsapp|支付宝|alipay|抖音)\\s*[:=]?\\s*(?=[@+\\w])");

  static Asked of(String typed) {
    String folded = folded(typed);
    Optional<Link> link =
        folded.indexOf('.') > 0 && folded.indexOf('@') < 0
            ? Link.parse(folded).understood()
            : Optional.empty();
    String aloud = ALOUD.matcher(folded).matches() ? Aloud.digits(folded) : folded;
    String joined = SEPARATORS.matcher(aloud).replaceAll("");
    boolean number =
        NUMBER.matcher(joined).matches()
            && !WORDS_BESIDE_TAIL.matcher(aloud).matches()
            && joined.chars().filter(c -> c >= '0' && c <= '9').count() * 2 >= joined.length();
    String bare = SERVICE.matcher(aloud).replaceFirst("").replaceFirst("^@", "");
    if (number && link.isEmpty()) {
      String tail = joined.matches("\\d{4}|\\d{6}") ? joined : null;
      return new Asked(bare, numbers(joined), tail, List.of(), Optional.empty());
    }
    Matcher tail = TAIL.matcher(folded);
    if (link.isEmpty() && tail.find()) {
      String rest =
          (folded.substring(0, tail.start()) + " " + folded.substring(tail.end())).strip();
      List<String> words = words(rest);
      if (!words.isEmpty() || TAIL_LABEL.matcher(folded).find()) {
        return new Asked(bare, List.of(), tail.group(1), words, link);
      }
    }
    return new Asked(bare, List.of(), null, List.of(), link);
  }

  /// What is asked of a subject: its number or its words, without what people read beside them, as
  /// the bank in brackets or the kind of a document.
  static Asked about(Subject subject) {
    return of(plain(subject));
  }

  /// Whether it is a number to which no digit can be added: a mobile number, or a card whose last
  /// digit proves the others. Whoever has it is the one who was meant.
  boolean isWhole() {
    return numbers.stream()
        .anyMatch(number -> WHOLE_MOBILE.matcher(number).matches() || isCard(number));
  }

  private static boolean isCard(String number) {
    return CARD.matcher(number).matches() && Luhn.holds(number);
  }

  private static String plain(Subject subject) {
    if (subject instanceof BankAccount account) {
      String bank = account.bankHint() == null ? "" : " " + account.bankHint();
      return account.masked() ? "尾号" + account.lastFour() + bank : account.number();
    }
    String display = subject.display();
    int service =
        subject.key().startsWith("chat:") || subject.key().startsWith("id:")
            ? display.indexOf(' ') + 1
            : 0;
    return display.substring(service);
  }

  private static String folded(String typed) {
    var out = new StringBuilder(typed.length());
    typed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(out::appendCodePoint);
    return Normalizer.normalize(out, Normalizer.Form.NFKC)
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static List<String> numbers(String typed) {
    Set<String> all = new LinkedHashSet<>();
    all.add(typed);
    Matcher mobile = MOBILE.matcher(typed);
    Matcher trunk = TRUNK.matcher(typed);
    if (mobile.matches()) {
      all.add(mobile.group(1));
    } else if (typed.startsWith("0") && trunk.matches()) {
      all.add(trunk.group(1));
    } else if (typed.startsWith("86") && typed.length() >= 11 && typed.length() <= 13) {
      all.add(typed.substring(2).replaceFirst("^0", ""));
    }
    if (typed.startsWith("00")) {
      all.add(typed.substring(2));
    }
    return List.copyOf(all);
  }

  private static List<String> words(String rest) {
    var words = new ArrayList<String>();
    for (String word : rest.split("[,;:、的]|(?<=\\p{IsHan}) | (?=\\p{IsHan})", -1)) {
      String bare = word.replaceAll("^(?:卡|户名|姓名|name)\\s*|卡$", "").strip();
      if (!bare.isEmpty()) {
        words.add(bare);
      }
    }
    return words;
  }
}
