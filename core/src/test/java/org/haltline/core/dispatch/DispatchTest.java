package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Centre.BANK;
import static org.haltline.core.dispatch.Centre.CARRIER;
import static org.haltline.core.dispatch.Centre.await;
import static org.haltline.core.dispatch.Centre.get;
import static org.haltline.core.dispatch.Centre.only;
import static org.haltline.core.dispatch.Centre.phone;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Reply;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.journal.backup.Archive;
import org.haltline.core.journal.backup.Backup;
import org.haltline.core.journal.backup.Restore;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.Actor;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.BankAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the report to the institution's own book and back, over real Redis, bus and HTTP.
class DispatchTest {
  private static final DispatchBounds QUICK =
      DispatchBounds.defaults()
          .withAttempts(8, Duration.ofMillis(50), Duration.ofMillis(400))
          .deskAfter(Duration.ofMillis(1))
          .withAsking(Duration.ofMillis(50), Duration.ofMillis(200))
          .withBreaker(5, Duration.ofMillis(100))
          .drainedEvery(Duration.ofMillis(300));

  /// For what must still be on its way when the test gets to it, however slow the machine.
  private static final DispatchBounds TIRELESS =
      QUICK.withAttempts(10_000, Duration.ofMillis(50), Duration.ofMillis(400));

  @TempDir static Path folder;
  static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = Centre.redis(folder.resolve("data"));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Test
  void anOrderIsCarriedOutOnceAndItsAnswerIsOneFact() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      CaseState filed = centre.report("6200000000000000011");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.DONE);

      Book.Entry entry = centre.atBank(stop);
      assertThat(entry.effects()).isEqualTo(1);
      assertThat(entry.sendings()).isEqualTo(1);
      assertThat(centre.story(filed, stop)).containsExactly("OrderIssued", "OrderDone");
      assertThat(centre.queued(BANK)).isZero();
      assertThat(centre.counted("arrived", "by", "bus", "institution", BANK)).isEqualTo(1);
    }
  }

  @Test
  void aLostReplyIsAskedForAndTheMoneyIsHeldOnce() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.bank.misbehave(Faults.NONE.losingReplies(1));
      CaseState filed = centre.report("6200000000000000029");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.DONE);

      assertThat(centre.atBank(stop).effects()).isEqualTo(1);
      assertThat(centre.story(filed, stop))
          .containsExactly("OrderIssued", "OrderUnknown", "OrderDone");
    }
  }

  @Test
  void anOrderThatNeverArrivedIsSentAgainUnderItsNumber() {
    try (var centre = new Centre(redis).adapters(TIRELESS)) {
      centre.bank.misbehave(Faults.NONE.away(true));
      CaseState filed = centre.report("6200000000000000037");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.UNKNOWN);
      centre.bank.misbehave(Faults.NONE);
      centre.awaitState(filed, stop, OrderState.DONE);

      assertThat(centre.atBank(stop).sendings()).isEqualTo(1);
    }
  }

  @Test
  void aBankThatIsDownEndsOnItsDeskAfterBoundedAttempts() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.bank.misbehave(Faults.NONE.away(true));
      CaseState filed = centre.report("6200000000000000045", "6200000000000000052");
      List<OrderId> stops = filed.orders().keySet().stream().toList();
      stops.forEach(stop -> centre.awaitState(filed, stop, OrderState.ON_DESK));

      assertThat(centre.order(filed, stops.getFirst()).remark()).contains("8 attempts");
      assertThat(centre.queued(BANK)).isZero();
      await(() -> centre.noticed(Notice.What.NOT_ANSWERING));
      double silences = centre.counted("answers", "answer", "none", "institution", BANK);
      assertThat(silences).isPositive().isLessThanOrEqualTo(16);

      centre.bank.misbehave(Faults.NONE);
      CaseState next = centre.report("6200000000000000060");
      centre.awaitState(next, only(next, OrderKind.STOP_PAYMENT), OrderState.DONE);
      await(() -> centre.noticed(Notice.What.ANSWERING_AGAIN));
      assertThat(centre.bank.book().size()).as("what is on the desk is a person's").isEqualTo(1);
    }
  }

  @Test
  void aBankThatDoesNotAnswerIsLeftInPeaceUntilItsPauseIsOver() {
    var cautious = QUICK.withBreaker(5, Duration.ofHours(1));
    try (var centre = new Centre(redis).adapter(BANK, cautious)) {
      centre.bank.misbehave(Faults.NONE.away(true));
      CaseState filed = centre.report("6200000000000000391");
      centre.awaitState(filed, only(filed, OrderKind.STOP_PAYMENT), OrderState.ON_DESK);
      assertThat(centre.counted("answers", "answer", "none", "institution", BANK)).isEqualTo(5);

      centre.bank.misbehave(Faults.NONE);
      CaseState next = centre.report("6200000000000000409");
      OrderId stop = only(next, OrderKind.STOP_PAYMENT);
      centre.awaitState(next, stop, OrderState.ON_DESK);
      assertThat(centre.order(next, stop).remark()).contains("does not answer at all");
      assertThat(centre.bank.book().size()).as("nobody called").isZero();
    }
  }

  @Test
  void aFewQuickFailuresDoNotFillADesk() {
    try (var centre = new Centre(redis).adapters(QUICK.deskAfter(Duration.ofHours(1)))) {
      centre.bank.misbehave(Faults.NONE.away(true));
      CaseState filed = centre.report("6200000000000000227");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.counted("answers", "answer", "none", "institution", BANK) > 10);
      assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.UNKNOWN);
      centre.bank.misbehave(Faults.NONE);
      centre.awaitState(filed, stop, OrderState.DONE);
    }
  }

  @Test
  void anAnswerThatTheCentreWouldNotHaveIsAskedForAgain() {
    try (var centre = new Centre(redis).adapters(QUICK).stopListening()) {
      MessageConsumer<Buffer> forgetful =
          centre
              .vertx
              .eventBus()
              .consumer(
                  Addresses.FEEDBACK,
                  message -> message.fail(FeedbackInlet.REJECTED, "no such institution"));
      get(forgetful.completion());
      CaseState filed = centre.report("6200000000000000235");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.noticed(Notice.What.FEEDBACK_REFUSED));
      assertThat(centre.queued(BANK)).isEqualTo(1);

      get(forgetful.unregister());
      centre.listen();
      centre.awaitState(filed, stop, OrderState.DONE);
      assertThat(centre.queued(BANK)).isZero();
      assertThat(centre.atBank(stop).sendings()).as("asked about, not sent again").isEqualTo(1);
    }
  }

  @Test
  void anInstitutionThatWorksOnItIsReportedTakenAndItsLateAnswerCounts() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.bank.misbehave(Faults.NONE.answeringLate(1, 800));
      CaseState filed = centre.report("6200000000000000078");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.DONE);

      assertThat(centre.story(filed, stop))
          .containsExactly("OrderIssued", "OrderTaken", "OrderDone");
      assertThat(centre.atBank(stop).effects()).isEqualTo(1);
    }
  }

  @Test
  void aLateAnswerComesByItselfWhenNobodyAsks() {
    var patient = QUICK.withAsking(Duration.ofMinutes(5), Duration.ofMinutes(5));
    try (var centre = new Centre(redis).adapters(patient)) {
      centre.bank.misbehave(Faults.NONE.answeringLate(1, 300));
      CaseState filed = centre.report("6200000000000000086");
      centre.awaitState(filed, only(filed, OrderKind.STOP_PAYMENT), OrderState.DONE);
    }
  }

  @Test
  void anAnswerSaidTwiceChangesNothing() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.bank.misbehave(Faults.NONE.answeringTwice(1));
      CaseState filed = centre.report("6200000000000000094");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.counted("answers", "answer", "done", "institution", BANK) >= 2);
      centre.awaitState(filed, stop, OrderState.DONE);

      CaseState next = centre.report("6200000000000000102");
      centre.awaitState(next, only(next, OrderKind.STOP_PAYMENT), OrderState.DONE);
      assertThat(centre.story(filed, stop)).containsExactly("OrderIssued", "OrderDone");
    }
  }

  @Test
  void ordersOnOneTargetLeaveInJournalOrder() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.carrier.misbehave(Faults.NONE.delayed(0, 5));
      var shared = phone("13711112222");
      var calls = new ArrayList<CompletionStage<Reply>>();
      for (int i = 0; i < 60; i++) {
        var own =
            new BankAccount(
                "x", "62100000000%05d".formatted(i), BankAccount.Form.ACCOUNT, BANK, null);
        calls.add(centre.call(List.of(own), List.of(shared, phone("138%08d".formatted(i)))));
      }
      calls.forEach(call -> Centre.accepted(get(call)));
      await(() -> centre.queued(CARRIER) == 0 && centre.queued(BANK) == 0);

      List<String> journalled =
          centre.events().stream()
              .filter(CaseEvent.OrderIssued.class::isInstance)
              .map(event -> ((CaseEvent.OrderIssued) event).order())
              .filter(order -> order.targetKey().equals(shared.key()))
              .map(order -> order.id().digits())
              .toList();
      assertThat(journalled).hasSize(60);
      assertThat(centre.carrier.book().on(shared.key()))
          .extracting(Book.Entry::number)
          .containsExactlyElementsOf(journalled);
      assertThat(centre.carrier.book().effects()).isEqualTo(120);
    }
  }

  @Test
  void aReleaseCallsBackAStopThatIsStillPending() {
    try (var centre = new Centre(redis).adapters(TIRELESS)) {
      centre.bank.misbehave(Faults.NONE.away(true));
      CaseState filed = centre.report("6200000000000000110");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.UNKNOWN);
      CaseState released = centre.release(filed, stop);
      OrderId release = only(released, OrderKind.RELEASE);
      await(() -> centre.counted("ended", "how", "withdrawn", "institution", BANK) == 1);
      centre.bank.misbehave(Faults.NONE);
      centre.awaitState(filed, release, OrderState.DONE);

      assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.WITHDRAWN);
      assertThat(centre.bank.book().find(stop.digits())).isNull();
    }
  }

  @Test
  void aReleaseWaitsForAStopThatIsWithTheBankThisMoment() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.bank.misbehave(Faults.NONE.delayed(700, 700));
      CaseState filed = centre.report("6200000000000000128");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.bank.book().find(stop.digits()) != null);
      OrderId release = only(centre.release(filed, stop), OrderKind.RELEASE);
      assertThat(centre.bank.book().size()).isEqualTo(1);
      await(() -> centre.queued(BANK) == 0);

      List<Book.Entry> book = centre.bank.book().entries(0, 10);
      assertThat(book)
          .extracting(Book.Entry::number)
          .startsWith(stop.digits(), release.digits())
          .doesNotHaveDuplicates();
      assertThat(book.get(1).receivedAt())
          .isAfter(book.get(0).receivedAt().plus(Duration.ofMillis(650)));
    }
  }

  @Test
  void whatWaitsWhenTheAdapterStartsIsCarriedOut() {
    try (var centre = new Centre(redis)) {
      CaseState first = centre.report("6200000000000000136");
      CaseState second = centre.report("6200000000000000144");
      assertThat(centre.queued(BANK)).isEqualTo(2);
      centre.adapters(QUICK);
      centre.awaitState(first, only(first, OrderKind.STOP_PAYMENT), OrderState.DONE);
      centre.awaitState(second, only(second, OrderKind.STOP_PAYMENT), OrderState.DONE);
    }
  }

  @Test
  void anAdapterThatEndsInTheMiddleIsContinuedByTheNextAndNothingIsDoneTwice() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      centre.bank.misbehave(Faults.NONE.losingReplies(1));
      var filed = new ArrayList<CaseState>();
      for (int i = 0; i < 20; i++) {
        filed.add(centre.report("62200000000%05d".formatted(i)));
      }
      await(() -> centre.bank.book().size() >= 5);
      centre.stopAdapter(BANK);
      centre.bank.misbehave(Faults.NONE);
      centre.adapter(BANK, QUICK);
      filed.forEach(
          state ->
              await(
                  () ->
                      centre.order(state, only(state, OrderKind.STOP_PAYMENT)).state()
                          == OrderState.DONE));
      assertThat(centre.bank.book().entries(0, 100)).hasSize(20);
      assertThat(centre.bank.book().sendings()).as("asked about first").isEqualTo(20);
      assertThat(centre.bank.book().entries(0, 100)).allMatch(entry -> entry.effects() == 1);
    }
  }

  @Test
  void afterARestoreWhatTheBankHasIsAskedAboutAndWhatItNeverSawIsSent() throws IOException {
    try (var centre = new Centre(redis).adapters(TIRELESS);
        var elsewhere = Centre.redis(folder.resolve("elsewhere"))) {
      centre.stopListening();
      CaseState done = centre.report("6200000000000000913");
      OrderId unheard = only(done, OrderKind.STOP_PAYMENT);
      await(() -> centre.bank.book().find(unheard.digits()) != null);
      centre.stopAdapter(BANK);
      CaseState never = centre.report("6200000000000000921");
      OrderId unsent = only(never, OrderKind.STOP_PAYMENT);
      assertThat(centre.queued(BANK)).isEqualTo(2);

      restore(backUp(centre), elsewhere);
      try (var there = centre.movedTo(elsewhere).adapter(BANK, QUICK)) {
        there.awaitState(done, unheard, OrderState.DONE);
        there.awaitState(never, unsent, OrderState.DONE);
        assertThat(there.queued(BANK)).isZero();
        assertThat(there.bank.book().sendings()).isEqualTo(2);
        assertThat(there.atBank(unheard).effects()).isEqualTo(1);
        assertThat(there.atBank(unsent).effects()).isEqualTo(1);
      }
    }
  }

  private static Path backUp(Centre centre) throws IOException {
    Path archive = folder.resolve(centre.name + ".zip");
    var files = FileStore.open(folder.resolve("files"));
    new Backup(centre.name, centre.connections, files, InstantSource.system())
        .to(archive, List.of(), Optional.empty());
    return archive;
  }

  private static void restore(Path archive, EmbeddedRedis into) throws IOException {
    var files = FileStore.open(folder.resolve("files-there"));
    try (var opened = Archive.open(archive);
        var there = RedisConnections.open(RedisConnectionOptions.to(into.uri()))) {
      new Restore(opened, there, files, InstantSource.system(), ZoneOffset.UTC)
          .run(List.of(), Optional.empty());
    }
  }

  @Test
  void aFullQueueIsToldAndLosesNothing() {
    try (var centre = new Centre(redis).adapters(QUICK.withQueues(2, 6))) {
      centre.bank.misbehave(Faults.NONE.delayed(20, 40));
      var calls = new ArrayList<CompletionStage<Reply>>();
      for (int i = 0; i < 60; i++) {
        calls.add(centre.call(List.of(Centre.account("62300000000%05d".formatted(i))), List.of()));
      }
      calls.forEach(call -> Centre.accepted(get(call)));
      await(() -> centre.queued(BANK) == 0);

      assertThat(centre.bank.book().effects()).isEqualTo(60);
      assertThat(centre.counted("dropped", "institution", BANK)).isPositive();
      assertThat(centre.noticed(Notice.What.QUEUE_FULL)).isTrue();
      await(() -> centre.noticed(Notice.What.QUEUE_ROOM));
    }
  }

  @Test
  void aDeafBusDelaysAnOrderAndStrandsNone() {
    try (var centre =
        new Centre(redis, bus -> (order, placed) -> {})
            .adapters(QUICK.drainedEvery(Duration.ofMillis(1_500)))) {
      CaseState filed = centre.report("6200000000000000151");
      centre.awaitState(filed, only(filed, OrderKind.STOP_PAYMENT), OrderState.DONE);
      assertThat(centre.counted("arrived", "by", "bus")).isZero();
      assertThat(centre.counted("arrived", "by", "queue", "institution", BANK)).isEqualTo(1);
    }
  }

  @Test
  void aBusCopyWithoutAPlaceOnlySaysThatThereIsSomething() {
    try (var centre =
        new Centre(redis, bus -> (order, placed) -> bus.issued(order, null))
            .adapters(QUICK.drainedEvery(Duration.ofMinutes(10)))) {
      CaseState filed = centre.report("6200000000000000169");
      centre.awaitState(filed, only(filed, OrderKind.STOP_PAYMENT), OrderState.DONE);
    }
  }

  @Test
  void aCopyThatIsLostHoldsUpNobodyForLong() {
    // the first copy of each case is lost; what comes after it may not leave before it
    var lost = new AtomicInteger();
    try (var centre =
        new Centre(
                redis,
                bus ->
                    (order, placed) -> {
                      if (lost.getAndIncrement() % 2 == 1) {
                        bus.issued(order, placed);
                      }
                    })
            .adapters(QUICK.drainedEvery(Duration.ofMinutes(10)))) {
      var shared = "6200000000000000177";
      CaseState first = centre.report(shared);
      CaseState second = centre.report(shared);
      OrderId one = only(first, OrderKind.STOP_PAYMENT);
      OrderId two = only(second, OrderKind.STOP_PAYMENT);
      centre.awaitState(second, two, OrderState.DONE);
      centre.awaitState(first, one, OrderState.DONE);
      assertThat(centre.bank.book().entries(0, 10))
          .extracting(Book.Entry::number)
          .containsExactly(one.digits(), two.digits());
    }
  }

  @Test
  void whatNoChannelCanCarryStandsOnTheDeskWithTheReason() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      CaseState filed = centre.report("622*********0185");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.ON_DESK);
      OrderFile file = centre.order(filed, stop);
      assertThat(file.remark()).contains("not whole");
      assertThat(centre.bank.book().size()).isZero();
    }
  }

  @Test
  void anInstitutionWithoutAChannelHasADesk() {
    try (var centre = new Centre(redis).adapter(BANK, QUICK, List.of())) {
      CaseState filed = centre.report("6200000000000000193");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.ON_DESK);
      assertThat(centre.order(filed, stop).remark()).contains("no electronic channel");
    }
  }

  @Test
  void feedbackWaitsUntilTheCentreListens() {
    try (var centre = new Centre(redis).adapters(QUICK).stopListening()) {
      CaseState filed = centre.report("6200000000000000201");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.counted("reports.retried", "institution", BANK) >= 2);
      assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.ISSUED);
      centre.listen();
      centre.awaitState(filed, stop, OrderState.DONE);
      assertThat(centre.story(filed, stop)).doesNotContain("OrderUnknown");
    }
  }

  @Test
  void theInletEntersItselfAnewAndStillAnswersOnce() {
    try (var centre = new Centre(redis).adapters(QUICK)) {
      for (int i = 0; i < 12; i++) {
        CaseState filed = centre.report("62400000000%05d".formatted(i));
        OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
        centre.awaitState(filed, stop, OrderState.DONE);
        assertThat(centre.story(filed, stop)).endsWith("OrderDone");
        get(centre.vertx.timer(100));
      }
    }
  }

  @Test
  void theNextOrderOnATargetLeavesWhenTheOneBeforeIsOnTheDesk() {
    var unhurried = QUICK.withAttempts(8, Duration.ofMillis(50), Duration.ofSeconds(4));
    try (var centre = new Centre(redis).adapters(unhurried)) {
      var shared = "6200000000000000219";
      centre.bank.misbehave(Faults.NONE.away(true));
      CaseState first = centre.report(shared);
      OrderId one = only(first, OrderKind.STOP_PAYMENT);
      CaseState second = centre.report(shared);
      OrderId two = only(second, OrderKind.STOP_PAYMENT);
      centre.awaitState(first, one, OrderState.ON_DESK);
      centre.bank.misbehave(Faults.NONE);
      centre.awaitState(second, two, OrderState.DONE);
      assertThat(centre.bank.book().find(one.digits())).isNull();
      assertThat(
              centre.tell(
                  new RecordReceipt(
                      first.caseId(),
                      one,
                      new Receipt.Refused(Instant.now(), ReasonCode.OTHER, "by hand")),
                  Actor.adapterOf(BANK)))
          .isInstanceOf(Reply.Accepted.class);
    }
  }
}
