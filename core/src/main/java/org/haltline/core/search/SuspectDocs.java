package org.haltline.core.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// A suspect as a document: one stored field, and the terms it is found by.
///
/// A number stands there twice, forwards and backwards. Whoever makes one slip in it leaves one
/// half right: the slip is sought behind the right beginning, and backwards behind the right end,
/// each among few neighbours. Every deletion as a term of its own (which costs twenty terms for a
/// card) was weighed and left.
final class SuspectDocs {
  static final String KEY = "key";
  static final String BODY = "body";

  /// A number's characters, and the same backwards.
  static final String NUMBER = "number";

  static final String BACKWARDS = "backwards";

  /// The last four digits of an account: so many accounts share them that they are worth a term of
  /// their own where a bank or a name narrows them down.
  static final String TAIL = "tail";

  static final int TAIL_LENGTH = 4;

  /// Where an account is kept.
  static final String PLACE = "place";

  /// A person's name and an app's, by characters and by sound.
  static final String NAME = "name";

  static final String SOUND = "sound";

  /// The same of those an account is said to belong to.
  static final String HOLDER = "holder";

  static final String HOLDER_SOUND = "holderSound";

  /// Handles, addresses, links without scheme: whatever is found by its beginning.
  static final String WORD = "word";

  static final String HOST = "host";
  static final String DOMAIN = "domain";
  static final String SKELETON = "skeleton";
  static final String CASE = "case";

  private SuspectDocs() {}

  /// Takes the terms of a suspect, one by one.
  interface Sink {
    void take(String field, String term);
  }

  static Document of(Suspect suspect) {
    var doc = new Document();
    doc.add(new StringField(KEY, suspect.key(), Store.NO));
    doc.add(new StoredField(BODY, SuspectForm.bytes(suspect)));
    terms(suspect, (field, term) -> doc.add(new StringField(field, term, Store.NO)));
    suspect.mentions().forEach(it -> doc.add(new StringField(CASE, it.caseId().value(), Store.NO)));
    return doc;
  }

  /// A subject that a list names. It has a key only where no other term is its own.
  static Document listed(Subject subject) {
    var suspect = new Suspect(subject, List.of());
    var doc = new Document();
    doc.add(new StoredField(BODY, SuspectForm.bytes(suspect)));
    terms(suspect, (field, term) -> doc.add(new StringField(field, term, Store.NO)));
    Term own = own(suspect.subject());
    if (own.field().equals(KEY)) {
      doc.add(new StringField(KEY, own.text(), Store.NO));
    }
    return doc;
  }

  /// What was stored of it.
  static Suspect suspect(Document doc) {
    return SuspectForm.read(
        Objects.requireNonNull(doc.getBinaryValue(BODY), "a suspect without a body"));
  }

  /// The term by which all entries of a subject are found, and few others: its number, or its key
  /// where that is none or part of it is hidden.
  static Term own(Subject subject) {
    return switch (subject) {
      case BankAccount it when !it.masked() -> new Term(NUMBER, lower(it.number()));
      case PhoneNumber it -> new Term(NUMBER, digits(it));
      case IdDocument it when it.number().indexOf('*') < 0 -> new Term(NUMBER, lower(it.number()));
      case BankAccount _, IdDocument _, Link _, ChatAccount _, EmailAddress _, Person _, App _ ->
          new Term(KEY, subject.key());
    };
  }

  private static String lower(String number) {
    return number.toLowerCase(Locale.ROOT);
  }

  /// Everything it is looked for by.
  static void terms(Suspect suspect, Sink sink) {
    switch (suspect.subject()) {
      case BankAccount it -> account(sink, it);
      case PhoneNumber it -> number(sink, digits(it));
      case Link it -> {
        term(sink, HOST, it.host());
        term(sink, DOMAIN, it.registrableDomain());
        term(sink, SKELETON, HostForms.skeleton(it.registrableDomain()));
        term(sink, WORD, it.host() + it.path());
      }
      case ChatAccount it -> term(sink, WORD, it.handle());
      case EmailAddress it -> {
        term(sink, WORD, it.address());
        term(sink, HOST, it.domain());
      }
      case Person it -> {
        term(sink, NAME, NameForms.characters(it.name()));
        term(sink, SOUND, NameForms.sound(it.name()));
      }
      case IdDocument it -> number(sink, lower(it.number()));
      case App it -> {
        term(sink, NAME, NameForms.characters(it.name()));
        term(sink, SOUND, NameForms.sound(it.name()));
      }
    }
    Set<String> holders = new LinkedHashSet<>();
    Set<String> sounds = new LinkedHashSet<>();
    for (String name : suspect.names()) {
      holders.add(NameForms.characters(name));
      sounds.add(NameForms.sound(name));
    }
    holders.forEach(holder -> term(sink, HOLDER, holder));
    sounds.forEach(sound -> term(sink, HOLDER_SOUND, sound));
  }

  /// One more whose it is said to be.
  static void holder(Document doc, NameForms.Both name) {
    Sink sink = (field, term) -> doc.add(new StringField(field, term, Store.NO));
    term(sink, HOLDER, name.characters());
    term(sink, HOLDER_SOUND, name.sound());
  }

  /// As dialled in China, or with the country's code elsewhere.
  static String digits(PhoneNumber phone) {
    return phone.chinese() ? phone.national() : phone.e164().substring(1);
  }

  private static void account(Sink sink, BankAccount account) {
    String number = lower(account.number());
    number(sink, number);
    String seen = seen(number);
    if (seen.length() >= TAIL_LENGTH) {
      term(sink, TAIL, seen.substring(seen.length() - TAIL_LENGTH));
    }
    if (account.form() == BankAccount.Form.WALLET) {
      term(sink, WORD, number);
    }
    if (account.bankHint() != null) {
      term(sink, PLACE, account.bankHint().toLowerCase(Locale.ROOT));
    }
  }

  /// Of a number with hidden characters only what stands behind them is sure.
  private static void number(Sink sink, String number) {
    String seen = seen(number);
    if (seen.length() == number.length()) {
      term(sink, NUMBER, number);
    }
    if (seen.length() >= TAIL_LENGTH) {
      term(sink, BACKWARDS, new StringBuilder(seen).reverse().toString());
    }
  }

  private static String seen(String number) {
    return number.substring(number.lastIndexOf('*') + 1);
  }

  /// Lucene takes no term beyond 32 kB; no subject comes near that.
  private static void term(Sink sink, String field, String value) {
    if (!value.isEmpty()) {
      sink.take(field, value);
    }
  }
}
