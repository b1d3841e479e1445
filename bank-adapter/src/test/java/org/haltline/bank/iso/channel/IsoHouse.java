package org.haltline.bank.iso.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.haltline.bank.iso.IsoDesk;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.line.Certificates;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Opening;
import org.haltline.bank.sandbox.iso.SandboxIsoBank;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.Receipt;

/// A channel and its door behind real mutual TLS, a centre that notes what it hears, and a sandbox
/// bank on the other side of both.
final class IsoHouse implements AutoCloseable {
  /// That the channel may open to its bank.
  static final int LINES = 4;

  static final Money BALANCE = new Money(8_000_000, "CNY");
  static final Opening.Onward MOVED =
      new Opening.Onward("6228480000000000018", new Money(500, "CNY"), "LJBKCNBJ");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Vertx vertx = Vertx.vertx();
  final BankListener listener;
  final List<Feedback> heard = new CopyOnWriteArrayList<>();
  volatile FeedbackSink centre =
      feedback -> {
        heard.add(feedback);
        return Future.succeededFuture();
      };
  final SandboxIsoBank bank;
  IsoChannel channel;

  /// How far the channel's clock is put forward.
  volatile Duration ahead = Duration.ZERO;

  private final Path books;
  private final Duration againAfter;

  IsoHouse(Path books) throws Exception {
    this(books, BALANCE, Faults.NONE, Duration.ofMinutes(1));
  }

  IsoHouse(Path books, Money balance, Faults faults, Duration againAfter) throws Exception {
    this.books = books;
    this.againAfter = againAfter;
    Certificates all = IsoKeys.all();
    var tls = new MutualTls(all.pkcs12(IsoKeys.HOUSE), all.authority());
    this.listener = get(BankListener.start(vertx, BankListener.Place.anyPort().with(tls)));
    this.bank =
        new SandboxIsoBank(
            new SandboxIsoBank.Place(
                IsoDesk.BANK, 0, all.context(IsoKeys.BANK), listener.base(), 1),
            IsoKeys.codec(IsoKeys.BANK, IsoKeys.HOUSE),
            BankLedger.of((number, key) -> new Opening.Account("何雨桐", true, balance, MOVED)),
            faults,
            InstantSource.system());
    this.channel = open(bank.url());
  }

  IsoChannel open(URI url) throws Exception {
    Certificates all = IsoKeys.all();
    var opened =
        new IsoChannel(
            vertx,
            "QUANHU",
            new IsoReach(
                IsoDesk.BANK,
                url,
                IsoKeys.certificate(IsoKeys.BANK),
                IsoDesk.OPTIONS,
                LINES,
                Duration.ofSeconds(20),
                againAfter),
            new IsoPost(
                listener,
                IsoDesk.CENTRE,
                IsoKeys.key(IsoKeys.HOUSE),
                IsoKeys.certificate(IsoKeys.HOUSE),
                new MutualTls(all.pem(IsoKeys.HOUSE), all.authority()),
                IsoSchemas.none(),
                books),
            () -> Instant.now().plus(ahead));
    opened.onFeedback(feedback -> centre.accept(feedback));
    return opened;
  }

  /// The adapter ends, and another begins where it was.
  void startAnew() throws Exception {
    get(channel.close());
    channel = open(bank.url());
  }

  static OutgoingOrder stop() {
    return ordered(OrderKind.STOP_PAYMENT);
  }

  /// An order of this moment.
  static OutgoingOrder ordered(OrderKind kind) {
    Instant now = Instant.now();
    var model = IsoDesk.order(kind);
    return IsoDesk.outgoing(
        IsoDesk.order(
                new OrderNumbers(now, System.nanoTime()).next(),
                now,
                kind,
                model.target(),
                model.amount())
            .covering(model.covers()));
  }

  /// The header of an answer to that order.
  static IsoHead answering(OutgoingOrder order, IsoKind kind) {
    return new IsoHead(
        IsoDesk.BANK,
        IsoDesk.CENTRE,
        "QH-7",
        kind,
        Instant.parse("2026-11-20T01:41:07Z"),
        order.order().id().digits());
  }

  Answer send(OutgoingOrder order) {
    return get(channel.send(order));
  }

  Answer ask(OutgoingOrder order) {
    return get(channel.ask(order));
  }

  /// The first that the centre heard of it.
  Receipt awaitAnswer(OutgoingOrder order) {
    return firstHeard(order).receipt();
  }

  /// What it tells about accounts.
  Findings told(OutgoingOrder order) {
    return Objects.requireNonNull(firstHeard(order).findings());
  }

  private Feedback firstHeard(OutgoingOrder order) {
    await(() -> heard.stream().anyMatch(it -> it.orderId().equals(order.order().id())));
    Feedback first =
        heard.stream()
            .filter(it -> it.orderId().equals(order.order().id()))
            .findFirst()
            .orElseThrow();
    assertThat(first.caseId()).isEqualTo(order.caseId());
    return first;
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
