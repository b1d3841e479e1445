package org.haltline.load.leaves;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.haltline.console.contract.JsonBody;
import org.haltline.console.contract.Part;
import org.haltline.console.intake.Intake;
import org.haltline.core.casefile.Asked;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseDecider;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Decision;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Rules;
import org.haltline.core.casework.Steps;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.Write;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Role;
import org.haltline.load.world.Reports;

/// One full report at every stage of its way: bytes, command, facts, state, write.
public final class FullReport {
  private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");

  private final Rules rules = new Rules(RulebookFile.china(), ProtectedList.none());
  private final Intake intake = new Intake(Directory.china(), rules.book());
  private final CaseDecider decider = new CaseDecider(rules);
  private final CaseId caseId = new CaseId("QY-261120-0031");
  private final CaseState none = CaseState.none(caseId);
  private final Asked asked =
      new Asked(new Actor("bench", "Bench", Set.of(Role.OPERATOR), null, null), NOW, 42);
  private final Buffer body = Buffer.buffer(new Reports(42).body(1, NOW));
  private final Report report = understood();
  private final List<CaseEvent> events = decided();
  private final CaseState state = evolved();

  /// Its bytes as what the operator meant.
  public Report understood() {
    return intake.report(Part.root(JsonBody.read(body)), NOW, List.of()).it();
  }

  /// The facts that filing it makes.
  public List<CaseEvent> decided() {
    return decider.decide(none, new FileReport(caseId, report), asked)
            instanceof Decision.Accepted it
        ? it.events()
        : List.of();
  }

  /// The case that the facts make.
  public CaseState evolved() {
    return CaseEvolution.replay(caseId, events);
  }

  /// What changes outside the case.
  public Steps steps() {
    return Steps.between(none, state, rules.book());
  }

  /// The facts as they are stored, before they are sealed.
  public List<NewFact> encoded() {
    return events.stream()
        .map(
            event ->
                new NewFact(
                    FactCodec.type(event),
                    NOW,
                    "bench",
                    FactCodec.SCHEMA,
                    rules.book().version(),
                    FactCodec.body(event)))
        .toList();
  }

  /// All of it, as one step of the journal.
  public Write write() {
    Steps steps = steps();
    return new Write(
        caseId,
        0,
        null,
        encoded(),
        steps.claims(),
        steps.claimsGivenBack(),
        steps.queue(),
        steps.deadlines(),
        new Idempotency("key", new byte[32]));
  }
}
