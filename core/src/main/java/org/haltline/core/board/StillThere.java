package org.haltline.core.board;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ShareCurve;
import org.jspecify.annotations.Nullable;

/// How much of the money that an order is about may still be there: by the curve of shares by age,
/// and where the bank answered enough stops of that age lately, by what was found there.
public final class StillThere {
  /// Fewer answers than these say more about chance than about a bank.
  public static final int ANSWERS_MIN = 20;

  private static final int WHOLE = 1_000;

  private final ShareCurve curve;
  private final Map<Band, Found> measured = new HashMap<>();

  private record Band(String institution, int band) {}

  /// What was found at a bank on one stretch of the curve.
  private static final class Found {
    int answers;
    long permille;

    int mean() {
      return Math.toIntExact(permille / answers);
    }
  }

  /// By this curve, and by what was found lately.
  ///
  /// @param stops that were answered during the last day
  public StillThere(ShareCurve curve, Stream<Answered> stops) {
    this.curve = curve;
    stops.forEach(
        stop -> {
          int band = curve.bandOf(Duration.ofSeconds(stop.ageS()));
          Found found =
              measured.computeIfAbsent(new Band(stop.institution(), band), key -> new Found());
          found.answers++;
          found.permille += stop.permille();
        });
  }

  /// An estimate, with what it rests on.
  ///
  /// @param permille of the sum of the order
  /// @param amount that may still be there
  /// @param age of the money that left last; null where none has left yet
  /// @param answers of this bank at this age that it rests on; zero where it rests on the curve
  public record Estimate(int permille, Money amount, @Nullable Duration age, int answers) {}

  /// Null for an order that stops no money.
  public @Nullable Estimate of(Order order, Instant now) {
    Money amount = order.amount();
    if (amount == null || amount.isZero() || !hurries(order.kind())) {
      return null;
    }
    long named = 0;
    double there = 0;
    Duration youngest = null;
    int answers = 0;
    for (CoveredPayment payment : order.covers()) {
      long minor = Math.min(payment.amount().minor(), amount.minor() - named);
      Instant leftAt = payment.leftAt();
      named += minor;
      if (leftAt == null) {
        there += minor;
        continue;
      }
      Duration age = age(leftAt, now);
      if (youngest == null || age.compareTo(youngest) < 0) {
        youngest = age;
        answers = answers(order.institution(), age);
      }
      there += (double) minor * permille(order.institution(), age) / WHOLE;
    }
    if (named < amount.minor() && (youngest == null || named == 0)) {
      youngest = age(order.orderedAt(), now);
      answers = answers(order.institution(), youngest);
    }
    if (named < amount.minor() && youngest != null) {
      there += (double) (amount.minor() - named) * permille(order.institution(), youngest) / WHOLE;
    }
    long minor = Math.min(amount.minor(), Math.round(there));
    return new Estimate(
        (int) Math.round(there * WHOLE / amount.minor()),
        new Money(minor, amount.currency()),
        youngest,
        answers);
  }

  /// For comparing marks: what hurrying is worth, in minor units of whatever currency.
  public double worth(OpenOrder order, Instant now) {
    return hurries(order.kind())
        ? (double) order.minor()
            * permille(order.institution(), age(Instant.ofEpochSecond(order.leftAtS()), now))
            / WHOLE
        : 0;
  }

  private static boolean hurries(OrderKind kind) {
    return kind == OrderKind.STOP_PAYMENT || kind == OrderKind.RECALL;
  }

  private int permille(String institution, Duration age) {
    Found found = measured.get(new Band(institution, curve.bandOf(age)));
    return found != null && found.answers >= ANSWERS_MIN ? found.mean() : curve.permilleAt(age);
  }

  private int answers(String institution, Duration age) {
    Found found = measured.get(new Band(institution, curve.bandOf(age)));
    return found != null && found.answers >= ANSWERS_MIN ? found.answers : 0;
  }

  private static Duration age(Instant leftAt, Instant now) {
    Duration age = Duration.between(leftAt, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
