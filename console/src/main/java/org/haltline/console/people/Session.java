package org.haltline.console.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// Somebody who is signed in on one browser.
///
/// @param user their id
/// @param generation of the user when they signed in
/// @param startedAtMs since 1970
/// @param usedAtMs the last sign of life, to within 20 s
/// @param locked whether the browser was told to ask for the password first
public record Session(
    String user, long generation, long startedAtMs, long usedAtMs, boolean locked) {
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// What the cookie holds: 256 bits that nobody can guess, and of which the house keeps the
  /// SHA-256 alone.
  public record Secret(String text) {
    static Secret random() {
      byte[] bytes = new byte[SECRET_BYTES];
      RANDOM.nextBytes(bytes);
      return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Under which the session is kept.
    String name() {
      return HexFormat.of().formatHex(sha256(text));
    }

    /// What a page says that was served to this session: other sites can make the browser send the
    /// cookie, and cannot read this.
    public String csrf() {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf " + text));
    }

    @Override
    public String toString() {
      return "secret of a session";
    }
  }

  Session usedAt(Instant now) {
    return new Session(user, generation, startedAtMs, now.toEpochMilli(), locked);
  }

  Session locked(boolean nowLocked, Instant now) {
    return new Session(user, generation, startedAtMs, now.toEpochMilli(), nowLocked);
  }

  boolean isLocked(Instant now, Duration idle) {
    return locked || now.toEpochMilli() - usedAtMs > idle.toMillis();
  }

  Duration left(Instant now, Duration longest) {
    return Duration.ofMillis(startedAtMs + longest.toMillis() - now.toEpochMilli());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
