package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.freezeAskedFor;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.story;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

class CaseLifeTest {

  @Test
  void aCaseIsReportedFiledSolvedAndClosed() {
    Story story = oneStop().by(ICBC).given(no(ReasonCode.NOTHING_THERE), 1).by(OPERATOR);
    story
        .when(new FileCase(CASE, "A33-7"))
        .then("CaseFiled A33-7")
        .repeatedChangesNothing()
        .when(new SolveCase(CASE, "抓获"))
        .then("CaseSolved")
        .repeatedChangesNothing()
        .when(new CloseCase(CASE, "移送"))
        .then("CaseClosed")
        .repeatedChangesNothing();
    assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(story.state().policeCaseNumber()).isEqualTo("A33-7");
  }

  @Test
  void aCaseIsSolvedOnlyOnceFiled() {
    oneStop().when(new SolveCase(CASE, "抓获")).thenRefused(Refusal.CASE_NOT_FILED, "caseId");
  }

  @Test
  void itHasOnePoliceNumber() {
    oneStop()
        .given(new FileCase(CASE, "A33-7"))
        .when(new FileCase(CASE, "A33-8"))
        .thenRefused(Refusal.WRONG_STATUS, "policeCaseNumber");
  }

  @Test
  void nothingHappensWithoutAWordOfWhy() {
    oneStop()
        .when(new FileCase(CASE, " "))
        .thenRefused(Refusal.REASON_MISSING, "policeCaseNumber")
        .when(new SolveCase(CASE, ""))
        .thenRefused(Refusal.REASON_MISSING, "how")
        .when(new CloseCase(CASE, ""))
        .thenRefused(Refusal.REASON_MISSING, "why");
  }

  @Test
  void aCaseWithAStandingHoldDoesNotClose() {
    Story story = oneHold();
    story
        .when(new CloseCase(CASE, "了结"))
        .thenRefused(Refusal.HOLD_STANDS, "#1")
        .given(story.release(1))
        .when(new CloseCase(CASE, "了结"))
        .thenRefused(Refusal.HOLD_STANDS, "#1")
        .by(ICBC)
        .given(done(null), 2)
        .by(OPERATOR)
        .when(new CloseCase(CASE, "了结"))
        .then("CaseClosed");
  }

  @Test
  void norWithAHoldOnItsWayOrAskedFor() {
    oneStop().when(new CloseCase(CASE, "了结")).thenRefused(Refusal.HOLD_STANDS, "#1");

    Story asked = freezeAskedFor();
    asked.given(asked.release(1));
    // the release declined the freeze; another one is asked for on another account
    asked
        .given(issue(OrderKind.FREEZE, SECOND_MULE, "abc", cny(5)))
        .by(ICBC)
        .given(done(null), 3)
        .by(OPERATOR)
        .when(new CloseCase(CASE, "了结"))
        .thenRefused(Refusal.HOLD_STANDS, "#4");
  }

  @Test
  void aCutNumberDoesNotKeepACaseOpen() {
    story()
        .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
        .by(MOBILE)
        .given(done(null), 1)
        .by(OPERATOR)
        .when(new CloseCase(CASE, "了结"))
        .then("CaseClosed");
  }

  @Test
  void onAClosedCaseNothingNewIsOrderedButAnswersStillCount() {
    Story story =
        story()
            .given(
                new FileReport(
                    CASE,
                    report(
                        List.of(), List.of(lure(CALLER_ID, "mobile"), lure(LANDLINE, "mobile")))))
            .by(MOBILE)
            .given(done(null), 1)
            .by(OPERATOR)
            .given(new CloseCase(CASE, "了结"));
    story
        .when(issue(OrderKind.STOP_PAYMENT, MULE, "icbc", cny(5)))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .when(issue(OrderKind.FREEZE, MULE, "icbc", cny(5)))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .when(issue(OrderKind.BLOCK_LINK, PHISHING, "mobile", null))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .when(issue(OrderKind.HOLDER_QUERY, MULE, "icbc", null))
        .then("OrderIssued #3 HOLDER_QUERY at icbc")
        .when(new FileCase(CASE, "A33-7"))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .when(new SolveCase(CASE, "抓获"))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .by(MOBILE)
        .when(done(null), 2)
        .then("OrderDone #2 cut until 2026-12-20T04:00");
  }

  @Test
  void aHoldThatComesToLightOnAClosedCaseIsReleased() {
    Story story = oneStop();
    story
        .given(story.release(1))
        .by(ICBC)
        .given(done(null), 2)
        .by(OPERATOR)
        .given(new CloseCase(CASE, "误报"))
        .by(ICBC)
        .when(done(cny(30_000)), 1)
        .then(
            "FeedbackContradicted #1 holds CNY 30000.00 until 2026-11-22T04:00",
            "OrderIssued #3 RELEASE at icbc, original #1");
  }
}
