package org.haltline.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import org.haltline.console.access.Masks.Field;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An answer with gaps where its reader may not see everything: found by the names of members, the
/// same in whatever is answered.
public final class Masked {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GAP = "***";
  private static final List<String> OF_DOCUMENTS = List.of("key", "display", "typed", "number");
  private static final List<String> SIGNS =
      List.of(
          "\"caller\":",
          "\"idNumber\":",
          "\"idType\":",
          "idDocument\"",
          "IdDocument\"",
          "\"payer\":");
  private static final int PHONE_HEAD = 3;
  private static final int TAIL = 4;

  private Masked() {}

  /// The JSON as this reader sees it; the very same bytes where nothing in it is a gap.
  public static byte[] of(byte[] json, Set<Field> gaps) {
    if (gaps.isEmpty() || !mayHide(json)) {
      return json;
    }
    JsonNode tree = JSON.readTree(json);
    mask(tree, gaps);
    return JSON.writeValueAsBytes(tree);
  }

  /// Whether there may be anything in this JSON that is a gap to somebody.
  public static boolean mayHide(byte[] json) {
    String text = new String(json, UTF_8);
    return SIGNS.stream().anyMatch(text::contains);
  }

  /// The subject as this reader sees it; the very same where nothing of it is a gap.
  public static Subject subject(Subject subject, Set<Field> gaps) {
    if (subject instanceof IdDocument it && gaps.contains(Field.ID_NUMBER)) {
      String number = gap("number", it.number());
      return new IdDocument(number, it.type(), number);
    }
    return subject;
  }

  /// The view as JSON, without gaps.
  public static JsonNode tree(Object view) {
    return JSON.readTree(Views.bytes(view));
  }

  private static void mask(JsonNode node, Set<Field> gaps) {
    if (node instanceof ObjectNode object) {
      if (object.get("caller") instanceof ObjectNode caller) {
        gap(caller, "name", gaps.contains(Field.CALLER_NAME));
        gap(caller, "phone", gaps.contains(Field.CALLER_PHONE));
        gap(object, "said", gaps.contains(Field.SAID));
      }
      if (object.has("idNumber") || object.has("idType") || object.has("address")) {
        gap(object, "idNumber", gaps.contains(Field.ID_NUMBER));
        gap(object, "phone", gaps.contains(Field.HOLDER_REACH));
        gap(object, "address", gaps.contains(Field.HOLDER_REACH));
      }
      if (object.path("is").asString("").equalsIgnoreCase("idDocument")) {
        for (String member : OF_DOCUMENTS) {
          gap(object, member, gaps.contains(Field.ID_NUMBER));
        }
      }
      // the victim pays from an own account
      if (object.path("payer").path("subject") instanceof ObjectNode account) {
        gap(account, "holder", gaps.contains(Field.CALLER_NAME));
      }
    }
    node.forEach(child -> mask(child, gaps));
  }

  private static void gap(ObjectNode in, String member, boolean masked) {
    JsonNode value = in.get(member);
    if (masked && value != null && value.isString()) {
      in.put(member, gap(member, value.stringValue()));
    }
  }

  /// Enough to tell two apart while one speaks about them, too little to find anybody.
  private static String gap(String member, String value) {
    int length = value.length();
    return switch (member) {
      case "name", "holder" -> value.substring(0, Math.min(1, length)) + GAP;
      case "phone" ->
          length > PHONE_HEAD + TAIL
              ? value.substring(0, PHONE_HEAD) + GAP + value.substring(length - TAIL)
              : GAP;
      case "said", "address" -> GAP;
      default -> length > 2 * TAIL ? GAP + value.substring(length - TAIL) : GAP;
    };
  }
}
