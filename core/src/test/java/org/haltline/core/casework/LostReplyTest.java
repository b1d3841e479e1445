package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;
import static org.haltline.core.casework.LossyJournal.Loss.NONE;
import static org.haltline.core.casework.LossyJournal.Loss.OF_THE_ANSWER;
import static org.haltline.core.casework.LossyJournal.Loss.OF_THE_REQUEST;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.FileCase;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.ReleaseOrder;
import org.haltline.core.casefile.CaseEvent.CaseFiled;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The wire breaks in the middle of a write. The house looks before it writes again, and says
/// "unknown" only when it was lost twice.
class LostReplyTest extends InACentre {
  private static final CaseId CASE = caseNumber(1);

  @ParameterizedTest
  @EnumSource(names = {"OF_THE_REQUEST", "OF_THE_ANSWER"})
  void aReportIsThereOnceWhicheverHalfWasLost(LossyJournal.Loss loss) {
    north.wire.lose(loss);
    Reply.Accepted reply = accepted(north.tell(aboutMoney(), OPERATOR));

    assertThat(reply.version()).isEqualTo(2);
    assertThat(centre.replayed(CASE)).isEqualTo(reply.state());
    assertThat(centre.events(CASE)).isEqualTo(reply.events());
    OrderId stop = only(reply.state()).id();
    assertThat(north.sent).extracting(OutgoingOrder::order).containsExactly(only(reply.state()));
    assertThat(waiting()).containsExactly(stop.digits());
    assertThat(centre.verified().faults()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"OF_THE_REQUEST", "OF_THE_ANSWER"})
  void aLetterLostInAnOpenCaseIsWrittenOnceAmongTheOthers(LossyJournal.Loss loss) {
    CaseState before = north.file(CASE, mule(1));
    north.wire.lose(loss);
    accepted(north.tell(new ReleaseOrder(CASE, only(before).id(), "the wrong account"), OPERATOR));

    assertThat(centre.events(CASE, OrderIssued.class))
        .extracting(issued -> issued.order().kind())
        .containsExactly(OrderKind.STOP_PAYMENT, OrderKind.RELEASE);
    assertThat(north.sent)
        .extracting(sent -> sent.order().kind())
        .containsExactly(OrderKind.STOP_PAYMENT, OrderKind.RELEASE);
  }

  @Test
  void whatAnotherHouseWroteMeanwhileDoesNotHideOurOwn() {
    CaseState before = north.file(CASE, mule(1));
    south.wire.lose(OF_THE_ANSWER);
    var lost = south.send(new FileCase(CASE, "A33-1"), OPERATOR);
    var other = north.send(new ReleaseOrder(CASE, only(before).id(), "not his"), OPERATOR);
    accepted(get(lost));
    accepted(get(other));
    assertThat(centre.events(CASE, CaseFiled.class)).hasSize(1);
    assertThat(centre.events(CASE, OrderIssued.class)).hasSize(2);
  }

  @Test
  void theSecondLossIsTheCallersToKnowOf() {
    var key = new Idempotency("form-1", new byte[32]);
    north.wire.lose(OF_THE_REQUEST, OF_THE_ANSWER);
    assertThatThrownBy(() -> get(north.send(aboutMoney(), OPERATOR, key)))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(north.wire.writes).hasValue(2);

    // the same form once more, as its client was told
    var again = new FileReport(caseNumber(2), north.aboutMoney(mule(1)));
    assertThat(get(north.send(again, OPERATOR, key))).isEqualTo(new Reply.Repeated(CASE));
    assertThat(centre.events(CASE, ReportFiled.class)).hasSize(1);
    assertThat(centre.history(caseNumber(2)).facts()).isEmpty();
  }

  @Test
  void lostTwiceOnTheWayThereNothingIsWrittenAndTheNextTimeItIs() {
    var key = new Idempotency("form-1", new byte[32]);
    north.wire.lose(OF_THE_REQUEST, OF_THE_REQUEST);
    assertThatThrownBy(() -> get(north.send(aboutMoney(), OPERATOR, key)))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(centre.history(CASE).facts()).isEmpty();
    assertThat(north.sent).isEmpty();

    accepted(get(north.send(aboutMoney(), OPERATOR, key)));
    assertThat(centre.events(CASE, ReportFiled.class)).hasSize(1);
  }

  @Test
  void aHouseThatCannotLookSaysUnknown() {
    north.wire.lose(OF_THE_ANSWER);
    north.wire.failLoads(1);
    assertThatThrownBy(() -> north.tell(aboutMoney(), OPERATOR)).isInstanceOf(OutcomeUnknown.class);
    assertThat(centre.events(CASE, ReportFiled.class)).hasSize(1);

    // told again it is the same report, and nothing leaves twice
    assertThat(accepted(north.tell(aboutMoney(), OPERATOR)).events()).isEmpty();
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void theNextCommandOnTheCaseIsServedAfterALoss() {
    north.wire.lose(OF_THE_REQUEST, OF_THE_REQUEST, NONE);
    var lost = north.send(aboutMoney(), OPERATOR);
    assertThatThrownBy(() -> get(lost)).isInstanceOf(OutcomeUnknown.class);
    accepted(north.tell(aboutMoney(), OPERATOR));
    assertThat(north.casework.waitingCommands()).isZero();
  }

  private FileReport aboutMoney() {
    return new FileReport(CASE, north.aboutMoney(mule(1)));
  }

  private List<String> waiting() {
    return get(south.store.queued("icbc", Position.START, 100)).stream()
        .map(queued -> queued.orderId())
        .toList();
  }
}
