package org.haltline.bank.iso.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;
import org.haltline.bank.line.SentOrder;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;

/// What a message means for the order that it answers. Nothing is taken for granted that the bank
/// did not say: what stands in no table goes to a person.
///
/// A stop that was said as a recall is done with what the bank gives back: that much the fraudster
/// no longer has. That it lies with the payer's bank and not on the account is said in the remark.
public final class IsoReceipts {
  private static final String ACCEPTED = "ACCR";
  private static final String PENDING = "PDCR";
  private static final String REJECTED = "RJCR";
  private static final String CANCELLED = "CNCL";
  private static final String CANCELLED_IN_PART = "PECR";

  private IsoReceipts() {}

  /// Whether a resolution says that the payments go back, and not how much.
  public static boolean acceptsWithoutSum(IsoMessage message) {
    return message instanceof Resolution it
        && isAccepted(it)
        && it.payments().stream().allMatch(payment -> payment.returned() == null);
  }

  /// The receipt of one order.
  ///
  /// @param heardAt when the message came
  public static Receipt receipt(SentOrder order, IsoMessage message, Instant heardAt) {
    boolean recalled = IsoDrafts.kind(order.kind()).equals(Optional.of(IsoKind.RECALL));
    return switch (message) {
      case Resolution it when recalled -> resolved(order, it, heardAt);
      case Return it when recalled -> returned(order, it, heardAt);
      case QueryAnswer it when !recalled -> answered(order, it, heardAt);
      default ->
          new Receipt.NeedsPerson(
              heardAt,
              "报文类型不符：%1$s / a %1$s came as the answer to %2$s"
                  .formatted(message.kind().definition(), order.kind()));
    };
  }

  private static boolean isAccepted(Resolution it) {
    boolean inPart = it.payments().stream().anyMatch(each -> ACCEPTED.equals(each.status()));
    return switch (it.confirmation()) {
      case CANCELLED, CANCELLED_IN_PART, ACCEPTED -> true;
      case REJECTED, PENDING -> inPart;
      default -> false;
    };
  }

  private static Receipt resolved(SentOrder order, Resolution it, Instant heardAt) {
    boolean pending =
        it.confirmation().equals(PENDING)
            || it.payments().stream().anyMatch(each -> PENDING.equals(each.status()));
    if (pending) {
      return new Receipt.Taken(heardAt);
    }
    boolean noneAccepted =
        !it.payments().isEmpty()
            && it.payments().stream().allMatch(each -> REJECTED.equals(each.status()));
    if (noneAccepted || (it.confirmation().equals(REJECTED) && !isAccepted(it))) {
      return refused(it, heardAt);
    }
    return isAccepted(it)
        ? accepted(order, it, heardAt)
        : new Receipt.NeedsPerson(
            heardAt,
            said(
                "答复码%1$s不在表中 / confirmation %1$s is in no table".formatted(it.confirmation()), it));
  }

  private static Receipt accepted(SentOrder order, Resolution it, Instant heardAt) {
    List<Resolved> back =
        it.payments().stream().filter(each -> !REJECTED.equals(each.status())).toList();
    boolean whole =
        back.size() == it.payments().size() && !it.confirmation().equals(CANCELLED_IN_PART);
    boolean summed = !back.isEmpty() && back.stream().allMatch(each -> each.returned() != null);
    if (summed) {
      String words = said("同意退回 / it goes back", it);
      return back(
          order,
          back.stream().map(each -> Objects.requireNonNull(each.returned())).toList(),
          words,
          heardAt);
    }
    return whole
        ? back(order, List.of(asked(order)), said("按请求撤销 / cancelled as requested", it), heardAt)
        : new Receipt.NeedsPerson(
            heardAt, said("部分撤销，但未说明金额 / cancelled in part, but not said for how much", it));
  }

  private static Receipt returned(SentOrder order, Return it, Instant heardAt) {
    List<String> words = new ArrayList<>();
    it.payments().forEach(each -> words.addAll(each.reasons()));
    it.payments().forEach(each -> words.addAll(each.remarks()));
    return back(
        order,
        it.payments().stream().map(Returned::amount).toList(),
        joined("已退回付款行 / returned to the payer's bank", words),
        heardAt);
  }

  /// @param sums of the payments that go back; at least one
  private static Receipt back(SentOrder order, List<Money> sums, String remark, Instant heardAt) {
    String asked = asked(order).currency();
    if (sums.isEmpty() || !sums.stream().allMatch(it -> it.currency().equals(asked))) {
      return new Receipt.NeedsPerson(
          heardAt, "退回金额不明或币种不同 / no sum goes back, or in another currency");
    }
    Money sum = sums.stream().reduce(Money::plus).orElseThrow();
    if (sum.isZero()) {
      return new Receipt.Refused(heardAt, ReasonCode.NOTHING_THERE, remark);
    }
    Money held = order.kind().holdsMoney() ? sum : null;
    return new Receipt.Done(heardAt, held, null, null, sum + " " + remark);
  }

  private static Money asked(SentOrder order) {
    return Objects.requireNonNull(order.amount(), "a recall names a sum");
  }

  private static Receipt refused(Resolution it, Instant heardAt) {
    ReasonCode reason =
        it.payments().stream()
            .flatMap(each -> each.reasons().stream())
            .flatMap(code -> IsoReason.of(code).stream())
            .map(IsoReason::reason)
            .findFirst()
            .orElse(ReasonCode.OTHER);
    return new Receipt.Refused(
        heardAt, reason, said("不予撤销 / not cancelled: " + it.confirmation(), it));
  }

  private static Receipt answered(SentOrder order, QueryAnswer it, Instant heardAt) {
    boolean holder = order.kind() == OrderKind.HOLDER_QUERY;
    if (holder != (it.matter() == IsoMessage.Matter.HOLDER)) {
      return new Receipt.NeedsPerson(
          heardAt, "答非所问 / answers another question than was asked: " + it.matter().title());
    }
    return switch (it.status()) {
      case PART -> new Receipt.Taken(heardAt);
      case NRES -> new Receipt.NeedsPerson(heardAt, "银行不予答复 / the bank does not answer: NRES");
      case COMP -> complete(holder, it, heardAt);
    };
  }

  private static Receipt complete(boolean holder, QueryAnswer it, Instant heardAt) {
    if (it.report() != null) {
      return new Receipt.Done(heardAt, null, null, null, IsoTrail.summary(it.report()));
    }
    return switch (it.found()) {
      case FOUN -> new Receipt.NeedsPerson(heardAt, "查到但无结果 / found, and no report with it");
      case NFOU ->
          holder
              ? new Receipt.Refused(heardAt, ReasonCode.NO_SUCH_ACCOUNT, "查无此户 / not found: NFOU")
              : new Receipt.Done(heardAt, null, null, null, "无交易 / no transactions: NFOU");
      case NOAP -> new Receipt.NeedsPerson(heardAt, "查询不适用 / does not apply: NOAP");
    };
  }

  /// What is said first, then the bank's reasons in words, then what it adds.
  private static String said(String first, Resolution it) {
    List<String> words = new ArrayList<>();
    for (Resolved payment : it.payments()) {
      payment.reasons().stream().map(IsoReason::explained).forEach(words::add);
      words.addAll(payment.remarks());
    }
    return joined(first, words);
  }

  private static String joined(String first, List<String> words) {
    List<String> all = new ArrayList<>();
    all.add(first);
    words.stream().distinct().forEach(all::add);
    return String.join(" | ", all);
  }
}
