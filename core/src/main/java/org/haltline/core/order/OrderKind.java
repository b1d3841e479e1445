package org.haltline.core.order;

import static org.haltline.core.order.OrderKind.Nature.ASK;
import static org.haltline.core.order.OrderKind.Nature.CUT;
import static org.haltline.core.order.OrderKind.Nature.HOLD;
import static org.haltline.core.order.OrderKind.Nature.LET_GO;
import static org.haltline.core.order.OrderKind.Nature.TELL;

/// What can be asked of an institution.
public enum OrderKind {
  /// Stop what is in the account from leaving. On the next account the money went to it is called
  /// "extend": same kind, with the earlier order as its original and a term of its own.
  STOP_PAYMENT(HOLD),
  /// A further term on the same account; counts towards the cap of stops.
  PROLONG(HOLD),
  /// End a stop payment.
  RELEASE(LET_GO),
  FREEZE(HOLD),
  /// A further term of a freeze.
  RENEW(HOLD),
  UNFREEZE(LET_GO),
  HOLDER_QUERY(ASK),
  TRANSACTION_QUERY(ASK),
  WATCH(ASK),
  /// Pull a payment back, or keep it from leaving, at the payer's own bank.
  RECALL(ASK),
  SUSPEND_NUMBER(CUT),
  RESTORE_NUMBER(LET_GO),
  INTERCEPT_CALLS(CUT),
  BLOCK_LINK(CUT),
  /// End an interception or a block.
  LIFT(LET_GO),
  WARNING_MESSAGE(TELL),
  /// Report a chat account, shop account or app to its platform.
  REPORT_TO_PLATFORM(TELL);

  /// What an order does to its target.
  public enum Nature {
    /// Holds money.
    HOLD,
    /// Cuts a number or a link.
    CUT,
    /// Ends a hold or a cut.
    LET_GO,
    ASK,
    TELL
  }

  private final Nature nature;

  OrderKind(Nature nature) {
    this.nature = nature;
  }

  public Nature nature() {
    return nature;
  }

  public boolean holdsMoney() {
    return nature == HOLD;
  }

  /// Whether an answer "done" leaves something standing (held money, a cut number) that must end
  /// some day.
  public boolean leavesStanding() {
    return nature == HOLD || nature == CUT;
  }

  public boolean letsGo() {
    return nature == LET_GO;
  }

  /// Whether it changes nothing at the institution: such a question passes in a closed case too.
  public boolean onlyAsks() {
    return this == HOLDER_QUERY || this == TRANSACTION_QUERY;
  }

  /// Whether its target is an account, so that answers to it may tell of money.
  public boolean concernsAccount() {
    return switch (this) {
      case STOP_PAYMENT,
          PROLONG,
          RELEASE,
          FREEZE,
          RENEW,
          UNFREEZE,
          HOLDER_QUERY,
          TRANSACTION_QUERY,
          WATCH,
          RECALL ->
          true;
      case SUSPEND_NUMBER,
          RESTORE_NUMBER,
          INTERCEPT_CALLS,
          BLOCK_LINK,
          LIFT,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          false;
    };
  }

  /// Whether the order names a sum.
  public boolean namesSum() {
    return nature == HOLD || this == RECALL;
  }

  /// Whether the order refers to an earlier one that must exist.
  public boolean needsOriginal() {
    return nature == LET_GO || this == PROLONG || this == RENEW;
  }

  /// Whether it takes one of the places that the cap of stops on an account leaves.
  public boolean countsAsStop() {
    return this == STOP_PAYMENT || this == PROLONG;
  }

  /// The kind that ends what this kind leaves standing.
  public OrderKind endedBy() {
    return switch (this) {
      case STOP_PAYMENT, PROLONG -> RELEASE;
      case FREEZE, RENEW -> UNFREEZE;
      case SUSPEND_NUMBER -> RESTORE_NUMBER;
      case INTERCEPT_CALLS, BLOCK_LINK -> LIFT;
      case RELEASE,
          UNFREEZE,
          HOLDER_QUERY,
          TRANSACTION_QUERY,
          WATCH,
          RECALL,
          RESTORE_NUMBER,
          LIFT,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          throw new IllegalArgumentException(this + " leaves nothing standing");
    };
  }
}
