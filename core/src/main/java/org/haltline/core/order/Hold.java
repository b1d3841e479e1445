package org.haltline.core.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an order left standing: held money, or a cut number or link (then without an amount). It
/// has a beginning and an end, and it ends in exactly one way.
///
/// @param end null while it stands
/// @param endedBy the order that released it, carries it on or froze it; null when it lapsed
public record Hold(
    OrderId orderId,
    @Nullable Money held,
    Instant startsAt,
    Instant endsAt,
    @Nullable End end,
    @Nullable Instant endedAt,
    @Nullable OrderId endedBy) {

  /// How a hold ends.
  public enum End {
    RELEASED,
    /// A later order on the same account carries it on.
    RENEWED,
    /// A freeze took its place.
    FROZEN,
    /// Its time ran out and nobody had acted.
    LAPSED
  }

  public boolean stands() {
    return end == null;
  }

  /// The order that holds on in its place; null where none does.
  public @Nullable OrderId carriedOnBy() {
    return end == End.RENEWED || end == End.FROZEN ? endedBy : null;
  }

  public static Hold standing(
      OrderId orderId, @Nullable Money held, Instant startsAt, Instant endsAt) {
    return new Hold(orderId, held, startsAt, endsAt, null, null, null);
  }

  public Hold ended(End how, Instant at, @Nullable OrderId by) {
    return new Hold(orderId, held, startsAt, endsAt, how, at, by);
  }
}
