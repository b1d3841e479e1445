package org.haltline.core.directory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haltline.core.subject.Simplified;

/// Institutions by what people call them: `工行储蓄卡`, `中国建设银行杭州分行`, `icbc`.
///
/// A whole name is looked up first. Inside longer text only names of three Chinese characters or
/// more count (or names that begin it and end in a branch), and English names only at its
/// beginning: "Postal Savings Bank of China" is not the Bank of China.
final class Names {

  private static final int TEXT_LENGTH_MAX = 128;
  private static final int HAN_MIN = 3;

  private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Punct}“”‘’《》「」、。·–—]+");
  private static final Pattern LEGAL_FORM =
      Pattern.compile("(?:股份|有限|责任|集团|控股)*公司$|(?:colimited|coltd|limited|ltd|inc|plc)$");
  private static final Pattern PRODUCT =
      Pattern.compile("(?:的|储蓄|信用|借记|银联|一类|二类|个人|对公)*(?:卡|账户|帐户|账号|帐号|手机银行|网上银行|网银|余额)$");
  private static final Pattern BRANCH = Pattern.compile(".*(?:支行|分行|营业部|营业厅|分理处|储蓄所|分公司)$");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

  private record Part(String name, Institution institution) {}

  private final Map<String, Institution> whole = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();

  Names(List<Institution> institutions) {
    for (Institution it : institutions) {
      Roster.names(it)
          .map(Names::folded)
          .filter(name -> !name.isEmpty())
          .distinct()
          .forEach(
              name -> {
                whole.put(name, it);
                parts.add(new Part(name, it));
              });
    }
    // The longest name is the most exact: 中国农业银行 before 中国银行.
    parts.sort(Comparator.comparingInt((Part part) -> part.name().length()).reversed());
  }

  Optional<Institution> find(String text) {
    if (text.length() > TEXT_LENGTH_MAX) {
      return Optional.empty();
    }
    String folded = folded(text);
    Institution exact = whole.get(folded);
    if (exact == null) {
      exact = whole.get(PRODUCT.matcher(folded).replaceFirst(""));
    }
    if (exact != null) {
      return Optional.of(exact);
    }
    return parts.stream()
        .filter(part -> stands(part.name(), folded))
        .map(Part::institution)
        .findFirst();
  }

  private static boolean stands(String name, String text) {
    if (!HAN.matcher(name).matches()) {
      // Whole English names, not abbreviations: ABC begins many words.
      return name.length() > 8 && text.startsWith(name);
    }
    return name.length() >= HAN_MIN
        ? text.contains(name)
        : text.startsWith(name) && BRANCH.matcher(text).matches();
  }

  /// A name without what makes no difference: width, capitals, spaces, punctuation, legal form,
  /// traditional characters.
  static String folded(String text) {
    String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String plain = IGNORED.matcher(Simplified.of(narrow)).replaceAll("");
    String bare = LEGAL_FORM.matcher(plain).replaceFirst("");
    return bare.isEmpty() ? plain : bare;
  }
}
