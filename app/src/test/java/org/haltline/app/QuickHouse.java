package org.haltline.app;

import java.time.InstantSource;
import java.util.Set;
import org.haltline.console.people.Passwords;

/// Houses of tests, one for each story: whose passwords cost next to nothing.
final class QuickHouse {
  private static final Passwords.Cost PASSWORDS = new Passwords.Cost(64, 1);

  private QuickHouse() {}

  static House start(Settings settings, Set<Part> parts, InstantSource clock) {
    return House.start(settings, parts, clock, PASSWORDS);
  }
}
