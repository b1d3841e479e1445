package org.haltline.console.view;

import java.math.RoundingMode;
import java.time.Duration;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Said;
import org.haltline.core.board.StillThere.Estimate;
import org.haltline.core.order.ShareCurve;
import org.jspecify.annotations.Nullable;

/// How much of an order's money may still be caught, with what that rests on. An estimate has no
/// cents.
///
/// @param share of the order's sum, in percent
public record CatchableView(int share, String amount, String currency, String because) {
  private static final int PER_PERCENT = 10;
  private static final long MINUTE_S = 60;
  private static final long HOUR_S = 3_600;
  private static final long DAY_S = 86_400;

  /// Null where there is nothing to estimate.
  public static @Nullable CatchableView of(
      @Nullable Estimate estimate, ShareCurve curve, Language language) {
    if (estimate == null) {
      return null;
    }
    int share = Math.round((float) estimate.permille() / PER_PERCENT);
    return new CatchableView(
        share,
        estimate.amount().decimal().setScale(0, RoundingMode.HALF_UP).toPlainString(),
        estimate.amount().currency(),
        because(estimate, share, curve, language));
  }

  private static String because(Estimate estimate, int share, ShareCurve curve, Language language) {
    Duration age = estimate.age();
    if (age == null) {
      return Phrases.say(language, "catchable.not-left");
    }
    return estimate.answers() > 0
        ? Phrases.say(language, "catchable.measured", ago(age), share, estimate.answers())
        : Phrases.say(language, "catchable.assumed", ago(age), share, Said.of(curve.source()));
  }

  private static Said ago(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < MINUTE_S) {
      return Said.of("ago.seconds", seconds);
    }
    if (seconds < HOUR_S) {
      return Said.of("ago.minutes", seconds / MINUTE_S);
    }
    return seconds < DAY_S
        ? Said.of("ago.hours", seconds / HOUR_S, seconds % HOUR_S / MINUTE_S)
        : Said.of("ago.days", seconds / DAY_S);
  }
}
