package org.haltline.bank.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.order.OrderKind.RELEASE;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Condition;
import org.haltline.bank.BankChannels;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.BookFile;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.dispatch.sandbox.SandboxServer.Settings;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bank as its adapter meets it: over HTTP, with every fault it can be told to have.
class SandboxBankTest {
  private static final BankAccount MULE = Desk.account("1202021219900004417", "宋建平");
  private static final SandboxBank.Profile FULL =
      new SandboxBank.Profile("icbc", List.of(), 11, AccountOdds.allThere());

  private static final String TOKEN = "between the two";
  private static final Settings SETTINGS = new Settings("127.0.0.1", 0, TOKEN, 5);

  private final Vertx vertx = Vertx.vertx();
  private final Desk desk = new Desk();
  private final BlockingQueue<Feedback> late = new LinkedBlockingQueue<>();
  private SandboxBank bank;
  private Channel channel;
  @TempDir Path folder;

  @BeforeEach
  void opens() {
    FeedbackListener listener =
        await(
            FeedbackListener.start(
                vertx,
                FeedbackListener.Place.anyPort(),
                Map.of("icbc", TOKEN),
                InstantSource.system()));
    bank = started(SETTINGS);
    channel = connected(listener, Duration.ofSeconds(30));
    channel.onFeedback(
        feedback -> {
          late.add(feedback);
          return Future.succeededFuture();
        });
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void anOrderIsCarriedOutAndTheAnswerIsAReceipt() {
    Order stop = desk.stop(MULE, 4_980_000);

    Receipt.Done done = done(send(stop));

    assertThat(done.held()).isEqualTo(Desk.cny(4_980_000));
    assertThat(done.endsAt()).isEqualTo(done.at().plus(Desk.STOP_TERM));
    assertThat(view().heldMinor()).isEqualTo(4_980_000);
  }

  @Test
  void whatWasNeverSentIsNeverSeen() {
    assertThat(ask(desk.stop(MULE, 100))).isEqualTo(new Answer.NeverSeen());
  }

  @Test
  void howeverOftenAnOrderIsSentItHasOneEffect() {
    Order stop = desk.stop(MULE, 4_980_000);
    List<Future<Answer>> sendings = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sendings.add(channel.send(Desk.outgoing(stop)));
    }

    List<Answer> answers = sendings.stream().map(SandboxBankTest::await).toList();

    assertThat(answers).hasSize(40).containsOnly(answers.getFirst());
    assertThat(ask(stop)).isEqualTo(answers.getFirst());
    assertThat(entry(stop).effects()).isEqualTo(1);
    assertThat(entry(stop).sendings()).isEqualTo(40);
    assertThat(view().stops()).isEqualTo(1);
    assertThat(view().heldMinor()).isEqualTo(4_980_000);
  }

  @Test
  void aReleaseSaysThatNothingIsHeldAndAWithdrawnStopStaysOut() {
    Order stop = desk.stop(MULE, 4_980_000);
    Order lost = desk.stop(MULE, 100);
    done(send(stop));

    Receipt.Done released = done(send(desk.end(RELEASE, stop, lost)));
    Receipt.Refused refused = refused(send(lost));

    assertThat(released.held()).isEqualTo(Money.zero("CNY"));
    assertThat(refused.reason()).isEqualTo(ReasonCode.OTHER);
    assertThat(view().heldMinor()).isZero();
    assertThat(entry(lost).effects()).isZero();
  }

  @Test
  void aLostReplyIsFoundOutByAskingAndHoldsOnce() {
    bank.misbehave(Faults.NONE.losingReplies(1));
    Order stop = desk.stop(MULE, 4_980_000);
    assertThatThrownBy(() -> send(stop)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> send(stop)).isInstanceOf(IllegalStateException.class);
    bank.misbehave(Faults.NONE);

    assertThat(done(ask(stop)).held()).isEqualTo(Desk.cny(4_980_000));
    assertThat(entry(stop).effects()).isEqualTo(1);
    assertThat(view().stops()).isEqualTo(1);
  }

  @Test
  void aLateAnswerIsWorkingFirstAndComesByItselfToo() throws InterruptedException {
    bank.misbehave(Faults.NONE.answeringLate(1, 50));
    Order stop = desk.stop(MULE, 4_980_000);

    assertThat(send(stop)).isEqualTo(new Answer.Working());
    Feedback feedback = next();

    assertThat(feedback.orderId()).isEqualTo(stop.id());
    assertThat(((Receipt.Done) feedback.receipt()).held()).isEqualTo(Desk.cny(4_980_000));
    assertThat(done(ask(stop)).held()).isEqualTo(Desk.cny(4_980_000));
  }

  @Test
  void anAnswerGivenTwiceSaysTheSame() throws InterruptedException {
    bank.misbehave(Faults.NONE.answeringTwice(1));
    Order stop = desk.stop(MULE, 4_980_000);

    Receipt.Done first = done(send(stop));
    Feedback again = next();

    assertThat(again.receipt()).isEqualTo(first);
    assertThat(entry(stop).effects()).isEqualTo(1);
  }

  @Test
  void aRefusalHoldsNothingAndStands() {
    bank.misbehave(Faults.NONE.refusing(1, ReasonCode.WHITELISTED));
    Order stop = desk.stop(MULE, 4_980_000);
    assertThat(refused(send(stop)).reason()).isEqualTo(ReasonCode.WHITELISTED);
    bank.misbehave(Faults.NONE);

    assertThat(refused(send(stop)).reason()).isEqualTo(ReasonCode.WHITELISTED);
    assertThat(entry(stop).effects()).isZero();
    assertThat(shown(MULE)).isNull();
  }

  @Test
  void aSlowAnswerIsUnknownUntilItIsAskedFor() {
    bank.misbehave(Faults.NONE.slow(1, 60_000));
    Channel impatient = connected(null, Duration.ofMillis(300));
    Order stop = desk.stop(MULE, 4_980_000);
    assertThatThrownBy(() -> await(impatient.send(Desk.outgoing(stop))))
        .isInstanceOf(IllegalStateException.class);
    bank.misbehave(Faults.NONE);

    // a call that timed out may not even have left; the same number settles it either way
    done(send(stop));
    assertThat(done(ask(stop)).held()).isEqualTo(Desk.cny(4_980_000));
    assertThat(view().stops()).isEqualTo(1);
  }

  @Test
  void whenItIsDownNothingArrivesAndAfterwardsTheOrderIsNew() {
    bank.misbehave(Faults.NONE.away(true));
    Order stop = desk.stop(MULE, 4_980_000);
    assertThatThrownBy(() -> send(stop)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ask(stop)).isInstanceOf(IllegalStateException.class);
    bank.misbehave(Faults.NONE.away(false));

    assertThat(ask(stop)).isEqualTo(new Answer.NeverSeen());
    assertThat(done(send(stop)).held()).isEqualTo(Desk.cny(4_980_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void throughAnyMixOfFaultsEachOrderHasOneEffectAndOneAnswer(long seed) {
    var random = new Random(seed);
    Map<Order, Receipt> answers = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      bank.misbehave(
          Faults.NONE
              .losingReplies(0.4)
              .answeringLate(0.3, 1 + random.nextInt(20))
              .answeringTwice(0.3)
              .refusing(0.1, ReasonCode.OTHER));
      Order stop =
          desk.stop(
              Desk.account("12020212%011d".formatted(random.nextInt(40)), null),
              1 + random.nextLong(9_000_000));
      answers.put(stop, until(stop, random));
    }
    bank.misbehave(Faults.NONE);

    answers.forEach(
        (stop, receipt) -> {
          assertThat(ask(stop)).isEqualTo(new Answer.Final(receipt));
          var target = (BankAccount) stop.target();
          AccountView account = shown(target);
          List<Long> held =
              account == null
                  ? List.of()
                  : account.holds().stream()
                      .filter(lien -> lien.order().equals(stop.id().digits()))
                      .map(AccountView.Held::heldMinor)
                      .toList();
          if (receipt instanceof Receipt.Done done) {
            assertThat(held).containsExactly(Objects.requireNonNull(done.held()).minor());
            assertThat(entry(stop).effects()).isEqualTo(1);
          } else {
            assertThat(held).isEmpty();
            assertThat(entry(stop).effects()).isZero();
          }
        });
    assertThat(answers.values()).hasAtLeastOneElementOfType(Receipt.Done.class);
    assertThat(late)
        .isNotEmpty()
        .allSatisfy(
            feedback ->
                assertThat(answers)
                    .hasEntrySatisfying(
                        new Condition<>(
                            order -> order.id().equals(feedback.orderId()), "the same order"),
                        new Condition<>(feedback.receipt()::equals, "the same answer")));
  }

  /// Sends and asks in any turn until there is an answer.
  private Receipt until(Order order, Random random) {
    for (int attempt = 0; attempt < 500; attempt++) {
      Future<Answer> call =
          random.nextBoolean()
              ? channel.send(Desk.outgoing(order))
              : channel.ask(Desk.outgoing(order));
      Answer answer = await(call.otherwise(lost -> new Answer.Working()));
      if (answer instanceof Answer.Final(var receipt)) {
        return receipt;
      }
    }
    throw new AssertionError("no answer about " + order.id());
  }

  @Test
  void aKeptBookMakesTheSameBankOfTheNextProcess() {
    var place = new BookFile.Place(folder.resolve("icbc.book"), true);
    bank = started(SETTINGS.keeping(place));
    channel = connected();
    Order stop = desk.stop(MULE, 4_980_000);
    Order lost = desk.stop(MULE, 100);
    Order other = desk.stop(Desk.account("1202021219900004999", null), 100);
    Receipt.Done first = done(send(stop));
    bank.misbehave(Faults.NONE.refusing(1, ReasonCode.REPORTED_LOST));
    refused(send(other));
    bank.misbehave(Faults.NONE);
    done(send(desk.end(RELEASE, lost, lost)));
    AccountView before = view();
    await(vertx.undeploy(bank.deploymentID()));

    bank = started(SETTINGS.keeping(place));
    channel = connected();

    assertThat(ask(stop)).isEqualTo(new Answer.Final(first));
    assertThat(send(stop)).isEqualTo(new Answer.Final(first));
    assertThat(refused(ask(other)).reason()).isEqualTo(ReasonCode.REPORTED_LOST);
    assertThat(refused(send(lost)).reason()).isEqualTo(ReasonCode.OTHER);
    assertThat(entry(stop).effects()).isEqualTo(1);
    assertThat(view()).isEqualTo(before);
  }

  @Test
  void aBookOfOtherAccountsIsNotTakenForItsOwn() {
    var place = new BookFile.Place(folder.resolve("icbc.book"), false);
    bank = started(SETTINGS.keeping(place));
    channel = connected();
    for (int i = 0; i < 10; i++) {
      send(desk.stop(Desk.account("120202121990000500" + i, null), 99_000_000_00L));
    }
    await(vertx.undeploy(bank.deploymentID()));

    var other = new SandboxBank.Profile("icbc", List.of(), 12, AccountOdds.allThere());
    assertThatThrownBy(
            () ->
                await(
                    SandboxBank.start(
                        vertx, other, SETTINGS.keeping(place), InstantSource.system())))
        .hasMessageContaining("start it with the seed it had");
  }

  private SandboxBank started(Settings settings) {
    return await(SandboxBank.start(vertx, FULL, settings, InstantSource.system()));
  }

  private Channel connected() {
    return connected(null, Duration.ofSeconds(30));
  }

  private Channel connected(@Nullable FeedbackListener listener, Duration timeout) {
    var http = new ChannelSettings.Http(bank.base(), TOKEN, 8, timeout);
    return BankChannels.of(
            vertx, "icbc", List.of(http), listener, null, null, InstantSource.system())
        .getFirst();
  }

  private Answer send(Order order) {
    return await(channel.send(Desk.outgoing(order)));
  }

  private Answer ask(Order order) {
    return await(channel.ask(Desk.outgoing(order)));
  }

  /// The account as the bank shows it over HTTP; null when it never heard of it.
  private @Nullable AccountView shown(BankAccount account) {
    var request =
        HttpRequest.newBuilder(bank.base().resolve("/accounts/" + account.number()))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() == 404
          ? null
          : Wire.JSON.readValue(response.body(), AccountView.class);
    } catch (IOException | InterruptedException unreachable) {
      throw new AssertionError(unreachable);
    }
  }

  private AccountView view() {
    return Objects.requireNonNull(shown(MULE));
  }

  private Book.Entry entry(Order order) {
    return Objects.requireNonNull(bank.book().find(order.id().digits()));
  }

  private Feedback next() throws InterruptedException {
    return Objects.requireNonNull(late.poll(30, TimeUnit.SECONDS), "no feedback came");
  }

  private static Receipt.Done done(Answer answer) {
    return (Receipt.Done) ((Answer.Final) answer).receipt();
  }

  private static Receipt.Refused refused(Answer answer) {
    return (Receipt.Refused) ((Answer.Final) answer).receipt();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    } catch (InterruptedException | TimeoutException stuck) {
      throw new AssertionError(stuck);
    }
  }
}
