package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.words.Language;
import org.haltline.core.journal.verify.Finding;
import org.haltline.core.journal.verify.FindingText;
import org.haltline.core.journal.verify.VerificationReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Verifies the ledger while the desks go on working: one at a time, aside, its last result kept
/// until the next one.
final class LedgerCheck {
  private static final Logger log = LoggerFactory.getLogger(LedgerCheck.class);
  private static final int FAULTS_SHOWN_MAX = 200;
  private static final long LONGEST_H = 12;

  private final WorkerExecutor aside;
  private final Supplier<VerificationReport> verify;
  private final InstantSource clock;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEVER);

  /// @param verify blocks, for minutes on a large journal
  LedgerCheck(Vertx vertx, Supplier<VerificationReport> verify, InstantSource clock) {
    this.aside = vertx.createSharedWorkerExecutor("ledger", 1, LONGEST_H, TimeUnit.HOURS);
    this.verify = verify;
    this.clock = clock;
  }

  /// @param by who asked for it last
  /// @param trouble why it could not be finished
  private record State(
      boolean running,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String by,
      @Nullable VerificationReport report,
      @Nullable String trouble) {
    static final State NEVER = new State(false, null, null, null, null, null);

    State begun(Instant at, String who) {
      return new State(true, at, null, who, null, null);
    }

    State ended(Instant at, @Nullable VerificationReport found, @Nullable String why) {
      return new State(false, startedAt, at, by, found, why);
    }

    String name() {
      if (running) {
        return "running";
      }
      if (trouble != null) {
        return "failed";
      }
      return report == null ? "never" : report.holds() ? "holds" : "broken";
    }
  }

  private record CheckView(
      String state,
      long checked,
      long cases,
      long seals,
      long sealed,
      List<String> faults,
      List<String> notes,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String by,
      @Nullable String trouble) {

    static CheckView of(State it, Language language) {
      VerificationReport report = it.report();
      List<Finding> findings = report == null ? List.of() : report.findings();
      return new CheckView(
          it.name(),
          report == null ? 0 : report.facts(),
          report == null ? 0 : report.cases(),
          report == null ? 0 : report.seals(),
          report == null ? 0 : report.sealedFacts(),
          told(findings, true, language),
          told(findings, false, language),
          it.startedAt(),
          it.endedAt(),
          it.by(),
          it.trouble());
    }

    private static List<String> told(List<Finding> findings, boolean faults, Language language) {
      return findings.stream()
          .filter(finding -> finding.isFault() == faults)
          .limit(FAULTS_SHOWN_MAX)
          .map(finding -> FindingText.of(finding, Locale.forLanguageTag(language.tag())))
          .toList();
    }
  }

  Map<String, Handling> handlings() {
    return Map.of("verifyLedger", this::begin, "readVerification", this::read);
  }

  private Future<Answer> begin(Exchange exchange) {
    State before = state.get();
    State begun = before.begun(clock.instant(), exchange.actor().id());
    boolean first = !before.running() && state.compareAndSet(before, begun);
    if (first) {
      aside
          .executeBlocking(verify::get, false)
          .onSuccess(report -> end(Objects.requireNonNull(report), null))
          .onFailure(
              failed -> {
                log.error("the ledger could not be verified", failed);
                end(null, String.valueOf(failed.getMessage()));
              });
    }
    return Future.succeededFuture(
        Answer.json(first ? 202 : 200, CheckView.of(state.get(), exchange.language())));
  }

  private void end(@Nullable VerificationReport report, @Nullable String trouble) {
    state.updateAndGet(it -> it.ended(clock.instant(), report, trouble));
  }

  private Future<Answer> read(Exchange exchange) {
    return Future.succeededFuture(Answer.json(200, CheckView.of(state.get(), exchange.language())));
  }
}
