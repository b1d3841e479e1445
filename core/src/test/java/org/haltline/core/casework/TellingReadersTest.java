package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;
import static org.haltline.core.casework.LossyJournal.Loss.OF_THE_ANSWER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Cast;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever reads along is told of what is in the journal, of nothing else, and before the caller.
class TellingReadersTest extends InACentre {
  private static final CaseId CASE = caseNumber(1);
  private final List<Written> told = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void readAlong() {
    north.casework.tell(told::add);
  }

  @Test
  void aCaseIsToldAsItStandsInTheJournal() {
    CaseState filed = north.file(CASE, mule(1));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().before()).isZero();
    assertThat(told.getFirst().version()).isEqualTo(centre.events(CASE).size());
    assertThat(told.getFirst().after()).isEqualTo(filed).isEqualTo(centre.replayed(CASE));
    assertThat(told.getFirst().onlyHeard()).isFalse();

    accepted(north.answer(CASE, only(filed).id(), new Receipt.Taken(Cast.NOON, null)));
    assertThat(told).hasSize(2);
    assertThat(told.getLast().before()).isEqualTo(told.getFirst().version());
    assertThat(told.getLast().after()).isEqualTo(centre.replayed(CASE));
    assertThat(told.getLast().onlyHeard()).isTrue();
    assertThat(told.getFirst().then(told.getLast()).onlyHeard()).isFalse();
  }

  @Test
  void ofWhatChangesNothingNothingIsTold() {
    CaseState filed = north.file(CASE, mule(1));
    north.answer(CASE, only(filed).id(), new Receipt.Taken(Cast.NOON, null));
    told.clear();
    north.answer(CASE, only(filed).id(), new Receipt.Taken(Cast.NOON, null));
    north.tell(new FileReport(CASE, north.aboutMoney(mule(1))), OPERATOR);
    assertThat(told).isEmpty();
  }

  @Test
  void aReplyThatWasLostIsToldOnceTheJournalWasAsked() {
    north.wire.lose(OF_THE_ANSWER);
    north.file(CASE, mule(1));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().after()).isEqualTo(centre.replayed(CASE));
  }

  @Test
  void aReaderThatFailsHoldsNobodyUp() {
    north.casework.tell(
        it -> {
          throw new IllegalStateException("planted");
        });
    north.file(CASE, mule(1));
    assertThat(told).hasSize(1);
    assertThat(centre.replayed(CASE).exists()).isTrue();
  }
}
