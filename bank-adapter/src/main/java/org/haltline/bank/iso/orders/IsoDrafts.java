package org.haltline.bank.iso.orders;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haltline.bank.iso.IsoAccount;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoMessage.Matter;
import org.haltline.bank.iso.IsoMessage.Query;
import org.haltline.bank.iso.IsoMessage.Recall;
import org.haltline.bank.iso.IsoMessage.Recalled;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.Texts;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// Orders as messages. The same order always makes the same message, so that a bank that gets it
/// twice sees that it is one.
///
/// A stop at the payee's bank and a recall at the payer's are said as the recall of the payments
/// that they are about: there is no message that holds money on an account, and none is invented.
public final class IsoDrafts {
  private static final Pattern UETR =
      Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}");
  private static final int MARK_LENGTH_MAX = 35;
  private static final int NAME_LENGTH_MAX = 140;
  private static final int REASON_LINES_MAX = 3;

  private final IsoParty.Organisation sender;
  private final IsoParty.Bank bank;
  private final IsoOptions options;

  public IsoDrafts(IsoParty.Organisation sender, IsoParty.Bank bank, IsoOptions options) {
    this.sender = sender;
    this.bank = bank;
    this.options = options;
  }

  /// The message that says orders of this kind; empty when there is none.
  public static Optional<IsoKind> kind(OrderKind kind) {
    return switch (kind) {
      case STOP_PAYMENT, RECALL -> Optional.of(IsoKind.RECALL);
      case HOLDER_QUERY, TRANSACTION_QUERY -> Optional.of(IsoKind.QUERY);
      case PROLONG,
          RELEASE,
          FREEZE,
          RENEW,
          UNFREEZE,
          WATCH,
          SUSPEND_NUMBER,
          RESTORE_NUMBER,
          INTERCEPT_CALLS,
          BLOCK_LINK,
          LIFT,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          Optional.empty();
    };
  }

  /// Why these messages cannot carry the order; empty when they can.
  public Optional<String> cannot(Order order) {
    return kind(order.kind()).isEmpty()
        ? Optional.of(noMessage(order.kind()))
        : Optional.ofNullable(lacks(order));
  }

  private static String noMessage(OrderKind kind) {
    return switch (kind) {
      case PROLONG, FREEZE, RENEW ->
          "ISO 20022没有控制账户资金的报文 / no ISO 20022 message holds or freezes money on an account";
      case RELEASE, UNFREEZE -> "ISO 20022没有解除控制的报文 / no ISO 20022 message lets go of what is held";
      default -> "ISO 20022报文不办理此事 / the ISO 20022 messages spoken here do not say this";
    };
  }

  private static @Nullable String lacks(Order order) {
    if (!(order.target() instanceof BankAccount account)) {
      return "ISO 20022报文只按账号办理 / the ISO 20022 messages spoken here are about an account";
    }
    if (account.masked()) {
      return "账号有隐藏位 / part of the number is hidden";
    }
    if (account.number().length() > IsoAccount.Other.LENGTH_MAX) {
      return "账号超过34位 / the number has more than 34 characters";
    }
    Money amount = order.amount();
    boolean recall = kind(order.kind()).equals(Optional.of(IsoKind.RECALL));
    return recall && (amount == null || amount.isZero()) ? "缺少金额 / a recall names a sum" : null;
  }

  /// The message that says this order.
  public IsoDraft draft(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    Optional<String> cannot = cannot(order);
    if (cannot.isPresent()) {
      return new IsoDraft.Cannot(cannot.get());
    }
    IsoMessage message =
        switch (order.kind()) {
          case HOLDER_QUERY -> query(order, Matter.HOLDER);
          case TRANSACTION_QUERY -> query(order, Matter.TRANSACTIONS);
          default -> recall(order, outgoing.caseId().value());
        };
    String number = order.id().digits();
    return new IsoDraft.Ready(
        new IsoHead(sender, bank, number, message.kind(), order.orderedAt(), null), message);
  }

  private Query query(Order order, Matter matter) {
    BankAccount account = (BankAccount) order.target();
    return new Query(
        order.id().digits(),
        options.basis(),
        order.orderedAt().minus(options.look()),
        order.orderedAt(),
        IsoAccount.of(account),
        name(account),
        matter);
  }

  private Recall recall(Order order, String caseNumber) {
    List<String> why = new ArrayList<>();
    why.add(Texts.cut("case " + caseNumber + ", " + order.authority(), Texts.LINE));
    why.addAll(Texts.lines(order.reason(), REASON_LINES_MAX));
    List<Recalled> payments = new ArrayList<>();
    for (CoveredPayment payment : order.covers()) {
      payments.add(recalled(order, payment, payments.size() + 1, why));
    }
    if (payments.isEmpty()) {
      payments.add(unnamed(order, why));
    }
    return new Recall(order.id().digits(), sender, bank, order.orderedAt(), payments);
  }

  private Recalled recalled(Order order, CoveredPayment payment, int number, List<String> why) {
    String reference = payment.reference();
    List<String> reasons = new ArrayList<>(why);
    if (reference != null && !isUetr(reference) && reference.length() > MARK_LENGTH_MAX) {
      reasons.add("reference " + reference);
      reference = null;
    }
    BankAccount payer = payment.payer();
    return new Recalled(
        order.id().digits() + "-" + number,
        reference == null ? Marks.unknown() : marks(reference),
        payment.amount(),
        payment.leftAt() == null ? null : LocalDate.ofInstant(payment.leftAt(), options.zone()),
        reasons,
        payer == null ? null : name(payer),
        account(payer),
        name(payment.payee()),
        account(payment.payee()));
  }

  /// An order that names no payment is about whatever came to its account, or is to leave it.
  private static Recalled unnamed(Order order, List<String> why) {
    BankAccount account = (BankAccount) order.target();
    boolean atPayers = order.kind() == OrderKind.RECALL;
    return new Recalled(
        order.id().digits() + "-1",
        Marks.unknown(),
        Objects.requireNonNull(order.amount(), "looked at before"),
        null,
        why,
        atPayers ? name(account) : null,
        atPayers ? account(account) : null,
        atPayers ? null : name(account),
        atPayers ? null : account(account));
  }

  private Marks marks(String reference) {
    if (isUetr(reference)) {
      return new Marks(Marks.NOT_PROVIDED, null, reference);
    }
    return switch (options.reference()) {
      case TRANSACTION_ID -> new Marks(Marks.NOT_PROVIDED, reference, null);
      case END_TO_END_ID -> new Marks(reference, null, null);
    };
  }

  private static boolean isUetr(String reference) {
    return UETR.matcher(reference).matches();
  }

  private static @Nullable String name(BankAccount account) {
    String holder = account.holder();
    return holder == null || holder.isBlank() ? null : Texts.cut(holder, NAME_LENGTH_MAX);
  }

  /// Null where these messages cannot write it: with a hidden part it names another account, or
  /// none.
  private static @Nullable IsoAccount account(@Nullable BankAccount account) {
    return account == null
            || account.masked()
            || account.number().length() > IsoAccount.Other.LENGTH_MAX
        ? null
        : IsoAccount.of(account);
  }
}
