package org.haltline.core.subject;

/// Something that a fraudster uses and that somebody can hold, cut or look up.
///
/// Build one by the `parse` of its type. The constructors take canonical values only (from the
/// journal, for instance) and check no more than shape, so that a fact written under older rules
/// can always be read again.
public sealed interface Subject
    permits BankAccount, PhoneNumber, Link, ChatAccount, EmailAddress, Person, IdDocument, App {

  /// Exactly what was typed, with its spaces, labels and full-width digits.
  String typed();

  /// The identity by which two cases name the same thing, such as `phone:+8613857901234`.
  String key();

  /// The canonical value as a person reads it aloud.
  String display();
}
