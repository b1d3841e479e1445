package org.haltline.core.casefile;

import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A subject and the institution that serves it.
///
/// @param institution null when it is not known and someone must ask
/// @param because how the institution was found, or why it was not
public record Routed<S extends Subject>(S subject, @Nullable String institution, String because) {

  /// The identity of the subject once its institution is known: callers name one bank in many ways,
  /// and an account is still one account.
  public String settledKey() {
    return settled(subject, institution).key();
  }

  /// The subject as its institution knows it; as it was given where nobody knows the institution.
  static Subject settled(Subject subject, @Nullable String institution) {
    return subject instanceof BankAccount account && institution != null
        ? account.at(institution)
        : subject;
  }
}
