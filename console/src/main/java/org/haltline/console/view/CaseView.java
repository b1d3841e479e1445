package org.haltline.console.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.haltline.console.access.Wall;
import org.haltline.console.words.Language;
import org.haltline.core.casefile.CaseLink;
import org.haltline.core.casefile.CaseNote;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// A case as it stands, or the part of it that an institution needs for its own orders.
public record CaseView(
    String caseId,
    long version,
    String status,
    Instant asOf,
    @Nullable String policeCaseNumber,
    @Nullable ReportView report,
    List<PaymentView> payments,
    List<SubjectView> lures,
    List<OrderView> orders,
    List<SumView> sums,
    @Nullable Instant goldenUntil,
    @Nullable List<NoteView> notes,
    @Nullable List<LinkView> links,
    String objection) {

  /// A word about the case.
  public record NoteView(String by, String name, Instant at, String text, List<String> mentions) {
    static NoteView of(CaseNote note) {
      return new NoteView(note.by(), note.name(), note.at(), note.text(), note.mentions());
    }
  }

  /// Another case that belongs to it.
  public record LinkView(String caseId, String by, String name, Instant at, String because) {
    static LinkView of(CaseLink link) {
      return new LinkView(link.to().value(), link.by(), link.name(), link.at(), link.because());
    }
  }

  /// What the operator took down.
  public record ReportView(
      Report.Caller caller,
      String via,
      String kind,
      String said,
      String language,
      Instant receivedAt,
      @Nullable Instant pickedUpAt,
      boolean victimOnLineWithFraudster) {

    static ReportView of(Report report) {
      return new ReportView(
          report.caller(),
          report.via(),
          report.fraudKind(),
          report.said(),
          report.language(),
          report.receivedAt(),
          report.pickedUpAt(),
          report.victimOnLineWithFraudster());
    }
  }

  /// Money that left, or is about to.
  public record PaymentView(
      @Nullable SubjectView payer,
      SubjectView payee,
      @Nullable String payeeName,
      String amount,
      String currency,
      boolean left,
      @Nullable Instant at,
      @Nullable Instant goldenUntil,
      @Nullable String method,
      @Nullable String reference) {

    static PaymentView of(Payment payment, Rulebook book, Wall wall) {
      Routed<?> payer = payment.payer();
      Instant leftAt = payment.leftAt();
      return new PaymentView(
          payer == null || !wall.shows(payer.institution()) ? null : SubjectView.of(payer),
          SubjectView.of(payment.payee()),
          payment.payeeName(),
          payment.amount().decimal().toPlainString(),
          payment.amount().currency(),
          payment.hasLeft(),
          leftAt,
          leftAt == null ? null : leftAt.plus(book.goldenTime()),
          payment.method(),
          payment.reference());
    }
  }

  /// What was reported and what is held, in one currency.
  public record SumView(String currency, String reported, String notYetLeft, String held) {

    public static SumView of(CaseSum sum) {
      return new SumView(
          sum.currency(),
          sum.reported().decimal().toPlainString(),
          sum.notYetLeft().decimal().toPlainString(),
          sum.held().decimal().toPlainString());
    }
  }

  /// What this viewer may see; whoever sees none of its orders behind a wall sees no case.
  public static @Nullable CaseView of(
      CaseState state, long version, Instant now, Rulebook book, Wall wall, Language language) {
    List<OrderFile> seen = state.orders().values().stream().filter(wall::shows).toList();
    if (wall.stands() && seen.isEmpty()) {
      return null;
    }
    Set<String> named =
        seen.stream().map(file -> file.order().target().key()).collect(Collectors.toSet());
    Report report = Objects.requireNonNull(state.report(), "a case begins with a report");
    List<Payment> payments =
        state.payments().stream().filter(payment -> wall.shows(payment, named)).toList();
    return new CaseView(
        state.caseId().value(),
        version,
        state.status().name(),
        now,
        state.policeCaseNumber(),
        wall.stands() ? null : ReportView.of(report),
        payments.stream().map(payment -> PaymentView.of(payment, book, wall)).toList(),
        state.lures().stream()
            .filter(lure -> !wall.stands() || named.contains(lure.settledKey()))
            .map(SubjectView::of)
            .toList(),
        seen.stream().map(OrderView::of).toList(),
        wall.stands() ? List.of() : CaseSum.of(state).stream().map(SumView::of).toList(),
        payments.stream()
            .filter(Payment::hasLeft)
            .map(payment -> Objects.requireNonNull(payment.leftAt()).plus(book.goldenTime()))
            .max(Instant::compareTo)
            .orElse(null),
        wall.stands() ? null : state.notes().stream().map(NoteView::of).toList(),
        wall.stands() ? null : state.links().stream().map(LinkView::of).toList(),
        Objects.requireNonNullElse(book.objection().get(language.tag()), ""));
  }
}
