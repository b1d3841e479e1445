package org.haltline.telecom.sandbox.tmf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.telecom.sandbox.CarrierLedger;
import org.haltline.telecom.sandbox.NumberView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The service orders of one sandbox carrier: each `externalId` once, carried out in the carrier's
/// ledger, and told as TMF641 tells it. Not thread-safe.
final class ServiceOrders {
  private static final String SERVED_BY = "servedBy";

  private final CarrierLedger ledger;
  private final Map<String, ObjectNode> byId = new HashMap<>();
  private final Map<String, String> idByExternal = new HashMap<>();
  private final Map<String, String> portedTo = new HashMap<>();
  private final Book book = new Book();

  ServiceOrders(CarrierLedger ledger) {
    this.ledger = ledger;
  }

  /// From now on this number is another carrier's.
  void port(String e164, String to) {
    portedTo.put(e164, to);
  }

  Book book() {
    return book;
  }

  @Nullable ObjectNode byId(String id) {
    return byId.get(id);
  }

  List<ObjectNode> byExternalId(String external) {
    ObjectNode known = byId.get(idByExternal.getOrDefault(external, ""));
    return known == null ? List.of() : List.of(known);
  }

  NumberView number(String e164, Instant now) {
    return ledger.view(e164, now);
  }

  /// Takes an order in; one that was taken in before is told as it stands.
  ///
  /// @throws IllegalArgumentException says what is wrong with it
  ObjectNode take(JsonNode body, Instant now) {
    String external = body.path("externalId").asString("");
    if (!external.matches("\\d{32}")) {
      throw new IllegalArgumentException("externalId: our numbers have 32 digits");
    }
    OrderJson said = said(body, number(body));
    ObjectNode known = byId.get(idByExternal.getOrDefault(external, ""));
    book.received(said, now);
    if (known != null) {
      return known;
    }
    String id = "so-" + (byId.size() + 1);
    ObjectNode order = ((ObjectNode) body).deepCopy();
    order.put("id", id);
    order.put("href", "/serviceOrder/" + id);
    order.put("state", "acknowledged");
    byId.put(id, order);
    idByExternal.put(external, id);
    return order;
  }

  /// Carries it out; what came of it stands in it afterwards.
  ///
  /// @param refuse why it is refused without an effect; null where it is not
  void carryOut(ObjectNode order, Instant now, @Nullable ReasonCode refuse) {
    if (!order.path("state").asString("").equals("acknowledged")) {
      return;
    }
    String e164 = number(order);
    OrderJson said = said(order, e164);
    String other = portedTo.get(e164);
    if (other != null) {
      moved(order, other);
      AnswerJson ported = AnswerJson.refused(ReasonCode.NOT_OURS, "moved to another carrier");
      book.answered(said.number(), ported.about(said, now));
      return;
    }
    AnswerJson answer =
        refuse == null
            ? ledger.carryOut(said, now)
            : AnswerJson.refused(refuse, "沙箱按设定拒绝 / the sandbox was told to refuse");
    book.answered(said.number(), answer.about(said, now));
    if (answer.state() == AnswerJson.State.DONE) {
      book.effect(said.number());
      order.put("state", "completed");
      order.put("completionDate", now.toString());
    } else if (answer.servedBy() != null) {
      moved(order, answer.servedBy());
    } else {
      fail(order, String.valueOf(answer.reason()), String.valueOf(answer.remark()));
    }
  }

  /// Cancels one that was not carried out yet; false where it is too late.
  boolean cancel(ObjectNode order, Instant now) {
    if (!order.path("state").asString("").equals("acknowledged")) {
      return false;
    }
    order.put("state", "cancelled");
    order.put("cancellationDate", now.toString());
    OrderJson said = said(order, number(order));
    AnswerJson cancelled = AnswerJson.refused(ReasonCode.OTHER, "已取消 / cancelled");
    book.answered(said.number(), cancelled.about(said, now));
    return true;
  }

  private static void moved(ObjectNode order, String to) {
    fail(order, "NUMBER_PORTED", "moved to another carrier");
    ((ObjectNode) order.path("serviceOrderItem").path(0).path("service"))
        .withArray("serviceCharacteristic")
        .addObject()
        .put("name", SERVED_BY)
        .put("value", to);
  }

  private static void fail(ObjectNode order, String code, String message) {
    order.put("state", "failed");
    order.putArray("errorMessage").addObject().put("code", code).put("message", message);
  }

  private static OrderJson said(JsonNode body, String e164) {
    var withdraws = new ArrayList<String>();
    for (JsonNode note : body.path("note")) {
      String text = note.path("text").asString("");
      if (text.startsWith("withdraws ")) {
        withdraws.add(text.substring("withdraws ".length()));
      }
    }
    String original = body.path("orderRelationship").path(0).path("id").asString("");
    String end = body.path("serviceOrderItem").path(0).path("service").path("endDate").asString("");
    ObjectNode target = Wire.JSON.createObjectNode().put("type", "phone");
    target.put("key", "phone:" + e164).put("number", e164);
    return new OrderJson(
        body.path("externalId").asString(""),
        body.path("externalReference").path(0).path("name").asString(""),
        kind(body),
        Wire.JSON.treeToValue(target, OrderJson.Target.class),
        null,
        null,
        null,
        body.path("description").asString(""),
        body.path("relatedParty").path(0).path("name").asString(""),
        Instant.parse(body.path("requestedStartDate").asString("")),
        end.isEmpty() ? null : Instant.parse(end),
        original.isEmpty() ? null : original,
        withdraws,
        null);
  }

  private static String number(JsonNode body) {
    for (JsonNode each :
        body.path("serviceOrderItem").path(0).path("service").path("serviceCharacteristic")) {
      if (each.path("name").asString("").equals("msisdn")) {
        return each.path("value").asString("");
      }
    }
    throw new IllegalArgumentException("serviceCharacteristic: msisdn is missing");
  }

  private static OrderKind kind(JsonNode body) {
    number(body);
    JsonNode item = body.path("serviceOrderItem").path(0);
    boolean active = item.path("service").path("state").asString("").equals("active");
    return switch (item.path("action").asString("")) {
      case "modify" -> active ? OrderKind.RESTORE_NUMBER : OrderKind.SUSPEND_NUMBER;
      case "add" -> OrderKind.INTERCEPT_CALLS;
      case "delete" -> OrderKind.LIFT;
      default -> throw new IllegalArgumentException("action: modify, add or delete");
    };
  }
}
