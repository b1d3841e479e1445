package org.haltline.console.people;

/// Passwords that are cheap to store and to try, for tests that hire hundreds and start many a
/// console: a stored password says itself what it costs.
public final class QuickPasswords {
  public static final Passwords.Cost COST = new Passwords.Cost(64, 1);

  private QuickPasswords() {}

  /// As it would be stored.
  public static String hash(String password) {
    return Argon2.hash(password, COST);
  }
}
