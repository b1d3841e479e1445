package org.haltline.bank.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.codec.Feedback;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

class HandingOnTest {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  private static final Receipt NO = new Receipt.Refused(NOON, ReasonCode.NOTHING_THERE, null);
  private static final Receipt TAKEN = new Receipt.Taken(NOON);

  private final List<Receipt> last = new ArrayList<>();

  @Test
  void theLastWordIsNotedOnceItIsJournalled() {
    assertThat(told(NO, Future.succeededFuture())).isEqualTo(new Taken.Journalled());
    assertThat(last).containsExactly(NO);
  }

  @Test
  void afterAWordThatIsNotTheLastTheChannelWaitsOn() {
    assertThat(told(TAKEN, Future.succeededFuture())).isEqualTo(new Taken.Journalled());
    assertThat(last).isEmpty();
  }

  @Test
  void whatTheCentreWillNeverAcceptIsRefusedForGood() {
    assertThat(told(NO, Future.failedFuture(new FeedbackSink.Rejected("no such order"))))
        .isEqualTo(new Taken.Refused(409, "no such order"));
    assertThat(last).isEmpty();
  }

  @Test
  void whatCouldNotBeJournalledIsToBeSaidAgain() {
    assertThat(told(NO, Future.failedFuture("the journal is away"))).isEqualTo(new Taken.Later());
    assertThat(last).isEmpty();
  }

  private Taken told(Receipt receipt, Future<Void> journalled) {
    var word = new Feedback(new CaseId("HX-261120-0007"), new OrderId("7".repeat(32)), receipt);
    return HandingOn.to(any -> journalled, word, last::add).result();
  }
}
