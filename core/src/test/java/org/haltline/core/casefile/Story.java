package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One case as a story: what is given happens without a word, what is `when` is looked at. Orders
/// are `#1`, `#2`, … as they were first named.
public final class Story {
  private final Rules rules;
  private final CaseDecider decider;
  private final List<CaseEvent> journal = new ArrayList<>();
  private final List<OrderId> named = new ArrayList<>();
  private CaseState state = CaseState.none(CASE);
  private Actor by = OPERATOR;
  private Instant now = NOON;
  private long seed;
  private @Nullable Asked asked;
  private @Nullable CaseCommand command;
  private @Nullable Decision decision;

  private Story(Rules rules) {
    this.rules = rules;
    this.decider = new CaseDecider(rules);
  }

  public static Story story() {
    return new Story(RULES);
  }

  public static Story under(Rules rules) {
    return new Story(rules);
  }

  /// A call about one payment that left ten minutes ago, 30,000 yuan to a mule account; `#1` is the
  /// stop on it.
  public static Story oneStop() {
    return story().given(paid(MULE, "icbc", 30_000));
  }

  /// The same, on the bank's desk, for the bank has no machine.
  public static Story onDesk() {
    return oneStop().by(ICBC).given(new Receipt.NeedsPerson(NOON, "no channel"), 1);
  }

  /// The same, stopped: 30,000 yuan are held since a minute after noon.
  public static Story oneHold() {
    return oneStop().by(ICBC).after(Duration.ofMinutes(1)).given(done(cny(30_000)), 1).by(OPERATOR);
  }

  /// The same, opened as a criminal case, and a freeze asked for with its notice: `#2`.
  public static Story freezeAskedFor() {
    Story story = oneHold();
    return story
        .given(new FileCase(CASE, "A3305000000002026110007"))
        .given(story.carryOn(OrderKind.FREEZE, 1))
        .given(story.paper(2, "freeze-notice"));
  }

  /// The same, approved and carried out: `#2` is a standing freeze of six months.
  public static Story frozen() {
    Story story = freezeAskedFor();
    return story
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(ICBC)
        .given(done(cny(30_000)), 2)
        .by(OPERATOR);
  }

  // who and when

  public Story by(Actor actor) {
    by = actor;
    return this;
  }

  public Story at(Instant instant) {
    now = instant;
    return this;
  }

  public Story after(Duration time) {
    now = now.plus(time);
    return this;
  }

  // what happens

  public Story given(Payment... payments) {
    return given(new FileReport(CASE, report(List.of(payments), List.of())));
  }

  public Story given(CaseCommand what) {
    when(what);
    assertThat(decision).as("given: %s", what).isInstanceOf(Decision.Accepted.class);
    return this;
  }

  public Story given(Receipt receipt, int order) {
    return given(new RecordReceipt(CASE, order(order), receipt));
  }

  public Story given(Deadline deadline, int order) {
    return given(new DeadlinePassed(CASE, order(order), deadline, now));
  }

  public Story when(CaseCommand what) {
    return decide(what, new Asked(by, now, ++seed));
  }

  public Story when(Receipt receipt, int order) {
    return when(new RecordReceipt(CASE, order(order), receipt));
  }

  public Story when(Deadline deadline, int order) {
    return when(new DeadlinePassed(CASE, order(order), deadline, now));
  }

  /// The same command by the same person in the same instant, once more.
  public Story again() {
    return decide(command(), asked());
  }

  /// The journal had no place for these orders: the same command is decided again without them.
  public Story whenDenied(CaseCommand what, int... drawn) {
    var numbers = new OrderNumbers(now, ++seed);
    var all = new ArrayList<OrderId>();
    for (int i = 0; i < Arrays.stream(drawn).max().orElse(0); i++) {
      all.add(numbers.next());
    }
    var denied = new ArrayList<String>();
    for (int place : drawn) {
      denied.add(all.get(place - 1).digits());
    }
    return decide(what, new Asked(by, now, seed).denied(Set.copyOf(denied)));
  }

  /// The journal knows of a case that suspects the number of the first order.
  public Story whenSuspectedElsewhere(CaseCommand what) {
    OrderId id = new OrderNumbers(now, ++seed).next();
    return decide(what, new Asked(by, now, seed).denied(Set.of("suspected:" + id.digits())));
  }

  private Story decide(CaseCommand what, Asked who) {
    command = what;
    asked = who;
    decision = decider.decide(state, what, who);
    assertThat(decider.decide(state, what, who)).as("decided twice").isEqualTo(decision);
    if (decision instanceof Decision.Accepted accepted) {
      for (CaseEvent event : accepted.events()) {
        state = CaseEvolution.evolve(state, event);
        journal.add(event);
        if (event instanceof CaseEvent.OrderEvent of && !named.contains(of.orderId())) {
          named.add(of.orderId());
        }
      }
    }
    return this;
  }

  // what comes of it

  /// The facts, one line each, as [Told] writes them.
  public Story then(String... facts) {
    assertThat(decision).as("what became of %s", command).isInstanceOf(Decision.Accepted.class);
    var told = new Told(named);
    assertThat(((Decision.Accepted) decision()).events().stream().map(told::line))
        .containsExactly(facts);
    return this;
  }

  /// The facts that came of the last command; none where nothing was new.
  List<CaseEvent> decided() {
    return decision instanceof Decision.Accepted(List<CaseEvent> events) ? events : List.of();
  }

  public Story thenNothingNew() {
    assertThat(decision).isEqualTo(Decision.NOTHING_NEW);
    return this;
  }

  public Story thenRefused(Refusal code, String about) {
    if (decision instanceof Decision.Refused refused) {
      assertThat(refused.code()).isEqualTo(code);
      assertThat(refused.about())
          .isEqualTo(
              about.startsWith("#") ? order(Integer.parseInt(about.substring(1))).digits() : about);
    } else {
      Assertions.fail("not refused but " + decision);
    }
    return this;
  }

  public Story thenBecause(String codeAndFacts) {
    assertThat(((Decision.Refused) decision()).because().toString()).contains(codeAndFacts);
    return this;
  }

  public Story repeatedChangesNothing() {
    CaseState before = state;
    again();
    assertThat(state).isEqualTo(before);
    return this;
  }

  // what is known

  public CaseState state() {
    return state;
  }

  public List<CaseEvent> journal() {
    return journal;
  }

  public Rules rules() {
    return rules;
  }

  public OrderId order(int number) {
    return named.get(number - 1);
  }

  public OrderFile file(int number) {
    return state.known(order(number));
  }

  public Asked asked() {
    return Objects.requireNonNull(asked, "nothing was asked yet");
  }

  public CaseCommand command() {
    return Objects.requireNonNull(command, "nothing was asked yet");
  }

  public Decision decision() {
    return Objects.requireNonNull(decision, "nothing was asked yet");
  }

  // commands about orders of this story

  public static IssueOrder issue(
      OrderKind kind, Subject target, String institution, @Nullable Money amount) {
    return new IssueOrder(CASE, kind, target, null, institution, amount, "按案情", null, false);
  }

  public IssueOrder carryOn(OrderKind kind, int original) {
    return new IssueOrder(CASE, kind, null, null, null, null, "涉案资金", order(original), false);
  }

  public IssueOrder freeze(Money amount, int original) {
    return new IssueOrder(
        CASE, OrderKind.FREEZE, null, null, null, amount, "涉案资金", order(original), false);
  }

  public IssueOrder major(OrderKind kind, int original) {
    return new IssueOrder(CASE, kind, null, null, null, null, "重大案件", order(original), true);
  }

  public IssueOrder extend(
      BankAccount next, String institution, @Nullable Money amount, int original) {
    return new IssueOrder(
        CASE,
        OrderKind.STOP_PAYMENT,
        next,
        null,
        institution,
        amount,
        "资金已转出",
        order(original),
        false);
  }

  public ApproveOrder approve(int order) {
    return new ApproveOrder(CASE, order(order));
  }

  public DeclineOrder decline(int order) {
    return new DeclineOrder(CASE, order(order), "材料不足");
  }

  public ClaimOrder claim(int order) {
    return new ClaimOrder(CASE, order(order), null);
  }

  public ClaimOrder takeOver(int order, Actor from) {
    return new ClaimOrder(CASE, order(order), from.id());
  }

  public HandBackOrder handBack(int order) {
    return new HandBackOrder(CASE, order(order), "等网点回电");
  }

  public ReleaseOrder release(int order) {
    return new ReleaseOrder(CASE, order(order), "与本案无关");
  }

  public AttachPaper paper(int order, String name) {
    return new AttachPaper(CASE, order(order), name, "ab".repeat(32));
  }

  // receipts

  public static Receipt.Done done(@Nullable Money held) {
    return new Receipt.Done(NOON.plusSeconds(60), held, null, null, null);
  }

  public static Receipt.Refused no(ReasonCode reason) {
    return new Receipt.Refused(NOON.plusSeconds(60), reason, null);
  }

  public static Receipt.Taken taken() {
    return new Receipt.Taken(NOON.plusSeconds(5));
  }
}
