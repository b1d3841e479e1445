package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.casefile.Cast.CHINA;
import static org.haltline.core.casefile.Cast.NOON;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.ReleaseOrder;
import org.haltline.core.casefile.CaseEvent.AnswerOverdue;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.EmbeddedRedisOptions.Transport;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal is full, or away. Who asks is told what is certain, nothing is done by halves, and
/// when the journal is back so is the house.
class JournalAwayTest {
  private static final CaseId BEFORE = caseNumber(1);
  private static final CaseId DURING = caseNumber(2);
  private static final CaseId AFTER = caseNumber(3);

  @TempDir Path folder;
  private Centre centre;
  private House house;

  @BeforeEach
  void open() {
    centre = new Centre("away", redis());
    house = centre.house();
  }

  @AfterEach
  void close() {
    centre.close();
    centre.redis.close();
  }

  /// One that stays away once it is killed.
  private EmbeddedRedis redis() {
    return EmbeddedRedis.start(
        EmbeddedRedisOptions.in(folder).over(Transport.UNIX_SOCKET).withRestartsMax(0));
  }

  @Test
  void aFullJournalTakesNothingSaysSoAndGoesOnWhenThereIsRoom() {
    CaseState before = house.file(BEFORE, mule(1));
    memory("100kb"); // less than what is there already

    assertThatThrownBy(() -> house.file(DURING, mule(2)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("full")
        .hasMessageContaining("nothing was written");
    assertThatThrownBy(
            () -> house.tell(new ReleaseOrder(BEFORE, only(before).id(), "not his"), OPERATOR))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("full");
    var numbers = new CaseNumbers(house.wire, "HX", CHINA.zone(), 10);
    assertThatThrownBy(() -> get(numbers.next(NOON))).isInstanceOf(JournalUnavailable.class);
    centre.pass(Duration.ofSeconds(61));
    assertThat(get(house.watch().look())).isZero();

    assertThat(centre.replayed(BEFORE)).isEqualTo(before);
    assertThat(centre.history(DURING).facts()).isEmpty();
    assertThat(get(house.casework.read(BEFORE)).state()).isEqualTo(before);
    assertThat(house.sent).hasSize(1);
    assertThat(waiting()).containsExactly(only(before).id().digits());
    assertThat(house.casework.waitingCommands()).isZero();

    memory("64mb");
    assertThat(get(numbers.next(NOON))).isEqualTo(BEFORE);
    assertThat(get(house.watch().look())).isOne();
    assertThat(centre.events(BEFORE, AnswerOverdue.class)).hasSize(1);
    accepted(house.tell(new ReleaseOrder(BEFORE, only(before).id(), "not his"), OPERATOR));
    only(house.file(DURING, mule(2)));
    assertThat(centre.verified().faults()).isEmpty();
  }

  @Test
  void whileRedisIsAwayNothingIsTakenAndThenItGoesOn() {
    CaseState before = house.file(BEFORE, mule(1));
    centre.killRedis();
    Centre.await(() -> !house.connections.isConnected());
    assertThatThrownBy(() -> house.file(DURING, mule(2))).isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(
            () -> house.tell(new ReleaseOrder(BEFORE, only(before).id(), "not his"), OPERATOR))
        .isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> get(house.casework.read(BEFORE)))
        .isInstanceOf(JournalUnavailable.class);
    var numbers = new CaseNumbers(house.wire, "HX", CHINA.zone(), 10);
    assertThatThrownBy(() -> get(numbers.next(NOON))).isInstanceOf(JournalUnavailable.class);
    assertThat(house.casework.waitingCommands()).isZero();
    assertThat(house.sent).hasSize(1);

    redisComesBack();
    assertThat(centre.replayed(BEFORE)).isEqualTo(before);
    assertThat(centre.history(DURING).facts()).isEmpty();
    assertThat(get(numbers.next(NOON))).isEqualTo(BEFORE);
    only(house.file(DURING, mule(2)));
    only(house.file(AFTER, mule(3)));
    assertThat(centre.verified().faults()).isEmpty();
  }

  @Test
  void ofReportsInFlightWhenRedisIsKilledWhatWasAcceptedIsThereAndWhatWasRefusedIsNot() {
    Map<CaseId, CompletionStage<Reply>> replies = new HashMap<>();
    for (int i = 1; i <= 400; i++) {
      CaseId caseId = caseNumber(i);
      replies.put(caseId, house.send(new FileReport(caseId, house.aboutMoney(mule(i))), OPERATOR));
      if (i == 200) {
        Centre.await(() -> !house.sent.isEmpty());
        centre.killRedis();
      }
    }
    var told = new HashMap<CaseId, Object>();
    replies.forEach((caseId, reply) -> told.put(caseId, outcome(reply)));
    redisComesBack();

    var leftHere = house.sent.stream().map(OutgoingOrder::caseId).toList();
    told.forEach(
        (caseId, outcome) -> {
          long facts = centre.history(caseId).version();
          switch (outcome) {
            case Reply.Accepted reply -> {
              assertThat(centre.replayed(caseId)).isEqualTo(reply.state());
              assertThat(leftHere).contains(caseId);
            }
            case JournalUnavailable _ -> {
              assertThat(facts).as("%s was refused", caseId).isZero();
              assertThat(leftHere).doesNotContain(caseId);
            }
            case OutcomeUnknown _ -> assertThat(facts).isIn(0L, 2L);
            default -> throw new AssertionError(outcome);
          }
        });
    assertThat(told.values()).hasAtLeastOneElementOfType(Reply.Accepted.class);
    assertThat(told.values()).hasAtLeastOneElementOfType(JournalUnavailable.class);
    assertThat(house.casework.waitingCommands()).isZero();
    assertThat(centre.verified().faults()).isEmpty();
  }

  private static Object outcome(CompletionStage<Reply> reply) {
    try {
      return get(reply);
    } catch (JournalUnavailable | OutcomeUnknown failure) {
      return failure;
    }
  }

  private void redisComesBack() {
    centre.redis.close();
    centre.redis = redis();
    centre.awaitBack();
  }

  private void memory(String most) {
    get(house.connections.commands().configSet("maxmemory", most));
  }

  private List<String> waiting() {
    return get(house.store.queued("icbc", Position.START, 100)).stream()
        .map(Queued::orderId)
        .toList();
  }
}
