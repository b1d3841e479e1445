package org.haltline.core.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// A subject with what every case says of it; nobody is a suspect whom no case names.
///
/// @param subject bare: as its key tells it, without what one caller added
/// @param mentions one for each case, in the order of their numbers
public record Suspect(Subject subject, List<Mention> mentions) {
  private static final Comparator<Mention> BY_CASE =
      Comparator.comparing(mention -> mention.caseId().value());

  public Suspect {
    subject = bare(subject);
    mentions = List.copyOf(mentions);
  }

  public String key() {
    return subject.key();
  }

  /// Everybody it is said to belong to.
  public List<String> names() {
    return mentions.stream()
        .flatMap(mention -> mention.names().stream())
        .distinct()
        .sorted()
        .limit(Mention.NAMES_MAX)
        .toList();
  }

  boolean isNamedIn(CaseId caseId) {
    return mentions.stream().anyMatch(mention -> mention.caseId().equals(caseId));
  }

  /// The same with what a case says now, in place of what it said before. The case with the lowest
  /// number says how it is written, whoever came first into the index: a rebuild makes the same of
  /// it.
  Suspect with(Suspect now) {
    Mention said = now.mentions.getFirst();
    var all = new ArrayList<Mention>(mentions.size() + 1);
    mentions.stream().filter(it -> !it.caseId().equals(said.caseId())).forEach(all::add);
    all.add(said);
    all.sort(BY_CASE);
    boolean first = all.getFirst().caseId().equals(said.caseId());
    return new Suspect(first ? now.subject : subject, all);
  }

  /// The same with what several cases say now.
  Suspect with(Collection<Suspect> now) {
    var byCase = new TreeMap<String, Suspect>();
    mentions.forEach(it -> byCase.put(it.caseId().value(), new Suspect(subject, List.of(it))));
    now.forEach(it -> byCase.put(it.mentions.getFirst().caseId().value(), it));
    return new Suspect(
        byCase.firstEntry().getValue().subject,
        byCase.values().stream().map(it -> it.mentions.getFirst()).toList());
  }

  /// The same without what one case says.
  Suspect without(CaseId caseId) {
    return new Suspect(
        subject, mentions.stream().filter(it -> !it.caseId().equals(caseId)).toList());
  }

  private static Subject bare(Subject subject) {
    return switch (subject) {
      case BankAccount it ->
          new BankAccount(it.number(), it.number(), it.form(), it.bankHint(), null);
      case PhoneNumber it -> new PhoneNumber(it.e164(), it.e164(), it.line());
      case Link it ->
          new Link(it.host() + it.path(), it.host(), it.port(), it.path(), it.registrableDomain());
      case ChatAccount it -> new ChatAccount(it.handle(), it.service(), it.handle());
      case EmailAddress it -> new EmailAddress(it.address(), it.address());
      case Person it -> new Person(it.name(), it.name());
      case IdDocument it -> new IdDocument(it.number(), it.type(), it.number());
      case App it -> new App(it.name(), it.name(), null);
    };
  }
}
