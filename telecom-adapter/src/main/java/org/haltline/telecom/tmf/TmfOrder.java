package org.haltline.telecom.tmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.codec.Wire;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.PhoneNumber;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A service order of TMF641 as we write and read it. Ours is one item about one number:
///
///     SUSPEND_NUMBER   modify, service.state inactive      INTERCEPT_CALLS  add, a barring service
///     RESTORE_NUMBER   modify, service.state active        LIFT             delete, the same
///
/// `externalId` is our order's number for ever; the case stands in `externalReference`, an order
/// that is ended in `orderRelationship`.
///
/// @param id as the carrier calls it
/// @param caseId null where it does not say it back
/// @param e164 the number that it is about; empty where that is not said
/// @param errors what the carrier says against it: code and words
/// @param servedBy who serves the number now, by the word of a carrier that does not
/// @param withdraws the orders that it calls back, as it says them back
record TmfOrder(
    String id,
    Optional<OrderId> number,
    @Nullable CaseId caseId,
    Optional<TmfState> state,
    Optional<OrderKind> kind,
    String e164,
    List<String> errors,
    Optional<ReasonCode> reason,
    Optional<String> servedBy,
    List<OrderId> withdraws) {
  static final String NUMBER = "msisdn";
  static final String SERVED_BY = "servedBy";
  private static final String CASE = "case";
  private static final String REVERSES = "reverses";
  private static final String WITHDRAWS = "withdraws ";
  private static final int WITHDRAWS_MAX = 50;
  private static final int ERRORS_MAX = 5;
  private static final int ERROR_LENGTH_MAX = 200;
  private static final Pattern E164 = Pattern.compile("\\+[0-9]{3,20}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,100}");
  private static final Map<String, ReasonCode> WORDS =
      Map.ofEntries(
          Map.entry("NUMBER_NOT_FOUND", ReasonCode.NO_SUCH_NUMBER),
          Map.entry("UNKNOWN_NUMBER", ReasonCode.NO_SUCH_NUMBER),
          Map.entry("UNASSIGNED", ReasonCode.NO_SUCH_NUMBER),
          Map.entry("NUMBER_PORTED", ReasonCode.NOT_OURS),
          Map.entry("PORTED_OUT", ReasonCode.NOT_OURS),
          Map.entry("PROTECTED_NUMBER", ReasonCode.WHITELISTED),
          Map.entry("NOT_SUPPORTED", ReasonCode.CANNOT));

  /// The body that creates it. The same order gives the same bytes.
  static byte[] bytes(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    ObjectNode body = Wire.JSON.createObjectNode();
    body.put("externalId", order.id().digits());
    body.put("category", "anti-fraud");
    body.put("description", order.reason());
    body.put("priority", "0");
    body.put("requestedStartDate", order.orderedAt().toString());
    body.put("requestedCompletionDate", order.answerDueAt().toString());
    ObjectNode reference = body.putArray("externalReference").addObject();
    reference.put("name", outgoing.caseId().value());
    reference.put("externalReferenceType", CASE);
    ObjectNode party = body.putArray("relatedParty").addObject();
    party.put("name", order.authority());
    party.put("role", "requester");
    party.put("@referredType", "Organization");
    OrderId original = order.original();
    if (original != null && order.kind().letsGo()) {
      ObjectNode relation = body.putArray("orderRelationship").addObject();
      relation.put("id", original.digits());
      relation.put("relationshipType", REVERSES);
    }
    if (!order.withdraws().isEmpty()) {
      ArrayNode notes = body.putArray("note");
      order
          .withdraws()
          .forEach(pending -> notes.addObject().put("text", WITHDRAWS + pending.digits()));
    }
    item(body.putArray("serviceOrderItem").addObject(), order);
    body.put("@type", "ServiceOrder");
    return Wire.JSON.writeValueAsBytes(body);
  }

  private static void item(ObjectNode item, Order order) {
    boolean whole =
        order.kind() == OrderKind.SUSPEND_NUMBER || order.kind() == OrderKind.RESTORE_NUMBER;
    boolean cuts = order.kind().leavesStanding();
    item.put("id", "1");
    item.put("action", whole ? "modify" : cuts ? "add" : "delete");
    item.put("@type", "ServiceOrderItem");
    ObjectNode service = item.putObject("service");
    service.put("@type", "Service");
    service.put("serviceType", whole ? "subscription" : "callBarring");
    String cut = whole ? "inactive" : "active";
    String letGo = whole ? "active" : "terminated";
    service.put("state", cuts ? cut : letGo);
    if (order.termEndsAt() != null) {
      service.put("endDate", order.termEndsAt().toString());
    }
    ObjectNode number = service.putArray("serviceCharacteristic").addObject();
    number.put("name", NUMBER);
    number.put("valueType", "string");
    number.put("value", ((PhoneNumber) order.target()).e164());
  }

  /// Understands what a carrier says of one, as far as it goes: what is missing or of another shape
  /// is as if it had not been said.
  static TmfOrder read(JsonNode said) {
    JsonNode item = said.path("serviceOrderItem").path(0);
    List<String> errors = new ArrayList<>();
    ReasonCode reason = null;
    for (JsonNode from : List.of(said, item)) {
      for (JsonNode error : from.path("errorMessage")) {
        String code = text(error, "code");
        if (errors.size() < ERRORS_MAX) {
          errors.add(
              cut(String.join(" ", code, text(error, "reason"), text(error, "message")).strip()));
        }
        reason = reason == null ? reason(code) : reason;
      }
    }
    String number = text(said, "externalId");
    String caseId = "";
    for (JsonNode reference : said.path("externalReference")) {
      if (text(reference, "externalReferenceType").equals(CASE)) {
        caseId = text(reference, "name");
      }
    }
    String e164 = characteristic(item, NUMBER);
    String id = text(said, "id");
    return new TmfOrder(
        ID.matcher(id).matches() ? id : "",
        OrderId.isShaped(number) ? Optional.of(new OrderId(number)) : Optional.empty(),
        caseId(caseId),
        TmfState.parse(text(said, "state")),
        kind(item),
        E164.matcher(e164).matches() ? e164 : "",
        List.copyOf(errors),
        Optional.ofNullable(reason),
        Optional.of(cut(characteristic(item, SERVED_BY))).filter(it -> !it.isBlank()),
        withdraws(said));
  }

  private static List<OrderId> withdraws(JsonNode said) {
    List<OrderId> withdraws = new ArrayList<>();
    for (JsonNode note : said.path("note")) {
      String text = text(note, "text");
      String number = text.startsWith(WITHDRAWS) ? text.substring(WITHDRAWS.length()) : "";
      if (OrderId.isShaped(number) && withdraws.size() < WITHDRAWS_MAX) {
        withdraws.add(new OrderId(number));
      }
    }
    return List.copyOf(withdraws);
  }

  /// The body that cancels it at the carrier, by the carrier's own name of it.
  byte[] cancelling() {
    ObjectNode body = Wire.JSON.createObjectNode();
    body.put("cancellationReason", "withdrawn");
    body.putObject("serviceOrder").put("id", id).put("@referredType", "ServiceOrder");
    body.put("@type", "CancelServiceOrder");
    return Wire.JSON.writeValueAsBytes(body);
  }

  boolean isRunning() {
    return state.filter(TmfState::isRunning).isPresent();
  }

  private static @Nullable CaseId caseId(String said) {
    try {
      return said.isEmpty() ? null : new CaseId(said);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static Optional<OrderKind> kind(JsonNode item) {
    boolean active = text(item.path("service"), "state").equals("active");
    return switch (text(item, "action")) {
      case "modify" -> Optional.of(active ? OrderKind.RESTORE_NUMBER : OrderKind.SUSPEND_NUMBER);
      case "add" -> Optional.of(OrderKind.INTERCEPT_CALLS);
      case "delete" -> Optional.of(OrderKind.LIFT);
      default -> Optional.empty();
    };
  }

  private static @Nullable ReasonCode reason(String code) {
    String word = code.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    ReasonCode known = WORDS.get(word);
    if (known != null) {
      return known;
    }
    for (ReasonCode each : ReasonCode.values()) {
      if (each.name().equals(word)) {
        return each;
      }
    }
    return null;
  }

  private static String characteristic(JsonNode item, String name) {
    for (JsonNode each : item.path("service").path("serviceCharacteristic")) {
      if (text(each, "name").equals(name)) {
        return text(each, "value");
      }
    }
    return "";
  }

  static String text(JsonNode from, String name) {
    return Objects.requireNonNullElse(from.path(name).asString(""), "");
  }

  private static String cut(String text) {
    return text.length() <= ERROR_LENGTH_MAX ? text : text.substring(0, ERROR_LENGTH_MAX);
  }
}
