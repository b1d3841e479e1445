package org.haltline.bank.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A desk at which orders to the bank `icbc` are drawn up, in a bank whose accounts the test opens.
final class Desk {
  static final Duration STOP_TERM = Duration.ofDays(2);
  private static final CaseId CASE = new CaseId("QY-261120-0001");

  private final Map<String, Opening> openings = new HashMap<>();
  final BankLedger ledger = new BankLedger(2, this::opening);
  final List<OrderJson> sent = new ArrayList<>();
  final List<AnswerJson> answers = new ArrayList<>();
  Instant now = Instant.parse("2026-11-20T01:00:00Z");
  private long drawn;

  private Opening opening(String number, String key) {
    return Objects.requireNonNullElse(
        openings.get(number), new Opening.Closed(ReasonCode.NO_SUCH_ACCOUNT, "none"));
  }

  /// An account under any name.
  BankAccount opens(String number, long balanceMinor) {
    return opens(number, new Opening.Account("何雨桐", true, cny(balanceMinor), null));
  }

  BankAccount opens(String number, Opening opening) {
    openings.put(number, opening);
    return account(number, null);
  }

  static BankAccount account(String number, @Nullable String holder) {
    return new BankAccount(number, number, Form.ACCOUNT, "icbc", holder);
  }

  static Money cny(long minor) {
    return new Money(minor, "CNY");
  }

  Order stop(BankAccount account, long minor) {
    return draft(OrderKind.STOP_PAYMENT, account, minor, STOP_TERM, null, List.of());
  }

  /// A further hold that an earlier one turns into, from where that one ends.
  Order onward(OrderKind kind, Order original, long minor) {
    Instant ends = Objects.requireNonNull(original.termEndsAt()).plus(STOP_TERM);
    return draft(
        kind, original.target(), minor, Duration.between(now, ends), original.id(), List.of());
  }

  Order end(OrderKind kind, Order original, Order... withdrawn) {
    return draft(
        kind,
        original.target(),
        null,
        null,
        original.id(),
        List.of(withdrawn).stream().map(Order::id).toList());
  }

  Order ask(OrderKind kind, Subject about) {
    return draft(kind, about, null, null, null, List.of());
  }

  Order draft(
      OrderKind kind,
      Subject target,
      @Nullable Long minor,
      @Nullable Duration term,
      @Nullable OrderId original,
      List<OrderId> withdraws) {
    return new Order(
        new OrderNumbers(now, ++drawn).next(),
        kind,
        "icbc",
        target,
        minor == null ? null : cny(minor),
        "reported fraud",
        "Inspector Bai, Fengze station",
        now,
        now.plusSeconds(60),
        term == null ? null : now.plus(term),
        original,
        withdraws);
  }

  static OutgoingOrder outgoing(Order order) {
    return new OutgoingOrder(CASE, order);
  }

  /// Takes the order to the bank, at this instant.
  AnswerJson carry(Order order) {
    OrderJson json = OrderJson.of(outgoing(order), null);
    sent.add(json);
    AnswerJson answer = ledger.carryOut(json, now);
    answers.add(answer);
    return answer;
  }

  AccountView view(BankAccount account) {
    return Objects.requireNonNull(ledger.view(account.number(), now), "never asked about");
  }

  void later(Duration by) {
    now = now.plus(by);
  }

  static Person person(String name) {
    return new Person(name, name);
  }
}
