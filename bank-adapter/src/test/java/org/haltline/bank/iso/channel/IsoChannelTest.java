package org.haltline.bank.iso.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.haltline.bank.iso.channel.IsoHouse.answering;
import static org.haltline.bank.iso.channel.IsoHouse.await;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.haltline.bank.iso.IsoDesk;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoParty;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of an order to a bank as a signed message, over real mutual TLS, and of its answers
/// back.
class IsoChannelTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int LATE_MS = 300_000;

  @TempDir Path books;

  @Test
  void aStopIsARecallAndWhatGoesBackIsHeld() throws Exception {
    try (var house = new IsoHouse(books)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      assertThat(house.awaitAnswer(stop))
          .isInstanceOfSatisfying(
              Receipt.Done.class, done -> assertThat(done.held()).isEqualTo(IsoDesk.ORDERED));
      await(() -> house.ask(stop) instanceof Answer.Final);
      assertThat(house.bank.taken()).containsExactly(number(stop));
      assertThat(Objects.requireNonNull(house.bank.account(IsoDesk.PAYEE.number())).heldMinor())
          .isEqualTo(IsoDesk.ORDERED.minor());
      assertThat(Objects.requireNonNull(house.channel.signature(stop)).form()).isEqualTo("xmldsig");
    }
  }

  @Test
  void whatIsLeftOfTheMoneyGoesBackAndTheRestIsGone() throws Exception {
    var little = new Money(81_230, "CNY");
    try (var house = new IsoHouse(books, little, Faults.NONE, LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      assertThat(house.awaitAnswer(stop))
          .isInstanceOfSatisfying(
              Receipt.Done.class, done -> assertThat(done.held()).isEqualTo(little));
    }
  }

  @Test
  void noMoreLinesAreOpenedThanTheBankTakes() throws Exception {
    try (var house = new IsoHouse(books)) {
      var lines = new AtomicInteger();
      List<HttpServerRequest> waiting = new CopyOnWriteArrayList<>();
      HttpServer patient =
          IsoHouse.get(
              house
                  .vertx
                  .createHttpServer()
                  .connectionHandler(line -> lines.incrementAndGet())
                  .requestHandler(
                      request -> {
                        if (waiting.size() < IsoHouse.LINES) {
                          waiting.add(request);
                        } else {
                          request.response().setStatusCode(202).end();
                        }
                      })
                  .listen(0, "127.0.0.1"));
      IsoHouse.get(house.channel.close());
      house.channel = house.open(URI.create("http://127.0.0.1:" + patient.actualPort()));
      List<Future<Answer>> sent =
          IntStream.range(0, 3 * IsoHouse.LINES)
              .mapToObj(number -> house.channel.send(IsoHouse.stop()))
              .toList();
      await(() -> waiting.size() == IsoHouse.LINES);
      waiting.forEach(request -> request.response().setStatusCode(202).end());
      IsoHouse.get(Future.all(sent));
      assertThat(lines).hasValue(IsoHouse.LINES);
    }
  }

  @Test
  void anEmptyAccountIsARefusal() throws Exception {
    try (var house = new IsoHouse(books, Money.zero("CNY"), Faults.NONE, LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      assertThat(house.awaitAnswer(stop))
          .isInstanceOfSatisfying(
              Receipt.Refused.class, no -> assertThat(no.remark()).contains("AM04"));
    }
  }

  @Test
  void questionsAreAnsweredFromTheLedger() throws Exception {
    try (var house = new IsoHouse(books)) {
      OutgoingOrder holder = sent(house, IsoHouse.ordered(OrderKind.HOLDER_QUERY));
      OutgoingOrder moved = sent(house, IsoHouse.ordered(OrderKind.TRANSACTION_QUERY));
      assertThat(house.awaitAnswer(holder))
          .isInstanceOfSatisfying(
              Receipt.Done.class, done -> assertThat(done.remark()).contains("holder 何雨桐"));
      assertThat(house.awaitAnswer(moved))
          .isInstanceOfSatisfying(
              Receipt.Done.class, done -> assertThat(done.remark()).contains("2 transactions"));
      Findings told = house.told(moved);
      assertThat(told.unread()).isZero();
      assertThat(told.transfers())
          .last()
          .satisfies(
              it -> {
                assertThat(it.amount()).isEqualTo(IsoHouse.MOVED.amount());
                assertThat(Objects.requireNonNull(it.from()).account())
                    .isEqualTo(IsoDesk.PAYEE.number());
                assertThat(it.to())
                    .isEqualTo(
                        new TransferSide(IsoHouse.MOVED.number(), null, IsoHouse.MOVED.bank()));
              });
      assertThat(told.balances())
          .containsExactly(
              new AccountBalance(
                  IsoDesk.PAYEE.number(),
                  "CNY",
                  IsoHouse.BALANCE.decimal(),
                  IsoHouse.BALANCE.decimal()));
      assertThat(house.told(holder).holders()).extracting("name").containsExactly("何雨桐");
      assertThat(house.told(holder).transfers()).as("nobody asked").isEmpty();
    }
  }

  @Test
  void aLostReplyIsUnknownAndTheSameMessageHasOneEffect() throws Exception {
    try (var house = new IsoHouse(books, IsoHouse.BALANCE, Faults.NONE.losingReplies(1), LONG)) {
      OutgoingOrder stop = IsoHouse.stop();
      Future<Answer> first = house.channel.send(stop);
      await(first::isComplete);
      assertThat(first.failed()).isTrue();
      house.bank.misbehave(Faults.NONE);
      house.send(stop);
      house.awaitAnswer(stop);
      assertThat(house.bank.taken()).hasSize(2).containsOnly(number(stop));
      assertThat(Objects.requireNonNull(house.bank.account(IsoDesk.PAYEE.number())).holds())
          .hasSize(1);
    }
  }

  @Test
  void whatIsNotAnsweredIsPostedAgain() throws Exception {
    try (var house =
        new IsoHouse(
            books,
            IsoHouse.BALANCE,
            Faults.NONE.answeringLate(1, LATE_MS),
            Duration.ofMillis(50))) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      await(() -> house.ask(stop) instanceof Answer.Working && house.bank.taken().size() > 1);
      house.channel.over(stop.order().id(), true);
      assertThat(house.ask(stop)).isEqualTo(new Answer.NeverSeen());
    }
  }

  @Test
  void aBankThatIsOutOfOrderIsAskedAgainAndOneThatRefusesIsForAPerson() throws Exception {
    try (var house = new IsoHouse(books)) {
      house.bank.answerWith(500);
      OutgoingOrder stop = IsoHouse.stop();
      Future<Answer> first = house.channel.send(stop);
      await(first::isComplete);
      assertThat(first.cause()).hasMessageContaining("it answered 500");
      house.bank.answerWith(422);
      assertThat(house.send(stop))
          .isInstanceOfSatisfying(
              Answer.Final.class,
              it -> assertThat(it.receipt()).isInstanceOf(Receipt.NeedsPerson.class));
    }
  }

  @Test
  void whatIsSaidAgainIsNotPassedOnAndAContradictionIs() throws Exception {
    try (var house = new IsoHouse(books, IsoHouse.BALANCE, Faults.NONE.answeringTwice(1), LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      await(() -> house.ask(stop) instanceof Answer.Final && house.heard.size() >= 2);
      assertThat(house.bank.say(answering(stop, IsoKind.RESOLUTION), resolution(stop, "CNCL")))
          .as("it goes back, without a sum: known better")
          .isEqualTo(204);
      int heard = house.heard.size();
      assertThat(house.bank.say(answering(stop, IsoKind.RESOLUTION), rejected(stop)))
          .isEqualTo(204);
      assertThat(house.heard).as("a contradiction is passed on").hasSizeGreaterThan(heard);
      assertThat(house.heard.getLast().receipt()).isInstanceOf(Receipt.Refused.class);
      assertThat(house.ask(stop))
          .as("the first one stands")
          .isInstanceOfSatisfying(
              Answer.Final.class, it -> assertThat(it.receipt()).isInstanceOf(Receipt.Done.class));
    }
  }

  @Test
  void whatSaysLessThanIsKnownIsNotPassedOn() throws Exception {
    try (var house = new IsoHouse(books)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      await(() -> house.ask(stop) instanceof Answer.Final && house.heard.size() == 2);
      assertThat(house.bank.say(answering(stop, IsoKind.RESOLUTION), resolution(stop, "CNCL")))
          .isEqualTo(204);
      assertThat(house.heard).as("the resolution with its sum, and the return").hasSize(2);
    }
  }

  @Test
  void theSameRefusalTwiceIsOneWord() throws Exception {
    try (var house =
        new IsoHouse(books, IsoHouse.BALANCE, Faults.NONE.answeringLate(1, LATE_MS), LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      for (int i = 0; i < 3; i++) {
        assertThat(house.bank.say(answering(stop, IsoKind.RESOLUTION), rejected(stop)))
            .isEqualTo(204);
      }
      assertThat(house.heard).hasSize(1);
    }
  }

  @Test
  void anAnswerThatComesAfterARestartFindsItsCase() throws Exception {
    try (var house =
        new IsoHouse(books, IsoHouse.BALANCE, Faults.NONE.answeringLate(1, LATE_MS), LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      house.startAnew();
      assertThat(house.ask(stop)).as("the queue sends it again").isEqualTo(new Answer.NeverSeen());
      assertThat(house.bank.say(answering(stop, IsoKind.RESOLUTION), rejected(stop)))
          .isEqualTo(204);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Refused.class);
    }
  }

  @Test
  void whatIsNotJournalledIsSaidAgainAndWhatTheCentreWillNotHaveIsNot() throws Exception {
    try (var house = new IsoHouse(books)) {
      FeedbackSink willing = house.centre;
      var tries = new AtomicInteger();
      house.centre =
          feedback ->
              tries.incrementAndGet() < 3
                  ? Future.failedFuture("the centre is away")
                  : willing.accept(feedback);
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      house.awaitAnswer(stop);
      assertThat(tries).hasValueGreaterThanOrEqualTo(3);
      house.centre = feedback -> Future.failedFuture(new FeedbackSink.Rejected("erased"));
      assertThat(house.bank.say(answering(stop, IsoKind.RESOLUTION), rejected(stop)))
          .isEqualTo(409);
    }
  }

  @Test
  void whatIsNoAnswerOfOursIsRefusedByItsReasonAndTheDoorStaysOpen() throws Exception {
    try (var house =
        new IsoHouse(books, IsoHouse.BALANCE, Faults.NONE.answeringLate(1, LATE_MS), LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      assertThat(house.bank.post("<a>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isEqualTo(400);
      IsoHead head = answering(stop, IsoKind.RESOLUTION);
      byte[] byAnother = IsoKeys.codec(IsoKeys.OTHER, IsoKeys.HOUSE).write(head, rejected(stop));
      assertThat(house.bank.post(byAnother)).as("signed by another").isEqualTo(403);
      assertThat(house.bank.say(from(head, new IsoParty.Bank("OTHRCNBJ")), rejected(stop)))
          .as("in another's name")
          .isEqualTo(403);
      assertThat(
              house.bank.say(
                  to(head, new IsoParty.Organisation("350600000000", "临江市反诈中心")), rejected(stop)))
          .as("meant for another centre")
          .isEqualTo(422);
      assertThat(house.bank.say(answers(head, "9".repeat(32)), rejected(stop)))
          .as("an answer to two messages")
          .isEqualTo(422);
      OutgoingOrder never = IsoHouse.stop();
      assertThat(house.bank.say(answering(never, IsoKind.RESOLUTION), rejected(never)))
          .as("to one that was never sent")
          .isEqualTo(404);
      assertThat(house.heard).isEmpty();
      assertThat(house.bank.say(head, rejected(stop))).isEqualTo(204);
    }
  }

  @Test
  void whatIsSignedWithACertificateThatHasEndedIsSaidAgainOnceThatIsMended() throws Exception {
    try (var house =
        new IsoHouse(books, IsoHouse.BALANCE, Faults.NONE.answeringLate(1, LATE_MS), LONG)) {
      OutgoingOrder stop = sent(house, IsoHouse.stop());
      IsoHead head = answering(stop, IsoKind.RESOLUTION);
      house.ahead = Duration.ofDays(3_650);
      assertThat(house.bank.say(head, rejected(stop))).isEqualTo(503);
      assertThat(house.heard).isEmpty();

      house.ahead = Duration.ZERO;
      assertThat(house.bank.say(head, rejected(stop))).isEqualTo(204);
      assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Refused.class);
    }
  }

  @Test
  void ofWhatWasNeverPostedTheNumberSaysSoAndOfWhatWasNothing() throws Exception {
    try (var house = new IsoHouse(books)) {
      OutgoingOrder posted = sent(house, IsoHouse.stop());
      OutgoingOrder never = IsoHouse.stop();
      for (int life = 0; life < 2; life++) {
        assertThat(house.channel.ask(posted.order().id())).isNull();
        assertThat(IsoHouse.get(Objects.requireNonNull(house.channel.ask(never.order().id()))))
            .isEqualTo(new Answer.NeverSeen());
        house.startAnew();
      }
    }
  }

  @Test
  void aKnockIsAHandshakeAndSaysNothing() throws Exception {
    try (var house = new IsoHouse(books)) {
      IsoHouse.get(house.channel.knock());
      assertThat(house.bank.counter().book().size()).isZero();
      house.bank.close();
      Future<Void> nobody = house.channel.knock();
      await(nobody::isComplete);
      assertThat(nobody.failed()).isTrue();
    }
  }

  @Test
  void plainHttpLeavesThisMachineNever() throws Exception {
    try (var house = new IsoHouse(books)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> house.open(URI.create("http://bank.example/messages")))
          .withMessageContaining("https");
    }
  }

  @Test
  void throughAnyMixOfFaultsEachOrderHasOneEffectAndOneTrueAnswer() throws Exception {
    var faults =
        Faults.NONE
            .delayed(0, 30)
            .refusing(0.2, ReasonCode.NAME_MISMATCH)
            .losingReplies(0.3)
            .answeringLate(0.3, 150)
            .answeringTwice(0.3);
    try (var house = new IsoHouse(books, IsoHouse.BALANCE, faults, Duration.ofMillis(300))) {
      List<OutgoingOrder> stops = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        stops.add(IsoHouse.stop());
      }
      house.bank.misbehave(faults.away(true));
      Future<Answer> unheard = house.channel.send(stops.getFirst());
      await(unheard::isComplete);
      assertThat(unheard.failed()).as("a bank that is down").isTrue();
      house.bank.misbehave(faults);
      int refused = 0;
      for (OutgoingOrder stop : stops) {
        Receipt receipt = awaitFinal(house, stop);
        Book.Entry booked = Objects.requireNonNull(house.bank.counter().book().find(number(stop)));
        assertThat(booked.effects()).isEqualTo(receipt instanceof Receipt.Done ? 1 : 0);
        assertThat(receipt instanceof Receipt.Done || receipt instanceof Receipt.Refused).isTrue();
        refused += receipt instanceof Receipt.Refused ? 1 : 0;
      }
      assertThat(refused).isBetween(1, 29);
      assertThat(house.bank.taken()).as("some were sent again").hasSizeGreaterThan(30);
      assertThat(house.bank.counter().book().effects()).isEqualTo(30 - refused);
    }
  }

  /// Sends it until it is answered, as the institution's queue does.
  private static Receipt awaitFinal(IsoHouse house, OutgoingOrder order) {
    await(
        () -> {
          Future<Answer> asked = house.channel.ask(order);
          await(asked::isComplete);
          if (asked.failed() || asked.result() instanceof Answer.NeverSeen) {
            Future<Answer> again = house.channel.send(order);
            await(again::isComplete);
          }
          return asked.succeeded() && asked.result() instanceof Answer.Final;
        });
    return ((Answer.Final) house.ask(order)).receipt();
  }

  private static IsoHead from(IsoHead head, IsoParty other) {
    return new IsoHead(other, head.to(), head.id(), head.kind(), head.createdAt(), head.answers());
  }

  private static IsoHead to(IsoHead head, IsoParty other) {
    return new IsoHead(
        head.from(), other, head.id(), head.kind(), head.createdAt(), head.answers());
  }

  private static IsoHead answers(IsoHead head, String other) {
    return new IsoHead(head.from(), head.to(), head.id(), head.kind(), head.createdAt(), other);
  }

  private static IsoMessage rejected(OutgoingOrder order) {
    return resolution(order, "RJCR", new Resolved(null, "RJCR", List.of("CUST"), List.of(), null));
  }

  private static Resolution resolution(
      OutgoingOrder order, String confirmation, Resolved... payments) {
    return new Resolution(
        "QH-7",
        IsoDesk.BANK,
        IsoDesk.CENTRE,
        IsoDesk.NOW,
        number(order),
        confirmation,
        List.of(payments));
  }

  private static OutgoingOrder sent(IsoHouse house, OutgoingOrder order) {
    Answer answer = house.send(order);
    assertThat(answer).isNotInstanceOf(Answer.NeverSeen.class);
    return order;
  }

  private static String number(OutgoingOrder order) {
    return order.order().id().digits();
  }
}
