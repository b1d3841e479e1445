package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.freezeAskedFor;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.story;
import static org.haltline.core.casefile.Story.taken;
import static org.haltline.core.order.OrderState.*;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.haltline.core.Approved;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;

/// Every state and everything that can happen in it, cell by cell, against tables that were read
/// and approved. A changed cell is a changed law.
class EveryCellTest {

  /// From where an order may go where; the tables must not know another way.
  private static final Map<OrderState, Set<OrderState>> WAYS =
      Map.of(
          REQUESTED, EnumSet.of(ISSUED, DECLINED),
          ISSUED, EnumSet.of(TAKEN, UNKNOWN, ON_DESK, DONE, REFUSED, WITHDRAWN),
          TAKEN, EnumSet.of(UNKNOWN, ON_DESK, DONE, REFUSED, WITHDRAWN),
          UNKNOWN, EnumSet.of(TAKEN, ON_DESK, DONE, REFUSED, WITHDRAWN),
          ON_DESK, EnumSet.of(DONE, REFUSED, WITHDRAWN),
          DONE, EnumSet.noneOf(OrderState.class),
          REFUSED, EnumSet.noneOf(OrderState.class),
          WITHDRAWN, EnumSet.noneOf(OrderState.class),
          DECLINED, EnumSet.noneOf(OrderState.class),
          NOT_ISSUED, EnumSet.noneOf(OrderState.class));

  // ------------------------------------------------------------------ orders

  @Test
  void everyOrderStateMeetsEverythingThatCanHappenToAnOrder() throws IOException {
    var table = new StringBuilder();
    var states = EnumSet.noneOf(OrderState.class);
    orders()
        .forEach(
            (where, given) -> {
              happenings()
                  .forEach(
                      (what, happening) -> {
                        Story story = given.get();
                        if (story.state().status() == CaseStatus.REPORTED) {
                          story.given(new FileCase(CASE, "A33-7"));
                        }
                        int order = subject(story);
                        OrderState before = story.file(order).state();
                        states.add(before);
                        happening.on(story, order);
                        OrderState after = story.file(order).state();
                        assertThat(before == after || waysFrom(before).contains(after))
                            .as("%s: %s from %s to %s", where, what, before, after)
                            .isTrue();
                        table.append(where).append(" + ").append(what).append(" -> ");
                        table.append(outcome(story, order, before)).append('\n');
                      });
              table.append('\n');
            });
    assertThat(states).containsExactlyInAnyOrder(OrderState.values());
    Approved.check("every-order-cell.txt", table.toString());
  }

  private static Set<OrderState> waysFrom(OrderState state) {
    return WAYS.getOrDefault(state, Set.of());
  }

  /// An order in every state, and where a state knows several situations, in each of them.
  private static Map<String, Supplier<Story>> orders() {
    var given = new LinkedHashMap<String, Supplier<Story>>();
    given.put("REQUESTED", Story::freezeAskedFor);
    given.put("ISSUED", Story::oneStop);
    given.put("TAKEN", () -> oneStop().by(ICBC).given(taken(), 1));
    given.put("UNKNOWN", () -> oneStop().by(ICBC).given(new Receipt.Unknown(NOON, "silence"), 1));
    given.put("ON_DESK", Story::onDesk);
    given.put(
        "ON_DESK, claimed",
        () -> {
          Story story = Story.onDesk().by(COLLEAGUE);
          return story.given(story.claim(1));
        });
    given.put("DONE, held", Story::oneHold);
    given.put(
        "DONE, released",
        () -> {
          Story story = oneHold();
          return story.given(story.release(1)).by(ICBC).given(done(null), 2);
        });
    given.put(
        "DONE, prolonged",
        () -> {
          Story story = oneHold();
          return story
              .given(story.carryOn(OrderKind.PROLONG, 1))
              .by(ICBC)
              .given(done(cny(30_000)), 2);
        });
    given.put(
        "DONE, lapsed",
        () -> {
          Story story = oneHold().after(Duration.ofDays(2));
          return story.given(new DeadlinePassed(CASE, story.order(1), Deadline.HOLD, NOON));
        });
    given.put("REFUSED", () -> oneStop().by(ICBC).given(no(ReasonCode.NAME_MISMATCH), 1));
    given.put(
        "WITHDRAWN",
        () -> {
          Story story = oneStop();
          return story.given(story.release(1));
        });
    given.put(
        "WITHDRAWN, held all the same",
        () -> {
          Story story = oneStop();
          return story
              .given(story.release(1))
              .by(ICBC)
              .given(no(ReasonCode.ORIGINAL_MISSING), 2)
              .given(done(cny(30_000)), 1);
        });
    given.put(
        "DECLINED",
        () -> {
          Story story = freezeAskedFor().by(COUNTY_CHIEF);
          return story.given(story.decline(2));
        });
    var protectedMule =
        new Rules(CHINA, new ProtectedList(Map.of(MULE.key(), "a court's own account")));
    given.put("NOT_ISSUED", () -> Story.under(protectedMule).given(paid(MULE, "icbc", 30_000)));
    return given;
  }

  /// The freeze where one was asked for, else the stop.
  private static int subject(Story story) {
    boolean freeze =
        story.state().orders().size() > 1 && story.file(2).order().kind() == OrderKind.FREEZE;
    return freeze ? 2 : 1;
  }

  private interface Happening {
    void on(Story story, int order);
  }

  private static Map<String, Happening> happenings() {
    var all = new LinkedHashMap<String, Happening>();
    receipt(all, "taken", new Receipt.Taken(NOON.plusSeconds(600)));
    receipt(all, "unknown", new Receipt.Unknown(NOON.plusSeconds(600), "silence"));
    receipt(all, "exhausted", new Receipt.Exhausted(NOON.plusSeconds(600), 5, "silence"));
    receipt(all, "needs person", new Receipt.NeedsPerson(NOON.plusSeconds(600), "no channel"));
    receipt(all, "refused", no(ReasonCode.NAME_MISMATCH));
    receipt(all, "refused otherwise", no(ReasonCode.OTHER));
    receipt(all, "done", done(cny(30_000)));
    receipt(all, "done with less", done(cny(7)));
    receipt(all, "done with too much", done(cny(30_001)));
    receipt(all, "done without a sum", done(null));
    all.put("done, by another bank", (story, n) -> story.by(ABC).when(done(cny(30_000)), n));
    all.put("done, by a person", (story, n) -> story.by(LIAISON).when(done(cny(30_000)), n));
    all.put(
        "done with too much, by a person",
        (story, n) -> story.by(LIAISON).when(done(cny(30_001)), n));
    all.put("claim", (story, n) -> story.by(LIAISON).when(story.claim(n)));
    all.put("take over", (story, n) -> story.by(LIAISON).when(story.takeOver(n, COLLEAGUE)));
    all.put("hand back", (story, n) -> story.by(LIAISON).when(story.handBack(n)));
    all.put("hand back, by who has it", (story, n) -> story.by(COLLEAGUE).when(story.handBack(n)));
    all.put("approve, by who asked", (story, n) -> story.by(OPERATOR).when(story.approve(n)));
    all.put("approve, by a second", (story, n) -> story.by(COUNTY_CHIEF).when(story.approve(n)));
    all.put("decline", (story, n) -> story.by(COUNTY_CHIEF).when(story.decline(n)));
    all.put("release", (story, n) -> story.by(OPERATOR).when(story.release(n)));
    all.put(
        "attach its paper",
        (story, n) ->
            story.when(
                story.paper(
                    n,
                    story.file(n).order().kind() == OrderKind.FREEZE
                        ? "another-notice"
                        : "stop-payment-form")));
    carryOn(all, OrderKind.PROLONG);
    carryOn(all, OrderKind.FREEZE);
    carryOn(all, OrderKind.RENEW);
    carryOn(all, OrderKind.RELEASE);
    carryOn(all, OrderKind.UNFREEZE);
    carryOn(all, OrderKind.TRANSACTION_QUERY);
    all.put(
        "extend",
        (story, n) -> story.by(OPERATOR).when(story.extend(SECOND_MULE, "abc", cny(5), n)));
    for (Deadline deadline : Deadline.values()) {
      all.put(
          deadline + " rings a year later",
          (story, n) -> story.after(Duration.ofDays(365)).when(deadline, n));
    }
    return all;
  }

  private static void receipt(Map<String, Happening> all, String name, Receipt receipt) {
    all.put(name, (story, n) -> story.by(ICBC).when(receipt, n));
  }

  private static void carryOn(Map<String, Happening> all, OrderKind kind) {
    all.put(kind + " it", (story, n) -> story.by(OPERATOR).when(story.carryOn(kind, n)));
  }

  // ------------------------------------------------------------------ kinds

  @Test
  void everyKindIsIssuedAnsweredAndLetGoInItsOwnWay() throws IOException {
    var table = new StringBuilder();
    for (OrderKind kind : OrderKind.values()) {
      Map<String, Happening> all = new LinkedHashMap<>();
      receipt(all, "done", done(kind.holdsMoney() ? cny(5) : null));
      receipt(all, "done, nothing held", done(cny(0)));
      receipt(all, "done, something held", done(cny(5)));
      receipt(all, "refused", no(ReasonCode.CANNOT));
      all.put("release", (story, n) -> story.by(OPERATOR).when(story.release(n)));
      all.put("close the case", (story, n) -> story.by(OPERATOR).when(new CloseCase(CASE, "x")));
      all.forEach(
          (what, happening) -> {
            Story story = issued(kind);
            int order = story.state().orders().size();
            assertThat(story.file(order).order().kind()).isEqualTo(kind);
            OrderState before = story.file(order).state();
            happening.on(story, order);
            table.append(kind).append(" + ").append(what).append(" -> ");
            table.append(outcome(story, order, before)).append('\n');
          });
      table.append('\n');
    }
    Approved.check("every-kind-cell.txt", table.toString());
  }

  /// A case whose latest order is one of this kind, on its way to icbc.
  private static Story issued(OrderKind kind) {
    return switch (kind) {
      case STOP_PAYMENT, HOLDER_QUERY, TRANSACTION_QUERY, WATCH, RECALL, REPORT_TO_PLATFORM ->
          byHand(kind, MULE);
      case SUSPEND_NUMBER, INTERCEPT_CALLS, WARNING_MESSAGE -> byHand(kind, CALLER_ID);
      case BLOCK_LINK -> byHand(kind, PHISHING);
      case PROLONG -> {
        Story story = oneHold();
        yield story.given(story.carryOn(kind, 1));
      }
      case FREEZE -> {
        Story story = freezeAskedFor().by(COUNTY_CHIEF);
        yield story.given(story.approve(2));
      }
      case RENEW -> {
        Story story = Story.frozen();
        yield story
            .given(story.carryOn(kind, 2))
            .given(story.paper(3, "freeze-notice"))
            .by(COUNTY_CHIEF)
            .given(story.approve(3));
      }
      case RELEASE -> {
        Story story = oneHold();
        yield story.given(story.release(1));
      }
      case UNFREEZE -> {
        // the stop under it has run out by then, and is not let go with it
        Story story = Story.frozen().after(Duration.ofDays(3));
        yield story.given(story.release(2));
      }
      case RESTORE_NUMBER -> cutAndLetGo(OrderKind.SUSPEND_NUMBER, CALLER_ID);
      case LIFT -> cutAndLetGo(OrderKind.BLOCK_LINK, PHISHING);
    };
  }

  private static Story byHand(OrderKind kind, Subject target) {
    return story()
        .given(new FileReport(CASE, report(List.of(), List.of())))
        .given(Story.issue(kind, target, "icbc", kind.namesSum() ? cny(5) : null));
  }

  private static Story cutAndLetGo(OrderKind kind, Subject target) {
    Story story = byHand(kind, target).by(ICBC).given(done(null), 1).by(OPERATOR);
    return story.given(story.release(1));
  }

  // ------------------------------------------------------------------ cases

  @Test
  void everyStatusOfACaseMeetsEveryCommand() throws IOException {
    var table = new StringBuilder();
    var met = new HashSet<Class<?>>();
    Map<CaseStatus, Set<CaseStatus>> ways =
        Map.of(
            CaseStatus.NONE, EnumSet.of(CaseStatus.REPORTED),
            CaseStatus.REPORTED, EnumSet.of(CaseStatus.FILED, CaseStatus.CLOSED),
            CaseStatus.FILED, EnumSet.of(CaseStatus.SOLVED, CaseStatus.CLOSED),
            CaseStatus.SOLVED, EnumSet.of(CaseStatus.CLOSED),
            CaseStatus.CLOSED, EnumSet.noneOf(CaseStatus.class));
    for (CaseStatus status : CaseStatus.values()) {
      commands()
          .forEach(
              (what, command) -> {
                Story story = at(status);
                assertThat(story.state().status()).isEqualTo(status);
                CaseCommand wanted = command.apply(story);
                met.add(wanted.getClass());
                story.when(wanted);
                CaseStatus after = story.state().status();
                assertThat(after == status || ways.getOrDefault(status, Set.of()).contains(after))
                    .as("%s: %s to %s", what, status, after)
                    .isTrue();
                table.append(status).append(" + ").append(what).append(" -> ");
                table.append(outcome(story, status)).append('\n');
              });
      table.append('\n');
    }
    assertThat(met).containsExactlyInAnyOrder(CaseCommand.class.getPermittedSubclasses());
    Approved.check("every-case-cell.txt", table.toString());
  }

  /// A case with a stop that was refused, so that it can be closed; with none before it is
  /// reported.
  private static Story at(CaseStatus status) {
    if (status == CaseStatus.NONE) {
      return story();
    }
    Story story =
        story()
            .given(
                new FileReport(
                    CASE,
                    report(
                        List.of(paid(MULE, "icbc", 30_000)), List.of(lure(CALLER_ID, "mobile")))))
            .by(ICBC)
            .given(no(ReasonCode.NAME_MISMATCH), 1)
            .by(MOBILE)
            .given(done(null), 2)
            .by(OPERATOR);
    return switch (status) {
      case NONE, REPORTED -> story;
      case FILED -> story.given(new FileCase(CASE, "A33-7"));
      case SOLVED -> story.given(new FileCase(CASE, "A33-7")).given(new SolveCase(CASE, "抓获"));
      case CLOSED -> story.given(new FileCase(CASE, "A33-7")).given(new CloseCase(CASE, "了结"));
    };
  }

  private static Map<String, Function<Story, CaseCommand>> commands() {
    var all = new LinkedHashMap<String, Function<Story, CaseCommand>>();
    all.put(
        "the same report",
        it ->
            new FileReport(
                CASE,
                report(List.of(paid(MULE, "icbc", 30_000)), List.of(lure(CALLER_ID, "mobile")))));
    all.put("another report", it -> new FileReport(CASE, report(List.of(), List.of())));
    all.put("a payment", it -> new AddPayments(CASE, List.of(paid(SECOND_MULE, "abc", 5))));
    all.put("a known payment", it -> new AddPayments(CASE, List.of(paid(MULE, "icbc", 30_000))));
    all.put("a lure", it -> new AddLures(CASE, List.of(lure(PHISHING, "mobile"))));
    all.put("a known lure", it -> new AddLures(CASE, List.of(lure(CALLER_ID, "mobile"))));
    all.put("stop", it -> Story.issue(OrderKind.STOP_PAYMENT, SECOND_MULE, "abc", cny(5)));
    all.put("freeze", it -> Story.issue(OrderKind.FREEZE, SECOND_MULE, "abc", cny(5)));
    all.put("block", it -> Story.issue(OrderKind.BLOCK_LINK, PHISHING, "mobile", null));
    all.put("query", it -> Story.issue(OrderKind.TRANSACTION_QUERY, SECOND_MULE, "abc", null));
    all.put("approve", it -> new ApproveOrder(CASE, first(it)));
    all.put("decline", it -> new DeclineOrder(CASE, first(it), "x"));
    all.put("release the refused stop", it -> new ReleaseOrder(CASE, first(it), "x"));
    all.put("restore the cut number", it -> new ReleaseOrder(CASE, second(it), "x"));
    all.put("the cut number is unrelated", it -> new FindUnrelated(CASE, second(it), "x"));
    all.put("answer", it -> new RecordReceipt(CASE, second(it), done(null)));
    all.put("contradict", it -> new RecordReceipt(CASE, second(it), no(ReasonCode.OTHER)));
    all.put("claim", it -> new ClaimOrder(CASE, second(it), null));
    all.put("hand back", it -> new HandBackOrder(CASE, second(it), null));
    all.put(
        "findings",
        it -> new RecordFindings(CASE, first(it), FindingSource.message(), WHERE_IT_WENT));
    all.put("paper", it -> new AttachPaper(CASE, first(it), "stop-payment-form", "00".repeat(32)));
    all.put("note", it -> new AddNote(CASE, "x", List.of("sv-gu")));
    all.put("link", it -> new LinkCase(CASE, new CaseId("HX-261119-0001"), "x"));
    all.put("link to itself", it -> new LinkCase(CASE, CASE, "x"));
    all.put("file", it -> new FileCase(CASE, "A33-7"));
    all.put("file under another number", it -> new FileCase(CASE, "A33-8"));
    all.put("solve", it -> new SolveCase(CASE, "x"));
    all.put("close", it -> new CloseCase(CASE, "x"));
    all.put("a clock", it -> new DeadlinePassed(CASE, second(it), Deadline.HOLD, NOON));
    return all;
  }

  private static OrderId first(Story story) {
    return story.state().exists() ? story.order(1) : NOBODYS;
  }

  private static OrderId second(Story story) {
    return story.state().exists() ? story.order(2) : NOBODYS;
  }

  private static final OrderId NOBODYS = new OrderId("9".repeat(32));

  // ------------------------------------------------------------------ what came of it

  private static String outcome(Story story, int order, OrderState before) {
    return switch (story.decision()) {
      case Decision.NothingNew _ -> "nothing new";
      case Decision.Refused refused -> "no: " + refused.code();
      case Decision.Accepted accepted -> {
        OrderFile file = story.file(order);
        var says = new ArrayList<String>();
        if (file.state() != before) {
          says.add(file.state().toString());
        }
        Hold hold = file.hold();
        if (hold != null) {
          says.add(hold.stands() ? "stands" : String.valueOf(hold.end()));
        }
        says.add(types(accepted));
        yield String.join(", ", says);
      }
    };
  }

  private static String outcome(Story story, CaseStatus before) {
    return switch (story.decision()) {
      case Decision.NothingNew _ -> "nothing new";
      case Decision.Refused refused -> "no: " + refused.code();
      case Decision.Accepted accepted ->
          (story.state().status() == before ? "" : story.state().status() + ", ") + types(accepted);
    };
  }

  private static String types(Decision.Accepted accepted) {
    return accepted.events().stream()
        .map(event -> event.getClass().getSimpleName())
        .toList()
        .toString();
  }
}
