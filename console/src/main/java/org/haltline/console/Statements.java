package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.access.Wall;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Remark;
import org.haltline.console.words.Said;
import org.haltline.core.casefile.CaseCommand.RecordFindings;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Casework.CaseReading;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.order.Order;
import org.haltline.core.order.Rulebook;
import org.haltline.core.statement.Statement;
import org.haltline.core.statement.Statement.RowFault;
import org.haltline.core.statement.StatementReader;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// Statements that a person drops in: read whole, kept under their hash, then made part of the
/// case.
final class Statements {
  private static final String UNNAMED = "statement";

  private final Vertx vertx;
  private final Casework casework;
  private final Outcomes outcomes;
  private final FileStore files;
  private final StatementReader reader;
  private final int bytesMax;

  Statements(
      Vertx vertx,
      Casework casework,
      Outcomes outcomes,
      FileStore files,
      Rulebook book,
      int bytesMax) {
    this.vertx = vertx;
    this.casework = casework;
    this.outcomes = outcomes;
    this.files = files;
    this.reader = new StatementReader(book.zone(), RecordFindings.TRANSFERS_MAX);
    this.bytesMax = bytesMax;
  }

  Map<String, Handling> handlings() {
    return Map.of("dropStatement", this::drop);
  }

  /// What was read, and where its bytes are kept.
  private record Kept(Statement.Understood statement, String sha256) {}

  private Future<Answer> drop(Exchange exchange) {
    byte[] bytes = exchange.raw().getBytes();
    return exchange
        .on(casework.read(exchange.caseId()))
        .compose(
            reading -> {
              TransferSide own = own(exchange, reading);
              return vertx.executeBlocking(() -> kept(bytes, own), false);
            })
        .map(Objects::requireNonNull)
        .compose(kept -> outcomes.of(exchange, command(exchange, kept), List.of(), 200));
  }

  private static RecordFindings command(Exchange exchange, Kept kept) {
    return new RecordFindings(
        exchange.caseId(),
        exchange.orderId(),
        FindingSource.statement(
            Objects.requireNonNullElse(exchange.query("name"), UNNAMED), kept.sha256),
        new Findings(List.of(), List.of(), kept.statement.transfers(), kept.statement.empty()));
  }

  /// Looked at first: what belongs to no order is not kept.
  private static @Nullable TransferSide own(Exchange exchange, CaseReading reading) {
    CaseState state = reading.state();
    Wall wall = exchange.wall();
    OrderFile file = state.exists() ? state.order(exchange.orderId()) : null;
    if (!state.exists() && !wall.stands()) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_CASE, "path:caseId"));
    }
    if (file == null || !wall.shows(file)) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_ORDER, "path:orderId"));
    }
    Order order = file.order();
    return order.target() instanceof BankAccount account
        ? new TransferSide(account.number(), account.holder(), order.institution())
        : null;
  }

  private Kept kept(byte[] bytes, @Nullable TransferSide own) throws Exception {
    return switch (reader.read(bytes, own)) {
      case Statement.Understood understood ->
          new Kept(understood, files.put(new ByteArrayInputStream(bytes), bytesMax).sha256());
      case Statement.Unreadable(Statement.Why why, String _) ->
          throw new Refused(
              Problem.of(ProblemCode.STATEMENT_UNREADABLE, Said.of("statement.why." + why.name())));
      case Statement.Faulty(List<RowFault> faults, int more) ->
          throw new Refused(faulty(faults, more));
    };
  }

  private static Problem faulty(List<RowFault> faults, int more) {
    var remarks = new ArrayList<Remark>();
    for (RowFault fault : faults) {
      remarks.add(
          Remark.of(
              "row:" + fault.line(),
              "statement.row." + fault.wrong().name(),
              Integer.toString(fault.line()),
              fault.heading(),
              fault.value()));
    }
    return new Problem(
        ProblemCode.STATEMENT_FAULTY,
        List.of(Integer.toString(faults.size() + more), Integer.toString(faults.size())),
        remarks);
  }
}
