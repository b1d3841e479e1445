package org.haltline.bank.iso.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.haltline.bank.iso.channel.IsoStandings.Standing;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

/// How far an order is that was posted, whatever comes in which order.
class IsoStandingsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final OrderId ORDER = new OrderId("7".repeat(32));
  private static final Receipt DONE = new Receipt.Done(NOON, null, null, null, null);
  private static final Receipt NO = new Receipt.Refused(NOON, ReasonCode.NOTHING_THERE, null);

  private final IsoStandings standings = new IsoStandings(MINUTE);

  @Test
  void theFirstAnswerStands() {
    standings.posted(ORDER, NOON);
    standings.answered(ORDER, DONE, NOON);
    standings.answered(ORDER, NO, NOON);
    assertThat(standings.of(ORDER)).isEqualTo(new Standing.Answered(DONE));
  }

  /// The bank's answer may be here before the end of the call that brought the order.
  @Test
  void whatIsAnsweredIsNotPostedAnyMore() {
    standings.answered(ORDER, DONE, NOON);
    standings.posted(ORDER, NOON);
    assertThat(standings.of(ORDER)).isEqualTo(new Standing.Answered(DONE));
  }

  @Test
  void whatIsPostedTwiceCountsFromTheFirstTimeAndIsSaidAgainLaterAndLater() {
    standings.posted(ORDER, NOON);
    assertThat(standings.of(ORDER)).isEqualTo(new Standing.Posted(1, NOON, NOON.plus(MINUTE)));
    Instant again = NOON.plus(MINUTE);
    standings.posted(ORDER, again);
    assertThat(standings.of(ORDER))
        .isEqualTo(new Standing.Posted(2, NOON, again.plus(MINUTE.multipliedBy(2))));
  }

  @Test
  void whatIsOverIsForgottenAndItsAnswerIsNot() {
    standings.posted(ORDER, NOON);
    standings.over(ORDER);
    assertThat(standings.of(ORDER)).isEqualTo(new Standing.Unknown());
    standings.answered(ORDER, DONE, NOON);
    standings.over(ORDER);
    assertThat(standings.of(ORDER)).isEqualTo(new Standing.Answered(DONE));
  }
}
