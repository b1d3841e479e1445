package org.haltline.core.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.directory.Institution;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Order;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Everything that was said in a case, each with where it stands and whose eyes it is for; made of
/// its state alone.
final class CaseText {
  private final Function<String, Optional<Institution>> institutions;
  private final Set<Told> told = new LinkedHashSet<>();

  private CaseText(Function<String, Optional<Institution>> institutions) {
    this.institutions = institutions;
  }

  /// Nothing for a case that has no report.
  static List<Told> of(CaseState state, Function<String, Optional<Institution>> institutions) {
    Report report = state.report();
    if (report == null) {
      return List.of();
    }
    var text = new CaseText(institutions);
    text.add(Where.NUMBER, state.caseId().value());
    text.add(Where.NUMBER, state.policeCaseNumber());
    text.add(Where.KIND, report.fraudKind());
    text.add(Where.SAID, CasePart.SAID, report.said());
    text.add(Where.CALLER, CasePart.CALLER_NAME, report.caller().name());
    text.add(Where.CALLER, CasePart.CALLER_PHONE, report.caller().phone());
    state.payments().forEach(text::payment);
    state
        .lures()
        .forEach(
            lure -> {
              text.subject(Where.LURE, lure.subject());
              text.institution(Where.LURE, lure.institution());
            });
    state.orders().values().forEach(text::order);
    state.notes().forEach(note -> text.add(Where.NOTE, note.text()));
    state
        .links()
        .forEach(
            link -> {
              text.add(Where.LINK, link.to().value());
              text.add(Where.LINK, link.because());
            });
    state
        .found()
        .forEach(
            found -> {
              found.findings().holders().forEach(text::holder);
              found.findings().transfers().forEach(text::transfer);
            });
    return List.copyOf(text.told);
  }

  private void add(Where where, @Nullable String text) {
    add(where, CasePart.OPEN, text);
  }

  private void add(Where where, CasePart part, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      told.add(new Told(where, part, text.strip()));
    }
  }

  private void payment(Payment payment) {
    if (payment.payer() != null) {
      BankAccount payer = payment.payer().subject();
      add(Where.PAYER, payer.number());
      // the victim pays from an own account
      add(Where.PAYER, CasePart.CALLER_NAME, payer.holder());
      institution(Where.PAYER, payment.payer().institution());
    }
    subject(Where.PAYEE, payment.payee().subject());
    institution(Where.PAYEE, payment.payee().institution());
    add(Where.PAYEE, payment.payeeName());
    add(Where.PAYMENT, payment.method());
    add(Where.PAYMENT, payment.reference());
  }

  private void subject(Where where, Subject subject) {
    switch (subject) {
      case BankAccount account -> {
        add(where, account.number());
        add(where, account.holder());
        add(where, account.bankHint());
      }
      case IdDocument document -> add(where, CasePart.ID_NUMBER, document.number());
      case App app -> {
        add(where, app.name());
        if (app.link() != null) {
          add(where, app.link().host() + app.link().path());
        }
      }
      case Subject other -> add(where, other.display());
    }
  }

  private void institution(Where where, @Nullable String id) {
    if (id != null) {
      add(
          where,
          institutions.apply(id).map(it -> it.nameZh() + " " + it.nameEn() + " " + id).orElse(id));
    }
  }

  private void order(OrderFile file) {
    Order order = file.order();
    add(Where.ORDER, order.id().digits());
    subject(Where.ORDER, order.target());
    institution(Where.ORDER, order.institution());
    add(Where.ORDER, order.reason());
    add(Where.ORDER, order.authority());
    if (file.reason() != null) {
      add(Where.ANSWER, file.reason().name().replace('_', ' '));
    }
    add(Where.ANSWER, file.remark());
    if (file.unrelated() != null) {
      add(Where.ANSWER, file.unrelated().reason());
    }
    for (Receipt later : file.contradictions()) {
      switch (later) {
        case Receipt.Done it -> add(Where.ANSWER, it.remark());
        case Receipt.Refused it -> add(Where.ANSWER, it.remark());
        case Receipt.Unknown it -> add(Where.ANSWER, it.why());
        case Receipt.Exhausted it -> add(Where.ANSWER, it.why());
        case Receipt.NeedsPerson it -> add(Where.ANSWER, it.why());
        case Receipt.Taken _ -> {
          // says nothing in words
        }
      }
    }
  }

  private void holder(AccountHolder holder) {
    add(Where.HOLDER, holder.name());
    add(Where.HOLDER, holder.account());
    add(Where.HOLDER, CasePart.ID_NUMBER, holder.idNumber());
    add(Where.HOLDER, CasePart.HOLDER_REACH, holder.phone());
    add(Where.HOLDER, CasePart.HOLDER_REACH, holder.address());
  }

  private void transfer(Transfer transfer) {
    var sides = new ArrayList<TransferSide>();
    if (transfer.from() != null) {
      sides.add(transfer.from());
    }
    if (transfer.to() != null) {
      sides.add(transfer.to());
    }
    for (TransferSide side : sides) {
      add(Where.TRANSFER, side.account());
      add(Where.TRANSFER, side.holder());
      add(Where.TRANSFER, side.bank());
    }
    add(Where.TRANSFER, transfer.reference());
    add(Where.TRANSFER, transfer.remark());
  }
}
