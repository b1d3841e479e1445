package org.haltline.core.casefile;

import java.time.Instant;
import java.util.List;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;

/// Facts in one line each, orders by their short names.
///
/// @param named the orders of the story, `#1` first
record Told(List<OrderId> named) {

  String line(CaseEvent event) {
    String type = event.getClass().getSimpleName();
    return switch (event) {
      case ReportFiled _ -> type;
      case PaymentsAdded e -> type + " " + e.payments().size();
      case LuresAdded e -> type + " " + e.lures().size();
      case OrderIssued e -> type + " " + order(e.order());
      case OrderRequested e ->
          type + " " + order(e.order()) + (e.major() ? ", major" : "") + ", by " + e.requestedBy();
      case OrderNotIssued e ->
          type
              + " "
              + order(e.order())
              + ": "
              + e.reason()
              + ", "
              + Bilingual.read(e.because()).en();
      case OrderApproved e -> type + " " + order(e.order()) + ", by " + e.approvedBy();
      case OrderDeclined e -> type + " " + name(e.orderId()) + ", by " + e.declinedBy();
      case OrderTaken e -> type + " " + name(e.orderId());
      case OrderDone e -> type + " " + name(e.orderId()) + held(e.hold());
      case OrderRefused e -> type + " " + name(e.orderId()) + " " + e.receipt().reason();
      case OrderUnknown e -> type + " " + name(e.orderId());
      case OrderPutOnDesk e -> type + " " + name(e.orderId()) + ": " + e.why();
      case OrderClaimed e ->
          type
              + " "
              + name(e.orderId())
              + " by "
              + e.by().id()
              + (e.takenOverFrom() == null ? "" : ", from " + e.takenOverFrom());
      case OrderHandedBack e -> type + " " + name(e.orderId()) + " by " + e.by();
      case OrderWithdrawn e -> type + " " + name(e.orderId()) + " by " + name(e.by());
      case FeedbackContradicted e -> type + " " + name(e.orderId()) + held(e.hold());
      case FindingsRecorded e ->
          type
              + " "
              + name(e.orderId())
              + " "
              + e.findings().holders().size()
              + "/"
              + e.findings().balances().size()
              + "/"
              + e.findings().transfers().size();
      case AnswerOverdue e -> type + " " + name(e.orderId());
      case HoldReleased e -> type + " " + name(e.orderId()) + " by " + name(e.by());
      case HoldRenewed e -> type + " " + name(e.orderId()) + " by " + name(e.by());
      case HoldFrozen e -> type + " " + name(e.orderId()) + " by " + name(e.by());
      case HoldEndingSoon e -> type + " " + name(e.orderId()) + " " + e.before();
      case HoldLapsed e -> type + " " + name(e.orderId());
      case FoundUnrelated e -> type + " " + name(e.orderId()) + " by " + e.foundBy();
      case LettingGoOverdue e -> type + " " + name(e.orderId());
      case PaperAttached e -> type + " " + name(e.orderId()) + " " + e.name();
      case PaperOverdue e -> type + " " + name(e.orderId()) + " " + e.name();
      case NoteAdded e -> type + " by " + e.note().by() + " to " + e.note().mentions();
      case CaseLinked e -> type + " " + e.link().to() + " by " + e.link().by();
      case CaseFiled e -> type + " " + e.policeCaseNumber();
      case CaseSolved _, CaseClosed _ -> type;
    };
  }

  private String order(Order order) {
    var line = new StringBuilder(name(order.id()));
    line.append(' ').append(order.kind()).append(" at ").append(order.institution());
    if (order.amount() != null) {
      line.append(", ").append(order.amount());
    }
    if (order.original() != null) {
      line.append(", original ").append(name(order.original()));
    }
    if (!order.withdraws().isEmpty()) {
      line.append(", withdraws ");
      line.append(String.join(" ", order.withdraws().stream().map(this::name).toList()));
    }
    return line.toString();
  }

  private static String held(@Nullable Hold hold) {
    if (hold == null) {
      return "";
    }
    String what = hold.held() == null ? " cut" : " holds " + hold.held();
    return what + " until " + minute(hold.endsAt());
  }

  private static String minute(Instant at) {
    return at.toString().substring(0, 16);
  }

  private String name(OrderId id) {
    return "#" + (named.indexOf(id) + 1);
  }
}
