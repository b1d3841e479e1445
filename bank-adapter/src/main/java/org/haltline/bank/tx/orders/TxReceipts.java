package org.haltline.bank.tx.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.haltline.bank.line.SentOrder;
import org.haltline.bank.tx.NextStep;
import org.haltline.bank.tx.TxCode;
import org.haltline.bank.tx.TxFeedback;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxResult;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// What a feedback means for the order that it answers. Nothing is taken for granted that the bank
/// did not say: an unclear result is unknown, a result out of no table goes to a person.
public final class TxReceipts {
  /// One source lets a renewal answer with one digit.
  private static final String RENEWED = "1";

  private static final String NOT_RENEWED = "0";

  private final TxOptions options;

  public TxReceipts(TxOptions options) {
    this.options = options;
  }

  /// The kind of feedback that answers orders of this kind; empty when there is none.
  public static Optional<TxCode> answerTo(OrderKind kind) {
    return TxDrafts.code(kind).flatMap(TxCode::feedback);
  }

  /// The receipt of one order.
  ///
  /// @param heardAt when the feedback came; the messages do not say when they were written
  public Receipt receipt(SentOrder order, TxFeedback feedback, Instant heardAt) {
    if (!answerTo(order.kind()).equals(Optional.of(feedback.code()))) {
      return new Receipt.NeedsPerson(
          heardAt,
          "反馈类型不符：%s / a %s came as the answer to %s"
              .formatted(feedback.code().zh(), feedback.code().en(), order.kind()));
    }
    if (feedback instanceof TxFeedback.Renew && feedback.result().equals(NOT_RENEWED)) {
      return new Receipt.Refused(
          heardAt, ReasonCode.OTHER, remark(feedback, "冻结延期未成功 / the freeze was not renewed"));
    }
    Optional<TxResult> known =
        feedback instanceof TxFeedback.Renew && feedback.result().equals(RENEWED)
            ? Optional.of(TxResult.SUCCESS)
            : TxResult.of(feedback.result());
    return known
        .map(result -> receipt(order, feedback, result, heardAt))
        .orElseGet(
            () ->
                new Receipt.NeedsPerson(
                    heardAt,
                    said(
                        feedback,
                        "应答码%s不在表中 / result %1$s is in no table".formatted(feedback.result()))));
  }

  private Receipt receipt(SentOrder order, TxFeedback feedback, TxResult result, Instant heardAt) {
    return switch (result.outcome()) {
      case DONE, PARTLY -> done(order, feedback, result, heardAt);
      case REFUSED ->
          new Receipt.Refused(heardAt, result.reason(), explained(order, feedback, result));
      case UNCLEAR ->
          result.next() == NextStep.ASK_AGAIN
              ? new Receipt.Unknown(heardAt, explained(order, feedback, result))
              : new Receipt.NeedsPerson(heardAt, explained(order, feedback, result));
      case BY_HAND -> new Receipt.NeedsPerson(heardAt, explained(order, feedback, result));
    };
  }

  private Receipt done(SentOrder order, TxFeedback feedback, TxResult result, Instant heardAt) {
    boolean partly = result.outcome() == TxResult.Outcome.PARTLY;
    return switch (feedback) {
      case TxFeedback.Stop it ->
          held(
              order,
              feedback,
              heardAt,
              stopped(order, it.accountBalance(), partly),
              it.startTime(),
              it.expireTime());
      case TxFeedback.Prolong it ->
          held(
              order,
              feedback,
              heardAt,
              stopped(order, it.accountBalance(), partly),
              it.startTime(),
              it.expireTime());
      case TxFeedback.Freeze it ->
          held(
              order,
              feedback,
              heardAt,
              frozen(order, it.frozenBalance(), it.currency()),
              it.startTime(),
              it.expireTime());
      case TxFeedback.Renew it ->
          held(
              order,
              feedback,
              heardAt,
              frozen(order, it.frozenBalance(), it.currency()),
              it.startTime(),
              it.expireTime());
      case TxFeedback.Release _, TxFeedback.Unfreeze _ ->
          new Receipt.Done(heardAt, null, null, null, remark(feedback, null));
      case TxFeedback.Holder _, TxFeedback.Transactions _, TxFeedback.Watch _ ->
          new Receipt.Done(
              heardAt, null, null, null, remark(feedback, TxFindings.of(feedback).summary()));
      case TxFeedback.EndWatch _, TxFeedback.AllAccounts _, TxFeedback.CaseReport _ ->
          throw new IllegalStateException(feedback.code() + " answers no order");
    };
  }

  private Receipt held(
      SentOrder order,
      TxFeedback feedback,
      Instant heardAt,
      @Nullable Money held,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {
    if (held == null) {
      return new Receipt.NeedsPerson(
          heardAt, said(feedback, "已执行，但未说明金额 / carried out, but not said for how much"));
    }
    NextStep next = NextStep.FOLLOW_THE_MONEY;
    boolean less = held.minor() < asked(order).minor();
    String partly =
        "控制金额%s少于指令金额；%s / %1$s is held, less than ordered; %s"
            .formatted(held, next.zh(), next.en());
    return new Receipt.Done(
        heardAt, held, startsAt, endsAt, less ? said(feedback, partly) : remark(feedback, null));
  }

  /// A stop's feedback tells what was in the account, not what is held: the lesser of that and of
  /// the sum asked for. A plain "done" over a balance of zero is a blank written as 0.00, since a
  /// bank that finds too little answers 1200; and a 1200 over a balance that would have been enough
  /// does not say what is held.
  private @Nullable Money stopped(SentOrder order, @Nullable BigDecimal balance, boolean partly) {
    Money asked = asked(order);
    if (balance == null || (!partly && balance.signum() == 0)) {
      return partly ? null : asked;
    }
    Money there = Sums.money(balance.max(BigDecimal.ZERO), asked.currency());
    return partly && there.minor() >= asked.minor() ? null : there.min(asked);
  }

  private static @Nullable Money frozen(
      SentOrder order, @Nullable BigDecimal frozen, @Nullable String currency) {
    String ordered = Objects.requireNonNull(order.amount()).currency();
    boolean foreign = currency != null && !currency.equals(ordered);
    return frozen == null || frozen.signum() < 0 || foreign ? null : Sums.money(frozen, ordered);
  }

  private Money asked(SentOrder order) {
    return Sums.asked(Objects.requireNonNull(order.amount()), options);
  }

  /// What the result means, what to do, and what the bank adds.
  private static String explained(SentOrder order, TxFeedback feedback, TxResult result) {
    NextStep next = result.next().after(order.kind());
    return said(
        feedback,
        "%s %s;%s / %s; %s"
            .formatted(result.code(), result.zh(), next.zh(), result.en(), next.en()));
  }

  private static String said(TxFeedback feedback, String first) {
    return Objects.requireNonNull(remark(feedback, first));
  }

  private static @Nullable String remark(TxFeedback feedback, @Nullable String first) {
    List<String> said = new ArrayList<>();
    if (first != null) {
      said.add(first);
    }
    if (feedback.failureCause() != null) {
      said.add(feedback.failureCause());
    }
    if (feedback.feedbackRemark() != null) {
      said.add(feedback.feedbackRemark());
    }
    return said.isEmpty() ? null : String.join(" | ", said);
  }
}
