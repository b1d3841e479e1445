package org.haltline.telecom.smpp;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.jspecify.annotations.Nullable;

/// One warning as the book knows it.
///
/// @param number the digest of whom it went to
/// @param at when it was begun
/// @param messages what the centre called each part; null for one that it is not known to have
///   taken
/// @param states of the parts that it took
/// @param unsent whether it is certain that nothing of it went out, so that it may be sent anew
record Warning(
    OrderId order,
    CaseId caseId,
    String number,
    Instant at,
    List<@Nullable String> messages,
    List<DeliveryNote.State> states,
    boolean unsent) {

  static Warning begun(OrderId order, CaseId caseId, String number, Instant at, int parts) {
    @Nullable String[] none = new @Nullable String[parts];
    DeliveryNote.State[] states = new DeliveryNote.State[parts];
    Arrays.fill(states, DeliveryNote.State.UNDER_WAY);
    return new Warning(order, caseId, number, at, Arrays.asList(none), List.of(states), false);
  }

  Warning taken(int part, String messageId) {
    @Nullable String[] ids = messages.toArray(new @Nullable String[0]);
    ids[part] = messageId;
    return new Warning(order, caseId, number, at, Arrays.asList(ids), states, unsent);
  }

  /// A last word is not taken back by an earlier one that comes late.
  Warning heard(int part, DeliveryNote.State state) {
    if (states.get(part) != DeliveryNote.State.UNDER_WAY) {
      return this;
    }
    DeliveryNote.State[] next = states.toArray(new DeliveryNote.State[0]);
    next[part] = state;
    return new Warning(order, caseId, number, at, messages, List.of(next), unsent);
  }

  Warning neverLeft() {
    return new Warning(order, caseId, number, at, messages, states, true);
  }

  boolean isTaken() {
    return messages.stream().allMatch(id -> id != null);
  }

  boolean nothingTaken() {
    return messages.stream().allMatch(id -> id == null);
  }

  boolean isDelivered() {
    return states.stream().allMatch(state -> state == DeliveryNote.State.DELIVERED);
  }

  boolean hasFailed() {
    return states.contains(DeliveryNote.State.FAILED);
  }
}
