package org.haltline.core.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Found;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.search.Mention.Orders;
import org.haltline.core.search.Mention.Role;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// The suspects of one case, made of its state alone. The victim's own account is none of them, nor
/// whoever is only warned.
final class Mentions {
  /// What an order says that could not leave because nobody knows its institution.
  private static final String NOWHERE = "UNKNOWN";

  private final CaseId caseId;
  private final Report report;
  private final UnaryOperator<BankAccount> settle;
  private final Map<String, Gathered> gathered = new LinkedHashMap<>();

  /// What is being gathered of one subject.
  private static final class Gathered {
    final Subject subject;
    final TreeSet<String> names = new TreeSet<>();
    final EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    final TreeMap<String, Money> money = new TreeMap<>();
    final TreeMap<OrderKind, TreeMap<OrderState, Integer>> orders = new TreeMap<>();
    @Nullable Instant firstAt;
    @Nullable Instant lastAt;
    boolean holdStands;
    boolean unrelated;

    Gathered(Subject subject) {
      this.subject = subject;
    }

    void seen(Role role, Instant at) {
      roles.add(role);
      firstAt = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
      lastAt = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
    }
  }

  private Mentions(CaseId caseId, Report report, UnaryOperator<BankAccount> settle) {
    this.caseId = caseId;
    this.report = report;
    this.settle = settle;
  }

  /// Each with the mention of this case alone, by its key.
  ///
  /// @param settle an account that a bank named, as its institution knows it
  static Map<String, Suspect> of(CaseState state, UnaryOperator<BankAccount> settle) {
    if (state.report() == null) {
      return Map.of();
    }
    var mentions = new Mentions(state.caseId(), state.report(), settle);
    state.payments().forEach(mentions::payee);
    state.lures().forEach(mentions::lure);
    state.found().forEach(found -> mentions.found(found, state));
    state.orders().values().forEach(mentions::order);
    return mentions.suspects();
  }

  private void payee(Payment payment) {
    Routed<BankAccount> payee = payment.payee();
    Instant at = Objects.requireNonNullElse(payment.leftAt(), report.receivedAt());
    Gathered account = at(settled(payee.subject(), payee.institution()), Role.PAYEE, at);
    paid(account, payment.amount());
    named(account, payment.payeeName(), payment.amount(), at);
    named(account, payee.subject().holder(), payment.amount(), at);
  }

  private void named(Gathered account, @Nullable String name, @Nullable Money amount, Instant at) {
    if (name == null || name.isBlank()) {
      return;
    }
    Person.parse(name)
        .understood()
        .ifPresent(
            person -> {
              boolean known = !account.names.add(person.name());
              Gathered holder = at(person, Role.HOLDER, at);
              if (amount != null && !known) {
                paid(holder, amount);
              }
            });
  }

  private void lure(Routed<Subject> lure) {
    Subject subject = lure.subject();
    at(
        subject instanceof BankAccount account ? settled(account, lure.institution()) : subject,
        Role.LURE,
        report.receivedAt());
    if (subject instanceof App app && app.link() != null) {
      at(app.link(), Role.LURE, report.receivedAt());
    }
  }

  /// Money that left the account that was asked about went on to its other end.
  private void found(Found found, CaseState state) {
    OrderFile asked = state.order(found.orderId());
    if (asked == null || !(asked.order().target() instanceof BankAccount target)) {
      return;
    }
    for (Transfer transfer : found.findings().transfers()) {
      TransferSide to = transfer.to();
      if (to != null && to.account() != null && !to.account().equals(target.number())) {
        BankAccount.parse(to.account(), to.bank(), null)
            .understood()
            .ifPresent(
                account -> {
                  Gathered next = at(settle.apply(account), Role.TRACED, transfer.at());
                  paid(next, transfer.amount());
                  named(next, to.holder(), null, transfer.at());
                });
      }
    }
    for (AccountHolder holder : found.findings().holders()) {
      if (holder.account() == null || holder.account().equals(target.number())) {
        holder(settled(target, asked.order().institution()), holder, asked.order().orderedAt());
      }
    }
  }

  /// Only behind an account that is a suspect: a victim's bank tells who the victim is as well.
  private void holder(BankAccount account, AccountHolder holder, Instant at) {
    Gathered known = gathered.get(account.key());
    if (known == null) {
      return;
    }
    named(known, holder.name(), null, at);
    if (holder.idNumber() != null) {
      IdDocument.parse(holder.idNumber())
          .understood()
          .ifPresent(document -> at(document, Role.HOLDER, at));
    }
  }

  private void order(OrderFile file) {
    OrderKind kind = file.order().kind();
    Subject target =
        file.order().target() instanceof BankAccount account
            ? settled(account, file.order().institution())
            : file.order().target();
    Gathered on = gathered.get(target.key());
    if (on == null) {
      boolean accuses =
          switch (kind.nature()) {
            case HOLD, CUT -> true;
            case TELL -> kind == OrderKind.REPORT_TO_PLATFORM;
            case LET_GO, ASK -> false;
          };
      if (!accuses) {
        return;
      }
      on = at(target, Role.TARGET, file.order().orderedAt());
    }
    on.seen(Role.TARGET, file.order().orderedAt());
    on.orders.computeIfAbsent(kind, one -> new TreeMap<>()).merge(file.state(), 1, Integer::sum);
    on.holdStands |= file.holdStands();
    on.unrelated |= file.unrelated() != null;
  }

  private Gathered at(Subject subject, Role role, Instant at) {
    Gathered one = gathered.computeIfAbsent(subject.key(), key -> new Gathered(subject));
    one.seen(role, at);
    return one;
  }

  private static void paid(Gathered to, Money amount) {
    to.money.merge(amount.currency(), amount, Money::plus);
  }

  private static BankAccount settled(BankAccount account, @Nullable String institution) {
    return institution == null || institution.equals(NOWHERE) ? account : account.at(institution);
  }

  private Map<String, Suspect> suspects() {
    long victim = victim(report.caller());
    var suspects = new LinkedHashMap<String, Suspect>();
    gathered.forEach(
        (key, one) -> {
          var orders = new ArrayList<Orders>();
          one.orders.forEach(
              (kind, states) ->
                  states.forEach((state, count) -> orders.add(new Orders(kind, state, count))));
          var mention =
              new Mention(
                  caseId,
                  one.roles,
                  one.names.stream().limit(Mention.NAMES_MAX).toList(),
                  victim,
                  List.copyOf(one.money.values()),
                  Objects.requireNonNull(one.firstAt),
                  Objects.requireNonNull(one.lastAt),
                  orders,
                  one.holdStands,
                  one.unrelated);
          suspects.put(key, new Suspect(one.subject, List.of(mention)));
        });
    return suspects;
  }

  /// One caller is one victim, by the number that was called from where it is one.
  private static long victim(Report.Caller caller) {
    String digits = caller.phone().replaceAll("\\D", "");
    String who =
        digits.length() >= 7
            ? digits.substring(digits.length() - 7)
            : caller.name().toLowerCase(Locale.ROOT);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(who.getBytes(UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
