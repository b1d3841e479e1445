package org.haltline.load.banks;

import java.util.Locale;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;

/// One bank of the run, whatever it speaks.
interface Line extends AutoCloseable {
  String id();

  /// Whether it fetches TX messages; else it is sent ISO 20022.
  boolean fetches();

  /// The channel of the house that reaches it, in YAML on a line.
  String channel();

  Book book();

  Faults faults();

  void misbehave(Faults how);

  @Override
  void close();

  /// The number of the bank among all, in its institution's id.
  static String id(int number) {
    return String.format(Locale.ROOT, "BANK%02d", number);
  }
}
