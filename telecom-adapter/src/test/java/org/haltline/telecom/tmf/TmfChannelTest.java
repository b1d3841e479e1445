package org.haltline.telecom.tmf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.telecom.CarrierOrders.AT;
import static org.haltline.telecom.CarrierOrders.TERM;
import static org.haltline.telecom.CarrierOrders.block;
import static org.haltline.telecom.CarrierOrders.number;
import static org.haltline.telecom.CarrierOrders.order;
import static org.haltline.telecom.CarrierOrders.phone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.NoAnswer;
import org.haltline.core.dispatch.NotReached;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.telecom.sandbox.NumberView.State;
import org.haltline.telecom.sandbox.Subscription;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers suspended, restored and barred over TM Forum's interfaces at a carrier that keeps its
/// own book.
@Timeout(120)
class TmfChannelTest {
  private static final String MOBILE = "13857901234";
  private static final String E164 = "+8613857901234";
  private static final Ed25519Signer KEY = Ed25519Signer.random();

  private final Vertx vertx = Vertx.vertx();

  /// Held on to: a client that nobody refers to is closed when it is collected, under a call too.
  private final HttpClient poster = vertx.createHttpClient();

  private final List<Feedback> journalled = new CopyOnWriteArrayList<>();
  private volatile boolean journalAway;
  private FeedbackListener listener;
  private SandboxTmfCarrier carrier;
  private TmfChannel channel;

  @BeforeEach
  void start() throws Exception {
    listener =
        await(
            FeedbackListener.start(
                vertx, FeedbackListener.Place.anyPort(), Map.of("CMCC", "secret"), () -> AT));
    open(true);
  }

  private void open(boolean ordering) throws Exception {
    carrier =
        new SandboxTmfCarrier(
            e164 ->
                e164.endsWith("0000")
                    ? new Subscription.Closed(ReasonCode.NO_SUCH_NUMBER, "空号 / given to nobody")
                    : new Subscription.Known("周某"),
            new SandboxTmfCarrier.Options(0, 7, ordering, KEY),
            () -> AT);
    await(vertx.deployVerticle(carrier));
    channel = channel(carrier.base());
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aNumberIsSuspendedSeenToBeSoAndRestored() throws Exception {
    OutgoingOrder suspend = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    Receipt.Done done = (Receipt.Done) receipt(channel.send(suspend));
    assertThat(done.endsAt()).isEqualTo(AT.plus(TERM));
    assertThat(done.remark()).contains("seen: in suspended, out suspended");
    assertThat(carrier.number(E164).state()).isEqualTo(State.SUSPENDED);
    assertThat(channel.signature(suspend)).isNotNull();

    OutgoingOrder restore = order(2, OrderKind.RESTORE_NUMBER, phone(MOBILE), 1L, List.of());
    assertThat(receipt(channel.send(restore))).isInstanceOf(Receipt.Done.class);
    assertThat(carrier.number(E164).state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void aKnockOrdersNothingAndSaysWhoIsNotThere() throws Exception {
    await(channel.knock());
    assertThat(carrier.number(E164).state()).isEqualTo(State.ACTIVE);
    var nobody = channel(URI.create("http://127.0.0.1:1"));
    assertThatThrownBy(() -> await(nobody.knock())).isNotNull();
  }

  /// Only what certainly never arrived may go another way.
  @Test
  void whatWasNotEvenConnectedIsToldApartFromWhatWasOrderedAndNotSeen() throws Exception {
    OutgoingOrder order = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    var nobody = channel(URI.create("http://127.0.0.1:1"));
    assertThatThrownBy(() -> await(nobody.send(order))).hasCauseInstanceOf(NotReached.class);

    var unseen =
        new TmfReach(
            URI.create(carrier.base() + "/ordering"),
            null,
            URI.create("http://127.0.0.1:1"),
            new TmfReach.OAuth(
                URI.create(carrier.base() + "/token"),
                SandboxTmfCarrier.CLIENT_ID,
                SandboxTmfCarrier.CLIENT_SECRET,
                null),
            KEY,
            2,
            Duration.ofSeconds(10));
    var blind = new TmfChannel(vertx, "CMCC", unseen, null, name -> Optional.empty(), () -> AT);
    assertThatThrownBy(() -> await(blind.send(order)))
        .hasCauseInstanceOf(NoAnswer.class)
        .cause()
        .isNotInstanceOf(NotReached.class);
    assertThat(carrier.number(E164).state()).isEqualTo(State.SUSPENDED);
  }

  @Test
  void callsAreBarredAndLetThroughAgain() throws Exception {
    OutgoingOrder bar = order(1, OrderKind.INTERCEPT_CALLS, phone("0571-28290000"));
    assertThat(channel.cannot(bar.order())).isEmpty();
    receipt(channel.send(order(3, OrderKind.INTERCEPT_CALLS, phone("0571-28291111"))));
    assertThat(carrier.number("+8657128291111").state()).isEqualTo(State.INTERCEPTED);
    receipt(channel.send(order(4, OrderKind.LIFT, phone("0571-28291111"), 3L, List.of())));
    assertThat(carrier.number("+8657128291111").state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void anOrderWhoseAnswerIsLostIsFoundByItsNumberAndHasOneEffect() throws Exception {
    carrier.misbehave(Faults.NONE.losingReplies(1));
    OutgoingOrder order = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    assertThat(await(channel.ask(order))).isInstanceOf(Answer.NeverSeen.class);
    assertThatThrownBy(() -> await(channel.send(order))).isNotNull();
    carrier.misbehave(Faults.NONE);
    assertThat(receipt(channel.ask(order))).isInstanceOf(Receipt.Done.class);
    assertThat(receipt(channel.send(order))).isInstanceOf(Receipt.Done.class);
    assertThat(carrier.effects()).isEqualTo(1);
  }

  @Test
  void whatIsCalledBackWhileItRunsIsCancelledAndNeverHappens() throws Exception {
    carrier.misbehave(Faults.NONE.answeringLate(1, 1_000));
    OutgoingOrder suspend = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    assertThat(await(channel.send(suspend))).isInstanceOf(Answer.Working.class);
    carrier.misbehave(Faults.NONE);
    OutgoingOrder restore =
        order(2, OrderKind.RESTORE_NUMBER, phone(MOBILE), 1L, List.of(number(1)));
    assertThat(receipt(channel.send(restore))).isInstanceOf(Receipt.Done.class);
    assertThat(entry(1).answer().remark()).contains("cancelled");
    assertThat(entry(1).effects()).isZero();
    assertThat(carrier.number(E164).state()).isEqualTo(State.ACTIVE);
    // the case hears of it by itself
    await(() -> journalled.stream().anyMatch(it -> it.orderId().equals(number(1))));
    assertThat(journalled.getFirst().receipt())
        .isInstanceOfSatisfying(
            Receipt.Refused.class, it -> assertThat(it.remark()).contains("cancelled"));
  }

  @Test
  void whatIsCalledBackTooLateIsUndone() throws Exception {
    receipt(channel.send(order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE))));
    assertThat(carrier.number(E164).state()).isEqualTo(State.SUSPENDED);
    OutgoingOrder restore =
        order(2, OrderKind.RESTORE_NUMBER, phone(MOBILE), 1L, List.of(number(1)));
    assertThat(receipt(channel.send(restore))).isInstanceOf(Receipt.Done.class);
    assertThat(entry(1).effects()).isEqualTo(1);
    assertThat(carrier.number(E164).state()).isEqualTo(State.ACTIVE);
  }

  /// A carrier that cannot cancel: the number is back for good when nothing may cut it any more.
  @Test
  void aRestoringIsNotDoneWhileWhatItCallsBackStillRuns() throws Exception {
    var first = new AtomicReference<>("inProgress");
    var cancels = new AtomicInteger();
    var server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      boolean cancel =
                          String.valueOf(request.path()).endsWith("/cancelServiceOrder");
                      cancels.addAndGet(cancel ? 1 : 0);
                      String asked = request.getParam("externalId");
                      boolean about = asked != null && asked.endsWith("1");
                      String order =
                          "{\"id\":\"%s\",\"externalId\":\"%s\",\"state\":\"%s\"}"
                              .formatted(
                                  about ? "so-1" : "so-2",
                                  number(about ? 1 : 2).digits(),
                                  about ? first.get() : "completed");
                      request
                          .response()
                          .setStatusCode(cancel ? 404 : 200)
                          .end(asked == null ? order : "[" + order + "]");
                    })
                .listen(0, "127.0.0.1"));
    var reach =
        new TmfReach(
            URI.create("http://127.0.0.1:" + server.actualPort()),
            null,
            null,
            null,
            null,
            2,
            Duration.ofSeconds(10));
    var stubborn = new TmfChannel(vertx, "CMCC", reach, null, name -> Optional.empty(), () -> AT);
    OutgoingOrder lift = order(2, OrderKind.LIFT, phone(MOBILE), 1L, List.of(number(1)));
    assertThat(await(stubborn.send(lift))).isInstanceOf(Answer.Working.class);
    assertThat(cancels).hasValue(1);
    assertThat(await(stubborn.ask(lift))).isInstanceOf(Answer.Working.class);
    first.set("failed");
    assertThat(receipt(stubborn.ask(lift))).isInstanceOf(Receipt.Done.class);
  }

  private Book.Entry entry(long number) {
    return Objects.requireNonNull(carrier.book().find(number(number).digits()));
  }

  @Test
  void anEventBringsTheAnswerThatCameLateAndIsAcknowledgedOnceItIsJournalled() throws Exception {
    carrier.misbehave(Faults.NONE.answeringLate(1, 1_500));
    OutgoingOrder order = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    assertThat(await(channel.send(order))).isInstanceOf(Answer.Working.class);
    journalAway = true;
    await(() -> carrier.effects() == 1);
    Thread.sleep(100);
    assertThat(carrier.told()).isZero();
    journalAway = false;
    await(() -> carrier.told() > 0);
    assertThat(journalled)
        .isNotEmpty()
        .allSatisfy(
            heard -> {
              assertThat(heard.orderId()).isEqualTo(order.order().id());
              assertThat(heard.caseId()).isEqualTo(order.caseId());
              assertThat(heard.receipt()).isInstanceOf(Receipt.Done.class);
            });
  }

  @Test
  void aTokenThatHasEndedIsFetchedAnewOnce() throws Exception {
    receipt(channel.send(order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE))));
    int before = carrier.tokens();
    carrier.endTokens();
    receipt(channel.send(order(2, OrderKind.SUSPEND_NUMBER, phone("13857905678"))));
    assertThat(carrier.tokens()).isEqualTo(before + 1);
  }

  @Test
  void aNumberThatMovedNamesItsNewCarrierAndOneOfNobodysIsRefused() throws Exception {
    carrier.port(E164, "中国联通");
    assertThat(receipt(channel.send(order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE)))))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            it -> {
              assertThat(it.reason()).isEqualTo(ReasonCode.NOT_OURS);
              assertThat(it.servedBy()).isEqualTo("CUCC");
              assertThat(it.remark()).contains("now served by 中国联通");
            });
    assertThat(receipt(channel.send(order(2, OrderKind.SUSPEND_NUMBER, phone("13857900000")))))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            it -> assertThat(it.reason()).isEqualTo(ReasonCode.NO_SUCH_NUMBER));
  }

  @Test
  void whereThereAreNoOrdersNumbersAreActivatedInstead() throws Exception {
    open(false);
    OutgoingOrder suspend = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    assertThat(receipt(channel.send(suspend))).isInstanceOf(Receipt.Done.class);
    assertThat(receipt(channel.ask(suspend))).isInstanceOf(Receipt.Done.class);
    carrier.misbehave(Faults.NONE.answeringLate(1, 200));
    OutgoingOrder restore = order(2, OrderKind.RESTORE_NUMBER, phone(MOBILE), 1L, List.of());
    assertThat(await(channel.send(restore))).isInstanceOf(Answer.Working.class);
    await(() -> await(channel.ask(restore)) instanceof Answer.Final);
    assertThat(receipt(channel.ask(restore))).isInstanceOf(Receipt.Done.class);
    assertThat(receipt(channel.send(order(3, OrderKind.INTERCEPT_CALLS, phone(MOBILE)))))
        .isInstanceOf(Receipt.NeedsPerson.class);
  }

  /// There it can be cancelled nowhere, and would switch the number off behind the restoring.
  @Test
  void whatIsCalledBackWhileItIsActivatedIsAwaitedAndUndone() throws Exception {
    open(false);
    carrier.misbehave(Faults.NONE.answeringLate(1, 2_000));
    OutgoingOrder suspend = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    assertThat(await(channel.send(suspend))).isInstanceOf(Answer.Working.class);
    channel.over(number(1), true);
    carrier.misbehave(Faults.NONE);
    OutgoingOrder restore =
        order(2, OrderKind.RESTORE_NUMBER, phone(MOBILE), 1L, List.of(number(1)));
    assertThat(await(channel.send(restore))).isInstanceOf(Answer.Working.class);
    assertThat(await(channel.ask(restore))).isInstanceOf(Answer.Working.class);
    await(() -> await(channel.ask(restore)) instanceof Answer.NeverSeen);
    assertThat(receipt(channel.send(restore))).isInstanceOf(Receipt.Done.class);
    assertThat(carrier.isSwitchedOff(phone(MOBILE).e164())).isFalse();
  }

  @Test
  void numbersThatNobodyHereCanSuspendAreBarredAndTheRestIsForPeople() {
    for (String number : List.of("0571-28290000", "+1 650 253 0000", "400 810 8888")) {
      assertThat(channel.cannot(order(1, OrderKind.SUSPEND_NUMBER, phone(number)).order()))
          .as(number)
          .isPresent();
      assertThat(channel.cannot(order(1, OrderKind.INTERCEPT_CALLS, phone(number)).order()))
          .as(number)
          .isEmpty();
    }
    assertThat(channel.cannot(order(1, OrderKind.SUSPEND_NUMBER, phone("17045671189")).order()))
        .isEmpty();
    assertThat(channel.cannot(block(1, "http://a.top").order())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "acknowledged, Working",
    "pending, Working",
    "held, Working",
    "inProgress, Working",
    "assessingCancellation, Working",
    "pendingCancellation, Working",
    "completed, Done",
    "failed, Refused",
    "rejected, Refused",
    "cancelled, Refused",
    "partial, NeedsPerson",
    "somethingNew, Unknown",
    "'', Unknown"
  })
  void everyStateOfTheStandardIsSomethingOfOurs(String state, String expected) throws Exception {
    OutgoingOrder order = order(1, OrderKind.INTERCEPT_CALLS, phone(MOBILE));
    var server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .response()
                            .setStatusCode(201)
                            .end(
                                "{\"id\":\"7\",\"externalId\":\"%s\",\"state\":\"%s\"}"
                                    .formatted(order.order().id().digits(), state)))
                .listen(0, "127.0.0.1"));
    var reach =
        new TmfReach(
            URI.create("http://127.0.0.1:" + server.actualPort()),
            null,
            null,
            null,
            null,
            2,
            Duration.ofSeconds(10));
    var plain = new TmfChannel(vertx, "CMCC", reach, null, name -> Optional.empty(), () -> AT);
    Answer heard = await(plain.send(order).otherwise((Answer) null));
    String what =
        heard == null
            ? "Unknown"
            : heard instanceof Answer.Final(Receipt receipt)
                ? receipt.getClass().getSimpleName()
                : heard.getClass().getSimpleName();
    assertThat(what).isEqualTo(expected);
  }

  /// Events that are cut, flipped and made up, and pass for ours only in their address.
  @Test
  void noBrokenEventIsEverBelieved() throws Exception {
    var dice = new SplittableRandom(20_261_122);
    OutgoingOrder order = order(1, OrderKind.SUSPEND_NUMBER, phone(MOBILE));
    carrier.misbehave(Faults.NONE.answeringLate(1, 600_000));
    await(channel.send(order));
    URI said = listener.openOwn("CMCC", body -> Future.succeededFuture());
    channel.onFeedback(this::journal);
    String event =
        "{\"eventType\":\"ServiceOrderStateChangeEvent\",\"event\":{\"serviceOrder\":{\"id\":\"so-1\",\"externalId\":\"%s\",\"state\":\"completed\",\"serviceOrderItem\":[{\"action\":\"modify\"}]}}}"
            .formatted(order.order().id().digits());
    for (int round = 0; round < 300; round++) {
      byte[] bytes = event.getBytes(UTF_8);
      for (int flips = dice.nextInt(1, 6); flips > 0; flips--) {
        bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
      }
      int status = post(said, Arrays.copyOf(bytes, dice.nextInt(bytes.length + 1)));
      assertThat(status).isIn(204, 400);
    }
    // a whole one that lies: the carrier itself says that it still works on it
    assertThat(post(said, event.getBytes(UTF_8))).isEqualTo(204);
    assertThat(journalled).isEmpty();
  }

  private int post(URI to, byte[] body) throws Exception {
    return await(
        poster
            .request(
                new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(to + "/listener/serviceOrderStateChangeEvent"))
            .compose(request -> request.send(Buffer.buffer(body)))
            .map(response -> response.statusCode()));
  }

  private TmfChannel channel(URI base) {
    var reach =
        new TmfReach(
            URI.create(base + "/ordering"),
            URI.create(base + "/activation"),
            URI.create(base + "/status"),
            new TmfReach.OAuth(
                URI.create(base + "/token"),
                SandboxTmfCarrier.CLIENT_ID,
                SandboxTmfCarrier.CLIENT_SECRET,
                null),
            KEY,
            4,
            Duration.ofSeconds(10));
    var made =
        new TmfChannel(
            vertx,
            "CMCC",
            reach,
            listener,
            name -> name.equals("中国联通") ? Optional.of("CUCC") : Optional.empty(),
            () -> AT);
    made.onFeedback(this::journal);
    return made;
  }

  private Future<Void> journal(Feedback feedback) {
    if (journalAway) {
      return Future.failedFuture("the journal is away");
    }
    journalled.add(feedback);
    return Future.succeededFuture();
  }

  private static Receipt receipt(Future<Answer> answer) throws Exception {
    return ((Answer.Final) await(answer)).receipt();
  }

  private static void await(Callable<Boolean> reached) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
      Thread.sleep(20);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
