package org.haltline.console.people;

/// Stored passwords that are cheap to compare, for tests that hire hundreds: a stored password says
/// itself what it costs.
public final class QuickPasswords {
  private static final int MEMORY_KIB = 64;

  private QuickPasswords() {}

  /// As it would be stored.
  public static String hash(String password) {
    return Argon2.hash(password, MEMORY_KIB, 1);
  }
}
