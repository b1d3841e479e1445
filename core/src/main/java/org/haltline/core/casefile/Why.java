package org.haltline.core.casefile;

/// What can stand behind a refusal. Each has its phrase in every language that a house speaks, with
/// as many holes as it tells facts.
public enum Why {
  OF_ITS_CODE(0),
  /// A name, a code or a number that says all by itself: a currency, a paper, a colleague.
  NAMED(1),
  /// Role and level of those who may.
  APPROVER(2),
  /// The reason that stands on the protected list.
  PROTECTED(1),
  AT_MOST_ON_ACCOUNT(1),
  AT_MOST_A_DAY(1),
  AT_MOST_AT_ONCE(1),
  AT_MOST_DAYS_AGO(1),
  SUM_UP_TO(1),
  /// An order carries on what was ordered, and no more.
  FIRST_ORDERED(1),
  /// A freeze takes over what its stop holds, and no more.
  STOP_HOLDS(1),
  NEEDS_TARGET(1),
  /// The kind of order does not fit what it is about.
  MISFIT(1),
  /// What is foreign cannot be suspended here: its calls are intercepted.
  FOREIGN_NUMBER(0),
  OTHER_ACCOUNT(0),
  SAME_ACCOUNT(0),
  /// A warning to a number that the case holds for a fraudster's.
  SUSPECTS_NUMBER(0),
  /// The same, held so by another case.
  SUSPECTED_ELSEWHERE(0),
  NO_STANDING_HOLD(0),
  BEING_LET_GO(0),
  /// A kind of order, and the kind of its original.
  DOES_NOT_FOLLOW(2),
  DOES_NOT_END(2),
  STILL_HELD(1),
  HELD_UNSAID(0),
  /// What is said to be held, and what was ordered.
  HELD_ABOVE(2),
  LAW_ALLOWS_UNTIL(1);

  private final int facts;

  Why(int facts) {
    this.facts = facts;
  }

  public int facts() {
    return facts;
  }
}
