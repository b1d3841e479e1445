package org.haltline.core.casefile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseEvent.OrderDeclined;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderWithdrawn;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;

/// How something is let go: pending orders on the target are withdrawn first, then the letting-go
/// leaves; behind an unfreezing leave the releases of the stops that lie under the freeze or beside
/// it.
final class Releases {
  private Releases() {}

  /// The order that holds now what the named one held first: prolonged, renewed or turned into a
  /// freeze.
  static OrderFile carriedOnBy(CaseState state, OrderFile named) {
    OrderFile file = named;
    // an order never carries on itself, so a case has no longer chain than orders
    for (int i = 0; i < state.orders().size(); i++) {
      Hold hold = file.hold();
      OrderId next = hold == null ? null : hold.carriedOnBy();
      if (next == null) {
        return file;
      }
      file = state.known(next);
    }
    return file;
  }

  /// The order to let go when this one is named: what carries it on, or, while a prolongation or
  /// renewal is still on its way, the hold that it is to carry on.
  static OrderFile holderOf(CaseState state, OrderFile named) {
    OrderId original = named.order().original();
    if (named.isOpen() && named.order().kind().needsOriginal() && original != null) {
      OrderFile first = carriedOnBy(state, state.known(original));
      if (first.holdStands()) {
        return first;
      }
    }
    return carriedOnBy(state, named);
  }

  /// Whether something of the order stands, may yet come to stand, or may stand at the institution
  /// against our books: lapsed, withdrawn too late, or answered in two ways.
  static boolean mayStand(CaseState state, OrderFile file) {
    if (!file.order().kind().leavesStanding()) {
      return false;
    }
    if (file.isOpen() || file.holdStands()) {
      return true;
    }
    // whoever hears two answers may let go once more than needed, never once too little
    boolean saidTwoThings = file.contradictions().stream().anyMatch(Receipt.Done.class::isInstance);
    boolean mayStandThere =
        file.state() == OrderState.WITHDRAWN
            || (file.hold() != null && file.hold().end() == Hold.End.LAPSED);
    return saidTwoThings
        || (mayStandThere
            && lettingGo(state, file).noneMatch(other -> other.state() == OrderState.DONE));
  }

  /// The letting-go of this order that is still on its way, if any.
  static @Nullable OrderFile openFor(CaseState state, OrderFile file) {
    return lettingGo(state, file).filter(OrderFile::isOpen).findFirst().orElse(null);
  }

  /// The letting-go of this order that waits for a second person, if any.
  static Optional<OrderId> askedFor(CaseState state, OrderFile file) {
    return asked(state, List.of(file.order().id())).stream().findFirst();
  }

  /// What waits for a second person to let these orders go.
  private static List<OrderId> asked(CaseState state, List<OrderId> ids) {
    return state.orders().values().stream()
        .filter(file -> file.state() == OrderState.REQUESTED && file.order().kind().letsGo())
        .map(OrderFile::order)
        .filter(order -> order.original() != null && ids.contains(order.original()))
        .map(Order::id)
        .toList();
  }

  /// The end of what was asked for in vain: the order ends without a second person's word.
  static List<CaseEvent> askedInVain(CaseState state, OrderFile file, Asked asked, String because) {
    return asked(state, List.of(file.order().id())).stream()
        .<CaseEvent>map(
            waiting -> new OrderDeclined(state.caseId(), waiting, asked.by().id(), because))
        .toList();
  }

  /// Why nobody is asked any more.
  static String letGoBy(OrderId letGo) {
    return new Bilingual("已由指令 %s 放开".formatted(letGo), "let go by order " + letGo).both();
  }

  /// Whether a letting-go under this order's own number is on its way; one that was for another
  /// order on the same target ends that one only.
  static boolean isOpenForItself(CaseState state, OrderFile file) {
    return lettingGo(state, file)
        .anyMatch(other -> other.isOpen() && file.order().id().equals(other.order().original()));
  }

  private static Stream<OrderFile> lettingGo(CaseState state, OrderFile file) {
    OrderId id = file.order().id();
    return state.orders().values().stream()
        .filter(other -> other.order().kind().letsGo())
        .filter(
            other -> id.equals(other.order().original()) || other.order().withdraws().contains(id));
  }

  /// By whose order a withdrawn order was withdrawn; the house's own where that is not known.
  static String authorityOverWithdrawn(CaseState state, OrderFile withdrawn) {
    return lettingGo(state, withdrawn)
        .map(other -> other.order().authority())
        .findFirst()
        .orElseGet(() -> Drafting.authority(Actor.house()));
  }

  /// The stops of this case on the account of a freeze that must go with it: those that stand
  /// beside it in our books, and the one that it took over while that one's own term still runs. A
  /// request to freeze names no stop in every bank's language, so a bank may keep both.
  static List<OrderFile> stopsWith(CaseState state, OrderFile frozen, Instant now) {
    Order freeze = frozen.order();
    if (freeze.kind().endedBy() != OrderKind.UNFREEZE) {
      return List.of();
    }
    return state.orders().values().stream()
        .filter(file -> file.order().kind().countsAsStop())
        .filter(file -> file.order().targetKey().equals(freeze.targetKey()))
        .filter(file -> file.order().institution().equals(freeze.institution()))
        .filter(file -> file.holdStands() || liesUnder(state, file, freeze.id(), now))
        .filter(file -> openFor(state, file) == null)
        .toList();
  }

  private static boolean liesUnder(CaseState state, OrderFile stop, OrderId freeze, Instant now) {
    Hold hold = stop.hold();
    return hold != null
        && hold.end() == Hold.End.FROZEN
        && now.isBefore(hold.endsAt())
        && carriedOnBy(state, stop).order().id().equals(freeze)
        && lettingGo(state, stop).noneMatch(other -> other.state() == OrderState.DONE);
  }

  /// @param beside what goes with it
  /// @param numbers of the letting-go, and of those that go with it
  /// @param authority by whose order it is let go
  static List<CaseEvent> of(
      CaseState state,
      OrderFile file,
      List<OrderFile> beside,
      OrderNumbers numbers,
      String reason,
      String authority,
      Drafting drafting,
      Asked asked) {
    Order held = file.order();
    OrderKind kind = held.kind().endedBy();
    OrderId letGo = numbers.next();
    List<OrderId> pending = pending(state, held);
    var events = new ArrayList<>(makingWay(state, held, letGo, pending, asked));
    events.add(
        new OrderIssued(
            state.caseId(),
            drafting.lettingGo(letGo, kind, file, reason, authority, pending, asked.at())));
    for (OrderFile stop : beside) {
      events.add(
          new OrderIssued(
              state.caseId(),
              drafting.lettingGo(
                  numbers.next(),
                  stop.order().kind().endedBy(),
                  stop,
                  reason,
                  authority,
                  List.of(),
                  asked.at())));
    }
    return events;
  }

  /// What is on its way to the target that a letting-go takes with it.
  static List<OrderId> pending(CaseState state, Order held) {
    return onSameTarget(state, held, OrderFile::isOpen);
  }

  /// What happens before a letting-go leaves: what waits or is on its way to the target will not
  /// come, and nobody needs to be asked any more.
  static List<CaseEvent> makingWay(
      CaseState state, Order held, OrderId letGo, List<OrderId> pending, Asked asked) {
    String by = asked.by().id();
    String because = letGoBy(letGo);
    var events = new ArrayList<CaseEvent>();
    for (OrderId id :
        onSameTarget(state, held, waiting -> waiting.state() == OrderState.REQUESTED)) {
      events.add(new OrderDeclined(state.caseId(), id, by, because));
    }
    var ended = new ArrayList<>(pending);
    if (!ended.contains(held.id())) {
      ended.add(held.id());
    }
    asked(state, ended).stream()
        .filter(waiting -> !waiting.equals(letGo))
        .forEach(waiting -> events.add(new OrderDeclined(state.caseId(), waiting, by, because)));
    for (OrderId id : pending) {
      events.add(new OrderWithdrawn(state.caseId(), id, letGo));
    }
    return events;
  }

  private static List<OrderId> onSameTarget(
      CaseState state, Order held, Predicate<OrderFile> which) {
    return state.orders().values().stream()
        .filter(which)
        .map(OrderFile::order)
        .filter(order -> order.kind().leavesStanding())
        .filter(order -> order.targetKey().equals(held.targetKey()))
        .filter(order -> order.institution().equals(held.institution()))
        .filter(order -> isEndedTogether(order.kind(), held.kind()))
        .map(Order::id)
        .toList();
  }

  /// Money is let go whole, whatever was to hold it. A number has two cuts, each ended by an order
  /// of its own: whoever has calls let through again has said nothing of its suspension.
  private static boolean isEndedTogether(OrderKind one, OrderKind other) {
    return one.holdsMoney() || one == other;
  }
}
