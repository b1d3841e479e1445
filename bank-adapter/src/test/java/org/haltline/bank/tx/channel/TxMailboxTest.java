package org.haltline.bank.tx.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.tx.orders.TxDesk.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.channel.TxMailbox.Letter;
import org.haltline.bank.tx.channel.TxMailbox.Standing;
import org.haltline.bank.tx.orders.TxDesk;
import org.haltline.bank.tx.orders.TxDraft;
import org.haltline.bank.tx.orders.TxDrafts;
import org.haltline.bank.tx.xml.Content;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

/// What lies in a mailbox, and when it is handed out.
class TxMailboxTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Receipt DONE = new Receipt.Done(NOW, null, null, null, null);

  private final TxMailbox box = new TxMailbox(MINUTE, NOW);
  private final Letter request = stop(List.of());

  private static Letter stop(List<Attachment> papers) {
    return new Letter(
        ((TxDraft.Ready)
                new TxDrafts(TxDesk.SENDER, TxDesk.BANK, TxOptions.usual())
                    .draft(TxDesk.outgoing(TxDesk.order(OrderKind.STOP_PAYMENT)), papers))
            .request(),
        null);
  }

  @Test
  void whatCameFirstIsHandedOutFirstAndNoMoreThanAskedFor() {
    for (int i = 1; i <= 3; i++) {
      box.layIn(id(i), request, true);
    }
    assertThat(box.fetch(2, NOW)).hasSize(2);
    assertThat(box.standing(id(2))).isEqualTo(new Standing.Fetched(1));
    assertThat(box.standing(id(3))).isEqualTo(new Standing.Unfetched());
    assertThat(box.fetch(2, NOW)).hasSize(1);
    assertThat(box.fetch(2, NOW)).isEmpty();
  }

  /// Its signature was once looked up after the fetch, when the answer to an earlier copy had just
  /// taken it away: the message went out unsigned, and the bank refused it.
  @Test
  void whoeverFetchesHasTheSignatureThoughTheOrderIsOverAtThatMoment() {
    var signature = new OrderSignature("tx", "Ed25519", "key", "value", "digest");
    box.layIn(id(1), new Letter(request.request(), signature), true);
    List<Letter> fetched = box.fetch(1, NOW);
    box.takeOut(id(1), false);
    assertThat(fetched).extracting(Letter::signature).containsExactly(signature);
  }

  @Test
  void largePapersAreHandedOutAFewAtATimeAndNoneIsTooLarge() {
    Letter large = stop(List.of(paper(3)));
    Letter largest = stop(List.of(paper(3), paper(3)));
    box.layIn(id(1), largest, true);
    box.layIn(id(2), large, true);
    box.layIn(id(3), request, true);
    box.layIn(id(4), large, true);
    assertThat(box.fetch(9, NOW)).containsExactly(largest);
    assertThat(box.fetch(9, NOW)).containsExactly(large, request);
    assertThat(box.fetch(9, NOW)).containsExactly(large);
    assertThat(box.fetch(9, NOW)).isEmpty();
  }

  private static Attachment paper(int megabytes) {
    return new Attachment("scan.pdf", new Content(new byte[megabytes << 20]));
  }

  @Test
  void whatIsNotAnsweredIsLaidOutAgainInGrowingPauses() {
    box.layIn(id(1), request, true);
    assertThat(box.fetch(9, NOW)).hasSize(1);
    assertThat(box.fetch(9, NOW.plus(MINUTE).minusMillis(1))).isEmpty();
    assertThat(box.fetch(9, NOW.plus(MINUTE))).hasSize(1);
    assertThat(box.fetch(9, NOW.plus(MINUTE.multipliedBy(2)))).isEmpty();
    assertThat(box.fetch(9, NOW.plus(MINUTE.multipliedBy(3)))).hasSize(1);
    assertThat(box.standing(id(1))).isEqualTo(new Standing.Fetched(3));
  }

  @Test
  void aBankThatAnswersSlowlyIsGivenItsTimeBeforeAnythingIsLaidOutAgain() {
    box.layIn(id(1), request, true);
    box.fetch(9, NOW);
    Instant answered = NOW.plus(MINUTE);
    box.answered(id(1), DONE, answered);
    box.layIn(id(2), request, true);
    box.fetch(9, answered);
    assertThat(box.fetch(9, answered.plus(MINUTE.multipliedBy(3)).minusMillis(1))).isEmpty();
    assertThat(box.fetch(9, answered.plus(MINUTE.multipliedBy(3)))).hasSize(1);
  }

  @Test
  void whatIsNewGoesBeforeWhatIsLaidOutAgain() {
    box.layIn(id(1), request, true);
    box.fetch(9, NOW);
    box.layIn(id(2), request, true);
    box.fetch(1, NOW.plus(MINUTE));
    assertThat(box.standing(id(1))).isEqualTo(new Standing.Fetched(1));
    assertThat(box.standing(id(2))).isEqualTo(new Standing.Fetched(1));
  }

  @Test
  void whatIsAnsweredIsNotLaidInAgainAndTheFirstAnswerStands() {
    box.layIn(id(1), request, true);
    box.answered(id(1), DONE, NOW);
    box.answered(id(1), new Receipt.Unknown(NOW, "later"), NOW);
    box.layIn(id(1), request, true);
    assertThat(box.standing(id(1))).isEqualTo(new Standing.Answered(DONE));
    assertThat(box.fetch(9, NOW)).isEmpty();
  }

  @Test
  void whatIsTakenOutIsNotKnownAnyMoreAndMayBeLaidInAgain() {
    box.layIn(id(1), request, true);
    box.layIn(id(2), request, true);
    box.fetch(1, NOW);
    box.layIn(id(3), request, true);
    box.takeOut(id(1), true);
    box.takeOut(id(2), true);
    box.takeOut(id(3), false);
    assertThat(box.standing(id(1))).isEqualTo(new Standing.Unknown());
    assertThat(box.neverHandedOut(id(1))).as("the bank has it").isFalse();
    assertThat(box.neverHandedOut(id(2))).isTrue();
    assertThat(box.neverHandedOut(id(3))).as("a person may have told the bank").isFalse();
    assertThat(box.fetch(9, NOW.plus(Duration.ofDays(1)))).isEmpty();
    box.layIn(id(2), request, true);
    assertThat(box.neverHandedOut(id(2))).isFalse();
    assertThat(box.fetch(9, NOW)).hasSize(1);
  }

  @Test
  void laidInTwiceItLiesThereOnce() {
    box.layIn(id(1), request, true);
    box.layIn(id(1), request, true);
    assertThat(box.fetch(9, NOW)).hasSize(1);
    box.layIn(id(1), request, true);
    assertThat(box.fetch(9, NOW)).isEmpty();
  }

  @Test
  void everyFetchIsAVisitEvenOfAnEmptyBox() {
    assertThat(box.fetchedAt()).isEqualTo(NOW);
    box.fetch(1, NOW.plus(MINUTE));
    assertThat(box.fetchedAt()).isEqualTo(NOW.plus(MINUTE));
  }

  private static OrderId id(int number) {
    return new OrderId("%032d".formatted(number));
  }

  /// It was laid in before a restart: the bank may have fetched it then.
  @Test
  void whatMayHaveBeenFetchedBeforeARestartIsNeverCertainlyUnseen() {
    box.layIn(id(1), request, false);
    box.takeOut(id(1), true);
    assertThat(box.neverHandedOut(id(1))).isFalse();

    box.layIn(id(2), request, false);
    box.fetch(10, NOW);
    assertThat(box.standing(id(2))).isEqualTo(new TxMailbox.Standing.Fetched(2));
  }
}
