package org.haltline.app.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.Fact;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.jspecify.annotations.Nullable;

/// The day as it happens, a line per fact, for a person at a terminal.
final class Timeline {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter UNTIL =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  private final PrintStream out;
  private final ZoneId zone;
  private final Tongue tongue;
  private final Directory directory;
  private final Figures figures;
  private final Set<String> told = new HashSet<>();
  private final Map<String, String> left = new HashMap<>();

  Timeline(PrintStream out, ZoneId zone, Tongue tongue, Directory directory, Figures figures) {
    this.out = out;
    this.zone = zone;
    this.tongue = tongue;
    this.directory = directory;
    this.figures = figures;
  }

  synchronized void tell(List<Fact> facts) {
    for (Fact fact : facts) {
      CaseEvent event = FactCodec.event(fact);
      CaseState state = figures.evolve(event);
      String line = line(event, state, fact.at());
      if (line != null) {
        if (event instanceof ReportFiled) {
          out.println();
        }
        out.println(CLOCK.format(writtenAt(fact).atZone(zone)) + "  " + line.stripTrailing());
      }
      if (event instanceof ReportFiled) {
        told.add(event.caseId().value());
      }
    }
    // below the orders of the same report, which were journalled in the same act
    told.forEach(this::sayWhatLeft);
    out.flush();
  }

  /// When it was written down: that goes on in one order for all cases, while the moments at which
  /// things were decided cross each other by a few milliseconds.
  private static Instant writtenAt(Fact fact) {
    return Instant.ofEpochMilli(fact.position().millis());
  }

  /// A report was answered: its orders are on disk and on their way.
  ///
  /// @param ms from the report's sending to its answer
  synchronized void left(String caseId, int orders, long ms) {
    left.put(
        caseId,
        " ".repeat(14)
            + tongue.say(
                orders + (orders == 1 ? " order" : " orders") + " out after " + ms + " ms",
                orders + " 条指令，报案后 " + ms + " ms 已发出"));
    if (told.contains(caseId)) {
      sayWhatLeft(caseId);
      out.flush();
    }
  }

  private void sayWhatLeft(String caseId) {
    String line = left.remove(caseId);
    if (line != null) {
      out.println(line);
    }
  }

  private @Nullable String line(CaseEvent event, CaseState state, Instant at) {
    return switch (event) {
      case ReportFiled e -> call(e, e.report());
      case OrderIssued e -> mark("->", e.order(), leaves(e.order()), "");
      case OrderApproved e -> mark("->", e.order(), leaves(e.order()), "");
      case OrderRequested e ->
          mark("?", e.order(), tongue.say("waits for a second person", "等待审批"), "");
      case OrderNotIssued e ->
          mark("x", e.order(), tongue.say("not sent: ", "未发出：") + tongue.reason(e.reason()), "");
      case OrderDone e ->
          mark(
              "ok",
              order(state, e.orderId()),
              done(e, order(state, e.orderId())),
              took(state, e.orderId(), at));
      case OrderRefused e ->
          mark(
              "no",
              order(state, e.orderId()),
              tongue.say("refused: ", "拒绝：") + tongue.reason(e.receipt().reason()),
              took(state, e.orderId(), at));
      case OrderTaken e ->
          mark(
              "..",
              order(state, e.orderId()),
              tongue.say("taken", "已接收"),
              took(state, e.orderId(), at));
      case OrderUnknown e ->
          mark(
              "??",
              order(state, e.orderId()),
              tongue.say("no answer in time, asking again", "超时未答，继续追问"),
              took(state, e.orderId(), at));
      case OrderPutOnDesk e ->
          mark(
              "@",
              order(state, e.orderId()),
              tongue.say("on the desk: ", "转人工：") + tongue.why(e.why()),
              "");
      case OrderClaimed e ->
          mark("@", order(state, e.orderId()), tongue.say("in hand: ", "已认领：") + e.by().name(), "");
      case OrderHandedBack e ->
          mark("@", order(state, e.orderId()), tongue.say("handed back", "已交回"), "");
      case FindingsRecorded e ->
          mark(
              "ok",
              order(state, e.orderId()),
              tongue.say(
                  "told: transfers " + e.findings().transfers().size(),
                  "反馈流水 " + e.findings().transfers().size() + " 笔"),
              "");
      case OrderWithdrawn e ->
          mark("<-", order(state, e.orderId()), tongue.say("withdrawn", "已撤回"), "");
      case FeedbackContradicted e ->
          mark(
              "!",
              order(state, e.orderId()),
              tongue.say("a later answer says otherwise; the first stands", "后到答复不一致，以首次为准"),
              "");
      case HoldReleased e ->
          mark("ok", order(state, e.orderId()), tongue.say("hold released", "已解除"), "");
      case HoldLapsed e ->
          mark("!", order(state, e.orderId()), tongue.say("hold lapsed", "到期失效"), "");
      case AnswerOverdue e ->
          mark("!", order(state, e.orderId()), tongue.say("answer overdue", "答复超时"), "");
      case FoundUnrelated e ->
          mark("<-", order(state, e.orderId()), tongue.say("found unrelated", "查明与案件无关"), "");
      case LettingGoOverdue e ->
          mark("!", order(state, e.orderId()), tongue.say("not let go in time", "未按时解除"), "");
      case OrderDeclined e ->
          mark("x", order(state, e.orderId()), tongue.say("declined", "审批未通过"), "");
      case PaymentsAdded _,
          LuresAdded _,
          HoldRenewed _,
          HoldFrozen _,
          HoldEndingSoon _,
          PaperAttached _,
          PaperOverdue _,
          NoteAdded _,
          CaseLinked _,
          CaseFiled _,
          CaseSolved _,
          CaseClosed _ ->
          null;
    };
  }

  private String call(ReportFiled filed, Report report) {
    String sum =
        report.payments().stream()
            .filter(Payment::hasLeft)
            .map(Payment::amount)
            .reduce(Money::plus)
            .map(Columns::money)
            .orElse(tongue.say("no money has left", "尚未转出"));
    return tongue.say("CALL ", "来电 ")
        + filed.caseId()
        + "  "
        + report.caller().name()
        + " · "
        + tongue.fraud(report.fraudKind())
        + " · "
        + sum
        + (report.victimOnLineWithFraudster()
            ? tongue.say(" · fraudster still on the line", " · 骗子仍在通话")
            : "");
  }

  private String leaves(Order order) {
    return order.amount() == null ? "" : Columns.money(order.amount());
  }

  private String done(OrderDone done, Order order) {
    Hold hold = done.hold();
    if (hold == null) {
      return tongue.say("done", "已办理");
    }
    String until = UNTIL.format(hold.endsAt().atZone(zone));
    return hold.held() == null
        ? tongue.say("cut until ", "已切断，至 ") + until
        : held(hold.held(), order.amount()) + tongue.say(" until ", "，至 ") + until;
  }

  /// A part of what was ordered looks like a part.
  private String held(Money held, @Nullable Money ordered) {
    String sum = Columns.money(held);
    return ordered == null || held.equals(ordered)
        ? tongue.say("held ", "已止付 ") + sum
        : tongue.say(
            "held " + sum + " of " + Columns.grouped(ordered),
            "已止付 " + sum + "（应止付 " + Columns.grouped(ordered) + "）");
  }

  private String mark(String mark, Order order, String says, String took) {
    // the institution stands beside it already
    String target = order.target().display().replaceFirst(" \\(" + order.institution() + "\\)", "");
    return Columns.fit(tongue.mark(mark), 2)
        + " "
        + Columns.fit(institution(order.institution()), 15)
        + " "
        + Columns.fit(tongue.kind(order.kind()), 15)
        + " "
        + Columns.fit(target, 32)
        + " "
        + says
        + (took.isEmpty() ? "" : "  (" + took + ")");
  }

  private String institution(String id) {
    return directory.byId(id).map(tongue::institution).orElse(tongue.say("unknown", "未知"));
  }

  private static Order order(CaseState state, OrderId id) {
    OrderFile file = Objects.requireNonNull(state.order(id));
    return file.order();
  }

  private static String took(CaseState state, OrderId id, Instant at) {
    long ms = Duration.between(order(state, id).orderedAt(), at).toMillis();
    return ms < 10_000 ? ms + " ms" : ms / 1_000 + " s";
  }
}
