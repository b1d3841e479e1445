package org.haltline.core.casefile;

import java.util.ArrayList;
import java.util.List;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderWithdrawn;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderNumbers;
import org.jspecify.annotations.Nullable;

/// How something is let go: pending orders on the target are withdrawn first, then the letting-go
/// leaves.
final class Releases {
  private Releases() {}

  /// The order that holds now what the named one held first: prolonged, renewed or turned into a
  /// freeze.
  static OrderFile carriedOnBy(CaseState state, OrderFile named) {
    OrderFile file = named;
    for (int i = 0; i < state.orders().size(); i++) {
      Hold hold = file.hold();
      if (hold == null || (hold.end() != Hold.End.RENEWED && hold.end() != Hold.End.FROZEN)) {
        return file;
      }
      OrderId id = file.order().id();
      OrderFile next =
          state.orders().values().stream()
              .filter(later -> later.hold() != null && id.equals(later.order().original()))
              .filter(later -> later.order().targetKey().equals(named.order().targetKey()))
              .findFirst()
              .orElse(null);
      if (next == null) {
        return file;
      }
      file = next;
    }
    return file;
  }

  /// The letting-go of this order that is still on its way, if any.
  static @Nullable OrderFile openFor(CaseState state, OrderFile file) {
    OrderId id = file.order().id();
    return state.orders().values().stream()
        .filter(other -> other.order().kind().letsGo() && other.isOpen())
        .filter(
            other -> id.equals(other.order().original()) || other.order().withdraws().contains(id))
        .findFirst()
        .orElse(null);
  }

  static List<CaseEvent> of(
      CaseState state,
      OrderFile file,
      String reason,
      Drafting drafting,
      OrderNumbers numbers,
      Asked asked) {
    Order held = file.order();
    List<OrderId> pending =
        state.orders().values().stream()
            .filter(OrderFile::isOpen)
            .map(OrderFile::order)
            .filter(order -> order.kind().leavesStanding())
            .filter(order -> order.targetKey().equals(held.targetKey()))
            .filter(order -> order.institution().equals(held.institution()))
            .map(Order::id)
            .toList();
    Order letGo =
        drafting.order(
            numbers.next(),
            held.kind().endedBy(),
            held.institution(),
            held.target(),
            null,
            reason,
            file,
            pending,
            false,
            asked);
    var events = new ArrayList<CaseEvent>();
    for (OrderId id : pending) {
      events.add(new OrderWithdrawn(state.caseId(), id, letGo.id()));
    }
    events.add(new OrderIssued(state.caseId(), letGo));
    return events;
  }
}
