package org.haltline.bank.tx.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.tx.channel.TxHouse.await;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.orders.TxBank;
import org.haltline.bank.tx.orders.TxDesk;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of an order through a mailbox, over real HTTP, with a bank on the other side.
class TxChannelTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path books;

  @Test
  void aStopIsFetchedCarriedOutAndAnswered() {
    try (var house = new TxHouse(books)) {
      OutgoingOrder stop = TxHouse.stop();
      assertThat(house.send(stop)).isEqualTo(new Answer.Working());

      assertThat(house.awaitAnswer(stop))
          .isInstanceOfSatisfying(
              Receipt.Done.class,
              done -> {
                assertThat(done.held()).isEqualTo(TxDesk.ORDERED);
                assertThat(done.endsAt()).isNotNull();
              });
      await(() -> house.ask(stop) instanceof Answer.Final);
      assertThat(account(house).heldMinor()).isEqualTo(TxDesk.ORDERED.minor());
      assertThat(house.bank.fetched()).containsExactly(number(stop));
    }
  }

  @Test
  void whatIsLeftOfTheMoneyIsHeldAndSaidSo() {
    var little = new Money(81_230, "CNY");
    try (var house = new TxHouse(books, reach -> reach, little, Faults.NONE)) {
      OutgoingOrder stop = TxHouse.stop();
      house.send(stop);
      assertThat(house.awaitAnswer(stop))
          .isInstanceOfSatisfying(
              Receipt.Done.class, done -> assertThat(done.held()).isEqualTo(little));
    }
  }

  @Test
  void theNextOrderSeesWhatTheFirstDid() {
    try (var house = new TxHouse(books)) {
      house.awaitAnswer(sent(house, TxHouse.stop()));
      house.awaitAnswer(sent(house, TxHouse.stop()));
      OutgoingOrder third = sent(house, TxHouse.stop());
      assertThat(house.awaitAnswer(third))
          .as("the third stop on one account")
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              no -> assertThat(no.reason()).isEqualTo(ReasonCode.OVER_LIMIT));
    }
  }

  @Test
  void whatTheBankDoesNotOfferNeedsAPerson() {
    try (var house = new TxHouse(books, Faults.NONE.refusing(1, ReasonCode.CANNOT))) {
      OutgoingOrder query = sent(house, TxHouse.ordered(OrderKind.TRANSACTION_QUERY));
      assertThat(house.awaitAnswer(query)).isInstanceOf(Receipt.NeedsPerson.class);
    }
  }

  @Test
  void questionsAreAnsweredFromTheLedger() {
    try (var house = new TxHouse(books)) {
      OutgoingOrder moved = sent(house, TxHouse.ordered(OrderKind.TRANSACTION_QUERY));
      house.awaitAnswer(moved);
      Findings told = Objects.requireNonNull(house.heard.getFirst().findings());
      assertThat(told.unread()).isZero();
      assertThat(told.transfers())
          .last()
          .satisfies(
              it -> {
                assertThat(it.amount()).isEqualTo(TxHouse.MOVED.amount());
                assertThat(Objects.requireNonNull(it.to()).account())
                    .isEqualTo(TxHouse.MOVED.number());
              });
      assertThat(told.balances())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.balance()).isEqualByComparingTo(units(TxHouse.BALANCE));
                assertThat(it.available()).isEqualByComparingTo(units(TxHouse.BALANCE));
              });
      OutgoingOrder holder = sent(house, TxHouse.ordered(OrderKind.HOLDER_QUERY));
      house.awaitAnswer(holder);
      AccountView account = account(house);
      assertThat(Objects.requireNonNull(house.heard.getLast().findings()).holders())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.name()).isEqualTo(account.customer().name());
                assertThat(it.idNumber()).isEqualTo(account.customer().idNumber());
              });
    }
  }

  @Test
  void throughAnyMixOfFaultsEachOrderHasOneEffectAndOneTrueAnswer() {
    var faults =
        Faults.NONE
            .delayed(0, 30)
            .refusing(0.2, ReasonCode.NAME_MISMATCH)
            .losingReplies(0.3)
            .answeringLate(0.3, 150)
            .answeringTwice(0.3);
    try (var house = new TxHouse(books, again(Duration.ofMillis(200)), TxHouse.BALANCE, faults)) {
      List<OutgoingOrder> stops = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        stops.add(sent(house, TxHouse.stopOn("62220200000000%05d".formatted(i))));
      }
      house.bank.misbehave(faults.away(true));
      house.bank.misbehave(faults);
      int refused = 0;
      for (OutgoingOrder stop : stops) {
        await(() -> house.ask(stop) instanceof Answer.Final);
        Receipt receipt = ((Answer.Final) house.ask(stop)).receipt();
        Book.Entry booked =
            Objects.requireNonNull(house.bank.counter().book().find(stop.order().id().digits()));
        assertThat(booked.effects()).isEqualTo(receipt instanceof Receipt.Done ? 1 : 0);
        assertThat(booked.caseId()).isEqualTo(stop.caseId().value());
        refused += receipt instanceof Receipt.Refused ? 1 : 0;
      }
      assertThat(refused).isBetween(1, 39);
      assertThat(house.bank.fetched()).as("some were handed out again").hasSizeGreaterThan(40);
      assertThat(house.bank.counter().book().effects()).isEqualTo(40 - refused);
    }
  }

  private static BigDecimal units(Money money) {
    return BigDecimal.valueOf(money.minor(), 2);
  }

  @Test
  void anAnswerSaidAgainIsAcknowledgedAndNotPassedOn() throws Exception {
    try (var house = new TxHouse(books, Faults.NONE.answeringTwice(1))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      house.awaitAnswer(stop);
      await(() -> house.ask(stop) instanceof Answer.Final);
      int heard = house.heard.size();
      var refusal = Map.of("Result", "0302");
      assertThat(house.bank.say("100102", number(stop), refusal)).isEqualTo(204);
      assertThat(house.heard).as("a contradiction is passed on").hasSizeGreaterThan(heard);
      assertThat(house.heard.getLast().receipt()).isInstanceOf(Receipt.Refused.class);
      assertThat(house.ask(stop))
          .as("the first one stands")
          .isInstanceOfSatisfying(
              Answer.Final.class, it -> assertThat(it.receipt()).isInstanceOf(Receipt.Done.class));
      assertThat(account(house).standing()).hasSize(1);
    }
  }

  @Test
  void theSameRefusalTwiceIsOneWord() throws Exception {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      var refusal = Map.of("Result", "0302", "FeedbackRemark", "内部账户");
      for (int i = 0; i < 3; i++) {
        assertThat(house.bank.say("100102", number(stop), refusal)).isEqualTo(204);
      }
      assertThat(house.heard).hasSize(1);
    }
  }

  /// Its certificate opens its own door alone, and behind that only its own orders are known.
  @Test
  void aBankAnswersNoOrderOfAnotherBank() throws Exception {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      TxChannel others = house.openBeside("LINJIANG", new TxBank("999999999999", "临江银行"));
      OutgoingOrder stop = TxHouse.stop();
      assertThat(TxHouse.get(others.send(stop))).isEqualTo(new Answer.Working());
      assertThat(house.bank.say("100102", number(stop), Map.of("Result", "0000"))).isEqualTo(404);
      assertThat(house.channel.fetch(10).orElseThrow()).isEmpty();
      assertThat(house.heard).isEmpty();
      assertThat(TxHouse.get(others.ask(stop))).isEqualTo(new Answer.Working());
      assertThat(others.fetch(10).orElseThrow()).hasSize(1);
      TxHouse.get(others.close());
    }
  }

  @Test
  void aLostFeedbackIsAskedForBySendingTheMessageAgainAndHasOneEffect() {
    try (var house =
        new TxHouse(
            books, again(Duration.ofMillis(200)), TxHouse.BALANCE, Faults.NONE.losingReplies(1))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      await(() -> house.bank.fetched().size() > 1);
      assertThat(house.heard).isEmpty();
      house.bank.misbehave(Faults.NONE);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Done.class);
      assertThat(house.bank.fetched()).containsOnly(number(stop));
      assertThat(account(house).holds()).hasSize(1);
    }
  }

  @Test
  void dealtWithBeforeIsNoAnswerToWhatWasHandedOutTwice() throws Exception {
    try (var house =
        new TxHouse(
            books,
            again(Duration.ofMillis(100)),
            TxHouse.BALANCE,
            Faults.NONE.answeringLate(1, 300_000))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      await(() -> house.bank.fetched().size() > 1);
      assertThat(house.bank.say("100102", number(stop), Map.of("Result", "0900"))).isEqualTo(204);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Taken.class);
      assertThat(house.ask(stop)).isEqualTo(new Answer.Working());
    }
  }

  @Test
  void troubleAtTheBankIsUnknownAndTheMessageStaysInTheBox() throws Exception {
    try (var house =
        new TxHouse(
            books, again(Duration.ofMillis(200)), TxHouse.BALANCE, Faults.NONE.losingReplies(1))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      assertThat(house.bank.say("100102", number(stop), Map.of("Result", "1100"))).isEqualTo(204);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Unknown.class);
      house.bank.misbehave(Faults.NONE);
      await(() -> house.ask(stop) instanceof Answer.Final);
    }
  }

  @Test
  void aBankThatStaysAwayIsSilentUntilItComes() {
    try (var house =
        new TxHouse(
            books, within(Duration.ofMillis(300)), TxHouse.BALANCE, Faults.NONE.away(true))) {
      OutgoingOrder stop = TxHouse.stop();
      Future<Answer> first = house.channel.send(stop);
      await(first::isComplete);
      await(() -> house.channel.ask(stop).failed());
      assertThat(house.channel.ask(stop).cause())
          .hasMessageContaining("it has fetched nothing since");

      house.bank.misbehave(Faults.NONE);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Done.class);
    }
  }

  @Test
  void whatIsOverIsNotFetchedAnyMore() {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      OutgoingOrder calledBack = sent(house, TxHouse.stop());
      OutgoingOrder stop = sent(house, TxHouse.stop());
      house.channel.over(calledBack.order().id(), true);
      assertThat(house.ask(calledBack)).isEqualTo(new Answer.NeverSeen());
      house.bank.misbehave(Faults.NONE);
      house.awaitAnswer(stop);
      assertThat(house.bank.fetched()).containsExactly(number(stop));
    }
  }

  @Test
  void onlyWhatTheBankNeverFetchedMayGoAnotherWay() {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      OutgoingOrder lying = sent(house, TxHouse.stop());
      assertThat(house.channel.noted(lying.order().id())).isTrue();
      assertThat(house.channel.takeBack(lying.order().id())).isTrue();
      assertThat(house.channel.noted(lying.order().id())).isFalse();
      assertThat(house.channel.neverHad(lying.order().id()))
          .as("it was not called back: it goes another way")
          .isFalse();
      assertThat(house.ask(lying)).isEqualTo(new Answer.NeverSeen());
      assertThat(house.channel.fetch(10).orElseThrow()).isEmpty();

      OutgoingOrder fetched = sent(house, TxHouse.stop());
      assertThat(house.channel.fetch(10).orElseThrow()).hasSize(1);
      assertThat(house.channel.takeBack(fetched.order().id())).isFalse();
      house.channel.over(fetched.order().id(), true);
      assertThat(house.channel.neverHad(fetched.order().id())).isFalse();

      OutgoingOrder calledBack = sent(house, TxHouse.stop());
      house.channel.over(calledBack.order().id(), true);
      assertThat(house.channel.neverHad(calledBack.order().id())).isTrue();

      OutgoingOrder beforeTheRestart = sent(house, TxHouse.stop());
      house.startAnew();
      assertThat(house.channel.noted(lying.order().id())).isFalse();
      assertThat(house.channel.noted(beforeTheRestart.order().id())).isTrue();
      sent(house, beforeTheRestart);
      assertThat(house.channel.takeBack(beforeTheRestart.order().id()))
          .as("it may have been fetched before")
          .isFalse();
    }
  }

  @Test
  void ofWhatNeverLayHereTheNumberSaysSoAndOfWhatDidNothing() {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      OutgoingOrder lying = sent(house, TxHouse.stop());
      OutgoingOrder never = TxHouse.stop();
      for (int life = 0; life < 2; life++) {
        assertThat(house.channel.ask(lying.order().id())).isNull();
        assertThat(TxHouse.get(Objects.requireNonNull(house.channel.ask(never.order().id()))))
            .isEqualTo(new Answer.NeverSeen());
        house.startAnew();
      }
    }
  }

  @Test
  void aBankIsThereWhenItWasHereOfLate() {
    try (var house =
        new TxHouse(
            books, within(Duration.ofMillis(300)), TxHouse.BALANCE, Faults.NONE.away(true))) {
      assertThat(house.channel.knock().cause()).hasMessageContaining("it has not come");
      house.channel.fetch(1);
      assertThat(house.channel.knock().succeeded()).isTrue();
      await(() -> house.channel.knock().failed());
      assertThat(house.channel.knock().cause()).hasMessageContaining("it last came");
    }
  }

  @Test
  void anAnswerThatComesAfterARestartFindsItsCase() throws Exception {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      house.startAnew();
      assertThat(house.ask(stop))
          .as("the queue lays it in again")
          .isEqualTo(new Answer.NeverSeen());
      assertThat(house.bank.say("100102", number(stop), Map.of("Result", "0000"))).isEqualTo(204);
      assertThat(house.awaitAnswer(stop))
          .isInstanceOfSatisfying(
              Receipt.Done.class, done -> assertThat(done.held()).isEqualTo(TxDesk.ORDERED));
    }
  }

  /// The bank knows it by the number it was given, whatever is given to others since.
  @Test
  void whatIsUnderWayKeepsItsNumberWhenThePrefixChanges() throws Exception {
    try (var house = new TxHouse(books, Faults.NONE.away(true))) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      house.startAnew(
          it -> new TxReach(it.bank(), it.options().applicationPrefix("0777"), LONG, LONG));
      house.send(stop);
      OutgoingOrder release = TxHouse.releaseOf(stop);
      house.send(release);
      List<String> laidOut = fetched(house);
      assertThat(laidOut.get(0)).contains("<ApplicationID>" + number(stop) + "<");
      assertThat(laidOut.get(1))
          .contains("<ApplicationID>0777" + release.order().id().digits() + "<")
          .contains("<OriginalApplicationID>" + number(stop) + "<");

      String other = "0777" + stop.order().id().digits();
      assertThat(house.bank.say("100102", other, Map.of("Result", "0000"))).isEqualTo(404);
      assertThat(house.bank.say("100102", number(stop), Map.of("Result", "0000"))).isEqualTo(204);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Done.class);
    }
  }

  private static List<String> fetched(TxHouse house) {
    return house.channel.fetch(10).orElseThrow().stream()
        .map(carried -> new String(Base64.getMimeDecoder().decode(carried), UTF_8))
        .toList();
  }

  @Test
  void whatIsNotJournalledIsSaidAgainAndWhatTheCentreWillNotHaveIsNot() throws Exception {
    try (var house = new TxHouse(books)) {
      FeedbackSink willing = house.centre;
      var tries = new AtomicInteger();
      house.centre =
          feedback ->
              tries.incrementAndGet() < 3
                  ? Future.failedFuture("the centre is away")
                  : willing.accept(feedback);
      OutgoingOrder stop = sent(house, TxHouse.stop());
      house.awaitAnswer(stop);
      assertThat(tries).hasValue(3);

      house.centre = feedback -> Future.failedFuture(new FeedbackSink.Rejected("erased"));
      assertThat(house.bank.say("100102", number(stop), Map.of("Result", "0302"))).isEqualTo(409);
    }
  }

  @Test
  void whatIsNoFeedbackOfOursIsRefusedByItsReason() throws Exception {
    try (var house = new TxHouse(books)) {
      OutgoingOrder stop = sent(house, TxHouse.stop());
      house.awaitAnswer(stop);
      String unknown = "0100" + "9".repeat(32);
      assertThat(house.bank.say("100102", unknown, Map.of("Result", "0000"))).isEqualTo(404);
      assertThat(house.bank.say("100102", "12", Map.of("Result", "0000"))).isEqualTo(404);
      assertThat(house.bank.say("100102", number(stop), Map.of())).isEqualTo(400);
      assertThat(house.bank.say("100999", number(stop), Map.of("Result", "0000"))).isEqualTo(400);
      assertThat(house.bank.say("100401", unknown, Map.of("ApplicationType", "01")))
          .as("a bank's own report")
          .isEqualTo(422);
    }
  }

  @Test
  void cannotIsSaidBeforehand() {
    var demanding =
        new TxReach(TxDesk.BANK, TxOptions.usual(), Duration.ofMinutes(1), Duration.ofMinutes(1));
    try (var house = new TxHouse(books, reach -> demanding, TxHouse.BALANCE, Faults.NONE)) {
      assertThat(house.channel.cannot(TxDesk.order(OrderKind.RECALL))).isPresent();
      assertThat(house.channel.cannot(TxDesk.order(OrderKind.STOP_PAYMENT)))
          .hasValueSatisfying(
              why -> assertThat(why).contains("缺少警官证", "officer's id: 2 wanted, 0 there"));
      assertThat(house.channel.cannot(TxDesk.order(OrderKind.HOLDER_QUERY))).isEmpty();
      assertThat(house.channel.cannot(TxDesk.order(OrderKind.RELEASE))).isEmpty();
    }
  }

  private static UnaryOperator<TxReach> again(Duration after) {
    return it -> new TxReach(it.bank(), it.options(), it.fetchWithin(), after);
  }

  private static UnaryOperator<TxReach> within(Duration patience) {
    return it -> new TxReach(it.bank(), it.options(), patience, it.againAfter());
  }

  private static OutgoingOrder sent(TxHouse house, OutgoingOrder order) {
    assertThat(house.send(order)).isEqualTo(new Answer.Working());
    return order;
  }

  private static String number(OutgoingOrder order) {
    return "0100" + order.order().id().digits();
  }

  private static AccountView account(TxHouse house) {
    return Objects.requireNonNull(house.bank.account(TxDesk.ACCOUNT.number()));
  }
}
