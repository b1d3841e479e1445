package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casefile.Cast.lure;
import static org.haltline.core.casefile.Cast.phone;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.haltline.core.casefile.CaseCommand.AddLures;
import org.haltline.core.casefile.CaseCommand.FileCase;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;

/// A house with more to do than it can: it says so, does nothing by halves, and goes on.
class BoundsTest extends InACentre {
  private static final CaseId CASE = caseNumber(1);

  @Test
  void whoComesWhenTheHouseIsFullIsToldSoAndNothingIsWritten() {
    House small = centre.house(new CaseworkBounds(3, 64, 100));
    var busy = new CountDownLatch(1);
    small.threads.execute(() -> awaitQuietly(busy));
    small.threads.execute(() -> awaitQuietly(busy));
    var letIn = new ArrayList<CompletionStage<Reply>>();
    for (int i = 1; i <= 3; i++) {
      letIn.add(small.send(report(small, caseNumber(i), mule(i)), OPERATOR));
    }
    assertThatThrownBy(() -> small.tell(report(small, caseNumber(4), mule(4)), OPERATOR))
        .isInstanceOf(Overloaded.class)
        .hasMessageContaining("3 commands are waiting");
    assertThat(centre.journal()).isEmpty();
    assertThat(small.casework.waitingCommands()).isEqualTo(3);

    busy.countDown();
    letIn.forEach(reply -> accepted(get(reply)));
    assertThat(small.casework.waitingCommands()).isZero();
    accepted(small.tell(report(small, caseNumber(4), mule(4)), OPERATOR));
    assertThat(centre.journal()).hasSize(8);
  }

  @Test
  void aStepTooLargeForOneWriteFailsAloneAndItsCaseGoesOn() {
    Subject[] thousand =
        IntStream.range(0, 1_000)
            .mapToObj(i -> phone("138555%05d".formatted(i)))
            .toArray(Subject[]::new);
    var tooLarge = new FileReport(CASE, north.aboutLures(thousand));
    assertThatThrownBy(() -> north.tell(tooLarge, OPERATOR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1001 facts in one write");
    assertThat(north.casework.waitingCommands()).isZero();
    accepted(north.tell(report(north, CASE, mule(1)), OPERATOR));
    assertThat(centre.journal()).hasSize(2);
  }

  @Test
  void aHotCaseCostsOneWriteForManyCommands() {
    north.file(CASE, mule(0));
    int before = north.wire.writes.get();
    var gate = north.wire.holdAnswers();
    var replies = new ArrayList<CompletionStage<Reply>>();
    replies.add(north.send(new FileCase(CASE, "A33-1"), OPERATOR));
    Centre.await(() -> north.wire.writes.get() == before + 1);
    for (int i = 1; i <= 40; i++) {
      replies.add(north.send(new FileCase(CASE, i % 2 == 0 ? "A33-1" : "A33-2"), OPERATOR));
      replies.add(
          north.send(
              new AddLures(CASE, List.of(lure(phone("138555%05d".formatted(i)), "mobile"))),
              OPERATOR));
    }
    gate.complete(null);
    replies.forEach(Centre::get);
    // 40 commands of weight 2 and 40 of weight 4 in steps of at most 64 commands
    assertThat(north.wire.writes.get() - before).isBetween(2, 4);
    assertThat(centre.verified().faults()).isEmpty();
  }

  @Test
  void aHouseThatClosedTakesNothingMore() {
    north.threads.shutdown();
    assertThatThrownBy(() -> north.tell(report(north, CASE, mule(1)), OPERATOR))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("nothing was written");
    assertThat(centre.history(CASE).facts()).isEmpty();
    assertThat(north.casework.waitingCommands()).isZero();
  }

  @Test
  void aHouseThatClosesOverAWriteSaysThatItIsNotKnown() {
    var gate = north.wire.holdAnswers();
    var reply = north.send(report(north, CASE, mule(1)), OPERATOR);
    Centre.await(() -> centre.history(CASE).version() == 2);
    north.threads.shutdown();
    gate.complete(null);
    assertThatThrownBy(() -> get(reply))
        .isInstanceOf(OutcomeUnknown.class)
        .hasMessageContaining("the house closed");
    assertThat(north.casework.waitingCommands()).isZero();
  }

  private static FileReport report(House house, CaseId caseId, BankAccount... payees) {
    return new FileReport(caseId, house.aboutMoney(payees));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
