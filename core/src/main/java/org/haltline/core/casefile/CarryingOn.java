package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.refused;

import java.time.Instant;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;

/// Whether an order may take over from an earlier one: a prolongation, a renewal and a freeze carry
/// on a hold on the same account, a stop with an original follows its money to the next.
final class CarryingOn {
  private CarryingOn() {}

  /// Whether orders of this kind, when they name an original, take its hold over.
  static boolean carriesOn(OrderKind kind) {
    return kind == OrderKind.PROLONG || kind == OrderKind.RENEW || kind == OrderKind.FREEZE;
  }

  /// Why it may not; null when it may. Asked when the order is wanted, and again when it is
  /// approved, for the hold may have ended in between.
  ///
  /// @param id the order that wants to carry on
  static @Nullable Decision forbidden(
      CaseState state, OrderKind kind, @Nullable OrderFile original, OrderId id, Instant now) {
    if (original == null) {
      return kind.needsOriginal() ? missing(Why.NO_STANDING_HOLD) : null;
    }
    OrderKind made = original.order().kind();
    boolean fits =
        switch (kind) {
          case PROLONG, FREEZE -> made == OrderKind.STOP_PAYMENT || made == OrderKind.PROLONG;
          case RENEW -> made == OrderKind.FREEZE || made == OrderKind.RENEW;
          case STOP_PAYMENT -> made.holdsMoney();
          case RELEASE,
              UNFREEZE,
              HOLDER_QUERY,
              TRANSACTION_QUERY,
              WATCH,
              RECALL,
              SUSPEND_NUMBER,
              RESTORE_NUMBER,
              INTERCEPT_CALLS,
              BLOCK_LINK,
              LIFT,
              WARNING_MESSAGE,
              REPORT_TO_PLATFORM ->
              true;
        };
    if (!fits) {
      return missing(Why.DOES_NOT_FOLLOW, kind, made);
    }
    if (!carriesOn(kind)) {
      return null;
    }
    if (kind.needsOriginal() && !standsAt(original, now)) {
      return missing(Why.NO_STANDING_HOLD);
    }
    if (Releases.openFor(state, original) != null) {
      return missing(Why.BEING_LET_GO);
    }
    return state.orders().values().stream()
        .filter(other -> other.isOpen() || other.state() == OrderState.REQUESTED)
        .filter(other -> other.order().kind() == kind && !other.order().id().equals(id))
        .filter(other -> original.order().id().equals(other.order().original()))
        .findFirst()
        .map(CarryingOn::already)
        .orElse(null);
  }

  /// Why it may not name this sum; null when it may. A hold is carried on, never grown: a
  /// prolongation and a renewal name at most what was ordered, a freeze at most what its stop
  /// holds, for only that was traced there and what came in since is somebody else's. A sum above
  /// it is refused and not cut down, because the second person agrees to a notice that names the
  /// sum, and the order and its notice must say the same.
  ///
  /// @param about what the refusal is about
  static @Nullable Decision tooMuch(
      OrderKind kind, @Nullable Money amount, @Nullable OrderFile original, String about) {
    if (!carriesOn(kind) || amount == null || original == null) {
      return null;
    }
    Hold hold = original.hold();
    Money held = hold == null || !hold.stands() ? null : hold.held();
    boolean ofHeld = kind == OrderKind.FREEZE && held != null && !held.isZero();
    Money most = ofHeld ? held : original.order().amount();
    return most != null && HoldRules.fits(amount, most)
        ? null
        : refused(
            Refusal.AMOUNT_OUT_OF_RANGE,
            about,
            ofHeld ? Why.STOP_HOLDS : Why.FIRST_ORDERED,
            String.valueOf(most));
  }

  /// What ends by itself cannot be carried on after its end, even before the house has noted it.
  private static boolean standsAt(OrderFile original, Instant now) {
    Hold hold = original.hold();
    return hold != null && hold.stands() && now.isBefore(hold.endsAt());
  }

  private static Decision already(OrderFile other) {
    return refused(
        other.state() == OrderState.REQUESTED ? Refusal.ALREADY_REQUESTED : Refusal.ALREADY_ORDERED,
        "original",
        Why.NAMED,
        other.order().id().digits());
  }

  private static Decision missing(Why why, @Nullable Object... facts) {
    return refused(Refusal.ORIGINAL_MISSING, "original", why, facts);
  }
}
