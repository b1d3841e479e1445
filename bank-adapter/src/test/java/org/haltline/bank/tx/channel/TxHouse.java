package org.haltline.bank.tx.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Opening;
import org.haltline.bank.sandbox.tx.SandboxTxBank;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.orders.TxBank;
import org.haltline.bank.tx.orders.TxDesk;
import org.haltline.bank.tx.orders.TxPapers;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.Receipt;
import org.haltline.core.signing.Signer;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One mailbox behind real HTTP, a centre that notes what it hears, and a sandbox bank that comes
/// for its mail.
final class TxHouse implements AutoCloseable {
  static final Money BALANCE = new Money(8_000_000, "CNY");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Vertx vertx = Vertx.vertx();

  /// What left the account before anybody asked.
  static final Opening.Onward MOVED =
      new Opening.Onward("6228480000000000018", new Money(500, "CNY"));

  final BankListener listener;
  final List<Feedback> heard = new CopyOnWriteArrayList<>();
  volatile FeedbackSink centre =
      feedback -> {
        heard.add(feedback);
        return Future.succeededFuture();
      };
  TxChannel channel;
  final SandboxTxBank bank;
  private TxReach reach;
  private final Path books;
  final @Nullable Signer signer;
  private final TxPapers papers;

  TxHouse(Path books) {
    this(books, reach -> reach, BALANCE, Faults.NONE);
  }

  TxHouse(Path books, Faults faults) {
    this(books, reach -> reach, BALANCE, faults);
  }

  TxHouse(Path books, UnaryOperator<TxReach> how, Money balance, Faults faults) {
    this(books, how, balance, faults, null, null);
  }

  /// @param signer of the requests
  /// @param published the key that the bank was told is ours
  TxHouse(
      Path books,
      UnaryOperator<TxReach> how,
      Money balance,
      Faults faults,
      @Nullable Signer signer,
      @Nullable Signer published) {
    this(books, how, balance, faults, signer, published, TxPapers.none());
  }

  TxHouse(
      Path books,
      UnaryOperator<TxReach> how,
      Money balance,
      Faults faults,
      @Nullable Signer signer,
      @Nullable Signer published,
      TxPapers papers) {
    this.papers = papers;
    this.books = books;
    this.signer = signer;
    this.reach = how.apply(TxReach.to(TxDesk.BANK, TxOptions.usual().papers(Map.of())));
    this.listener = get(BankListener.start(vertx, BankListener.Place.anyPort()));
    this.channel = open();
    this.bank =
        new SandboxTxBank(
            SandboxTxBank.Place.at(listener.base(), TxDesk.BANK.id()).onlySignedBy(published),
            BankLedger.of((number, key) -> new Opening.Account("何雨桐", true, balance, MOVED)),
            HttpClient.newHttpClient(),
            faults,
            InstantSource.system());
  }

  private TxChannel open() {
    return open("QUANHU", reach);
  }

  /// The mailbox of another bank at the same door.
  TxChannel openBeside(String institution, TxBank bank) {
    return open(institution, TxReach.to(bank, TxOptions.usual().papers(Map.of())));
  }

  private TxChannel open(String institution, TxReach to) {
    var opened =
        new TxChannel(
            vertx,
            institution,
            to,
            new TxPost(listener, TxDesk.SENDER, books, signer, papers),
            InstantSource.system());
    opened.onFeedback(feedback -> centre.accept(feedback));
    return opened;
  }

  /// The adapter ends, and another begins where it was.
  void startAnew() {
    get(channel.close());
    channel = open();
  }

  /// The same with another configuration.
  void startAnew(UnaryOperator<TxReach> otherwise) {
    reach = otherwise.apply(reach);
    startAnew();
  }

  /// A stop that is ordered this moment.
  static OutgoingOrder stop() {
    return ordered(OrderKind.STOP_PAYMENT);
  }

  /// A stop of this moment on another account.
  static OutgoingOrder stopOn(String number) {
    return ordered(
        OrderKind.STOP_PAYMENT,
        new BankAccount(number, number, BankAccount.Form.CARD, "QUANHU", null));
  }

  static OutgoingOrder ordered(OrderKind kind) {
    return ordered(kind, TxDesk.order(kind).target());
  }

  static OutgoingOrder releaseOf(OutgoingOrder stop) {
    return ordered(OrderKind.RELEASE, stop.order().target(), stop.order().id());
  }

  private static OutgoingOrder ordered(OrderKind kind, Subject target) {
    return ordered(kind, target, null);
  }

  private static OutgoingOrder ordered(OrderKind kind, Subject target, @Nullable OrderId original) {
    Order model = TxDesk.order(kind);
    Instant now = Instant.now();
    return new OutgoingOrder(
        new CaseId("QY-261120-0031"),
        new Order(
            new OrderNumbers(now, System.nanoTime()).next(),
            kind,
            model.institution(),
            target,
            model.amount(),
            model.reason(),
            model.authority(),
            now,
            now.plus(Duration.ofMinutes(30)),
            kind.leavesStanding() ? now.plus(Duration.ofDays(2)) : null,
            original,
            List.of()));
  }

  Answer send(OutgoingOrder order) {
    return get(channel.send(order));
  }

  Answer ask(OutgoingOrder order) {
    return get(channel.ask(order));
  }

  /// The first that the centre heard of it.
  Receipt awaitAnswer(OutgoingOrder order) {
    await(() -> heard.stream().anyMatch(it -> it.orderId().equals(order.order().id())));
    Feedback first =
        heard.stream()
            .filter(it -> it.orderId().equals(order.order().id()))
            .findFirst()
            .orElseThrow();
    assertThat(first.caseId()).isEqualTo(order.caseId());
    return first.receipt();
  }

  static void await(BooleanSupplier reached) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
      try {
        Thread.sleep(10);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    bank.close();
    get(channel.close());
    get(vertx.close());
  }
}
