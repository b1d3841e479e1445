package org.haltline.bank.line;

import org.haltline.core.order.Receipt;

/// Which answers of a bank are the last word, and which say again what was said.
public final class Repeats {
  private Repeats() {}

  /// Whether nothing more is waited for after it.
  public static boolean isLast(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Done _, Receipt.Refused _, Receipt.NeedsPerson _, Receipt.Exhausted _ -> true;
      case Receipt.Taken _, Receipt.Unknown _ -> false;
    };
  }

  /// Whatever the instant at which it was heard.
  public static boolean saysTheSame(Receipt one, Receipt other) {
    return switch (one) {
      case Receipt.Done a ->
          other instanceof Receipt.Done b
              && new Receipt.Done(b.at(), a.held(), a.startsAt(), a.endsAt(), a.remark()).equals(b);
      case Receipt.Refused a ->
          other instanceof Receipt.Refused b
              && new Receipt.Refused(b.at(), a.reason(), a.remark()).equals(b);
      case Receipt.NeedsPerson a ->
          other instanceof Receipt.NeedsPerson b && a.why().equals(b.why());
      case Receipt.Taken _, Receipt.Unknown _, Receipt.Exhausted _ -> false;
    };
  }
}
