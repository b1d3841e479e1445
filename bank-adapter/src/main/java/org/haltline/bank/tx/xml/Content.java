package org.haltline.bank.tx.xml;

import java.util.Arrays;
import java.util.Base64;

/// The bytes of a file, Base64 on the wire. Equal when the bytes are.
public final class Content {
  private final byte[] bytes;

  public Content(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// Line breaks and blanks between the characters are let pass, as MIME does.
  ///
  /// @throws IllegalArgumentException when it is no Base64
  static Content fromBase64(String text) {
    return new Content(Base64.getDecoder().decode(text.replaceAll("\\s+", "")));
  }

  String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
