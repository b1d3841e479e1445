package org.haltline.core.casefile;

import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What can be asked about which kind of target.
final class Targets {
  private Targets() {}

  static boolean fit(OrderKind kind, Subject target) {
    return switch (target) {
      case BankAccount _ ->
          switch (kind) {
            case STOP_PAYMENT,
                PROLONG,
                FREEZE,
                RENEW,
                HOLDER_QUERY,
                TRANSACTION_QUERY,
                WATCH,
                RECALL,
                REPORT_TO_PLATFORM ->
                true;
            case RELEASE,
                UNFREEZE,
                SUSPEND_NUMBER,
                RESTORE_NUMBER,
                INTERCEPT_CALLS,
                BLOCK_LINK,
                LIFT,
                WARNING_MESSAGE ->
                false;
          };
      case PhoneNumber number ->
          (kind == OrderKind.SUSPEND_NUMBER && number.chinese())
              || kind == OrderKind.INTERCEPT_CALLS
              || kind == OrderKind.HOLDER_QUERY
              || kind == OrderKind.WARNING_MESSAGE;
      case Link _ -> kind == OrderKind.BLOCK_LINK;
      case ChatAccount _, App _, EmailAddress _ -> kind == OrderKind.REPORT_TO_PLATFORM;
      case Person _, IdDocument _ -> kind == OrderKind.HOLDER_QUERY;
    };
  }

  /// What a report orders by itself about a lure; null when it orders nothing. Mobile numbers are
  /// suspended; what cannot be suspended here (landlines, foreign numbers) is intercepted.
  static @Nullable OrderKind cutFor(Subject lure) {
    return switch (lure) {
      case PhoneNumber number ->
          switch (number.line()) {
            case MOBILE, VIRTUAL_OPERATOR -> OrderKind.SUSPEND_NUMBER;
            case LANDLINE,
                SERVICE_400,
                SERVICE_800,
                SHORT_CODE,
                MESSAGE_SENDER,
                EMERGENCY,
                FOREIGN ->
                OrderKind.INTERCEPT_CALLS;
          };
      case Link _ -> OrderKind.BLOCK_LINK;
      case ChatAccount _, App _, EmailAddress _ -> OrderKind.REPORT_TO_PLATFORM;
      case BankAccount _, Person _, IdDocument _ -> null;
    };
  }
}
