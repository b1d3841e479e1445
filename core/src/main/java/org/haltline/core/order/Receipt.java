package org.haltline.core.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came back about an order, from a machine or from a person at the institution. `at` is the
/// institution's instant where it names one, else the adapter's.
public sealed interface Receipt {
  Instant at();

  /// The adapter has it, the institution has not answered yet.
  ///
  /// @param remark what people must know before the answer comes; null where there is nothing
  record Taken(Instant at, @Nullable String remark) implements Receipt {
    public Taken(Instant at) {
      this(at, null);
    }
  }

  /// Carried out. For a hold: how much is held now (less than asked is a partial hold), since when,
  /// until when if the institution says. For a letting-go: `held` is what is still held, null or
  /// zero when nothing is.
  record Done(
      Instant at,
      @Nullable Money held,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable String remark)
      implements Receipt {}

  /// Not carried out, and why.
  ///
  /// @param servedBy the institution that serves the target now, where one that does not names it
  record Refused(Instant at, ReasonCode reason, @Nullable String remark, @Nullable String servedBy)
      implements Receipt {
    /// By one that names nobody else.
    public Refused(Instant at, ReasonCode reason, @Nullable String remark) {
      this(at, reason, remark, null);
    }
  }

  /// No answer in time; it may or may not have happened. The adapter asks again under the same
  /// number.
  record Unknown(Instant at, String why) implements Receipt {}

  /// The adapter has tried as often as it may.
  record Exhausted(Instant at, int attempts, String why) implements Receipt {}

  /// No electronic channel of the institution can carry it, or a person handed it over: a person
  /// must do it.
  record NeedsPerson(Instant at, String why) implements Receipt {}
}
