package org.haltline.console.intake;

import java.util.ArrayList;
import java.util.List;
import org.haltline.console.contract.Part;
import org.haltline.console.words.Remark;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.casefile.CaseEvent.PaymentsAdded;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.Payment;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// Tells an operator what was taken down and not ordered on because it is the caller's own: what
/// stands in the body may be misheard, and then the fraudster's goes on unhindered.
public final class HeldBack {
  private HeldBack() {}

  /// What to tell of these events, in their order.
  ///
  /// @param body of the request that led to the events
  public static List<Remark> remarks(Part body, List<CaseEvent> events) {
    var remarks = new ArrayList<Remark>();
    for (CaseEvent event : events) {
      if (event instanceof OrderNotIssued held && held.reason() == ReasonCode.CALLERS_OWN) {
        Subject target = held.order().target();
        remarks.add(
            target instanceof PhoneNumber
                ? Remark.of(number(body, target), "warning.callers-number", target.display())
                : Remark.of(account(events, target), "warning.callers-account", target.display()));
      }
    }
    return remarks;
  }

  private static String number(Part body, Subject target) {
    for (Part lure : body.get("lures").items()) {
      Part phone = lure.get("phone");
      String typed = phone.text();
      if (typed != null
          && PhoneNumber.parse(typed) instanceof Parsed.Understood<PhoneNumber> understood
          && understood.subject().key().equals(target.key())) {
        return phone.pointer();
      }
    }
    return "/lures";
  }

  /// Payments are journalled all together and in the order in which they were sent.
  private static String account(List<CaseEvent> events, Subject target) {
    for (CaseEvent event : events) {
      List<Payment> payments =
          switch (event) {
            case ReportFiled e -> e.report().payments();
            case PaymentsAdded e -> e.payments();
            default -> List.of();
          };
      for (int i = 0; i < payments.size(); i++) {
        if (payments.get(i).payee().settledKey().equals(target.key())) {
          return "/payments/" + i + "/payee/account";
        }
      }
    }
    return "/payments";
  }
}
