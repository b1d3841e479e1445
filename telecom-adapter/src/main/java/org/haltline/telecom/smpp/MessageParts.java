package org.haltline.telecom.smpp;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.ArrayList;
import java.util.List;

/// A text as the short messages that carry it: UCS-2, and where it needs more than one, each with a
/// header that says which of how many it is (3GPP TS 23.040, 9.2.3.24.1). A character that takes
/// two units is never torn.
final class MessageParts {
  /// Units of UCS-2 in a message of its own,
  static final int ALONE_MAX = 70;

  /// and in one that has the header.
  static final int TOGETHER_MAX = 67;

  private static final int PARTS_MAX = 6;
  private static final byte[] CONCATENATED = {5, 0, 3};

  private MessageParts() {}

  /// @param reference by which a telephone knows the parts that belong together; 0 to 255
  /// @throws IllegalArgumentException when the text is empty, or too long to be read
  static List<byte[]> of(String text, int reference) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a message says something");
    }
    if (text.length() <= ALONE_MAX) {
      return List.of(text.getBytes(UTF_16BE));
    }
    List<String> pieces = pieces(text);
    if (pieces.size() > PARTS_MAX) {
      throw new IllegalArgumentException("a text of more than " + PARTS_MAX + " messages");
    }
    List<byte[]> parts = new ArrayList<>();
    for (String piece : pieces) {
      byte[] said = piece.getBytes(UTF_16BE);
      byte[] part = new byte[6 + said.length];
      System.arraycopy(CONCATENATED, 0, part, 0, 3);
      part[3] = (byte) reference;
      part[4] = (byte) pieces.size();
      part[5] = (byte) (parts.size() + 1);
      System.arraycopy(said, 0, part, 6, said.length);
      parts.add(part);
    }
    return parts;
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + TOGETHER_MAX);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
