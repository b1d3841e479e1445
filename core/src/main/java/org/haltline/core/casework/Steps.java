package org.haltline.core.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Claims;
import org.haltline.core.casefile.Deadline;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Places;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Claim;
import org.haltline.core.journal.DeadlineChange;
import org.haltline.core.journal.QueueChange;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// What a step of a case changes outside of it: queues, clocks and shared places, read off as the
/// difference between the case before and after. From nothing to now it is everything that hangs on
/// the case, so that the store can be compared with the facts.
public final class Steps {
  private final Rulebook book;
  private final List<Claim> claims = new ArrayList<>();
  private final List<Claim> givenBack = new ArrayList<>();
  private final List<QueueChange> queue = new ArrayList<>();
  private final List<DeadlineChange> deadlines = new ArrayList<>();
  private final List<OutgoingOrder> leaving = new ArrayList<>();

  private Steps(Rulebook book) {
    this.book = book;
  }

  public static Steps between(CaseState before, CaseState after, Rulebook book) {
    var steps = new Steps(book);
    boolean suspicion = !before.lures().equals(after.lures());
    suspicion |= !before.payments().equals(after.payments());
    for (Map.Entry<OrderId, OrderFile> entry : after.orders().entrySet()) {
      OrderFile was = before.order(entry.getKey());
      if (!entry.getValue().equals(was)) {
        steps.step(before, after, was, entry.getValue());
        suspicion |= was == null || !Objects.equals(was.unrelated(), entry.getValue().unrelated());
      }
    }
    if (suspicion) {
      steps.suspects(before, after);
    }
    return steps;
  }

  private void step(CaseState before, CaseState state, @Nullable OrderFile was, OrderFile is) {
    Places.Queue from = Places.queue(was);
    Places.Queue to = Places.queue(is);
    if (from != to || isInOtherHands(was, is)) {
      move(state, is, to);
    }
    stopPlaces(was, is);
    cutPlaces(was, is);
    warningPlaces(was, is);
    if (Places.comesBackByTerm(before, state, was, is)) {
      OrderFile cut = Objects.requireNonNull(state.order(original(is)));
      claims.add(Claim.noneOf(Claims.cutsOn(cut.order()), is.order().id().digits()));
    }
    if (Places.isLeftToAnother(state, was, is)) {
      claims.add(Claim.someOf(Claims.cutsOn(is.order()), is.order().id().digits()));
    }
    clocks(state, was, is);
  }

  private static OrderId original(OrderFile follows) {
    return Objects.requireNonNull(follows.order().original());
  }

  private void stopPlaces(@Nullable OrderFile was, OrderFile is) {
    boolean took = Places.takesStopPlace(was);
    boolean takes = Places.takesStopPlace(is);
    Integer limit = book.rule(is.order().kind()).mostPerTarget();
    if (took != takes && limit != null) {
      Order order = is.order();
      int most = isChoice(was) ? limit : Claim.LIMIT_MAX;
      (takes ? claims : givenBack).add(new Claim(Claims.stopsOn(order), most, order.id().digits()));
    }
  }

  /// What keeps a target cut is shown to the other cases, so that none of them brings it back.
  private void cutPlaces(@Nullable OrderFile was, OrderFile is) {
    boolean took = Places.keepsCut(was);
    boolean takes = Places.keepsCut(is);
    if (took != takes) {
      Order order = is.order();
      (takes ? claims : givenBack).add(Claim.shown(Claims.cutsOn(order), order.id().digits()));
    }
  }

  /// A warning goes to nobody who is suspected anywhere, and to nobody too often.
  private void warningPlaces(@Nullable OrderFile was, OrderFile is) {
    boolean took = Places.takesWarningPlace(was);
    boolean takes = Places.takesWarningPlace(is);
    if (took == takes) {
      return;
    }
    Order order = is.order();
    if (takes && isChoice(was) && is.isOpen()) {
      claims.add(Claim.noneOf(Claims.suspects(order.targetKey()), Claims.asksForSuspicion(order)));
    }
    Integer most = book.rule(order.kind()).mostPerDay();
    if (most != null) {
      (takes ? claims : givenBack)
          .add(
              new Claim(
                  Claims.warningsTo(order, book.zone()),
                  isChoice(was) ? most : Claim.LIMIT_MAX,
                  order.id().digits()));
    }
  }

  private void suspects(CaseState before, CaseState after) {
    String holder = after.caseId().value();
    Set<String> were = Places.suspectedNumbers(before);
    Set<String> are = Places.suspectedNumbers(after);
    for (String number : are) {
      if (!were.contains(number)) {
        claims.add(Claim.shown(Claims.suspects(number), holder));
      }
    }
    for (String number : were) {
      if (!are.contains(number)) {
        givenBack.add(Claim.shown(Claims.suspects(number), holder));
      }
    }
  }

  /// Whether somebody took it in hand or handed it back: its desk's list tells, so that nobody must
  /// read the case for it.
  private static boolean isInOtherHands(@Nullable OrderFile was, OrderFile is) {
    return was != null && !Objects.equals(was.claimedBy(), is.claimedBy());
  }

  /// Whether the order leaves only now, and so can be kept back for want of a place. What an
  /// institution has done all the same takes its place above the cap: it happened.
  private static boolean isChoice(@Nullable OrderFile was) {
    return was == null || was.state() == OrderState.REQUESTED;
  }

  private void move(CaseState state, OrderFile is, Places.Queue to) {
    String institution = is.order().institution();
    String id = is.order().id().digits();
    var outgoing = new OutgoingOrder(state.caseId(), is.order(), is.claimedBy());
    switch (to) {
      case STREAM -> {
        queue.add(new QueueChange.Issue(institution, id, outgoing.toBytes()));
        leaving.add(outgoing);
      }
      case DESK -> queue.add(new QueueChange.PutOnDesk(institution, id, outgoing.toBytes()));
      case NOWHERE -> queue.add(new QueueChange.Take(institution, id));
    }
  }

  private void clocks(CaseState state, @Nullable OrderFile was, OrderFile is) {
    Map<Deadline, Instant> ran = Places.clocks(was, book);
    Map<Deadline, Instant> runs = Places.clocks(is, book);
    Set<Deadline> touched = new LinkedHashSet<>(ran.keySet());
    touched.addAll(runs.keySet());
    for (Deadline deadline : touched) {
      if (!Objects.equals(ran.get(deadline), runs.get(deadline))) {
        setClock(new Clockwork(state.caseId(), is.order().id(), deadline), runs.get(deadline));
      }
    }
  }

  /// Says again what a clock should be, whatever it was: after a deadline rang and nothing came of
  /// it.
  void reset(Clockwork clock, CaseState state) {
    var runs = new EnumMap<Deadline, Instant>(Deadline.class);
    runs.putAll(Places.clocks(state.order(clock.orderId()), book));
    deadlines.removeIf(change -> change.key().equals(clock.key()));
    setClock(clock, runs.get(clock.deadline()));
  }

  private void setClock(Clockwork clock, @Nullable Instant at) {
    deadlines.add(
        at == null
            ? new DeadlineChange.Clear(clock.key())
            : new DeadlineChange.Set(clock.key(), at));
  }

  public List<Claim> claims() {
    return claims;
  }

  public List<Claim> claimsGivenBack() {
    return givenBack;
  }

  public List<QueueChange> queue() {
    return queue;
  }

  public List<DeadlineChange> deadlines() {
    return deadlines;
  }

  /// Orders that leave with this step.
  public List<OutgoingOrder> leaving() {
    return leaving;
  }
}
