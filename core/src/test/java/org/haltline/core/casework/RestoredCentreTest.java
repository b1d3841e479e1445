package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.CHINA;
import static org.haltline.core.casefile.Cast.COLLEAGUE;
import static org.haltline.core.casefile.Cast.ICBC;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haltline.core.casefile.CaseCommand.ClaimOrder;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent.HoldEndingSoon;
import org.haltline.core.casefile.CaseEvent.HoldLapsed;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.casefile.Claimant;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;
import org.haltline.core.journal.backup.Archive;
import org.haltline.core.journal.backup.Backup;
import org.haltline.core.journal.backup.Restore;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A centre that was lost and came back from its backup takes up what it was waiting for: queues,
/// desks, clocks and shared places hang on its cases as they did.
class RestoredCentreTest extends InACentre {
  private static final List<String> INSTITUTIONS = List.of("icbc", "mobile");

  @TempDir Path temp;
  private EmbeddedRedis elsewhere;

  @BeforeEach
  void anEmptyRedis() {
    elsewhere = Centre.redis(temp.resolve("there"));
  }

  @AfterEach
  void closeIt() {
    elsewhere.close();
  }

  @Test
  void whatHungOnTheCasesHangsOnThemAgain() throws IOException {
    Work work = work();
    Hanging before = Hanging.storedIn(centre, north, INSTITUTIONS);
    List<Queued> inTurn = waiting(north);
    assertThat(before)
        .isEqualTo(
            Hanging.toldBy(
                IntStream.rangeClosed(1, 4)
                    .mapToObj(i -> centre.replayed(caseNumber(i)))
                    .toList()));
    assertThat(before.queues().get("icbc"))
        .containsOnlyKeys(work.first.id().digits(), work.second.id().digits());
    assertThat(before.desks().get("icbc")).containsOnlyKeys(work.onDesk.id().digits());
    assertThat(before.holders()).hasSize(4);

    try (Centre there = restored()) {
      House house = there.house();
      assertThat(Hanging.storedIn(there, house, INSTITUTIONS)).isEqualTo(before);
      assertThat(waiting(house)).usingRecursiveFieldByFieldElementComparator().isEqualTo(inTurn);
      assertThat(there.journal()).isEqualTo(centre.journal());
    }
  }

  @Test
  void theWorkGoesOnWhereItWas() throws IOException {
    Work work = work();
    try (Centre there = restored()) {
      House house = there.house();
      house.file(caseNumber(5), mule(1));
      assertThat(there.events(caseNumber(5), OrderNotIssued.class))
          .extracting(OrderNotIssued::reason)
          .containsExactly(ReasonCode.OVER_LIMIT);

      accepted(house.answer(caseNumber(1), work.first.id(), nothingThere(there)));
      assertThat(get(house.store.onDesk("icbc", Position.START, 10)))
          .singleElement()
          .extracting(it -> OutgoingOrder.fromBytes(it.payload()).claimedBy())
          .isEqualTo(new Claimant(COLLEAGUE.id(), COLLEAGUE.name(), there.now()));
      accepted(house.answer(caseNumber(4), work.onDesk.id(), nothingThere(there)));
      assertThat(waiting(house))
          .extracting(Queued::orderId)
          .containsExactly(work.second.id().digits());
      assertThat(get(house.store.onDesk("icbc", Position.START, 10))).isEmpty();
      Order third = only(house.file(caseNumber(6), mule(1)));
      assertThat(waiting(house))
          .extracting(Queued::orderId)
          .containsExactly(work.second.id().digits(), third.id().digits());

      there.pass(Duration.ofHours(47));
      get(house.watch().look());
      assertThat(there.events(caseNumber(3), HoldEndingSoon.class)).isNotEmpty();
      there.pass(Duration.ofHours(2));
      get(house.watch().look());
      assertThat(there.events(caseNumber(3), HoldLapsed.class)).hasSize(1);
      assertThat(there.verified().faults()).isEmpty();
    }
  }

  /// What was filed after the backup is lost, but its numbers are on paper.
  @Test
  void aNumberGivenOutAfterTheBackupIsNeverGivenAgain() throws IOException {
    List<CaseId> given = new ArrayList<>(draw(centre, 30));
    Path archive = backUp();
    given.addAll(draw(centre, 1_500));
    centre.pass(Duration.ofMinutes(10));
    try (Centre there = restored(archive, elsewhere)) {
      given.addAll(draw(there, 4_000));
    }
    centre.pass(Duration.ofMinutes(10));
    try (EmbeddedRedis third = Centre.redis(temp.resolve("third"));
        Centre again = restored(archive, third)) {
      given.addAll(draw(again, 4_000));
      assertThat(given).doesNotHaveDuplicates();

      again.pass(Duration.ofDays(1));
      assertThat(draw(again, 1)).containsExactly(new CaseId("HX-261121-0001"));
    }
  }

  private static List<CaseId> draw(Centre at, int count) {
    var numbers = new CaseNumbers(at.house().wire, "HX", CHINA.zone(), 50);
    var stages = IntStream.range(0, count).mapToObj(_ -> numbers.next(at.now())).toList();
    return stages.stream().map(Centre::get).toList();
  }

  private record Work(Order first, Order second, Order held, Order onDesk) {}

  /// Two stops on one account wait for the bank, one stands with its warnings to come, one is on
  /// the bank's desk.
  private Work work() {
    Order first = only(north.file(caseNumber(1), mule(1)));
    Order second = only(south.file(caseNumber(2), mule(1)));
    Order held = only(north.file(caseNumber(3), mule(2)));
    accepted(south.answer(caseNumber(3), held.id(), north.held()));
    Order onDesk = only(south.file(caseNumber(4), mule(3)));
    accepted(
        north.tell(
            new RecordReceipt(
                caseNumber(4),
                onDesk.id(),
                new Receipt.NeedsPerson(centre.now(), "a name that does not fit")),
            ICBC));
    accepted(south.tell(new ClaimOrder(caseNumber(4), onDesk.id(), null), COLLEAGUE));
    return new Work(first, second, held, onDesk);
  }

  /// The centre on another machine: nothing of it is there but the archive and its key.
  private Centre restored() throws IOException {
    return restored(backUp(), elsewhere);
  }

  private Path backUp() throws IOException {
    Path archive = temp.resolve("all.zip");
    FileStore files = FileStore.open(temp.resolve("files"));
    new Backup(centre.name, north.connections, files, centre.clock())
        .to(archive, List.of(), Optional.empty());
    return archive;
  }

  private Centre restored(Path archive, EmbeddedRedis into) throws IOException {
    InstantSource clock = centre.clock();
    FileStore filesThere = FileStore.open(temp.resolve("there-files"));
    try (Archive opened = Archive.open(archive);
        RedisConnections there = RedisConnections.open(RedisConnectionOptions.to(into.uri()))) {
      new Restore(opened, there, filesThere, clock, CHINA.zone()).run(List.of(), Optional.empty());
    }
    return centre.movedTo(into);
  }

  private static List<Queued> waiting(House house) {
    return get(house.store.queued("icbc", Position.START, 100));
  }

  private static Receipt nothingThere(Centre at) {
    return new Receipt.Refused(at.now(), ReasonCode.NOTHING_THERE, null);
  }
}
