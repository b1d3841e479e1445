package org.haltline.console.intake;

import static org.haltline.console.intake.Form.optional;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.contract.Part;
import org.haltline.console.words.Remark;
import org.haltline.console.words.Said;
import org.haltline.core.casefile.CaseCommand.AddLures;
import org.haltline.core.casefile.CaseCommand.AddPayments;
import org.haltline.core.casefile.CaseCommand.IssueOrder;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Route;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Rulebook;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Turns bodies into commands. Pure: what it gives depends on the body, the moment, the directory
/// and the rulebook alone. A body with faults ends in a `Refused` that names all of them.
public final class Intake {
  private final Directory directory;
  private final Rulebook book;

  public Intake(Directory directory, Rulebook book) {
    this.directory = directory;
    this.book = book;
  }

  /// The report of a call.
  ///
  /// @param shapeFaults what the contract has against the body already; the rest is read all the
  ///   same, so that all faults are told at once
  public Understood<Report> report(Part body, Instant now, List<Remark> shapeFaults) {
    var form = new Form(book, now, shapeFaults);
    var subjects = new Subjects(form, directory);
    Part caller = body.get("caller");
    String name = form.said(caller.get("name"));
    String phone = form.said(caller.get("phone"));
    String via = form.said(body.get("via"));
    String kind = form.said(body.get("kind"));
    String said = body.get("said").text();
    String language = body.get("language").text();
    Instant pickedUpAt = form.past(body.get("pickedUpAt"));
    Instant receivedAt = form.past(body.get("receivedAt"));
    if (receivedAt != null && pickedUpAt != null && pickedUpAt.isBefore(receivedAt)) {
      form.fault(body.get("pickedUpAt"), "fault.time-order", "receivedAt");
    }
    Boolean onLine = body.get("victimOnLineWithFraudster").truth();
    List<Payment> payments = payments(body.get("payments"), form, subjects);
    List<Routed<Subject>> lures = lures(body.get("lures"), subjects);
    form.close();
    if (payments.isEmpty() && lures.isEmpty()) {
      form.warn(Remark.of("", "warning.nothing-to-order"));
    }
    var report =
        new Report(
            new Report.Caller(required(name), required(phone)),
            required(via),
            required(kind),
            required(said),
            required(language),
            receivedAt != null ? receivedAt : pickedUpAt != null ? pickedUpAt : now,
            pickedUpAt,
            required(onLine),
            payments,
            lures);
    return new Understood<>(report, form.warnings());
  }

  public Understood<AddPayments> payments(
      CaseId caseId, Part body, Instant now, List<Remark> shapeFaults) {
    var form = new Form(book, now, shapeFaults);
    List<Payment> payments = payments(body.get("payments"), form, new Subjects(form, directory));
    form.close();
    return new Understood<>(new AddPayments(caseId, payments), form.warnings());
  }

  public Understood<AddLures> lures(
      CaseId caseId, Part body, Instant now, List<Remark> shapeFaults) {
    var form = new Form(book, now, shapeFaults);
    List<Routed<Subject>> lures = lures(body.get("lures"), new Subjects(form, directory));
    form.close();
    return new Understood<>(new AddLures(caseId, lures), form.warnings());
  }

  public Understood<IssueOrder> order(
      CaseId caseId, Part body, Instant now, List<Remark> shapeFaults) {
    var form = new Form(book, now, shapeFaults);
    OrderKind kind = oneOf(OrderKind.values(), body.get("kind").text());
    Part targetPart = body.get("target");
    Subject target =
        targetPart.isAbsent() ? null : new Subjects(form, directory).target(targetPart);
    String institution = institution(body.get("institution"), target, form);
    bothOrNeither(body.get("amount"), body.get("currency"), form);
    Money amount = form.payment(body.get("amount"), body.get("currency"));
    String reason = form.said(body.get("reason"));
    String original = body.get("original").text();
    form.close();
    var command =
        new IssueOrder(
            caseId,
            required(kind),
            target,
            optional(targetPart.get("name")),
            institution,
            amount,
            required(reason),
            original == null ? null : new OrderId(original),
            Boolean.TRUE.equals(body.get("major").truth()));
    return new Understood<>(command, form.warnings());
  }

  public Understood<RecordReceipt> answer(
      CaseId caseId, OrderId orderId, Part body, Instant now, List<Remark> shapeFaults) {
    var form = new Form(book, now, shapeFaults);
    Instant said = form.past(body.get("at"));
    Instant at = said == null ? now : said;
    String outcome = Objects.requireNonNullElse(body.get("outcome").text(), "");
    @Nullable Receipt receipt =
        switch (outcome) {
          case "DONE" -> done(body, at, form);
          case "REFUSED" -> refused(body, at, form);
          case "NEEDS_PERSON" -> needsPerson(body, at, form);
          default -> null; // the contract has named what is wrong with it
        };
    form.close();
    return new Understood<>(new RecordReceipt(caseId, orderId, required(receipt)), form.warnings());
  }

  private List<Payment> payments(Part list, Form form, Subjects subjects) {
    var payments = new ArrayList<Payment>();
    Map<Movement, Part> seen = new HashMap<>();
    for (Part part : list.items()) {
      Payment payment = payment(part, form, subjects);
      if (payment != null) {
        payments.add(payment);
        Part first = seen.putIfAbsent(Movement.of(payment), part);
        if (first != null) {
          form.fault(part, "fault.duplicate-payment", first.pointer());
        }
      }
    }
    return payments;
  }

  /// What makes two payments the same movement of money.
  private record Movement(
      String payee, @Nullable String payer, Money amount, @Nullable Instant leftAt) {
    static Movement of(Payment payment) {
      Routed<BankAccount> payer = payment.payer();
      return new Movement(
          payment.payee().settledKey(),
          payer == null ? null : payer.settledKey(),
          payment.amount(),
          payment.leftAt());
    }
  }

  private static @Nullable Payment payment(Part part, Form form, Subjects subjects) {
    Part payerPart = part.get("payer");
    Routed<BankAccount> payer = payerPart.isAbsent() ? null : subjects.account(payerPart);
    Routed<BankAccount> payee = subjects.account(part.get("payee"));
    Money amount = form.payment(part.get("amount"), part.get("currency"));
    Part at = part.get("at");
    Instant leftAt = form.past(at);
    Boolean left = part.get("left").truth();
    if (at.isAbsent() && !Boolean.FALSE.equals(left) && part.isObject()) {
      form.fault(part, "fault.left-unsaid");
    } else if (!at.isAbsent() && Boolean.FALSE.equals(left)) {
      form.fault(part.get("left"), "fault.left-contradicts");
    }
    if (payee == null || amount == null) {
      return null;
    }
    return new Payment(
        payer,
        payee,
        optional(part.get("payee").get("name")),
        amount,
        leftAt,
        optional(part.get("method")),
        part.get("reference").text());
  }

  private static List<Routed<Subject>> lures(Part list, Subjects subjects) {
    var lures = new ArrayList<Routed<Subject>>();
    list.items().forEach(part -> lures.addAll(subjects.lure(part)));
    return lures;
  }

  /// Whom to ask: who was named, else whoever serves the target; null where nobody is known.
  private @Nullable String institution(Part named, @Nullable Subject target, Form form) {
    String name = optional(named);
    if (name != null && directory.byName(name).isEmpty()) {
      form.fault(named, "fault.institution-unknown", name);
      return null;
    }
    if (target == null) {
      return name == null ? null : directory.byName(name).orElseThrow().id();
    }
    return switch (directory.route(target, name)) {
      case Route.To to -> to.institution().id();
      case Route.Ask(Bilingual missing) -> {
        if (name != null) {
          form.fault(named, "fault.institution-cannot", name, Said.of(missing));
        }
        yield null;
      }
    };
  }

  /// A sum that may be left out, but not by half.
  private static void bothOrNeither(Part amount, Part currency, Form form) {
    if (amount.isAbsent() && !currency.isAbsent()) {
      form.fault(amount, "fault.amount-missing");
    } else if (!amount.isAbsent() && currency.isAbsent()) {
      form.fault(currency, "fault.currency-missing");
    }
  }

  private static Receipt done(Part body, Instant at, Form form) {
    only(body, form, "fault.only-when-refused", "reason");
    bothOrNeither(body.get("held"), body.get("currency"), form);
    Money held = form.sum(body.get("held"), body.get("currency"));
    Instant startsAt = form.past(body.get("startsAt"));
    Instant endsAt = form.time(body.get("endsAt"));
    Instant start = startsAt == null ? at : startsAt;
    if (endsAt != null && !endsAt.isAfter(start)) {
      form.fault(body.get("endsAt"), "fault.time-order", startsAt == null ? "at" : "startsAt");
    }
    return new Receipt.Done(at, held, startsAt, endsAt, optional(body.get("remark")));
  }

  private static @Nullable Receipt refused(Part body, Instant at, Form form) {
    only(body, form, "fault.only-when-done", "held", "currency", "startsAt", "endsAt");
    ReasonCode reason = oneOf(ReasonCode.values(), body.get("reason").text());
    if (reason == null) {
      form.fault(body.get("reason"), "fault.reason-missing", names(ReasonCode.values()));
      return null;
    }
    return new Receipt.Refused(at, reason, optional(body.get("remark")));
  }

  private static @Nullable Receipt needsPerson(Part body, Instant at, Form form) {
    only(body, form, "fault.only-when-done", "held", "currency", "startsAt", "endsAt");
    only(body, form, "fault.only-when-refused", "reason");
    String why = optional(body.get("remark"));
    if (why == null) {
      form.fault(body.get("remark"), "fault.remark-missing");
      return null;
    }
    return new Receipt.NeedsPerson(at, why);
  }

  private static void only(Part body, Form form, String key, String... members) {
    for (String member : members) {
      if (!body.get(member).isAbsent()) {
        form.fault(body.get(member), key);
      }
    }
  }

  private static <E extends Enum<E>> @Nullable E oneOf(E[] values, @Nullable String name) {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    return null;
  }

  private static String names(Enum<?>[] values) {
    return String.join(", ", Arrays.stream(values).map(Enum::name).toList());
  }

  /// What cannot be null once the form has closed without a fault.
  private static <T> T required(@Nullable T read) {
    return Objects.requireNonNull(read, "the contract or the form must have named its absence");
  }
}
