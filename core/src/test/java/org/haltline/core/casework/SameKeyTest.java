package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.haltline.core.casefile.CaseCommand.FileCase;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

/// A nervous client sends one form again and again. Each sending draws a case number of its own;
/// the key says that it is one report.
class SameKeyTest extends InACentre {
  private static final Idempotency FORM = new Idempotency("form-1", hash(1));

  @Test
  void sentFiveTimesAtOnceItIsOneCase() {
    var replies = new ArrayList<CompletionStage<Reply>>();
    for (int i = 1; i <= 5; i++) {
      replies.add(north.send(form(i), OPERATOR, FORM));
    }
    oneCaseOf(replies);
  }

  @Test
  void sentToBothHousesAtOnceItIsOneCase() {
    var replies = new ArrayList<CompletionStage<Reply>>();
    for (int i = 1; i <= 6; i++) {
      replies.add((i % 2 == 0 ? north : south).send(form(i), OPERATOR, FORM));
    }
    oneCaseOf(replies);
  }

  @Test
  void sentFiveTimesUnderOneCaseNumberItIsOneCaseToo() {
    var replies = new ArrayList<CompletionStage<Reply>>();
    for (int i = 1; i <= 5; i++) {
      replies.add((i % 2 == 0 ? north : south).send(form(1), OPERATOR, FORM));
    }
    oneCaseOf(replies);
  }

  @Test
  void theKeyOutlivesTheHouseAndRedis() {
    accepted(get(north.send(form(1), OPERATOR, FORM)));
    north.close();
    centre.killRedis();
    Centre.await(() -> get(south.store.health()).writable());
    House restarted = centre.house();
    assertThat(get(restarted.send(form(2), OPERATOR, FORM)))
        .isEqualTo(new Reply.Repeated(caseNumber(1)));
  }

  @Test
  void theSameKeyWithAnotherBodyIsSaidSo() {
    accepted(get(north.send(form(1), OPERATOR, FORM)));
    var other = new FileReport(caseNumber(2), north.aboutMoney(mule(2)));
    for (House house : List.of(north, south)) {
      assertThat(get(house.send(other, OPERATOR, new Idempotency("form-1", hash(2)))))
          .isEqualTo(new Reply.KeyReused(caseNumber(1)));
    }
    assertThat(centre.history(caseNumber(2)).facts()).isEmpty();
    assertThat(centre.journal()).hasSize(2);
  }

  @Test
  void aRetryThatTheCaseWouldRefuseByNowIsAnsweredByItsKey() {
    CaseId caseId = caseNumber(1);
    north.file(caseId, mule(1));
    accepted(get(north.send(new FileCase(caseId, "A33-1"), OPERATOR, FORM)));
    assertThat(get(south.send(new FileCase(caseId, "A33-1"), OPERATOR, FORM)))
        .isEqualTo(new Reply.Repeated(caseId));
    var otherBody = new Idempotency("form-1", hash(2));
    assertThat(get(south.send(new FileCase(caseId, "A33-2"), OPERATOR, otherBody)))
        .isEqualTo(new Reply.KeyReused(caseId));
  }

  private void oneCaseOf(List<CompletionStage<Reply>> replies) {
    var opened = new ArrayList<CaseId>();
    var repeated = new ArrayList<CaseId>();
    for (CompletionStage<Reply> reply : replies) {
      switch (get(reply)) {
        case Reply.Accepted accepted -> opened.add(accepted.state().caseId());
        case Reply.Repeated it -> repeated.add(it.caseId());
        case Reply other -> throw new AssertionError(other);
      }
    }
    assertThat(opened).hasSize(1);
    assertThat(repeated).hasSize(replies.size() - 1).containsOnly(opened.getFirst());
    List<CaseEvent> journal = centre.journal();
    assertThat(journal).hasSize(2).first().isInstanceOf(ReportFiled.class);
    assertThat(north.sent.size() + south.sent.size()).isOne();
  }

  private FileReport form(int number) {
    return new FileReport(caseNumber(number), north.aboutMoney(mule(1)));
  }

  private static byte[] hash(int of) {
    byte[] hash = new byte[32];
    hash[0] = (byte) of;
    return hash;
  }
}
