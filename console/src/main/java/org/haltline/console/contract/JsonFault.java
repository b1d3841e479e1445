package org.haltline.console.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.console.words.Said;

/// What keeps a text from being JSON, in the words of the house: the library knows, but says it in
/// English alone and names its own switches. Its messages are told apart by how they begin.
enum JsonFault {
  TWICE("twice", "^Duplicate (?:field|property|Object property) [\"'](.{1,100}?)[\"']"),
  TOO_DEEP("too-deep", "nesting depth"),
  ENDS_EARLY("ends-early", "^Unexpected end-of-input"),
  CONTROL_CHARACTER("control-character", "CTRL-CHAR"),
  ESCAPE("escape", "^Unrecognized character escape"),
  NUMBER("number", "^Invalid numeric value|leading zero|^Non-standard token"),
  MORE("more", "^Trailing token"),
  UNEXPECTED_WORD("unexpected-word", "^Unrecognized token '(.{1,40}?)'"),
  UNEXPECTED_CHARACTER(
      "unexpected-character",
      "^(?:Unexpected character|Unexpected close marker|Illegal character) \\(?'(.{1,2}?)'"),
  OTHER("other", "");

  private final String phrase;

  // Never changes. The type does not say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Pattern sign;

  JsonFault(String phrase, String sign) {
    this.phrase = phrase;
    this.sign = Pattern.compile(sign);
  }

  /// What the library found, in both languages.
  ///
  /// @param message of the library
  static Said said(String message) {
    for (JsonFault fault : values()) {
      Matcher matcher = fault.sign.matcher(message);
      if (matcher.find()) {
        return fault.said(matcher);
      }
    }
    throw new IllegalStateException("the last one is found in every message");
  }

  private Said said(Matcher found) {
    if (this == TOO_DEEP) {
      return Said.of("json." + phrase, JsonBody.DEPTH_MAX);
    }
    return found.groupCount() == 0
        ? Said.of("json." + phrase)
        : Said.of("json." + phrase, found.group(1));
  }
}
