package org.haltline.core.casefile;

/// Why a command is not allowed.
public enum Refusal {
  NO_SUCH_CASE,
  CASE_EXISTS,
  CASE_CLOSED,
  /// The case must have been opened as a criminal case first.
  CASE_NOT_FILED,
  /// Not from this status.
  WRONG_STATUS,
  HOLD_STANDS,
  NO_SUCH_ORDER,
  ORDER_NOT_WAITING,
  /// Nothing of it stands and nothing of it is on its way.
  NOTHING_TO_RELEASE,
  /// The kind does not fit the target.
  WRONG_TARGET,
  AMOUNT_MISSING,
  AMOUNT_NOT_WANTED,
  AMOUNT_OUT_OF_RANGE,
  CURRENCY_UNKNOWN,
  TIME_OUT_OF_RANGE,
  REASON_MISSING,
  ORIGINAL_MISSING,
  /// Another order to carry the same hold on waits for approval.
  ALREADY_REQUESTED,
  /// Another order that carries the same hold on has left.
  ALREADY_ORDERED,
  INSTITUTION_MISSING,
  DUPLICATE_PAYMENT,
  DUPLICATE_LURE,
  TARGET_PROTECTED,
  CAP_REACHED,
  OWN_REQUEST,
  NOT_ALLOWED_TO_APPROVE,
  /// A request is declined by who could approve it, or taken back by who asked for it.
  NOT_ALLOWED_TO_DECLINE,
  PAPER_MISSING,
  PAPER_UNKNOWN,
  NOT_YOUR_ORDER,
  /// No person has to do it: it is with the machine, or answered.
  NOT_ON_DESK,
  /// A colleague has it in hand.
  CLAIMED_BY_ANOTHER,
  /// Only who has it in hand can hand it back.
  NOT_CLAIMED_BY_YOU,
  HELD_ABOVE_ORDERED,
  TOO_MANY_TRANSFERS,
  TOO_MANY_NOTES,
  TOO_MANY_LINKS,
  /// A case does not belong to itself.
  SAME_CASE
}
