package org.haltline.console.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haltline.console.contract.Part;
import org.haltline.console.words.Remark;
import org.haltline.console.words.Said;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.casefile.CaseEvent.PaymentsAdded;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Routed;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// Tells an operator what was taken down and not ordered on, once for each subject: because it is
/// the caller's own (what stands in the body may be misheard, and then the fraudster's goes on
/// unhindered), because it is protected, or because the law allows no further stop.
public final class HeldBack {
  private HeldBack() {}

  /// The doubts of a reading together with what came of it. Of what is protected nobody is asked to
  /// find out who serves it, and nobody to order on it by hand: that doubt is dropped.
  ///
  /// @param body of the request that led to the events
  /// @param doubts of its reading
  public static List<Remark> together(
      Part body, List<Remark> doubts, CaseState state, List<CaseEvent> events) {
    Set<String> moot = new HashSet<>();
    for (OrderFile file : state.orders().values()) {
      if (file.reason() == ReasonCode.PROTECTED) {
        moot.addAll(lures(body, file.order().target()));
        moot.addAll(accounts(events, file.order().target()));
      }
    }
    var all = new ArrayList<Remark>();
    for (Remark doubt : doubts) {
      if (!doubt.code().equals("route-unknown") || !moot.contains(doubt.pointer())) {
        all.add(doubt);
      }
    }
    all.addAll(remarks(body, events));
    return all;
  }

  private static List<Remark> remarks(Part body, List<CaseEvent> events) {
    var remarks = new ArrayList<Remark>();
    Set<String> told = new HashSet<>();
    for (CaseEvent event : events) {
      if (event instanceof OrderNotIssued held
          && told.add(held.reason() + held.order().targetKey())) {
        Subject target = held.order().target();
        String place =
            target instanceof BankAccount
                ? first(accounts(events, target), "/payments")
                : first(lures(body, target), "/lures");
        Said because = Said.of(Bilingual.read(held.because()));
        switch (held.reason()) {
          case CALLERS_OWN ->
              remarks.add(
                  Remark.of(
                      place,
                      target instanceof PhoneNumber
                          ? "warning.callers-number"
                          : "warning.callers-account",
                      target.display()));
          case PROTECTED ->
              remarks.add(Remark.of(place, "warning.protected", target.display(), because));
          case OVER_LIMIT ->
              remarks.add(Remark.of(place, "warning.over-limit", target.display(), because));
          default -> {
            // the reading has told already that nobody is known to serve it
          }
        }
      }
    }
    return remarks;
  }

  private static String first(List<String> places, String elsewhere) {
    return places.isEmpty() ? elsewhere : places.getFirst();
  }

  /// Every place of the body where this lure was named.
  private static List<String> lures(Part body, Subject target) {
    var places = new ArrayList<String>();
    for (Part lure : body.get("lures").items()) {
      for (String member : Subjects.LURES) {
        if (Subjects.parsed(lure, member) instanceof Parsed.Understood<? extends Subject> read
            && read.subject().key().equals(target.key())) {
          places.add(lure.get(member).pointer());
        }
      }
    }
    return places;
  }

  /// Every place where this account was named, as a payee first: such an order is on the payee far
  /// more often. Payments are journalled all together and in the order in which they were sent.
  private static List<String> accounts(List<CaseEvent> events, Subject target) {
    var places = new ArrayList<String>();
    var asPayer = new ArrayList<String>();
    for (CaseEvent event : events) {
      List<Payment> payments =
          switch (event) {
            case ReportFiled e -> e.report().payments();
            case PaymentsAdded e -> e.payments();
            default -> List.of();
          };
      for (int i = 0; i < payments.size(); i++) {
        Routed<BankAccount> payer = payments.get(i).payer();
        if (payments.get(i).payee().settledKey().equals(target.key())) {
          places.add("/payments/" + i + "/payee/account");
        }
        if (payer != null && payer.settledKey().equals(target.key())) {
          asPayer.add("/payments/" + i + "/payer/account");
        }
      }
    }
    places.addAll(asPayer);
    return places;
  }
}
