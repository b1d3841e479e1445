package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.*;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.RecordFindings;
import org.haltline.core.casefile.CaseEvent.FindingsRecorded;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

/// What banks tell about accounts: part of the case once, however often it is told.
class FindingsTest {
  @Test
  void whereTheMoneyWentIsPartOfTheCase() {
    Story story = asked().by(ICBC);
    story.given(told(story, 1, moved(0, 5)));

    assertThat(story.state().found()).hasSize(1);
    assertThat(story.state().found().getFirst().findings().transfers())
        .containsExactly(moved(0, 5));
  }

  @Test
  void theSameToldAgainAddsNothingHoweverItIsTold() {
    Story story = asked().by(ICBC);
    story.given(told(story, 1, moved(0, 5), moved(1, 7)));

    assertThat(story.when(told(story, 1, moved(1, 7), moved(0, 5))).decision())
        .isEqualTo(Decision.NOTHING_NEW);
    var statement =
        new RecordFindings(
            CASE,
            story.order(1),
            FindingSource.statement("流水.csv", "ab".repeat(32)),
            Findings.transfers(List.of(moved(1, 7), moved(2, 9))));
    assertThat(recorded(story, statement)).containsExactly(moved(2, 9));
  }

  /// Two withdrawals of one sum in one second are two.
  @Test
  void twoThatLookTheSameAreTwoWhereOneSourceTellsBoth() {
    Story story = asked().by(ICBC);
    story.given(told(story, 1, moved(0, 5)));

    assertThat(recorded(story, told(story, 1, moved(0, 5), moved(0, 5))))
        .containsExactly(moved(0, 5));
    assertThat(story.when(told(story, 1, moved(0, 5), moved(0, 5))).decision())
        .isEqualTo(Decision.NOTHING_NEW);
  }

  @Test
  void aLongStatementIsSeveralFactsOfOneStep() {
    Story story = asked();
    var many = new ArrayList<Transfer>();
    for (int i = 0; i < 1_201; i++) {
      many.add(moved(i, 1));
    }
    var whole =
        new RecordFindings(
            CASE,
            story.order(1),
            FindingSource.message(),
            new Findings(
                List.of(new AccountHolder(null, "鲁安", null, null, null, null)),
                List.of(new AccountBalance(null, "CNY", new BigDecimal("1.00"), null)),
                many,
                2));

    assertThat(recorded(story, whole)).containsExactlyElementsOf(many);
    List<Found> found = story.state().found();
    assertThat(found)
        .extracting(it -> it.findings().transfers().size())
        .containsExactly(500, 500, 201);
    assertThat(found).extracting(it -> it.findings().holders().size()).containsExactly(1, 0, 0);
    assertThat(found).extracting(it -> it.findings().unread()).containsExactly(2, 0, 0);
    assertThat(story.when(whole).decision()).isEqualTo(Decision.NOTHING_NEW);
  }

  @Test
  void moreThanOneMessageMayHoldIsRefused() {
    Story story = asked();
    var tooMany = Collections.nCopies(RecordFindings.TRANSFERS_MAX + 1, moved(0, 5));

    assertThat(refusal(story, told(story, 1, tooMany.toArray(Transfer[]::new))))
        .isEqualTo(Refusal.TOO_MANY_TRANSFERS);
  }

  @Test
  void onlyTheInstitutionThatWasAskedTellsAndOnlyOfAnAccount() {
    Story story = asked();
    assertThat(refusal(story.by(ABC), told(story, 1, moved(0, 5))))
        .isEqualTo(Refusal.NOT_YOUR_ORDER);
    assertThat(refusal(story.by(OPERATOR), told(story, 2, moved(0, 5))))
        .isEqualTo(Refusal.WRONG_TARGET);
  }

  @Test
  void whatWasNeverAskedHasNoFindings() {
    Story story = freezeAskedFor();

    assertThat(refusal(story, told(story, 2, moved(0, 5)))).isEqualTo(Refusal.ORDER_NOT_WAITING);
  }

  @Test
  void aRefusedStopAndAClosedCaseStillHear() {
    Story story = asked().by(ICBC).given(no(ReasonCode.NAME_MISMATCH), 1).by(OPERATOR);
    story.given(new CaseCommand.FileCase(CASE, "A33-7"));
    story.by(ICBC).given(told(story, 1, moved(0, 5)));

    assertThat(story.state().found()).hasSize(1);
  }

  /// A stop at the first order's bank and a cut number.
  private static Story asked() {
    return story()
        .given(
            new CaseCommand.FileReport(
                CASE,
                report(List.of(paid(MULE, "icbc", 30_000)), List.of(lure(CALLER_ID, "mobile")))));
  }

  private static RecordFindings told(Story story, int order, Transfer... transfers) {
    return new RecordFindings(
        CASE, story.order(order), FindingSource.message(), Findings.transfers(List.of(transfers)));
  }

  private static List<Transfer> recorded(Story story, RecordFindings command) {
    story.when(command);
    return ((Decision.Accepted) story.decision())
        .events().stream()
            .map(FindingsRecorded.class::cast)
            .flatMap(event -> event.findings().transfers().stream())
            .toList();
  }

  private static Refusal refusal(Story story, RecordFindings command) {
    story.when(command);
    return ((Decision.Refused) story.decision()).code();
  }
}
