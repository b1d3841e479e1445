package org.haltline.console.view;

import java.nio.charset.StandardCharsets;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// The event of a fact as it is stored, but for its sums: stored in minor units, shown as decimal
/// strings. And but for the accounts from which the payments of an order left: its institution sees
/// the fact, and the victim's account at another is none of its staff's business.
final class ShownEvent {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// How a stored sum begins. A quoted text cannot hold it: there the quotes are escaped.
  private static final String STORED_SUM = "\"minor\":";

  private ShownEvent() {}

  /// Null once the event is erased.
  static @Nullable RawValue of(byte @Nullable [] stored) {
    if (stored == null) {
      return null;
    }
    String json = new String(stored, StandardCharsets.UTF_8);
    if (!json.contains(STORED_SUM)) {
      return new RawValue(json);
    }
    JsonNode event = JSON.readTree(json);
    event.path("order").path("covers").forEach(payment -> ((ObjectNode) payment).remove("payer"));
    showSums(event);
    return new RawValue(JSON.writeValueAsString(event));
  }

  private static void showSums(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.size() == 2
        && object.path("minor").isIntegralNumber()
        && object.path("currency").isString()) {
      var sum = new Money(object.get("minor").longValue(), object.get("currency").stringValue());
      object.removeAll();
      object.put("amount", sum.decimal().toPlainString());
      object.put("currency", sum.currency());
      return;
    }
    node.forEach(ShownEvent::showSums);
  }
}
