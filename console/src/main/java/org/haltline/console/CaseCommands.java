package org.haltline.console;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.intake.Intake;
import org.haltline.console.intake.Understood;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Remark;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseCommand.ApproveOrder;
import org.haltline.core.casefile.CaseCommand.ClaimOrder;
import org.haltline.core.casefile.CaseCommand.CloseCase;
import org.haltline.core.casefile.CaseCommand.DeclineOrder;
import org.haltline.core.casefile.CaseCommand.FileCase;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.FindUnrelated;
import org.haltline.core.casefile.CaseCommand.HandBackOrder;
import org.haltline.core.casefile.CaseCommand.ReleaseOrder;
import org.haltline.core.casefile.CaseCommand.SolveCase;
import org.haltline.core.casefile.Report;
import org.haltline.core.casework.CaseNumbers;
import org.jspecify.annotations.Nullable;

/// Everything that changes a case, but for documents.
final class CaseCommands {
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Outcomes outcomes;
  private final CaseNumbers numbers;
  private final Intake intake;
  private final InstantSource clock;

  CaseCommands(Outcomes outcomes, CaseNumbers numbers, Intake intake, InstantSource clock) {
    this.outcomes = outcomes;
    this.numbers = numbers;
    this.intake = intake;
    this.clock = clock;
  }

  Map<String, Handling> handlings() {
    return Map.ofEntries(
        Map.entry("fileReport", this::fileReport),
        Map.entry("addPayments", this::addPayments),
        Map.entry("addLures", this::addLures),
        Map.entry("issueOrder", this::issueOrder),
        Map.entry("approveOrder", this::approveOrder),
        Map.entry("declineOrder", this::declineOrder),
        Map.entry("releaseOrder", this::releaseOrder),
        Map.entry("findUnrelated", this::findUnrelated),
        Map.entry("claimOrder", this::claimOrder),
        Map.entry("handBackOrder", this::handBackOrder),
        Map.entry("answerOrder", this::answerOrder),
        Map.entry("fileCase", this::fileCase),
        Map.entry("solveCase", this::solveCase),
        Map.entry("closeCase", this::closeCase));
  }

  private Future<Answer> fileReport(Exchange exchange) {
    Instant now = clock.instant();
    Understood<Report> report = intake.report(exchange.body(), now, exchange.shapeFaults());
    return exchange
        .on(numbers.next(now))
        .compose(
            caseId ->
                outcomes.of(
                    exchange, new FileReport(caseId, report.it()), report.warnings(), CREATED));
  }

  private Future<Answer> addPayments(Exchange exchange) {
    var added =
        intake.payments(
            exchange.caseId(), exchange.body(), clock.instant(), exchange.shapeFaults());
    return outcomes.of(exchange, added.it(), added.warnings(), OK);
  }

  private Future<Answer> addLures(Exchange exchange) {
    var added =
        intake.lures(exchange.caseId(), exchange.body(), clock.instant(), exchange.shapeFaults());
    return outcomes.of(exchange, added.it(), added.warnings(), OK);
  }

  private Future<Answer> issueOrder(Exchange exchange) {
    var order =
        intake.order(exchange.caseId(), exchange.body(), clock.instant(), exchange.shapeFaults());
    return outcomes.of(exchange, order.it(), order.warnings(), CREATED);
  }

  private Future<Answer> approveOrder(Exchange exchange) {
    return plain(exchange, new ApproveOrder(exchange.caseId(), exchange.orderId()));
  }

  private Future<Answer> declineOrder(Exchange exchange) {
    String reason = said(exchange, "reason");
    return plain(exchange, new DeclineOrder(exchange.caseId(), exchange.orderId(), reason));
  }

  private Future<Answer> releaseOrder(Exchange exchange) {
    String reason = said(exchange, "reason");
    return plain(exchange, new ReleaseOrder(exchange.caseId(), exchange.orderId(), reason));
  }

  private Future<Answer> findUnrelated(Exchange exchange) {
    String reason = said(exchange, "reason");
    return plain(exchange, new FindUnrelated(exchange.caseId(), exchange.orderId(), reason));
  }

  private Future<Answer> claimOrder(Exchange exchange) {
    String from = maybeSaid(exchange, "takingOverFrom");
    return plain(exchange, new ClaimOrder(exchange.caseId(), exchange.orderId(), from));
  }

  private Future<Answer> handBackOrder(Exchange exchange) {
    String why = maybeSaid(exchange, "why");
    return plain(exchange, new HandBackOrder(exchange.caseId(), exchange.orderId(), why));
  }

  private Future<Answer> answerOrder(Exchange exchange) {
    var receipt =
        intake.answer(
            exchange.caseId(),
            exchange.orderId(),
            exchange.body(),
            clock.instant(),
            exchange.shapeFaults());
    return outcomes.of(exchange, receipt.it(), receipt.warnings(), OK);
  }

  private Future<Answer> fileCase(Exchange exchange) {
    return plain(exchange, new FileCase(exchange.caseId(), said(exchange, "policeCaseNumber")));
  }

  private Future<Answer> solveCase(Exchange exchange) {
    return plain(exchange, new SolveCase(exchange.caseId(), said(exchange, "how")));
  }

  private Future<Answer> closeCase(Exchange exchange) {
    return plain(exchange, new CloseCase(exchange.caseId(), said(exchange, "why")));
  }

  private Future<Answer> plain(Exchange exchange, CaseCommand command) {
    return outcomes.of(exchange, command, List.of(), OK);
  }

  private static @Nullable String maybeSaid(Exchange exchange, String member) {
    String text = exchange.sound().get(member).text();
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// The one sentence that such a command carries.
  private static String said(Exchange exchange, String member) {
    Part part = exchange.sound().get(member);
    String text = part.text();
    if (text == null || text.isBlank()) {
      throw new Refused(
          Problem.faults(ProblemCode.INVALID, List.of(Remark.of(part.pointer(), "fault.blank"))));
    }
    return text.strip();
  }
}
