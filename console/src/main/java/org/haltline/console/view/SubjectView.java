package org.haltline.console.view;

import org.haltline.console.words.Language;
import org.haltline.core.casefile.Routed;
import org.haltline.core.directory.Route;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What a fraudster uses, as a person reads it and as a machine compares it.
public record SubjectView(
    String is,
    String key,
    String display,
    String typed,
    @Nullable String institution,
    @Nullable String because) {

  static SubjectView of(Subject subject) {
    return new SubjectView(
        is(subject), subject.key(), subject.display(), subject.typed(), null, null);
  }

  /// With the institution that could act on it, where the digits or the words tell which.
  static SubjectView of(Subject subject, Route route, Language language) {
    return switch (route) {
      case Route.To(var institution, var because) ->
          new SubjectView(
              is(subject),
              subject.key(),
              subject.display(),
              subject.typed(),
              institution.id(),
              because);
      case Route.Ask(var missing) ->
          new SubjectView(
              is(subject),
              subject.key(),
              subject.display(),
              subject.typed(),
              null,
              language == Language.ZH ? missing.zh() : missing.en());
    };
  }

  static SubjectView of(Routed<?> routed) {
    Subject subject = routed.subject();
    return new SubjectView(
        is(subject),
        routed.settledKey(),
        subject.display(),
        subject.typed(),
        routed.institution(),
        routed.because());
  }

  /// What kind of subject it is, in a word of the contract.
  public static String is(Subject subject) {
    return switch (subject) {
      case BankAccount _ -> "account";
      case PhoneNumber _ -> "phone";
      case Link _ -> "link";
      case ChatAccount _ -> "chat";
      case EmailAddress _ -> "email";
      case Person _ -> "person";
      case IdDocument _ -> "idDocument";
      case App _ -> "app";
    };
  }
}
