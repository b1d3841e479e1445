package org.haltline.bank.tx.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.haltline.bank.tx.TxCode;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// Orders as requests. The same order always makes the same request.
///
/// An order on the bus does not say where the money came from, so the fields of the payer's account
/// stay empty; nor when an earlier term ends, so a further term is asked for from the instant of
/// the order to its end.
public final class TxDrafts {
  private final TxSender sender;
  private final TxBank bank;
  private final TxOptions options;
  private final Function<OrderId, String> numbers;

  /// Every order under the number that the options give it.
  public TxDrafts(TxSender sender, TxBank bank, TxOptions options) {
    this(sender, bank, options, id -> TxNumbers.application(options.applicationPrefix(), id));
  }

  /// @param numbers under which the bank knows an order, or is to know it: one that went out before
  ///   the options changed keeps its own
  public TxDrafts(
      TxSender sender, TxBank bank, TxOptions options, Function<OrderId, String> numbers) {
    this.sender = sender;
    this.bank = bank;
    this.options = options;
    this.numbers = numbers;
  }

  /// The kind of request that says orders of this kind; empty when there is none.
  public static Optional<TxCode> code(OrderKind kind) {
    return switch (kind) {
      case STOP_PAYMENT -> Optional.of(TxCode.STOP);
      case PROLONG -> Optional.of(TxCode.PROLONG);
      case RELEASE -> Optional.of(TxCode.RELEASE);
      case FREEZE -> Optional.of(TxCode.FREEZE);
      case RENEW -> Optional.of(TxCode.RENEW);
      case UNFREEZE -> Optional.of(TxCode.UNFREEZE);
      case HOLDER_QUERY -> Optional.of(TxCode.HOLDER);
      case TRANSACTION_QUERY -> Optional.of(TxCode.TRANSACTIONS);
      case WATCH -> Optional.of(TxCode.WATCH);
      case RECALL,
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
    if (code(order.kind()).isPresent()) {
      return Optional.ofNullable(lacks(order));
    }
    return Optional.of(
        order.kind() == OrderKind.RECALL
            ? "TX报文无撤回汇款的交易 / TX has no message that recalls a payment"
            : "TX报文只发往银行 / TX messages go to banks only");
  }

  /// The request that says this order.
  ///
  /// @param attachments the files that go with it
  public TxDraft draft(OutgoingOrder outgoing, List<Attachment> attachments) {
    Order order = outgoing.order();
    return cannot(order)
        .<TxDraft>map(TxDraft.Cannot::new)
        .orElseGet(
            () ->
                new TxDraft.Ready(
                    new RequestWriting(
                            order,
                            outgoing.caseId().value(),
                            attachments,
                            sender,
                            bank,
                            options,
                            numbers)
                        .request()));
  }

  private @Nullable String lacks(Order order) {
    if (!(order.target() instanceof BankAccount account)) {
      return "TX报文只按账号办理 / TX messages are about an account";
    }
    if (account.form() == BankAccount.Form.WALLET) {
      return "支付账户的报文尚未还原 / the messages for wallets are not reconstructed";
    }
    if (account.masked()) {
      return "账号有隐藏位 / part of the number is hidden";
    }
    if (order.kind().needsOriginal() && order.original() == null) {
      return "缺少原指令 / the earlier order is not named";
    }
    return order.kind().holdsMoney() ? lacksForHold(order, account) : null;
  }

  private @Nullable String lacksForHold(Order order, BankAccount account) {
    Money amount = order.amount();
    Instant ends = order.termEndsAt();
    if (amount == null || ends == null || !ends.isAfter(order.orderedAt())) {
      return "缺少金额或期限 / a hold names a sum and a term";
    }
    if (Sums.units(amount, options).signum() == 0) {
      return "金额不足一元 / the sum is below one yuan";
    }
    if (!amount.currency().equals(RequestWriting.YUAN)
        && !RequestWriting.namesSubAccount(account)) {
      return "外币账户须写明子账号 / an account in a foreign currency is named with its sub-account";
    }
    return null;
  }
}
