package org.haltline.console;

import java.time.Duration;
import java.time.InstantSource;
import org.haltline.console.view.CatchableView;
import org.haltline.console.words.Language;
import org.haltline.core.board.Board;
import org.haltline.core.board.StillThere;
import org.haltline.core.board.StillThere.Estimate;
import org.haltline.core.order.Order;
import org.haltline.core.order.ShareCurve;
import org.jspecify.annotations.Nullable;

/// What an order's money is worth hurrying for, by what is assumed and what was measured lately.
final class Catching {
  /// What was measured changes slowly.
  private static final Duration MEASURED_FOR = Duration.ofSeconds(10);

  private final Board board;
  private final ShareCurve curve;
  private final InstantSource clock;
  private volatile @Nullable Measured measured;

  private record Measured(long atNanos, StillThere stillThere) {}

  Catching(Board board, ShareCurve curve, InstantSource clock) {
    this.board = board;
    this.curve = curve;
    this.clock = clock;
  }

  StillThere now() {
    Measured last = measured;
    long now = System.nanoTime();
    if (last == null || now - last.atNanos() > MEASURED_FOR.toNanos()) {
      last = new Measured(now, new StillThere(curve, board.answeredStops()));
      measured = last;
    }
    return last.stillThere();
  }

  @Nullable Estimate estimate(Order order) {
    return now().of(order, clock.instant());
  }

  @Nullable CatchableView shown(@Nullable Estimate estimate, Language language) {
    return CatchableView.of(estimate, curve, language);
  }

  /// For comparing orders: what may still be caught, in minor units; nothing where there is nothing
  /// to catch.
  static long worth(@Nullable Estimate estimate) {
    return estimate == null ? -1 : estimate.amount().minor();
  }
}
