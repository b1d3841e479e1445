package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.CALLER_ID;
import static org.haltline.core.casefile.Cast.LANDLINE;
import static org.haltline.core.casefile.Cast.MOBILE;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casefile.Cast.cny;
import static org.haltline.core.casefile.Cast.lure;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseCommand.AddLures;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.IssueOrder;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseCommand.ReleaseOrder;
import org.haltline.core.casefile.CaseEvent.FeedbackContradicted;
import org.haltline.core.casefile.CaseEvent.HoldLapsed;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Refusal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.Test;

/// The law lets an account be stopped twice. The count spans all cases and all houses.
class SharedPlacesTest extends InACentre {

  @Test
  void theThirdStopIsJournalledAsNotIssuedAndTheRestGoesOut() {
    Order first = only(north.file(caseNumber(1), mule(1)));
    Order second = only(south.file(caseNumber(2), mule(1)));
    north.file(caseNumber(3), mule(1), mule(2));
    accepted(north.tell(new AddLures(caseNumber(3), List.of(lure(CALLER_ID, "mobile"))), OPERATOR));

    OrderNotIssued kept = notIssued(caseNumber(3));
    assertThat(kept.reason()).isEqualTo(ReasonCode.OVER_LIMIT);
    assertThat(kept.because()).isEqualTo("同一账户最多止付 2 次 / at most 2 stops on one account");
    assertThat(kept.order().targetKey()).isEqualTo(first.targetKey());
    List<Order> issued = issued(caseNumber(3));
    assertThat(issued)
        .extracting(Order::kind)
        .containsExactly(OrderKind.STOP_PAYMENT, OrderKind.SUSPEND_NUMBER);
    assertThat(issued.getFirst().targetKey()).isNotEqualTo(first.targetKey());
    assertThat(waiting())
        .containsExactly(
            first.id().digits(), second.id().digits(), issued.getFirst().id().digits());
  }

  @Test
  void ofSixCasesAtOnceInTwoHousesTwoStopTheAccount() {
    var replies = new ArrayList<CompletionStage<Reply>>();
    for (int i = 1; i <= 6; i++) {
      House house = i % 2 == 0 ? north : south;
      replies.add(
          house.send(
              new FileReport(caseNumber(i), house.aboutMoney(mule(1), mule(10 + i))), OPERATOR));
    }
    replies.forEach(reply -> assertThat(accepted(get(reply)).events()).hasSize(3));

    assertThat(IntStream.rangeClosed(1, 6).mapToObj(i -> issued(caseNumber(i)).size()))
        .containsExactlyInAnyOrder(2, 2, 1, 1, 1, 1);
    assertThat(waiting()).hasSize(8);
    assertThat(north.sent.size() + south.sent.size()).isEqualTo(8);
  }

  @Test
  void aThirdStopByHandIsRefusedAndNothingIsWritten() {
    north.file(caseNumber(1), mule(1));
    north.file(caseNumber(2), mule(1));
    south.file(caseNumber(3), mule(2));
    long before = centre.history(caseNumber(3)).version();
    assertThat(south.tell(stopByHand(caseNumber(3)), OPERATOR))
        .isInstanceOfSatisfying(
            Reply.Refused.class, no -> assertThat(no.why().code()).isEqualTo(Refusal.CAP_REACHED));
    assertThat(centre.history(caseNumber(3)).version()).isEqualTo(before);
  }

  @Test
  void whoIsASuspectInAnyCaseIsNotWarnedInAnother() {
    north.file(caseNumber(1), north.aboutLures(CALLER_ID));
    south.file(caseNumber(2), mule(2));
    assertThat(south.tell(warning(caseNumber(2), CALLER_ID), OPERATOR))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            no -> assertThat(no.why().because().toString()).isEqualTo("SUSPECTED_ELSEWHERE"));
    accepted(south.tell(warning(caseNumber(2), LANDLINE), OPERATOR));

    // a house that starts anew knows it from the journal
    assertThat(centre.house().tell(warning(caseNumber(2), CALLER_ID), OPERATOR))
        .isInstanceOf(Reply.Refused.class);
  }

  @Test
  void aNumberIsWarnedSoOftenADayOverAllCasesAndNoMore() {
    for (int i = 1; i <= 3; i++) {
      north.file(caseNumber(i), mule(i));
    }
    accepted(north.tell(warning(caseNumber(1), LANDLINE), OPERATOR));
    accepted(south.tell(warning(caseNumber(2), LANDLINE), OPERATOR));
    assertThat(south.tell(warning(caseNumber(3), LANDLINE), OPERATOR))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            no -> assertThat(no.why().because().toString()).isEqualTo("AT_MOST_A_DAY 2"));
    centre.pass(Duration.ofDays(1));
    accepted(south.tell(warning(caseNumber(3), LANDLINE), OPERATOR));
  }

  @Test
  void ofTwoCasesThatCutANumberTheOneThatEndsLastBringsItBack() {
    Order first = only(north.file(caseNumber(1), north.aboutLures(CALLER_ID)));
    accepted(cut(caseNumber(1), first));
    centre.pass(Duration.ofDays(1));
    Order second = only(south.file(caseNumber(2), south.aboutLures(CALLER_ID)));
    accepted(cut(caseNumber(2), second));

    centre.pass(Duration.ofDays(29));
    get(north.watch().look());
    assertThat(centre.events(caseNumber(1), HoldLapsed.class)).hasSize(1);
    assertThat(issued(caseNumber(1))).hasSize(1);

    centre.pass(Duration.ofDays(1));
    get(south.watch().look());
    assertThat(centre.events(caseNumber(2), HoldLapsed.class)).hasSize(1);
    assertThat(issued(caseNumber(2)))
        .extracting(Order::kind)
        .containsExactly(OrderKind.SUSPEND_NUMBER, OrderKind.RESTORE_NUMBER);
  }

  /// Both find that the other keeps it; after a night without power many terms end in one moment.
  @Test
  void ofTwoCasesWhoseTermsEndAtOnceOneBringsTheNumberBack() {
    Order first = only(north.file(caseNumber(1), north.aboutLures(CALLER_ID)));
    Order second = only(south.file(caseNumber(2), south.aboutLures(CALLER_ID)));
    accepted(cut(caseNumber(1), first));
    accepted(cut(caseNumber(2), second));
    centre.pass(Duration.ofDays(31));

    int before = north.wire.writes.get();
    var answers = north.wire.holdAnswers();
    var looked = north.watch().look();
    Centre.await(() -> north.wire.writes.get() >= before + 2);
    answers.complete(null);
    get(looked);
    assertThat(centre.events(caseNumber(1), HoldLapsed.class)).hasSize(1);
    assertThat(centre.events(caseNumber(2), HoldLapsed.class)).hasSize(1);
    assertThat(Stream.of(1, 2).flatMap(i -> issued(caseNumber(i)).stream()))
        .extracting(Order::kind)
        .containsOnlyOnce(OrderKind.RESTORE_NUMBER);
  }

  private Reply cut(CaseId caseId, Order order) {
    var done = new Receipt.Done(centre.now(), null, null, null, null);
    return north.tell(new RecordReceipt(caseId, order.id(), done), MOBILE);
  }

  private static IssueOrder warning(CaseId caseId, PhoneNumber to) {
    return new IssueOrder(
        caseId, OrderKind.WARNING_MESSAGE, to, null, "mobile", null, "正被引诱", null, false);
  }

  @Test
  void aRefusedStopGivesItsPlaceBack() {
    Order first = only(north.file(caseNumber(1), mule(1)));
    north.file(caseNumber(2), mule(1));
    accepted(south.answer(caseNumber(1), first.id(), nothingThere()));

    only(south.file(caseNumber(3), mule(1)));
    assertThat(issued(caseNumber(3))).hasSize(1);
    north.file(caseNumber(4), mule(1));
    assertThat(notIssued(caseNumber(4)).reason()).isEqualTo(ReasonCode.OVER_LIMIT);
  }

  @Test
  void aWithdrawnStopGivesItsPlaceBackWhenTheBankSaysThatNothingHappened() {
    Order first = only(north.file(caseNumber(1), mule(1)));
    north.file(caseNumber(2), mule(1));
    accepted(south.tell(release(caseNumber(1), first), OPERATOR));
    south.file(caseNumber(3), mule(1));
    assertThat(notIssued(caseNumber(3)).reason()).isEqualTo(ReasonCode.OVER_LIMIT);

    accepted(south.answer(caseNumber(1), first.id(), nothingThere()));
    accepted(north.tell(stopByHand(caseNumber(3)), OPERATOR));
    assertThat(issued(caseNumber(3))).hasSize(1);
  }

  @Test
  void aStopThatHeldMoneyCountsEvenAfterItsRelease() {
    Order first = only(north.file(caseNumber(1), mule(1)));
    north.file(caseNumber(2), mule(1));
    accepted(north.answer(caseNumber(1), first.id(), north.held()));
    CaseState released = accepted(north.tell(release(caseNumber(1), first), OPERATOR)).state();
    Order letGo = List.copyOf(released.orders().values()).getLast().order();
    accepted(
        north.answer(
            caseNumber(1), letGo.id(), new Receipt.Done(centre.now(), cny(0), null, null, null)));

    south.file(caseNumber(3), mule(1));
    assertThat(notIssued(caseNumber(3)).reason()).isEqualTo(ReasonCode.OVER_LIMIT);
  }

  @Test
  void whatTheBankDidAllTheSameIsJournalledAboveTheCap() {
    Order first = only(north.file(caseNumber(1), mule(1)));
    accepted(north.tell(release(caseNumber(1), first), OPERATOR));
    accepted(north.answer(caseNumber(1), first.id(), nothingThere()));
    Order second = only(north.file(caseNumber(2), mule(1)));
    only(south.file(caseNumber(3), mule(1)));

    // both places are taken; now the bank corrects itself: the first stop holds money after all
    accepted(north.answer(caseNumber(1), first.id(), north.held()));
    assertThat(centre.events(caseNumber(1), FeedbackContradicted.class)).hasSize(1);
    assertThat(centre.replayed(caseNumber(1)).hasStandingMoneyHold()).isTrue();

    // three hold the account now: one that is given back makes no room yet
    accepted(north.answer(caseNumber(2), second.id(), nothingThere()));
    south.file(caseNumber(4), mule(1));
    assertThat(notIssued(caseNumber(4)).reason()).isEqualTo(ReasonCode.OVER_LIMIT);
  }

  private IssueOrder stopByHand(CaseId caseId) {
    return new IssueOrder(
        caseId,
        OrderKind.STOP_PAYMENT,
        mule(1),
        null,
        "icbc",
        cny(30_000),
        "named by a witness",
        null,
        false);
  }

  private static ReleaseOrder release(CaseId caseId, Order order) {
    return new ReleaseOrder(caseId, order.id(), "not his account");
  }

  private Receipt nothingThere() {
    return new Receipt.Refused(centre.now(), ReasonCode.NOTHING_THERE, null);
  }

  private List<Order> issued(CaseId caseId) {
    return centre.events(caseId, OrderIssued.class).stream().map(OrderIssued::order).toList();
  }

  private OrderNotIssued notIssued(CaseId caseId) {
    List<OrderNotIssued> kept = centre.events(caseId, OrderNotIssued.class);
    assertThat(kept).hasSize(1);
    return kept.getFirst();
  }

  private List<String> waiting() {
    return get(north.store.queued("icbc", Position.START, 100)).stream()
        .map(Queued::orderId)
        .toList();
  }
}
