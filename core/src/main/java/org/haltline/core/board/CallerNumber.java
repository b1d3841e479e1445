package org.haltline.core.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.haltline.core.subject.PhoneNumber;

/// A caller's number as a number that tells one from another: the first eight bytes of a hash of
/// it, however it was written; zero for a caller who withheld it.
public final class CallerNumber {
  private static final int DIGITS_MIN = 5;

  private CallerNumber() {}

  public static long of(String typed) {
    String digits = typed.replaceAll("[^0-9]", "");
    if (digits.length() < DIGITS_MIN) {
      return 0;
    }
    String number = PhoneNumber.parse(typed).understood().map(PhoneNumber::e164).orElse(digits);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(number.getBytes(UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
