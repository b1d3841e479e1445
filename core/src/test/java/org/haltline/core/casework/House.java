package org.haltline.core.casework;

import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casefile.Cast.cny;
import static org.haltline.core.casefile.Cast.lure;
import static org.haltline.core.casefile.Cast.paid;
import static org.haltline.core.casework.Centre.get;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One process of a centre: a casework on its own connections, through a wire that may lose
/// answers.
final class House implements AutoCloseable {
  final RedisConnections connections;
  final RedisJournal store;
  final LossyJournal wire;
  final Casework casework;

  /// What left on the fast way, in its order.
  final List<OutgoingOrder> sent = new CopyOnWriteArrayList<>();

  final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
  private final Centre centre;
  private boolean closed;

  House(Centre centre, CaseworkBounds bounds) {
    this.centre = centre;
    connections = RedisConnections.open(RedisConnectionOptions.to(centre.redis.uri()));
    store = get(RedisJournal.open(centre.name, centre.key, JournalOptions.DEFAULT, connections));
    wire = new LossyJournal(store);
    casework =
        new Casework(
            wire,
            centre.rules(),
            centre.clock(),
            (order, placed) -> sent.add(order),
            threads,
            bounds);
  }

  DeadlineWatch watch() {
    return new DeadlineWatch(wire, casework, centre.clock(), clockwork, Duration.ofMillis(50));
  }

  // --- at the desk

  CompletionStage<Reply> send(CaseCommand command, Actor by, @Nullable Idempotency key) {
    return casework.handle(command, by, key);
  }

  CompletionStage<Reply> send(CaseCommand command, Actor by) {
    return send(command, by, null);
  }

  Reply tell(CaseCommand command, Actor by) {
    return get(send(command, by));
  }

  /// Files what a caller told, and says what it made of the case.
  CaseState file(CaseId caseId, Report report) {
    return accepted(tell(new FileReport(caseId, report), OPERATOR)).state();
  }

  /// A call about money that went to these accounts at one bank.
  CaseState file(CaseId caseId, BankAccount... payees) {
    return file(caseId, aboutMoney(payees));
  }

  /// The bank's answer to an order.
  Reply answer(CaseId caseId, OrderId order, Receipt receipt) {
    return tell(new CaseCommand.RecordReceipt(caseId, order, receipt), Cast.ICBC);
  }

  Report aboutMoney(BankAccount... payees) {
    return reportNow(
        Arrays.stream(payees).map(payee -> paid(payee, "icbc", 30_000)).toList(), List.of());
  }

  Report aboutLures(Subject... lures) {
    return reportNow(List.of(), Stream.of(lures).map(it -> lure(it, "mobile")).toList());
  }

  private Report reportNow(List<Payment> payments, List<Routed<Subject>> lures) {
    return new Report(
        new Report.Caller("沈佳音", "13705550166"),
        "hotline",
        "safe-account",
        "自称检察院,要求转入安全账户",
        "zh",
        centre.now(),
        null,
        false,
        payments,
        lures);
  }

  // --- words about what came of it

  static Reply.Accepted accepted(Reply reply) {
    if (reply instanceof Reply.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("not accepted: " + reply);
  }

  /// The only order of a case.
  static Order only(CaseState state) {
    if (state.orders().size() != 1) {
      throw new AssertionError("not one order but " + state.orders());
    }
    return state.orders().values().iterator().next().order();
  }

  static BankAccount mule(int number) {
    return Cast.account("9558801120%07d".formatted(number), "工商银行", null);
  }

  Receipt.Done held() {
    return new Receipt.Done(centre.now(), cny(30_000), null, null, null);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    clockwork.shutdownNow();
    threads.shutdownNow();
    store.close();
    connections.close();
  }
}
