package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.story;

import java.time.Instant;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

/// A number that has moved to another carrier is followed there, once.
class PortedNumberTest {
  private static final Actor UNICOM = Actor.adapterOf("unicom");

  @Test
  void anOrderIsSentOnToTheCarrierThatTheOldOneNames() {
    Story story = suspended();
    Order first = story.file(1).order();
    story
        .by(MOBILE)
        .when(moved("unicom"), 1)
        .then("OrderRefused #1 NOT_OURS", "OrderIssued #2 SUSPEND_NUMBER at unicom, original #1");
    Order second = story.file(2).order();
    assertThat(second.target()).isEqualTo(first.target());
    assertThat(second.authority()).isEqualTo(first.authority());
    assertThat(second.reason()).isEqualTo(first.reason());
    assertThat(second.termEndsAt()).isNotNull();

    story.by(UNICOM).given(done(null), 2);
    assertThat(story.file(2).holdStands()).isTrue();
  }

  @Test
  void twoCarriersWhoNameEachOtherDoNotPlayWithIt() {
    suspended()
        .by(MOBILE)
        .given(moved("unicom"), 1)
        .by(UNICOM)
        .when(moved("mobile"), 2)
        .then("OrderRefused #2 NOT_OURS")
        .when(moved("telecom"), 2)
        .thenNothingNew();
  }

  @Test
  void whatIsOrderedThereAlreadyOrNotSaidToHaveMovedStaysWithAPerson() {
    suspended().by(MOBILE).when(moved("mobile"), 1).then("OrderRefused #1 NOT_OURS");
    suspended()
        .by(MOBILE)
        .when(new Receipt.Refused(NOON, ReasonCode.WHITELISTED, null, "unicom"), 1)
        .then("OrderRefused #1 WHITELISTED");
    suspended()
        .by(OPERATOR)
        .given(issue(OrderKind.SUSPEND_NUMBER, CALLER_ID, "unicom", null))
        .by(MOBILE)
        .when(moved("unicom"), 1)
        .then("OrderRefused #1 NOT_OURS");
  }

  @Test
  void aWarningIsNotSentOnToWhoIsASuspectElsewhere() {
    Story story =
        Story.oneStop().given(issue(OrderKind.WARNING_MESSAGE, CALLER_ID, "mobile", null));
    story
        .by(MOBILE)
        .whenSuspectedElsewhere(new RecordReceipt(CASE, story.order(2), moved("unicom")))
        .then("OrderRefused #2 NOT_OURS");
  }

  private static Story suspended() {
    return story()
        .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))));
  }

  private static Receipt moved(String to) {
    return new Receipt.Refused(
        Instant.parse("2026-11-20T04:00:10Z"), ReasonCode.NOT_OURS, "ported", to);
  }
}
