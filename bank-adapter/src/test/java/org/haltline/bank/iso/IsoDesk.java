package org.haltline.bank.iso;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.haltline.bank.iso.orders.IsoOptions;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A desk of an invented centre that orders on one account at one invented bank.
public final class IsoDesk {
  public static final Instant NOW = Instant.parse("2026-11-20T01:30:00Z");
  public static final CaseId CASE = new CaseId("QY-261120-0031");
  public static final IsoParty.Organisation CENTRE =
      new IsoParty.Organisation("350500000000", "泉湖市反诈中心");
  public static final IsoParty.Bank BANK = new IsoParty.Bank("QHBKCNBJ");
  public static final IsoOptions OPTIONS =
      IsoOptions.usual(ZoneId.of("Asia/Shanghai"), "反电信网络诈骗法第二十条");
  public static final OrderId NUMBER = new OrderId("20261120013000000000000000000042");
  public static final Money ORDERED = new Money(4_980_050, "CNY");
  public static final BankAccount PAYEE = account("6222020000000000018", Form.CARD, "何雨桐");
  public static final BankAccount PAYER =
      new BankAccount(
          "GB33BUKB20201555555555", "GB33BUKB20201555555555", Form.ACCOUNT, "BUKB", "骆一川");
  public static final Instant LEFT = Instant.parse("2026-11-19T16:10:00Z");

  private IsoDesk() {}

  public static BankAccount account(String number, Form form, @Nullable String holder) {
    return new BankAccount(number, number, form, "QUANHU", holder);
  }

  public static Order order(OrderKind kind) {
    return order(kind, kind == OrderKind.RECALL ? PAYER : PAYEE, ORDERED)
        .covering(kind.namesSum() ? List.of(payment("2026111900405500123", ORDERED)) : List.of());
  }

  public static CoveredPayment payment(@Nullable String reference, Money amount) {
    return new CoveredPayment(reference, amount, LEFT, PAYER, PAYEE);
  }

  public static Order order(OrderKind kind, Subject target, @Nullable Money amount) {
    return order(NUMBER, NOW, kind, target, amount);
  }

  public static Order order(
      OrderId number, Instant at, OrderKind kind, Subject target, @Nullable Money amount) {
    return new Order(
        number,
        kind,
        "QUANHU",
        target,
        kind.namesSum() ? amount : null,
        "冒充客服诈骗",
        "林一帆，泉湖市反诈中心",
        at,
        at.plus(Duration.ofMinutes(30)),
        kind.leavesStanding() ? at.plus(Duration.ofDays(2)) : null,
        null,
        List.of());
  }

  public static OutgoingOrder outgoing(Order order) {
    return new OutgoingOrder(CASE, order);
  }
}
