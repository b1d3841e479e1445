package org.haltline.core.dispatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.codec.Wire;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One order as the JSON channel says it, the body of `PUT /orders/{number}`. A form of our own,
/// spoken by the sandboxes and by whoever has nothing older to speak.
///
/// @param caseId goes back with every answer
/// @param holder the account's holder as the caller gave it
/// @param answerTo where an answer that comes later is POSTed; stands in the [#ANSWER_TO] header,
///   for the body is signed and says the same whenever and from wherever it is sent. Null when the
///   order can only be asked about
public record OrderJson(
    String number,
    @JsonProperty("case") String caseId,
    OrderKind kind,
    Target target,
    @Nullable String holder,
    @Nullable Long amountMinor,
    @Nullable String currency,
    String reason,
    String authority,
    Instant orderedAt,
    @Nullable Instant termEndsAt,
    @Nullable String original,
    List<String> withdraws,
    @Nullable String answerTo) {

  /// The header of a request that says where an answer that comes later is POSTed.
  public static final String ANSWER_TO = "answer-to";

  public OrderJson {
    withdraws = List.copyOf(withdraws);
  }

  /// What the order is about. `key` tells it from all others, the rest fits its type.
  ///
  /// @param type `account`, `phone`, `link`, `chat`, `email`, `person`, `id` or `app`
  /// @param number of an account, a phone (E.164) or an id document
  /// @param host of a link
  /// @param path of a link
  /// @param service of a chat account
  /// @param name of a person or an app, the handle of a chat account, an e-mail address
  public record Target(
      String type,
      String key,
      @Nullable String number,
      @Nullable String host,
      @Nullable String path,
      @Nullable String service,
      @Nullable String name) {

    static Target of(Subject subject) {
      String key = subject.key();
      return switch (subject) {
        case BankAccount it -> numbered("account", key, it.number());
        case PhoneNumber it -> numbered("phone", key, it.e164());
        case IdDocument it -> numbered("id", key, it.number());
        case Link it -> new Target("link", key, null, it.host(), it.path(), null, null);
        case ChatAccount it -> new Target("chat", key, null, null, null, it.service(), it.handle());
        case EmailAddress it -> named("email", key, it.address());
        case Person it -> named("person", key, it.name());
        case App it -> named("app", key, it.name());
      };
    }

    private static Target numbered(String type, String key, String number) {
      return new Target(type, key, number, null, null, null, null);
    }

    private static Target named(String type, String key, String name) {
      return new Target(type, key, null, null, null, null, name);
    }
  }

  /// The bytes of the body, which are what is signed. They follow from the order alone.
  public static byte[] bytes(OutgoingOrder outgoing) {
    return Wire.JSON.writeValueAsBytes(of(outgoing, null));
  }

  /// The same order with an address for its answer; itself when there is none.
  public OrderJson answeredAt(@Nullable String address) {
    return address == null
        ? this
        : new OrderJson(
            number,
            caseId,
            kind,
            target,
            holder,
            amountMinor,
            currency,
            reason,
            authority,
            orderedAt,
            termEndsAt,
            original,
            withdraws,
            address);
  }

  public static OrderJson of(OutgoingOrder outgoing, @Nullable String answerTo) {
    Order order = outgoing.order();
    Money amount = order.amount();
    OrderId original = order.original();
    return new OrderJson(
        order.id().digits(),
        outgoing.caseId().value(),
        order.kind(),
        Target.of(order.target()),
        order.target() instanceof BankAccount account ? account.holder() : null,
        amount == null ? null : amount.minor(),
        amount == null ? null : amount.currency(),
        order.reason(),
        order.authority(),
        order.orderedAt(),
        order.termEndsAt(),
        original == null ? null : original.digits(),
        order.withdraws().stream().map(OrderId::digits).toList(),
        answerTo);
  }
}
