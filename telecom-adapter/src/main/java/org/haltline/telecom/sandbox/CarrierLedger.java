package org.haltline.telecom.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.Withdrawals;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.telecom.sandbox.NumberView.State;

/// The numbers of one carrier, what it blocks on the web, and the messages it sent. A number stays
/// suspended, a link blocked, as long as any order keeps it so. A block is exactly as wide as it
/// was ordered: a whole host, or one path of it while the host goes on answering. Given the same
/// orders at the same instants it always comes to the same state. May be used on any thread, by
/// every line of the carrier.
public final class CarrierLedger {
  private final Subscriptions subscriptions;
  private final Map<String, Cut> cuts = new HashMap<>();
  private final Map<String, List<Cut>> standing = new HashMap<>();
  private final Map<String, Integer> messages = new HashMap<>();
  private final Withdrawals withdrawals = new Withdrawals();

  public CarrierLedger(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /// Carries out an order whose number was not seen before, and says what came of it. What it
  /// withdraws is withdrawn even when the rest of it is refused.
  public synchronized AnswerJson carryOut(OrderJson order, Instant now) {
    withdrawals.arrived(order);
    for (String number : order.withdraws()) {
      Cut cut = cuts.get(number);
      if (cut != null) {
        cut.lift();
      }
    }
    if (withdrawals.contain(order.number())) {
      return no(ReasonCode.OTHER, Withdrawals.REMARK);
    }
    return switch (order.kind()) {
      case SUSPEND_NUMBER -> suspend(order, now);
      case INTERCEPT_CALLS -> onNumber(order, (number, _) -> cut(order, number, now));
      case BLOCK_LINK -> block(order, now);
      case RESTORE_NUMBER, LIFT -> letGo(order, now);
      case WARNING_MESSAGE -> warn(order);
      case HOLDER_QUERY -> onNumber(order, (_, holder) -> told(holder));
      case STOP_PAYMENT,
          PROLONG,
          RELEASE,
          FREEZE,
          RENEW,
          UNFREEZE,
          TRANSACTION_QUERY,
          WATCH,
          RECALL,
          REPORT_TO_PLATFORM ->
          no(ReasonCode.CANNOT, "运营商无法执行此类指令 / a carrier cannot do this");
    };
  }

  /// A number as it stands; whoever asks about one the carrier has nothing on sees it active.
  public synchronized NumberView view(String e164, Instant now) {
    List<Cut> on = standing.getOrDefault(e164, List.of());
    State state = State.ACTIVE;
    List<String> orders = new ArrayList<>();
    for (Cut cut : on) {
      if (cut.standsAt(now)) {
        orders.add(cut.order);
        state =
            cut.kind == OrderKind.SUSPEND_NUMBER || state == State.SUSPENDED
                ? State.SUSPENDED
                : State.INTERCEPTED;
      }
    }
    return new NumberView(e164, state, orders, messages.getOrDefault(e164, 0));
  }

  /// Whether somebody who asks for this page is kept from it.
  ///
  /// @param path with its query, as the order said it; empty for the root
  public synchronized boolean isBlocked(String host, String path, Instant now) {
    return standsOn(host, now) || standsOn(host + path, now);
  }

  /// The hosts and links that are blocked now, in order of the alphabet.
  public synchronized List<String> blocked(Instant now) {
    return standing.values().stream()
        .flatMap(List::stream)
        .filter(cut -> cut.kind == OrderKind.BLOCK_LINK && cut.standsAt(now))
        .map(cut -> cut.what)
        .distinct()
        .sorted()
        .toList();
  }

  /// A text message to that number: sent, or why not.
  public synchronized AnswerJson message(String e164) {
    return switch (subscriptions.of(e164)) {
      case Subscription.Closed closed -> no(closed);
      case Subscription.Known(_) -> message(e164, messages);
    };
  }

  private static AnswerJson message(String e164, Map<String, Integer> messages) {
    if (!Dialling.isMobile(e164)) {
      return no(ReasonCode.CANNOT, "只能向境内手机发送 / messages go to mobile numbers here");
    }
    messages.merge(e164, 1, Integer::sum);
    return AnswerJson.done(null);
  }

  private AnswerJson suspend(OrderJson order, Instant now) {
    return onNumber(
        order,
        (number, _) -> {
          if (Dialling.isForeign(number)) {
            return no(ReasonCode.CANNOT, "境外号码只能拦截 / a foreign number can only be kept out");
          }
          return Dialling.isMobile(number)
              ? cut(order, number, now)
              : no(ReasonCode.CANNOT, "非手机号码只能拦截 / only mobile numbers are suspended");
        });
  }

  private AnswerJson block(OrderJson order, Instant now) {
    String host = order.target().host();
    if (host == null || host.isBlank()) {
      return no(ReasonCode.BAD_FORMAT, "缺少域名 / a block names a host");
    }
    String path = Objects.requireNonNullElse(order.target().path(), "");
    return cut(order, path.equals("/") ? host : host + path, now);
  }

  private AnswerJson cut(OrderJson order, String what, Instant now) {
    Instant termEndsAt = order.termEndsAt();
    if (termEndsAt == null || !termEndsAt.isAfter(order.orderedAt())) {
      return no(ReasonCode.BAD_FORMAT, "缺少期限 / a cut has a term");
    }
    boolean already = standsOn(what, now);
    Instant endsAt = now.plus(Duration.between(order.orderedAt(), termEndsAt));
    var cut = new Cut(order, what, now, endsAt);
    cuts.put(order.number(), cut);
    standing.computeIfAbsent(what, fresh -> new ArrayList<>(1)).add(cut);
    return AnswerJson.cut(now, endsAt, already ? "此前已处置 / was cut already" : null);
  }

  private AnswerJson letGo(OrderJson order, Instant now) {
    String original = order.original();
    if (original == null || !withdrawals.know(original)) {
      return no(ReasonCode.ORIGINAL_MISSING, "原指令不存在 / the earlier order is not known");
    }
    Cut cut = cuts.get(original);
    if (cut == null) {
      return AnswerJson.done(null);
    }
    boolean restores = order.kind() == OrderKind.RESTORE_NUMBER;
    if (restores != (cut.kind == OrderKind.SUSPEND_NUMBER)) {
      return no(ReasonCode.ORIGINAL_MISSING, "原指令类型不符 / the earlier order was of another kind");
    }
    cut.lift();
    return AnswerJson.done(
        standsOn(cut.what, now) ? "另有指令仍在执行 / another order keeps it cut" : null);
  }

  private AnswerJson warn(OrderJson order) {
    return onNumber(order, (number, _) -> message(number, messages));
  }

  private static AnswerJson told(String holder) {
    return holder.isEmpty()
        ? no(ReasonCode.CANNOT, "境外号码无登记信息 / nothing is known of a foreign number's holder")
        : AnswerJson.done("机主%s / holder %1$s".formatted(holder));
  }

  private AnswerJson onNumber(OrderJson order, Doing doing) {
    String number = order.target().number();
    if (!order.target().type().equals("phone") || number == null) {
      return no(ReasonCode.CANNOT, "只能按号码办理 / this carrier acts on phone numbers only");
    }
    return switch (subscriptions.of(number)) {
      case Subscription.Closed closed -> no(closed);
      case Subscription.Known(var holder) -> doing.on(number, holder);
    };
  }

  private boolean standsOn(String what, Instant now) {
    List<Cut> on = standing.get(what);
    return on != null && on.stream().anyMatch(cut -> cut.standsAt(now));
  }

  @FunctionalInterface
  private interface Doing {
    AnswerJson on(String e164, String holder);
  }

  private static AnswerJson no(Subscription.Closed closed) {
    String servedBy = closed.servedBy();
    return servedBy == null
        ? no(closed.reason(), closed.remark())
        : AnswerJson.moved(servedBy, closed.remark());
  }

  private static AnswerJson no(ReasonCode reason, String remark) {
    return AnswerJson.refused(reason, remark);
  }
}
