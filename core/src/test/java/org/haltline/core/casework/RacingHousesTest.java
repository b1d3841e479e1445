package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.COUNTY_CHIEF;
import static org.haltline.core.casefile.Cast.ICBC;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casefile.Cast.paid;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseCommand.AddPayments;
import org.haltline.core.casefile.CaseCommand.FileCase;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.FeedbackContradicted;
import org.haltline.core.casefile.CaseEvent.OrderDone;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderRefused;
import org.haltline.core.casefile.CaseEvent.PaymentsAdded;
import org.haltline.core.casefile.Refusal;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Fact;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

/// Two processes work on the same case at the same time. The journal's version check arbitrates;
/// nobody notices but by what the history says.
class RacingHousesTest extends InACentre {
  private static final CaseId CASE = caseNumber(1);

  @Test
  void whatBothHousesAddIsAllThereAndLeavesOnce() {
    int each = 60;
    north.file(CASE, mule(0));
    var replies = new ArrayList<CompletionStage<Reply>>();
    for (int i = 1; i <= each; i++) {
      replies.add(north.send(money(i), OPERATOR));
      replies.add(south.send(money(each + i), COUNTY_CHIEF));
    }
    replies.forEach(reply -> assertThat(accepted(get(reply)).events()).hasSize(2));

    assertThat(centre.events(CASE, PaymentsAdded.class)).hasSize(2 * each).doesNotHaveDuplicates();
    var added = centre.events(CASE, PaymentsAdded.class).stream().map(it -> it.payments().size());
    assertThat(added).containsOnly(1);
    List<Order> issued =
        centre.events(CASE, OrderIssued.class).stream().map(OrderIssued::order).toList();
    assertThat(issued).hasSize(2 * each + 1);
    assertThat(targets(issued)).hasSize(2 * each + 1);
    assertThat(Stream.of(north, south).flatMap(house -> house.sent.stream()))
        .extracting(OutgoingOrder::order)
        .containsExactlyInAnyOrderElementsOf(issued);
    theChainIsWhole(CASE);
    assertThat(centre.history(CASE).facts())
        .extracting(Fact::actor)
        .contains(OPERATOR.id(), COUNTY_CHIEF.id());
    assertThat(get(north.casework.read(CASE)).state())
        .isEqualTo(get(south.casework.read(CASE)).state());
  }

  @Test
  void aStaleHintCostsNothingButAReload() {
    north.file(CASE, mule(0));
    accepted(south.tell(money(1), OPERATOR));
    accepted(north.tell(money(2), OPERATOR)); // its hint is one step behind
    accepted(south.tell(money(3), OPERATOR));
    assertThat(centre.events(CASE, PaymentsAdded.class)).hasSize(3);
    theChainIsWhole(CASE);
  }

  @Test
  void noIsSaidOnWhatTheJournalHoldsAndNotOnAHint() {
    north.file(CASE, mule(0));
    accepted(south.tell(new FileCase(CASE, "A33-1"), OPERATOR));
    // to the north the case is still only reported
    assertThat(north.tell(new FileCase(CASE, "A33-2"), OPERATOR))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            reply -> assertThat(reply.why().code()).isEqualTo(Refusal.WRONG_STATUS));
    assertThat(accepted(north.tell(new FileCase(CASE, "A33-1"), OPERATOR)).events()).isEmpty();
  }

  @Test
  void ofTwoAnswersThatContradictOneStandsAndTheOtherIsKept() {
    for (int number = 1; number <= 10; number++) {
      CaseId caseId = caseNumber(number);
      Order stop = only(north.file(caseId, mule(number)));
      var no = new Receipt.Refused(centre.now(), ReasonCode.NOTHING_THERE, null);
      var one = north.send(new RecordReceipt(caseId, stop.id(), north.held()), ICBC);
      var other = south.send(new RecordReceipt(caseId, stop.id(), no), ICBC);
      accepted(get(one));
      accepted(get(other));

      List<CaseEvent> answers = centre.events(caseId).stream().skip(2).toList();
      assertThat(answers).hasSize(2);
      assertThat(answers.getFirst()).isInstanceOfAny(OrderDone.class, OrderRefused.class);
      assertThat(answers.getLast()).isInstanceOf(FeedbackContradicted.class);
      theChainIsWhole(caseId);
    }
  }

  @Test
  void ofTwoReportsUnderOneNumberOneOpensTheCase() {
    var one = north.send(new FileReport(CASE, north.aboutMoney(mule(1))), OPERATOR);
    var other = south.send(new FileReport(CASE, south.aboutMoney(mule(2))), OPERATOR);
    assertThat(List.of(get(one), get(other)))
        .satisfiesOnlyOnce(reply -> assertThat(reply).isInstanceOf(Reply.Accepted.class))
        .satisfiesOnlyOnce(
            reply ->
                assertThat(reply)
                    .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo(Refusal.CASE_EXISTS)));
    assertThat(north.sent.size() + south.sent.size()).isOne();
    theChainIsWhole(CASE);
  }

  private AddPayments money(int to) {
    return new AddPayments(CASE, List.of(paid(mule(to), "icbc", 10_000)));
  }

  private static List<String> targets(List<Order> orders) {
    return orders.stream().map(Order::targetKey).distinct().collect(Collectors.toList());
  }

  private void theChainIsWhole(CaseId caseId) {
    List<Fact> facts = centre.history(caseId).facts();
    assertThat(facts)
        .extracting(Fact::version)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, facts.size()).mapToObj(Long::valueOf).toList());
    assertThat(centre.verified().faults()).isEmpty();
  }
}
