package org.haltline.core.directory;

import org.haltline.core.subject.Bilingual;

/// The way from a subject to the institution that can act on it, or the need to ask a person.
public sealed interface Route {

  /// How it was found, or why it was not: journalled beside the order.
  String because();

  /// The institution that can act.
  ///
  /// @param because such as `named by the caller`, `card BIN 622202`, `number segment 1385790`
  record To(Institution institution, String because) implements Route {}

  /// Nobody is known to be the right one.
  ///
  /// @param missing what is, such as `“PSBC” is not connected`
  record Ask(Bilingual missing) implements Route {
    Ask(String zh, String en) {
      this(new Bilingual(zh, en));
    }

    @Override
    public String because() {
      return missing.both();
    }
  }
}
