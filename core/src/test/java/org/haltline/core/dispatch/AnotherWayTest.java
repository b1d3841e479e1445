package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Centre.BANK;
import static org.haltline.core.dispatch.Centre.await;
import static org.haltline.core.dispatch.Centre.get;
import static org.haltline.core.dispatch.Centre.only;

import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.Ports;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Places;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bank with two lines. The second carries what certainly never arrived by the first, and nothing
/// else: no order has its effect twice.
class AnotherWayTest {
  private static final DispatchBounds QUICK =
      DispatchBounds.defaults()
          .withAttempts(4, Duration.ofMillis(50), Duration.ofMillis(200))
          .deskAfter(Duration.ofMillis(1))
          .withAsking(Duration.ofMillis(50), Duration.ofMillis(200))
          .withBreaker(5, Duration.ofMillis(100))
          .drainedEvery(Duration.ofMillis(300));

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
  void whatCertainlyNeverArrivedGoesByTheNextLineUnderItsNumber() {
    try (var centre = new Centre(redis)) {
      centre.adapter(
          BANK, QUICK, List.of(line(centre, nobody()), line(centre, centre.bank.base())));
      CaseState filed = centre.report("6200000000000000318");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.DONE);
      assertThat(centre.atBank(stop).effects()).isEqualTo(1);
      assertThat(centre.story(filed, stop))
          .containsExactly("OrderIssued", "OrderUnknown", "OrderDone");
    }
  }

  @Test
  void whatMayHaveArrivedIsForAPersonAndNotForTheNextLine() {
    try (var centre = new Centre(redis)) {
      var calls = new AtomicInteger();
      NetServer deaf =
          get(
              centre
                  .vertx
                  .createNetServer()
                  .connectHandler(
                      socket ->
                          socket.handler(
                              heard -> {
                                calls.incrementAndGet();
                                socket.close();
                              }))
                  .listen(0, "127.0.0.1"));
      centre.adapter(
          BANK,
          QUICK,
          List.of(line(centre, at(deaf.actualPort())), line(centre, centre.bank.base())));
      CaseState filed = centre.report("6200000000000000326");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.ON_DESK);
      assertThat(calls).hasPositiveValue();
      assertThat(centre.bank.book().find(stop.digits())).isNull();
    }
  }

  /// The line that was dead lives again, and knows nothing of it.
  @Test
  void afterARestartEveryLineIsAskedBeforeOneIsSentIt() {
    try (var centre = new Centre(redis)) {
      centre.bank.misbehave(Faults.NONE.answeringLate(1, 3_000));
      centre.adapter(
          BANK, QUICK, List.of(line(centre, nobody()), line(centre, centre.bank.base())));
      CaseState filed = centre.report("6200000000000000334");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.bank.book().find(stop.digits()) != null);
      centre.stopAdapter(BANK);

      var revived = new TestInstitution(BANK);
      get(centre.vertx.deployVerticle(revived));
      centre.adapter(
          BANK, QUICK, List.of(line(centre, revived.base()), line(centre, centre.bank.base())));
      centre.awaitState(filed, stop, OrderState.DONE);
      assertThat(revived.book().find(stop.digits())).as("sent by the first line").isNull();
      assertThat(centre.atBank(stop).effects()).isEqualTo(1);
    }
  }

  @Test
  void whatFollowsAnOrderGoesTheWayThatItWent() {
    try (var centre = new Centre(redis)) {
      int port = Ports.free();
      centre.adapter(
          BANK, QUICK, List.of(line(centre, at(port)), line(centre, centre.bank.base())));
      CaseState filed = centre.report("6200000000000000342");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.DONE);

      var calls = new AtomicInteger();
      get(
          centre
              .vertx
              .createHttpServer()
              .requestHandler(
                  request -> {
                    calls.incrementAndGet();
                    request.response().setStatusCode(404).end();
                  })
              .listen(port, "127.0.0.1"));
      CaseState letGo = centre.release(filed, stop);
      OrderId release = only(letGo, OrderKind.RELEASE);
      centre.awaitState(filed, release, OrderState.DONE);
      assertThat(centre.atBank(release).effects()).isEqualTo(1);
      assertThat(calls).hasValue(0);
    }
  }

  /// The first line is still dead: asked there, nobody would ever learn what became of it.
  @Test
  void afterARestartAnOrderIsAskedAboutByTheLineThatABookHasNoted() {
    try (var centre = new Centre(redis)) {
      centre.bank.misbehave(Faults.NONE.answeringLate(1, 2_000));
      URI dead = nobody();
      Set<OrderId> book = ConcurrentHashMap.newKeySet();
      centre.adapter(
          BANK,
          QUICK,
          List.of(line(centre, dead), new Booked(line(centre, centre.bank.base()), book)));
      CaseState filed = centre.report("6200000000000000417");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      await(() -> centre.bank.book().find(stop.digits()) != null);
      centre.stopAdapter(BANK);

      centre.adapter(
          BANK,
          QUICK,
          List.of(line(centre, dead), new Booked(line(centre, centre.bank.base()), book)));
      centre.awaitState(filed, stop, OrderState.DONE);
      assertThat(centre.atBank(stop).effects()).isEqualTo(1);
      assertThat(centre.atBank(stop).sendings()).as("asked about, not sent again").isEqualTo(1);
    }
  }

  @Test
  void afterARestartWhatFollowsAnOrderGoesTheWayThatABookHasNoted() {
    try (var centre = new Centre(redis)) {
      int port = Ports.free();
      Set<OrderId> book = ConcurrentHashMap.newKeySet();
      centre.adapter(
          BANK,
          QUICK,
          List.of(line(centre, at(port)), new Booked(line(centre, centre.bank.base()), book)));
      CaseState filed = centre.report("6200000000000000383");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.DONE);
      centre.stopAdapter(BANK);

      var calls = new AtomicInteger();
      get(
          centre
              .vertx
              .createHttpServer()
              .requestHandler(
                  request -> {
                    calls.incrementAndGet();
                    request.response().setStatusCode(404).end();
                  })
              .listen(port, "127.0.0.1"));
      centre.adapter(
          BANK,
          QUICK,
          List.of(line(centre, at(port)), new Booked(line(centre, centre.bank.base()), book)));
      CaseState letGo = centre.release(filed, stop);
      OrderId release = only(letGo, OrderKind.RELEASE);
      centre.awaitState(filed, release, OrderState.DONE);
      assertThat(centre.atBank(release).effects()).isEqualTo(1);
      assertThat(calls).as("the first line, which lives again").hasValue(0);
    }
  }

  /// A line with a book of what was sent by it, which outlives the adapter.
  private static final class Booked implements Channel {
    private final Channel line;
    private final Set<OrderId> book;

    Booked(Channel line, Set<OrderId> book) {
      this.line = line;
      this.book = book;
    }

    @Override
    public String name() {
      return line.name();
    }

    @Override
    public Optional<String> cannot(Order order) {
      return line.cannot(order);
    }

    @Override
    public Future<Answer> send(OutgoingOrder order) {
      book.add(order.order().id());
      return line.send(order);
    }

    @Override
    public Future<Answer> ask(OutgoingOrder order) {
      return line.ask(order);
    }

    @Override
    public @Nullable Future<Answer> ask(OrderId order) {
      return noted(order) ? null : Future.succeededFuture(new Answer.NeverSeen());
    }

    @Override
    public boolean noted(OrderId order) {
      return book.contains(order);
    }

    @Override
    public void onFeedback(FeedbackSink sink) {
      line.onFeedback(sink);
    }

    @Override
    public Future<Void> close() {
      return line.close();
    }
  }

  @Test
  void aStopThatIsCalledBackBeforeItArrivedAnywhereGivesItsPlaceBack() {
    try (var centre = new Centre(redis)) {
      DispatchBounds patient = QUICK.deskAfter(Duration.ofHours(1));
      centre.adapter(BANK, patient, List.of(line(centre, nobody())));
      CaseState filed = centre.report("6200000000000000359");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      centre.awaitState(filed, stop, OrderState.UNKNOWN);
      centre.release(filed, stop);
      await(() -> centre.order(filed, stop).settled() instanceof Receipt.Refused);
      assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.WITHDRAWN);
      assertThat(centre.order(filed, stop).remark()).contains("called back before");
      assertThat(Places.takesStopPlace(centre.order(filed, stop))).isFalse();
    }
  }

  @Test
  void aStopThatWasCalledBackWhileItsAdapterWasAwayGivesItsPlaceBack() {
    try (var centre = new Centre(redis)) {
      CaseState filed = centre.report("6200000000000000367");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      CaseState letGo = centre.release(filed, stop);
      assertThat(Places.takesStopPlace(centre.order(filed, stop))).as("nobody knows yet").isTrue();

      centre.bank.misbehave(Faults.NONE.losingReplies(0.5));
      centre.adapter(BANK, QUICK);
      centre.awaitState(letGo, only(letGo, OrderKind.RELEASE), OrderState.DONE);
      await(() -> centre.order(filed, stop).settled() instanceof Receipt.Refused);
      assertThat(centre.bank.book().find(stop.digits())).as("was never sent").isNull();
      assertThat(Places.takesStopPlace(centre.order(filed, stop))).isFalse();
    }
  }

  /// An earlier life of the adapter had sent it, and nobody heard the answer.
  @Test
  void aStopThatHappenedBeforeItWasCalledBackKeepsItsPlaceAndIsLetGo() {
    try (var centre = new Centre(redis)) {
      CaseState filed = centre.report("6200000000000000375");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      var sent = new OutgoingOrder(filed.caseId(), centre.order(filed, stop).order());
      get(line(centre, centre.bank.base()).send(sent));
      CaseState letGo = centre.release(filed, stop);

      centre.adapter(BANK, QUICK);
      centre.awaitState(letGo, only(letGo, OrderKind.RELEASE), OrderState.DONE);
      await(() -> !centre.order(filed, stop).contradictions().isEmpty());
      assertThat(Places.takesStopPlace(centre.order(filed, stop))).isTrue();
      await(() -> !centre.order(filed, stop).holdStands());
    }
  }

  /// Its release is for a person, and whoever knows the book knows that the stop never went out.
  @Test
  void aStopOfWhichABookKnowsNothingGivesItsPlaceBackThoughAPersonLetsGo() {
    try (var centre = new Centre(redis)) {
      Set<OrderId> book = ConcurrentHashMap.newKeySet();
      CaseState filed = centre.report("6200000000000000425");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      CaseState letGo = centre.release(filed, stop);
      centre.adapter(
          BANK,
          QUICK,
          List.of(
              new Booked(
                  line(centre, centre.bank.base(), EnumSet.of(OrderKind.STOP_PAYMENT)), book)));
      centre.awaitState(letGo, only(letGo, OrderKind.RELEASE), OrderState.ON_DESK);
      await(() -> centre.order(filed, stop).settled() instanceof Receipt.Refused);
      assertThat(Places.takesStopPlace(centre.order(filed, stop))).isFalse();
      assertThat(book).isEmpty();
    }
  }

  @Test
  void aStopThatABookHasNotedKeepsItsPlaceForItsNumberSaysNoMore() {
    try (var centre = new Centre(redis)) {
      Set<OrderId> book = ConcurrentHashMap.newKeySet();
      CaseState filed = centre.report("6200000000000000433");
      OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
      book.add(stop);
      CaseState letGo = centre.release(filed, stop);
      OrderId release = only(letGo, OrderKind.RELEASE);
      Channel plain = line(centre, centre.bank.base());
      centre.adapter(BANK, QUICK, List.of(new Booked(plain, book), plain));
      centre.awaitState(letGo, release, OrderState.DONE);
      CaseState next = centre.report("6200000000000000441");
      centre.awaitState(next, only(next, OrderKind.STOP_PAYMENT), OrderState.DONE);
      assertThat(Places.takesStopPlace(centre.order(filed, stop))).isTrue();
    }
  }

  private static Channel line(Centre centre, URI base) {
    return line(centre, base, EnumSet.allOf(OrderKind.class));
  }

  private static Channel line(Centre centre, URI base, Set<OrderKind> kinds) {
    return new JsonHttpChannel(
        centre.vertx,
        BANK,
        new JsonHttpChannel.Settings("http", base, Centre.TOKEN, kinds, 8, Duration.ofSeconds(10)),
        null,
        InstantSource.system());
  }

  /// Where nobody listens.
  private static URI nobody() {
    return at(Ports.free());
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
