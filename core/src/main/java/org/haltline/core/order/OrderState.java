package org.haltline.core.order;

/// Where an order stands.
public enum OrderState {
  /// Waits for a second person.
  REQUESTED,
  ISSUED,
  /// The adapter has it.
  TAKEN,
  /// No answer in time: asked again under the same number.
  UNKNOWN,
  /// A person at the institution must do it.
  ON_DESK,
  DONE,
  REFUSED,
  /// Called back before it was known to have had an effect.
  WITHDRAWN,
  /// The second person said no.
  DECLINED,
  /// Never left: the target is protected, its institution is not known, or the cap is reached.
  NOT_ISSUED;

  /// Whether an answer is still expected.
  public boolean isOpen() {
    return switch (this) {
      case ISSUED, TAKEN, UNKNOWN, ON_DESK -> true;
      case REQUESTED, DONE, REFUSED, WITHDRAWN, DECLINED, NOT_ISSUED -> false;
    };
  }

  /// Whether its institution was ever told.
  public boolean hasLeft() {
    return switch (this) {
      case ISSUED, TAKEN, UNKNOWN, ON_DESK, DONE, REFUSED, WITHDRAWN -> true;
      case REQUESTED, DECLINED, NOT_ISSUED -> false;
    };
  }

  /// Whether nothing more is to come of it. On a desk counts as settled for the machine's part
  /// only, so not here.
  public boolean isEnd() {
    return switch (this) {
      case DONE, REFUSED, WITHDRAWN, DECLINED, NOT_ISSUED -> true;
      case REQUESTED, ISSUED, TAKEN, UNKNOWN, ON_DESK -> false;
    };
  }
}
