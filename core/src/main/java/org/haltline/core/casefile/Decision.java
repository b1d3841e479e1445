package org.haltline.core.casefile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a command.
public sealed interface Decision {

  /// The facts to be journalled, at least one.
  record Accepted(List<CaseEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// It had happened already, or there is nothing to do: a retry.
  record NothingNew() implements Decision {}

  /// It may not be done.
  ///
  /// @param about what it is about: a field of the command or the number of an order
  /// @param because more of the reason where the code alone does not say enough
  record Refused(Refusal code, String about, Because because) implements Decision {}

  Decision NOTHING_NEW = new NothingNew();

  static Decision accepted(List<CaseEvent> events) {
    return events.isEmpty() ? NOTHING_NEW : new Accepted(events);
  }

  static Decision accepted(CaseEvent... events) {
    return accepted(List.of(events));
  }

  static Decision refused(Refusal code, String about, Because because) {
    return new Refused(code, about, because);
  }

  static Decision refused(Refusal code, String about, Why why, @Nullable Object... facts) {
    return new Refused(code, about, Because.of(why, facts));
  }

  static Decision refused(Refusal code, String about) {
    return new Refused(code, about, Because.OF_ITS_CODE);
  }
}
