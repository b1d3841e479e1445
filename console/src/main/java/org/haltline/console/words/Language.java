package org.haltline.console.words;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A language that the house speaks.
public enum Language {
  ZH,
  EN;

  private static final int RANGES_MAX = 20;

  /// `zh` or `en`, as in `Content-Language`.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one a client likes best by its `Accept-Language`; English when it names neither.
  public static Language preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isEmpty()) {
      return EN;
    }
    Language best = EN;
    double bestWeight = 0;
    for (String range : acceptLanguage.split(",", RANGES_MAX)) {
      String[] parts = range.split(";", 2);
      Language named = named(parts[0].strip());
      double weight = parts.length == 1 ? 1 : weight(parts[1].strip());
      if (named != null && weight > bestWeight) {
        best = named;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static @Nullable Language named(String tag) {
    String primary = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    return switch (primary) {
      case "zh" -> ZH;
      case "en" -> EN;
      default -> null;
    };
  }

  private static double weight(String parameter) {
    if (!parameter.startsWith("q=")) {
      return 1;
    }
    try {
      return Double.parseDouble(parameter.substring(2).strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
