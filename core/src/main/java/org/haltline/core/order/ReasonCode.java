package org.haltline.core.order;

/// Why an order was refused, or never left. Channels map their own codes to these.
public enum ReasonCode {
  NO_SUCH_ACCOUNT,
  NO_SUCH_NUMBER,
  NAME_MISMATCH,
  AMOUNT_MISMATCH,
  /// The account is there, the money is not.
  NOTHING_THERE,
  ALREADY_STOPPED,
  /// The cap of stops on the account is reached.
  OVER_LIMIT,
  /// The institution's own white list.
  WHITELISTED,
  REPORTED_LOST,
  ORIGINAL_MISSING,
  BAD_FORMAT,
  DOCUMENT_MISSING,
  NOT_OURS,
  EXPIRED,
  /// No channel of the institution can carry it.
  CANNOT,
  /// The centre's own protected list.
  PROTECTED,
  /// The number that the call came from, or an account that the caller's money left from.
  CALLERS_OWN,
  /// Which institution serves the target is not known: ask.
  ROUTE_UNKNOWN,
  OTHER
}
