package org.haltline.bank.tx.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxParts.Applicant;
import org.haltline.bank.tx.TxParts.AskedAccount;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.TxParts.HeldAccount;
import org.haltline.bank.tx.TxParts.TransferOut;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxTables.AccountType;
import org.haltline.bank.tx.TxTables.ApplicationType;
import org.haltline.bank.tx.TxTables.EmergencyLevel;
import org.haltline.bank.tx.TxTables.FreezeType;
import org.haltline.bank.tx.TxTables.InquiryMode;
import org.haltline.bank.tx.TxTables.SubjectType;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;

/// One order that these messages can carry, being written as a request.
final class RequestWriting {
  static final String YUAN = "CNY";
  private static final int REASON_LENGTH_MAX = 300;

  /// `1`: carry out.
  private static final String CARRY_OUT = "1";

  /// Names that are no person's. A guess: an order does not say what kind of account it is about.
  private static final Pattern COMPANY =
      Pattern.compile(
          "(?i)公司|集团|商行|商店|经营部|工作室|合作社|事务所|.{4,}(?:中心|厂|店|行|部)$|\\b(?:ltd|co|inc|llc)\\b");

  private final TxBank bank;
  private final TxOptions options;
  private final Order order;
  private final String caseNumber;
  private final List<Attachment> attachments;
  private final BankAccount account;
  private final Function<OrderId, String> numbers;
  private final String id;
  private final Applicant applicant;
  private final EmergencyLevel emergency;
  private final String reason;

  RequestWriting(
      Order order,
      String caseNumber,
      List<Attachment> attachments,
      TxSender sender,
      TxBank bank,
      TxOptions options,
      Function<OrderId, String> numbers) {
    this.bank = bank;
    this.numbers = numbers;
    this.options = options;
    this.order = order;
    this.caseNumber = caseNumber;
    this.attachments = attachments;
    this.account = (BankAccount) order.target();
    this.id = numbers.apply(order.id());
    this.applicant = sender.applicant(order.orderedAt(), options.idTypes());
    this.emergency = emergency(order.kind());
    this.reason =
        order.reason().length() <= REASON_LENGTH_MAX
            ? order.reason()
            : order.reason().substring(0, REASON_LENGTH_MAX);
  }

  TxRequest request() {
    String caseType = options.caseType();
    Instant at = order.orderedAt();
    return switch (order.kind()) {
      case STOP_PAYMENT -> stop(caseType, at);
      case PROLONG ->
          new TxRequest.Prolong(
              id,
              caseNumber,
              caseType,
              original(),
              emergency,
              held(),
              at,
              ends(),
              reason,
              applicant,
              attachments);
      case RELEASE ->
          new TxRequest.Release(
              id,
              caseNumber,
              caseType,
              original(),
              emergency,
              held(),
              reason,
              applicant,
              attachments);
      case FREEZE ->
          new TxRequest.Freeze(
              id,
              null,
              caseNumber,
              caseType,
              reason,
              authority(),
              emergency,
              held(),
              null,
              null,
              FreezeType.LIMITED_AMOUNT,
              sum(),
              amount().currency(),
              at,
              ends(),
              applicant,
              attachments);
      case RENEW ->
          new TxRequest.Renew(
              id,
              caseNumber,
              caseType,
              original(),
              emergency,
              held(),
              null,
              null,
              FreezeType.LIMITED_AMOUNT,
              sum(),
              amount().currency(),
              at,
              ends(),
              reason,
              applicant,
              attachments);
      case UNFREEZE ->
          new TxRequest.Unfreeze(
              id,
              caseNumber,
              caseType,
              original(),
              emergency,
              held(),
              null,
              null,
              reason,
              applicant,
              attachments);
      case HOLDER_QUERY ->
          new TxRequest.Holder(
              id,
              caseNumber,
              caseType,
              emergency,
              asked(),
              reason,
              authority(),
              applicant,
              attachments);
      case TRANSACTION_QUERY ->
          new TxRequest.Transactions(
              id,
              caseNumber,
              caseType,
              emergency,
              asked(),
              InquiryMode.BOTH,
              at.minus(options.look()),
              at,
              reason,
              authority(),
              applicant,
              attachments);
      case WATCH ->
          new TxRequest.Watch(
              id,
              caseNumber,
              caseType,
              emergency,
              asked(),
              CARRY_OUT,
              at,
              at.plus(options.watch()),
              reason,
              authority(),
              applicant,
              attachments);
      case RECALL,
          SUSPEND_NUMBER,
          RESTORE_NUMBER,
          INTERCEPT_CALLS,
          BLOCK_LINK,
          LIFT,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          throw new IllegalStateException(order.kind() + " was said to be beyond this channel");
    };
  }

  private TxRequest.Stop stop(String caseType, Instant at) {
    boolean sub = namesSubAccount(account) || !amount().currency().equals(YUAN);
    return new TxRequest.Stop(
        id,
        sub ? ApplicationType.FIRST_SUB_ACCOUNT : ApplicationType.FIRST,
        null,
        caseNumber,
        caseType,
        emergency,
        TransferOut.unknown(),
        amount().currency(),
        sum(),
        null,
        held(),
        reason,
        authority(),
        at,
        ends(),
        applicant,
        attachments);
  }

  private HeldAccount held() {
    return new HeldAccount(
        bank.id(),
        bank.name(),
        isCompany(account) ? AccountType.CORPORATE : AccountType.PERSONAL,
        account.holder(),
        account.number());
  }

  private AskedAccount asked() {
    return new AskedAccount(
        isCompany(account) ? SubjectType.LEGAL : SubjectType.PERSON,
        bank.id(),
        bank.name(),
        account.holder(),
        account.number());
  }

  private String original() {
    return numbers.apply(Objects.requireNonNull(order.original()));
  }

  private Money amount() {
    return Objects.requireNonNull(order.amount());
  }

  private BigDecimal sum() {
    return Sums.units(amount(), options);
  }

  private Instant ends() {
    return Objects.requireNonNull(order.termEndsAt());
  }

  private String authority() {
    return order.authority();
  }

  static boolean namesSubAccount(BankAccount account) {
    return account.number().contains("_");
  }

  private static boolean isCompany(BankAccount account) {
    return account.holder() != null && COMPANY.matcher(account.holder()).find();
  }

  private static EmergencyLevel emergency(OrderKind kind) {
    return switch (kind) {
      case FREEZE, RENEW, WATCH -> EmergencyLevel.NORMAL;
      default -> EmergencyLevel.URGENT;
    };
  }
}
