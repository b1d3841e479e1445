package org.haltline.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.console.access.Masks.Field;
import org.haltline.core.listing.Heading;
import org.haltline.core.listing.ListRow.Fault;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// An answer with gaps where its reader may not see everything: found by the names of members, the
/// same in whatever is answered.
public final class Masked {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GAP = "***";
  private static final List<String> OF_DOCUMENTS = List.of("key", "display", "typed", "number");

  /// What of a match tells the number that fits: it was found by its beginning, and is told whole.
  private static final List<String> OF_MATCHES = List.of("known", "says");

  /// Anything of some length with a digit in it.
  private static final Pattern NUMBER =
      Pattern.compile("(?<!\\p{Alnum})(?=[A-Za-z]*\\d)[\\dA-Za-z]{5,}");

  /// What is worth being read as a document's number: in one piece, or as people group the digits
  /// of an identity card.
  private static final Pattern LIKE_A_DOCUMENT =
      Pattern.compile(
          "(?<!\\p{Alnum})(?:[\\dA-Za-z]{9,18}|\\d{6}[ -]\\d{8}[ -]\\d{3}[\\dXx]"
              + "|\\d{4}(?:[ -]\\d{4}){3}[ -]\\d[\\dXx])(?!\\p{Alnum})");

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

  /// The text without the document's numbers that it holds, for nobody knows what a note says.
  public static String text(String text, Set<Field> gaps) {
    return gaps.contains(Field.ID_NUMBER) ? withoutDocuments(text) : text;
  }

  /// The same of what may not be said at all.
  public static @Nullable String said(@Nullable String text, Set<Field> gaps) {
    return text == null ? null : text(text, gaps);
  }

  /// What is said about a document, without any number in it.
  public static String numbers(String says, Set<Field> gaps) {
    return gaps.contains(Field.ID_NUMBER)
        ? NUMBER.matcher(says).replaceAll(it -> gap("number", it.group()))
        : says;
  }

  /// The fault as this reader sees it. What was not understood as a document's number may be one
  /// all the same, with a digit wrong.
  public static Fault fault(Fault it, Set<Field> gaps) {
    if (!gaps.contains(Field.ID_NUMBER)) {
      return it;
    }
    boolean ofDocument = Heading.under(it.heading()).filter(Heading.DOCUMENT::equals).isPresent();
    return new Fault(
        it.line(),
        it.heading(),
        ofDocument ? gap("number", it.value()) : withoutDocuments(it.value()),
        it.code(),
        ofDocument ? numbers(it.en(), gaps) : withoutDocuments(it.en()),
        ofDocument ? numbers(it.zh(), gaps) : withoutDocuments(it.zh()));
  }

  private static String withoutDocuments(String text) {
    return LIKE_A_DOCUMENT
        .matcher(text)
        .replaceAll(it -> isOfDocument(it.group()) ? gap("number", it.group()) : it.group());
  }

  /// A number whose kind shows, even where its check character fails.
  private static boolean isOfDocument(String number) {
    return switch (IdDocument.parse(number)) {
      case Parsed.Understood<IdDocument>(IdDocument it, var _) ->
          !it.type().equals(IdDocument.OTHER);
      case Parsed.NotUnderstood<IdDocument> why -> why.code().equals("id.check-digit");
    };
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
      if (isDocument(object)) {
        for (String member : OF_DOCUMENTS) {
          gap(object, member, gaps.contains(Field.ID_NUMBER));
        }
      }
      if (isDocument(object.path("subject")) && object.get("match") instanceof ObjectNode match) {
        for (String member : OF_MATCHES) {
          if (match.get(member) instanceof StringNode said) {
            match.put(member, numbers(said.stringValue(), gaps));
          }
        }
      }
      // the victim pays from an own account
      if (object.path("payer").path("subject") instanceof ObjectNode account) {
        gap(account, "holder", gaps.contains(Field.CALLER_NAME));
      }
    }
    node.forEach(child -> mask(child, gaps));
  }

  private static boolean isDocument(JsonNode subject) {
    return subject.path("is").asString("").equalsIgnoreCase("idDocument");
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
