package org.haltline.bank.tx.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.haltline.bank.tx.IdTypes;
import org.haltline.bank.tx.Specimens;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A desk of an invented centre that orders on one account at one invented bank.
public final class TxDesk {
  public static final Instant NOW = Instant.parse("2026-11-20T01:30:00Z");
  public static final Instant ENDS = NOW.plus(Duration.ofDays(2));
  public static final Money ORDERED = new Money(4_980_050, "CNY");
  public static final BankAccount ACCOUNT = account("6222020000000000018", Form.CARD, "何雨桐");
  public static final TxSender SENDER =
      new TxSender(
          Specimens.POLICE,
          "泉湖市反诈中心",
          new TxSender.Officer(IdTypes.Type.RESIDENT_ID, "P0001", "林一帆", "0599-5550110"),
          new TxSender.Officer(IdTypes.Type.POLICE_OFFICER, "P0002", "苏可", ""));
  public static final TxBank BANK = new TxBank(Specimens.BANK, "泉湖银行");
  public static final OrderId FIRST = new OrderNumbers(NOW, 1).next();
  public static final OrderId SECOND = new OrderNumbers(NOW, new Random(2).nextLong()).next();

  private TxDesk() {}

  public static BankAccount account(String number, Form form, @Nullable String holder) {
    return new BankAccount(number, number, form, "QUANHU", holder);
  }

  public static Order order(OrderKind kind) {
    return order(kind, ACCOUNT, ORDERED);
  }

  public static Order order(OrderKind kind, Subject target, @Nullable Money amount) {
    return new Order(
        SECOND,
        kind,
        "QUANHU",
        target,
        kind.namesSum() ? amount : null,
        "冒充客服诈骗",
        "林一帆，泉湖市反诈中心",
        NOW,
        NOW.plus(Duration.ofMinutes(30)),
        kind.leavesStanding() ? ENDS : null,
        kind.needsOriginal() ? FIRST : null,
        List.of());
  }

  public static OutgoingOrder outgoing(Order order) {
    return new OutgoingOrder(new CaseId("QY-261120-0031"), order);
  }
}
