package org.haltline.console.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What JSON must look like at one place: a schema of the contract, made ready so that checking it
/// costs no look-ups. Every fault is named, not only the first.
sealed interface Shape {

  void check(Part part, List<Remark> faults);

  /// Text with its bounds, counted in code points as JSON Schema does.
  ///
  /// @param oneOf empty where anything goes
  record Text(
      int lengthMin, int lengthMax, @Nullable Pattern pattern, Set<String> oneOf, boolean nullable)
      implements Shape {

    @Override
    public void check(Part part, List<Remark> faults) {
      JsonNode node = part.node();
      if (!node.isString()) {
        if (!(nullable && node.isNull())) {
          faults.add(wrongKind(part, "kind.text"));
        }
        return;
      }
      check(node.stringValue(), part, faults);
    }

    private void check(String text, Part part, List<Remark> faults) {
      // Code points are counted only where the number of UTF-16 units leaves it open.
      if (text.length() > lengthMax || text.length() < lengthMin * 2) {
        int length = text.codePointCount(0, text.length());
        if (length > lengthMax) {
          faults.add(Remark.of(part.pointer(), "fault.too-long", lengthMax, length));
          return;
        }
        if (length < lengthMin) {
          faults.add(Remark.of(part.pointer(), "fault.too-short", lengthMin));
          return;
        }
      }
      int odd = oddCharacter(text);
      if (odd >= 0) {
        faults.add(
            Remark.of(
                part.pointer(),
                "fault.control-character",
                "%04X".formatted((int) text.charAt(odd))));
      } else if (!oneOf.isEmpty() && !oneOf.contains(text)) {
        faults.add(
            Remark.of(part.pointer(), "fault.not-one-of", cut(text), String.join(", ", oneOf)));
      } else if (pattern != null && !pattern.matcher(text).matches()) {
        faults.add(Remark.of(part.pointer(), "fault.pattern", pattern.pattern()));
      }
    }

    /// A control character or half a character: never meant, and the latter cannot be written down.
    private static int oddCharacter(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
          return i;
        }
        if (Character.isSurrogate(c)) {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            i++;
          } else {
            return i;
          }
        }
      }
      return -1;
    }
  }

  /// A whole number.
  record Whole(long min, long max) implements Shape {
    @Override
    public void check(Part part, List<Remark> faults) {
      JsonNode node = part.node();
      if (!node.isIntegralNumber()) {
        faults.add(wrongKind(part, "kind.integer"));
      } else if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
        faults.add(Remark.of(part.pointer(), "fault.out-of-range", min, max));
      }
    }
  }

  record Truth() implements Shape {
    @Override
    public void check(Part part, List<Remark> faults) {
      if (!part.node().isBoolean()) {
        faults.add(wrongKind(part, "kind.truth"));
      }
    }
  }

  record Listing(int sizeMin, int sizeMax, Shape items) implements Shape {
    @Override
    public void check(Part part, List<Remark> faults) {
      JsonNode node = part.node();
      if (!node.isArray()) {
        faults.add(wrongKind(part, "kind.list"));
        return;
      }
      if (node.size() < sizeMin) {
        faults.add(Remark.of(part.pointer(), "fault.too-few", sizeMin));
      }
      if (node.size() > sizeMax) {
        // Not looked at further: a list without end would give faults without end.
        faults.add(Remark.of(part.pointer(), "fault.too-many", sizeMax, node.size()));
        return;
      }
      for (int i = 0; i < node.size(); i++) {
        items.check(part.get(i), faults);
      }
    }
  }

  /// An object that the house keeps as it is.
  record Anything() implements Shape {
    @Override
    public void check(Part part, List<Remark> faults) {
      if (!part.node().isObject()) {
        faults.add(wrongKind(part, "kind.object"));
      }
    }
  }

  /// Named members and no others.
  record Members(Map<String, Shape> known, Set<String> required, int sizeMin) implements Shape {

    public Members {
      known = new LinkedHashMap<>(known);
      required = Set.copyOf(required);
    }

    @Override
    public void check(Part part, List<Remark> faults) {
      JsonNode node = part.node();
      if (!node.isObject()) {
        faults.add(wrongKind(part, "kind.object"));
        return;
      }
      if (node.size() < sizeMin) {
        faults.add(Remark.of(part.pointer(), "fault.too-few", sizeMin));
      }
      int requiredThere = 0;
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        Shape shape = known.get(member.getKey());
        if (shape == null) {
          faults.add(unknown(part.get(member.getKey()), member.getKey()));
          continue;
        }
        shape.check(part.get(member.getKey()), faults);
        if (required.contains(member.getKey())) {
          requiredThere++;
        }
      }
      if (requiredThere < required.size()) {
        for (String name : known.keySet()) {
          if (required.contains(name) && !node.has(name)) {
            faults.add(Remark.of(part.get(name).pointer(), "fault.missing", name));
          }
        }
      }
    }

    private Remark unknown(Part part, String name) {
      return Remark.of(
          part.pointer(), "fault.unknown-member", cut(name), String.join(", ", known.keySet()));
    }
  }

  private static Remark wrongKind(Part part, String wanted) {
    String found =
        switch (part.node().getNodeType()) {
          case STRING -> "kind.text";
          case NUMBER -> "kind.number";
          case BOOLEAN -> "kind.truth";
          case ARRAY -> "kind.list";
          case NULL -> "kind.null";
          case OBJECT, POJO, BINARY, MISSING -> "kind.object";
        };
    return new Remark(
        part.pointer(),
        "wrong-kind",
        Phrases.say(
            Language.EN, "fault.wrong-kind", say(Language.EN, wanted), say(Language.EN, found)),
        Phrases.say(
            Language.ZH, "fault.wrong-kind", say(Language.ZH, wanted), say(Language.ZH, found)));
  }

  private static String say(Language language, String key) {
    return Phrases.say(language, key);
  }

  /// What a client sent, short enough to be said back.
  private static String cut(String text) {
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return shown.isBlank() ? "\"" + shown + "\"" : shown;
  }
}
