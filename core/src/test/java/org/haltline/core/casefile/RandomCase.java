package org.haltline.core.casefile;

import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.order.OrderState.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One case that lives through a history of chance: sensible commands, foolish ones, answers out of
/// order, twice, contradictory, too late. The same seed is the same history.
public final class RandomCase {
  private static final List<BankAccount> ACCOUNTS = List.of(MULE, SECOND_MULE, WALLET);
  private static final List<String> BANKS = List.of("icbc", "abc", "alipay");
  private static final List<Subject> LURES =
      List.of(CALLER_ID, LANDLINE, FOREIGN, HOSPITAL, POLICE, PHISHING, CHAT, APP, MULE);
  private static final List<Actor> PEOPLE =
      List.of(OPERATOR, COUNTY_CHIEF, STATION_CHIEF, CITY_CHIEF, COUNTY_OFFICER, LIAISON);

  private final RandomGenerator random;
  private final CaseDecider decider;
  private final List<Step> steps = new ArrayList<>();
  private CaseState state = CaseState.none(CASE);
  private Instant now = NOON;

  /// One command and what came of it.
  public record Step(
      CaseState before, CaseCommand command, Asked asked, Decision decision, CaseState after) {

    public List<CaseEvent> events() {
      return decision instanceof Decision.Accepted accepted ? accepted.events() : List.of();
    }
  }

  public RandomCase(long seed, Rules rules) {
    this.random = Seeds.random(seed);
    this.decider = new CaseDecider(rules);
  }

  public RandomCase live(int commands) {
    for (int i = 0; i < commands; i++) {
      step();
    }
    return this;
  }

  public Step step() {
    pass();
    CaseCommand command = command();
    Step step = decide(command, new Asked(actor(command), now, random.nextLong()));
    // now and then the journal has no place for one of the orders that would leave
    if (random.nextInt(8) == 0) {
      var denied = new ArrayList<String>();
      for (CaseEvent event : step.events()) {
        if (event instanceof CaseEvent.OrderIssued issued
            && mayBeDenied(command, issued.order().kind())
            && random.nextBoolean()) {
          denied.add(issued.order().id().digits());
        }
      }
      step = decide(command, step.asked().denied(Set.copyOf(denied)));
    }
    steps.add(step);
    state = step.after();
    return step;
  }

  private static boolean mayBeDenied(CaseCommand command, OrderKind kind) {
    return kind.countsAsStop()
        || kind == OrderKind.WARNING_MESSAGE
        || command instanceof DeadlinePassed;
  }

  /// What this command would do now, without doing it.
  public Step decide(CaseCommand command, Asked asked) {
    Decision decision = decider.decide(state, command, asked);
    CaseState after = state;
    if (decision instanceof Decision.Accepted accepted) {
      for (CaseEvent event : accepted.events()) {
        after = CaseEvolution.evolve(after, event);
      }
    }
    return new Step(state, command, asked, decision, after);
  }

  /// A command, and who gives it.
  public record Said(CaseCommand command, Actor by) {}

  /// What chance would have said next of a case that lives elsewhere.
  public Said sayOf(CaseState elsewhere, Instant then) {
    state = elsewhere;
    now = then;
    CaseCommand command = command();
    return new Said(command, actor(command));
  }

  public CaseState state() {
    return state;
  }

  public List<Step> steps() {
    return steps;
  }

  public RandomGenerator random() {
    return random;
  }

  public Instant now() {
    return now;
  }

  private void pass() {
    long seconds =
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> 0;
          case 4, 5, 6 -> random.nextLong(60);
          case 7, 8 -> random.nextLong(3_600);
          case 9, 10 -> random.nextLong(20 * 3_600);
          default -> random.nextLong(100 * 86_400L);
        };
    now = now.plusSeconds(seconds).plusNanos(random.nextInt(1_000_000));
  }

  private CaseCommand command() {
    if (!state.exists()) {
      return random.nextInt(10) == 0
          ? new CloseCase(state.caseId(), "x")
          : new FileReport(state.caseId(), reportNow(payments(3), lures(3)));
    }
    return switch (random.nextInt(100)) {
      case 0 -> new FileReport(state.caseId(), reportNow(payments(1), lures(1)));
      case 1, 2, 3 -> new AddPayments(state.caseId(), payments(2));
      case 4, 5 -> new AddLures(state.caseId(), lures(2));
      case 6, 7, 8 -> new FileCase(state.caseId(), "A33-" + random.nextInt(2));
      case 9 -> new SolveCase(state.caseId(), "抓获");
      case 10 -> new CloseCase(state.caseId(), "了结");
      case 11, 12, 13, 14, 15, 16 -> byHand();
      case 17, 18, 19, 20, 21, 22, 23, 24 -> carryOn();
      case 25, 26, 27, 28, 29, 30 ->
          new AttachPaper(state.caseId(), order(REQUESTED), paper(), sha());
      case 31, 32, 33, 34, 35, 36, 37 -> new ApproveOrder(state.caseId(), order(REQUESTED));
      case 38 -> new DeclineOrder(state.caseId(), order(), "材料不足");
      case 39 ->
          random.nextBoolean()
              ? new AddNote(state.caseId(), "note " + random.nextInt(4), List.of("sv-gu"))
              : new LinkCase(
                  state.caseId(), new CaseId("HX-261119-000" + random.nextInt(4)), "同一账户");
      case 40 -> new FindUnrelated(state.caseId(), order(), "工资账户");
      case 41, 42, 43, 44, 45, 46 -> new ReleaseOrder(state.caseId(), order(), "与本案无关");
      case 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58 ->
          new DeadlinePassed(state.caseId(), order(), pick(List.of(Deadline.values())), now);
      case 59, 60, 61 ->
          new ClaimOrder(
              state.caseId(), order(ON_DESK), random.nextBoolean() ? null : pick(PEOPLE).id());
      case 65, 66 -> findings();
      case 62, 63, 64 -> new HandBackOrder(state.caseId(), order(ON_DESK), null);
      default -> {
        OrderId id = order(ISSUED, TAKEN, UNKNOWN, ON_DESK);
        yield new RecordReceipt(state.caseId(), id, receipt(state.order(id)), signature(id));
      }
    };
  }

  /// Orders of some go out signed, and later by another key.
  private @Nullable OrderSignature signature(OrderId id) {
    int which = Math.floorMod(id.hashCode() + state.orders().size() / 8, 3);
    return which == 0
        ? null
        : new OrderSignature("jws", "Ed25519", "k" + which, "v" + id, "00".repeat(32));
  }

  private RecordFindings findings() {
    var transfers = new ArrayList<Transfer>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      transfers.add(moved(random.nextInt(4), 1 + random.nextInt(3)));
    }
    return new RecordFindings(
        state.caseId(), order(), FindingSource.message(), Findings.transfers(transfers));
  }

  private IssueOrder byHand() {
    OrderKind kind = pick(List.of(OrderKind.values()));
    int which = random.nextInt(ACCOUNTS.size());
    Subject target = random.nextInt(3) == 0 ? pick(LURES) : ACCOUNTS.get(which);
    return new IssueOrder(
        state.caseId(),
        kind,
        random.nextInt(10) == 0 ? null : target,
        random.nextInt(20) == 0 ? "临河县财政局" : null,
        random.nextInt(10) == 0 ? null : BANKS.get(which),
        kind.namesSum() || random.nextInt(10) == 0 ? sum() : null,
        random.nextInt(20) == 0 ? "" : "按案情",
        random.nextInt(4) == 0 ? order() : null,
        random.nextInt(3) == 0);
  }

  private IssueOrder carryOn() {
    OrderKind kind =
        pick(
            List.of(
                OrderKind.PROLONG,
                OrderKind.FREEZE,
                OrderKind.FREEZE,
                OrderKind.RENEW,
                OrderKind.RELEASE,
                OrderKind.UNFREEZE,
                OrderKind.LIFT,
                OrderKind.RESTORE_NUMBER));
    return new IssueOrder(
        state.caseId(), kind, null, null, null, null, "涉案资金", order(), random.nextInt(3) == 0);
  }

  private Receipt receipt(@Nullable OrderFile file) {
    Instant at = now.plusSeconds(random.nextInt(-600, 60));
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Receipt.Taken(at);
      case 2 -> new Receipt.Unknown(at, "silence");
      case 3 -> new Receipt.Exhausted(at, 5, "silence");
      case 4 -> new Receipt.NeedsPerson(at, "no channel");
      case 5, 6 -> new Receipt.Refused(at, pick(List.of(ReasonCode.values())), null);
      default ->
          new Receipt.Done(
              at,
              held(file == null ? null : file.order()),
              random.nextInt(3) == 0 ? moment() : null,
              random.nextInt(3) == 0 ? moment() : null,
              null);
    };
  }

  private Actor actor(CaseCommand command) {
    return switch (command) {
      case DeadlinePassed _ -> Actor.house();
      case RecordReceipt c -> {
        OrderFile file = state.order(c.orderId());
        yield file == null || random.nextInt(6) == 0
            ? pick(PEOPLE)
            : Actor.adapterOf(file.order().institution());
      }
      case RecordFindings c -> {
        OrderFile file = state.order(c.orderId());
        yield file == null ? pick(PEOPLE) : Actor.adapterOf(file.order().institution());
      }
      case HandBackOrder c -> {
        OrderFile file = state.order(c.orderId());
        Claimant has = file == null ? null : file.claimedBy();
        yield PEOPLE.stream()
            .filter(one -> has != null && has.is(one))
            .findFirst()
            .orElseGet(() -> pick(PEOPLE));
      }
      default -> pick(PEOPLE);
    };
  }

  private Report reportNow(List<Payment> payments, List<Routed<Subject>> lures) {
    return new Report(
        new Report.Caller("沈佳音", "13705550166"),
        "hotline",
        "safe-account",
        "",
        "zh",
        now,
        null,
        false,
        payments,
        lures);
  }

  private List<Payment> payments(int most) {
    var payments = new ArrayList<Payment>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      int which = random.nextInt(ACCOUNTS.size());
      payments.add(
          new Payment(
              random.nextBoolean() ? at(VICTIMS, "bocom") : null,
              at(ACCOUNTS.get(which), random.nextInt(10) == 0 ? null : BANKS.get(which)),
              random.nextInt(15) == 0 ? "临河县财政局" : null,
              sum(),
              random.nextInt(4) == 0 ? null : now.minusSeconds(random.nextInt(100_000)),
              null,
              random.nextBoolean() ? "SN" + random.nextInt(1_000) : null));
    }
    return payments;
  }

  private List<Routed<Subject>> lures(int most) {
    var lures = new ArrayList<Routed<Subject>>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      lures.add(lure(pick(LURES), random.nextInt(10) == 0 ? null : "mobile"));
    }
    return lures;
  }

  private Money sum() {
    return switch (random.nextInt(12)) {
      case 0 -> Money.zero("CNY");
      case 1 -> new Money(random.nextInt(500), "USD");
      default -> cny(random.nextInt(1, 4) * 10_000L);
    };
  }

  /// Mostly what was ordered and nothing after a letting-go; now and then any sum or none.
  private @Nullable Money held(@Nullable Order order) {
    if (order != null && random.nextInt(4) > 0) {
      return order.amount();
    }
    return random.nextBoolean() ? sum() : null;
  }

  private Instant moment() {
    return now.plus(Duration.ofHours(random.nextInt(-100, 100)));
  }

  /// Mostly an order in one of these states, if there is one.
  private OrderId order(OrderState... states) {
    var wanted = Set.of(states);
    var fitting =
        state.orders().values().stream()
            .filter(file -> wanted.contains(file.state()))
            .map(file -> file.order().id())
            .toList();
    boolean any = fitting.isEmpty() || random.nextInt(4) == 0;
    var ids = any ? List.copyOf(state.orders().keySet()) : fitting;
    return ids.isEmpty() || random.nextInt(50) == 0 ? new OrderId("7".repeat(32)) : pick(ids);
  }

  private String paper() {
    return random.nextInt(3) == 0 ? "stop-payment-form" : "freeze-notice";
  }

  private String sha() {
    return (random.nextBoolean() ? "ab" : "cd").repeat(32);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
