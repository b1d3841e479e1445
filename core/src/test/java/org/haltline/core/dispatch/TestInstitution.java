package org.haltline.core.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;

/// The simplest institution: does what it is told, unless the order was called back before.
final class TestInstitution extends SandboxServer {
  private final Set<String> withdrawn = new HashSet<>();
  final Map<String, String> answerTo = new ConcurrentHashMap<>();

  TestInstitution(String name) {
    this(name, new Settings("127.0.0.1", 0, Centre.TOKEN, 1));
  }

  TestInstitution(String name, Settings settings) {
    super(name, settings, InstantSource.system());
  }

  @Override
  protected AnswerJson apply(OrderJson order, Instant at) {
    if (order.answerTo() != null) {
      answerTo.put(order.number(), order.answerTo());
    }
    withdrawn.addAll(order.withdraws());
    if (withdrawn.contains(order.number())) {
      return AnswerJson.refused(ReasonCode.OTHER, "called back before");
    }
    OrderKind kind = order.kind();
    Long amount = order.amountMinor();
    String currency = order.currency();
    if (kind.holdsMoney() && amount != null && currency != null) {
      return AnswerJson.held(new Money(amount, currency), at, at.plus(Duration.ofDays(2)), null);
    }
    return kind.leavesStanding()
        ? AnswerJson.cut(at, at.plus(Duration.ofDays(30)), null)
        : AnswerJson.done(null);
  }
}
