package org.haltline.core.board;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.MULE;
import static org.haltline.core.casefile.Cast.NOON;
import static org.haltline.core.casefile.Cast.cny;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.haltline.core.board.StillThere.Estimate;
import org.haltline.core.codec.ShareCurveFile;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ShareCurve;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StillThereTest {
  private static final ShareCurve CURVE = ShareCurveFile.shipped();

  private static Order order(OrderKind kind, long yuan, List<CoveredPayment> covers) {
    return new Order(
            new OrderId("20261120040000123000000000000001"),
            kind,
            "icbc",
            MULE,
            kind.namesSum() ? cny(yuan) : null,
            "x",
            "x",
            NOON,
            NOON.plusSeconds(60),
            null,
            null,
            List.of())
        .covering(covers);
  }

  private static CoveredPayment paid(long yuan, @Nullable Duration ago) {
    Instant leftAt = ago == null ? null : NOON.minus(ago);
    return new CoveredPayment(null, cny(yuan), leftAt, null, MULE);
  }

  private static Estimate estimate(Stream<Answered> stops, Order order) {
    return requireNonNull(new StillThere(CURVE, stops).of(order, NOON));
  }

  private static Stream<Answered> stops(int count, int permille) {
    return Collections.nCopies(
        count, new Answered("icbc", OrderKind.STOP_PAYMENT, 0, 1_000, 12 * 60, permille))
        .stream();
  }

  @Test
  void eachPaymentIsReckonedByItsOwnAge() {
    Order order =
        order(
            OrderKind.STOP_PAYMENT,
            1_000,
            List.of(paid(500, Duration.ofMinutes(10)), paid(500, Duration.ofHours(1))));
    Estimate estimate = estimate(Stream.of(), order);
    assertThat(estimate.permille()).isEqualTo((720 + 200) / 2);
    assertThat(estimate.amount()).isEqualTo(cny(460));
    assertThat(estimate.age()).isEqualTo(Duration.ofMinutes(10));
    assertThat(estimate.answers()).isZero();
  }

  @Test
  void whatHasNotLeftIsAllThere() {
    Estimate estimate =
        estimate(Stream.of(), order(OrderKind.RECALL, 300, List.of(paid(300, null))));
    assertThat(estimate.permille()).isEqualTo(1_000);
    assertThat(estimate.age()).isNull();
  }

  @Test
  void anOrderAboutNoPaymentIsAsOldAsItself() {
    Estimate estimate = estimate(Stream.of(), order(OrderKind.STOP_PAYMENT, 100, List.of()));
    assertThat(estimate.permille()).isEqualTo(950);
    assertThat(estimate.age()).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatABankWasFoundToHoldTakesThePlaceOfWhatIsAssumed() {
    Order order = order(OrderKind.STOP_PAYMENT, 100, List.of(paid(100, Duration.ofMinutes(14))));
    Estimate measured = estimate(stops(StillThere.ANSWERS_MIN, 300), order);
    assertThat(measured.permille()).isEqualTo(300);
    assertThat(measured.answers()).isEqualTo(StillThere.ANSWERS_MIN);
    Estimate tooFew = estimate(stops(StillThere.ANSWERS_MIN - 1, 300), order);
    assertThat(tooFew.permille()).isEqualTo(640);
    assertThat(tooFew.answers()).isZero();
    Order older = order(OrderKind.STOP_PAYMENT, 100, List.of(paid(100, Duration.ofHours(3))));
    assertThat(estimate(stops(100, 300), older).answers()).isZero();
  }

  @Test
  void whatStopsNoMoneyHasNothingToCatch() {
    var still = new StillThere(CURVE, Stream.of());
    assertThat(still.of(order(OrderKind.HOLDER_QUERY, 0, List.of()), NOON)).isNull();
    assertThat(still.of(order(OrderKind.FREEZE, 10, List.of()), NOON)).isNull();
  }
}
