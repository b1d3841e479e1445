package org.haltline.load.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.casefile.Rules;
import org.haltline.core.casework.CaseNumbers;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.casework.Reply;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Role;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.haltline.load.world.Reports;
import org.jspecify.annotations.Nullable;

/// Fills a journal with whole cases (a report, its five orders, their five answers), by the house's
/// own rules and writes, with nobody outside.
final class JournalFill implements AutoCloseable {
  /// The facts of one of these cases.
  static final int FACTS = 1 + 2 * Reports.ORDERS;

  private static final int CASES_UNDER_WAY = 256;
  private static final int NUMBERS_AHEAD = 1_000;
  private static final Actor OPERATOR =
      new Actor("bench", "Bench", Set.of(Role.OPERATOR), null, null);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final InstantSource clock = InstantSource.system();
  private final Casework casework;
  private final CaseNumbers numbers;

  JournalFill(Journal journal, String centre) {
    var rules = new Rules(RulebookFile.china(), ProtectedList.none());
    casework =
        new Casework(
            journal, rules, clock, (order, placed) -> {}, threads, CaseworkBounds.defaults());
    numbers = new CaseNumbers(journal, centre, rules.book().zone(), NUMBERS_AHEAD);
  }

  /// Writes so many cases.
  ///
  /// @param progress told how many there are, now and then
  void fill(long cases, LongConsumer progress) throws InterruptedException {
    var underWay = new Semaphore(CASES_UNDER_WAY);
    var failure = new AtomicReference<@Nullable Throwable>();
    for (long i = 1; i <= cases && failure.get() == null; i++) {
      underWay.acquire();
      long number = i;
      write(number)
          .whenComplete(
              (done, wrong) -> {
                if (wrong != null) {
                  failure.compareAndSet(null, wrong);
                }
                underWay.release();
              });
      if (i % 10_000 == 0) {
        progress.accept(i);
      }
    }
    underWay.acquire(CASES_UNDER_WAY);
    Throwable wrong = failure.get();
    if (wrong != null) {
      throw new IllegalStateException("the journal cannot be filled", wrong);
    }
  }

  private CompletionStage<Void> write(long number) {
    Instant now = clock.instant();
    return numbers
        .next(now)
        .thenCompose(
            caseId ->
                casework.handle(new FileReport(caseId, report(number, now)), OPERATOR, key(number)))
        .thenCompose(
            reply ->
                reply instanceof Reply.Accepted accepted
                    ? answers(accepted)
                    : CompletableFuture.failedStage(
                        new IllegalStateException("not accepted: " + reply)));
  }

  private CompletionStage<Void> answers(Reply.Accepted filed) {
    CaseId caseId = filed.state().caseId();
    Instant now = clock.instant();
    var answered =
        filed.events().stream()
            .filter(OrderIssued.class::isInstance)
            .map(event -> ((OrderIssued) event).order())
            .map(
                order ->
                    casework
                        .handle(
                            new RecordReceipt(caseId, order.id(), done(order, now)),
                            Actor.adapterOf(order.institution()),
                            null)
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    if (answered.length != Reports.ORDERS) {
      return CompletableFuture.failedStage(
          new IllegalStateException(caseId + " has " + answered.length + " orders"));
    }
    return CompletableFuture.allOf(answered);
  }

  private static Receipt done(Order order, Instant at) {
    Money held = order.kind().holdsMoney() ? order.amount() : null;
    return new Receipt.Done(at, held, at, null, null);
  }

  private static Report report(long number, Instant now) {
    Instant left = now.minus(Duration.ofMinutes(20));
    return new Report(
        new Report.Caller(Reports.caller(number), "13700000000"),
        "hotline",
        "fake task rebates",
        "刷单返佣,前两单返了钱,后面做满五单才能提现,一共转了两笔,网址和电话都在。",
        "zh",
        now,
        null,
        false,
        List.of(
            payment("622202", "ICBC", number, 2_980_000, left),
            payment("622848", "ABC", number, 4_500_000, left)),
        List.of(
            phone("138" + Reports.padded(number, 8), "CMCC"),
            phone("130" + Reports.padded(number, 8), "CUCC"),
            routed(Link.parse("http://task-" + number + ".example/").orThrow(), "CTCC")));
  }

  private static Payment payment(
      String bin, String bank, long number, long amountMinor, Instant left) {
    return new Payment(
        new Routed<>(account("621700", 900_000_000_000L + number, "CCB"), "CCB", "named"),
        new Routed<>(account(bin, number, bank), bank, "named"),
        null,
        new Money(amountMinor, "CNY"),
        left,
        "app",
        null);
  }

  private static BankAccount account(String bin, long number, String bank) {
    return BankAccount.parse(Reports.card(bin, number), bank, null).orThrow();
  }

  private static Routed<Subject> phone(String typed, String carrier) {
    return routed(PhoneNumber.parse(typed).orThrow(), carrier);
  }

  private static Routed<Subject> routed(Subject subject, String institution) {
    return new Routed<>(subject, institution, "table");
  }

  private static Idempotency key(long number) {
    String key = "fill-" + number;
    try {
      return new Idempotency(key, MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
