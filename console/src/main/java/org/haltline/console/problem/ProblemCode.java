package org.haltline.console.problem;

import java.util.Locale;
import org.haltline.core.casefile.Refusal;

/// Every problem that a client can be told, with its HTTP status. Its words stand in the phrase
/// files under its slug.
public enum ProblemCode {
  /// Not HTTP, or a head that is too long.
  MALFORMED_REQUEST(400),
  MALFORMED_JSON(400),
  BROKEN_UTF8(400),
  BODY_MISSING(400),
  /// The JSON is not as the contract says.
  SHAPE(400),
  BAD_PARAMETER(400),
  IDEMPOTENCY_KEY_MISSING(400),
  NO_TOKEN(401),
  TOKEN_UNKNOWN(401),
  /// A password that does not open, or a name that nobody has: the two are not told apart.
  WRONG_SIGN_IN(401),
  /// Signed out, ended elsewhere, or too old.
  SESSION_ENDED(401),
  SESSION_LOCKED(401),
  NOT_ALLOWED(403),
  /// The page of another site asked.
  CROSS_SITE(403),
  CSRF_WRONG(403),
  TLS_WANTED(403),
  PASSWORD_MUST_CHANGE(403),
  NO_SESSION(409),
  TOO_MANY_TRIES(429),
  NO_SUCH_USER(404),
  USER_EXISTS(409),
  USER_CHANGED(409),
  OWN_ACCOUNT(409),
  PROTECTED_ALREADY(409),
  PROTECTED_FOR_GOOD(409),
  NO_SUCH_PATH(404),
  NO_SUCH_INSTITUTION(404),
  METHOD_NOT_ALLOWED(405),
  PLACE_UNKNOWN(409),
  ERASED(410),
  TOO_LARGE(413),
  WRONG_TYPE(415),
  WRONG_CHARSET(415),
  NOT_WHAT_IT_SAYS(415),
  /// As the contract says, but it cannot be true.
  INVALID(422),
  KEY_REUSED(422),
  OVERLOADED(429),
  TOO_MANY_FEEDS(429),
  /// One person asks faster than people do.
  TOO_FAST(429),
  INTERNAL(500),
  JOURNAL_UNAVAILABLE(503),
  /// Nothing more is taken until somebody makes room.
  JOURNAL_FULL(503),
  OUTCOME_UNKNOWN(503),
  FILE_STORE_UNAVAILABLE(503),
  CLOSING(503),

  NO_SUCH_CASE(404),
  CASE_EXISTS(409),
  CASE_CLOSED(409),
  CASE_NOT_FILED(409),
  WRONG_STATUS(409),
  HOLD_STANDS(409),
  /// A letting-go that is said to be done while something is held.
  STILL_HELD(422),
  NO_SUCH_ORDER(404),
  ORDER_NOT_WAITING(409),
  NOTHING_TO_RELEASE(409),
  WRONG_TARGET(422),
  AMOUNT_MISSING(422),
  AMOUNT_NOT_WANTED(422),
  AMOUNT_OUT_OF_RANGE(422),
  CURRENCY_UNKNOWN(422),
  TIME_OUT_OF_RANGE(422),
  REASON_MISSING(422),
  ORIGINAL_MISSING(422),
  ALREADY_REQUESTED(409),
  ALREADY_ORDERED(409),
  INSTITUTION_MISSING(422),
  DUPLICATE_PAYMENT(422),
  DUPLICATE_LURE(422),
  TARGET_PROTECTED(422),
  CAP_REACHED(409),
  OWN_REQUEST(403),
  NOT_ALLOWED_TO_APPROVE(403),
  NOT_ALLOWED_TO_DECLINE(403),
  PAPER_MISSING(409),
  PAPER_UNKNOWN(404),
  NO_PAPER(404),
  NO_DOCUMENT(404),
  NOT_YOUR_ORDER(403),
  NOT_ON_DESK(409),
  CLAIMED_BY_ANOTHER(409),
  NOT_CLAIMED_BY_YOU(409),
  HELD_ABOVE_ORDERED(422),
  TOO_MANY_TRANSFERS(422),
  TOO_MANY_NOTES(409),
  TOO_MANY_LINKS(409),
  SAME_CASE(422),
  NO_SUCH_DRAFT(404),
  NO_SUCH_SEARCH(404),
  NO_SUCH_INDEX(404),
  NO_SUCH_LIST(404),
  LIST_UNREADABLE(422),
  STATEMENT_UNREADABLE(422),
  STATEMENT_FAULTY(422);

  private final int status;

  ProblemCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /// As it stands in `type` and in the phrase files: `case-closed`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The problem that a refused command is; the names are the same by design.
  static ProblemCode of(Refusal refusal) {
    return switch (refusal) {
      case NO_SUCH_CASE -> NO_SUCH_CASE;
      case CASE_EXISTS -> CASE_EXISTS;
      case CASE_CLOSED -> CASE_CLOSED;
      case CASE_NOT_FILED -> CASE_NOT_FILED;
      case WRONG_STATUS -> WRONG_STATUS;
      case HOLD_STANDS -> HOLD_STANDS;
      case NO_SUCH_ORDER -> NO_SUCH_ORDER;
      case ORDER_NOT_WAITING -> ORDER_NOT_WAITING;
      case NOTHING_TO_RELEASE -> NOTHING_TO_RELEASE;
      case WRONG_TARGET -> WRONG_TARGET;
      case AMOUNT_MISSING -> AMOUNT_MISSING;
      case AMOUNT_NOT_WANTED -> AMOUNT_NOT_WANTED;
      case AMOUNT_OUT_OF_RANGE -> AMOUNT_OUT_OF_RANGE;
      case CURRENCY_UNKNOWN -> CURRENCY_UNKNOWN;
      case TIME_OUT_OF_RANGE -> TIME_OUT_OF_RANGE;
      case REASON_MISSING -> REASON_MISSING;
      case ORIGINAL_MISSING -> ORIGINAL_MISSING;
      case ALREADY_REQUESTED -> ALREADY_REQUESTED;
      case ALREADY_ORDERED -> ALREADY_ORDERED;
      case INSTITUTION_MISSING -> INSTITUTION_MISSING;
      case DUPLICATE_PAYMENT -> DUPLICATE_PAYMENT;
      case DUPLICATE_LURE -> DUPLICATE_LURE;
      case TARGET_PROTECTED -> TARGET_PROTECTED;
      case CAP_REACHED -> CAP_REACHED;
      case OWN_REQUEST -> OWN_REQUEST;
      case NOT_ALLOWED_TO_APPROVE -> NOT_ALLOWED_TO_APPROVE;
      case NOT_ALLOWED_TO_DECLINE -> NOT_ALLOWED_TO_DECLINE;
      case PAPER_MISSING -> PAPER_MISSING;
      case PAPER_UNKNOWN -> PAPER_UNKNOWN;
      case NOT_YOUR_ORDER -> NOT_YOUR_ORDER;
      case NOT_ON_DESK -> NOT_ON_DESK;
      case CLAIMED_BY_ANOTHER -> CLAIMED_BY_ANOTHER;
      case NOT_CLAIMED_BY_YOU -> NOT_CLAIMED_BY_YOU;
      case HELD_ABOVE_ORDERED -> HELD_ABOVE_ORDERED;
      case TOO_MANY_TRANSFERS -> TOO_MANY_TRANSFERS;
      case TOO_MANY_NOTES -> TOO_MANY_NOTES;
      case TOO_MANY_LINKS -> TOO_MANY_LINKS;
      case SAME_CASE -> SAME_CASE;
    };
  }
}
