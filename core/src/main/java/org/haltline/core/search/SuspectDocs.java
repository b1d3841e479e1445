package org.haltline.core.search;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;

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

  static Document of(Suspect suspect) {
    var doc = new Document();
    doc.add(new StringField(KEY, suspect.key(), Store.NO));
    doc.add(new StoredField(BODY, SuspectForm.bytes(suspect)));
    switch (suspect.subject()) {
      case BankAccount it -> account(doc, it);
      case PhoneNumber it -> number(doc, digits(it));
      case Link it -> {
        term(doc, HOST, it.host());
        term(doc, DOMAIN, it.registrableDomain());
        term(doc, SKELETON, HostForms.skeleton(it.registrableDomain()));
        term(doc, WORD, it.host() + it.path());
      }
      case ChatAccount it -> term(doc, WORD, it.handle());
      case EmailAddress it -> {
        term(doc, WORD, it.address());
        term(doc, HOST, it.domain());
      }
      case Person it -> {
        term(doc, NAME, NameForms.characters(it.name()));
        term(doc, SOUND, NameForms.sound(it.name()));
      }
      case IdDocument it -> number(doc, it.number().toLowerCase(Locale.ROOT));
      case App it -> {
        term(doc, NAME, NameForms.characters(it.name()));
        term(doc, SOUND, NameForms.sound(it.name()));
      }
    }
    Set<String> holders = new LinkedHashSet<>();
    Set<String> sounds = new LinkedHashSet<>();
    for (String name : suspect.names()) {
      holders.add(NameForms.characters(name));
      sounds.add(NameForms.sound(name));
    }
    holders.forEach(holder -> term(doc, HOLDER, holder));
    sounds.forEach(sound -> term(doc, HOLDER_SOUND, sound));
    suspect.mentions().forEach(mention -> term(doc, CASE, mention.caseId().value()));
    return doc;
  }

  /// One more whose it is said to be.
  static void holder(Document doc, String name) {
    term(doc, HOLDER, NameForms.characters(name));
    term(doc, HOLDER_SOUND, NameForms.sound(name));
  }

  /// As dialled in China, or with the country's code elsewhere.
  static String digits(PhoneNumber phone) {
    return phone.chinese() ? phone.national() : phone.e164().substring(1);
  }

  private static void account(Document doc, BankAccount account) {
    String number = account.number().toLowerCase(Locale.ROOT);
    number(doc, number);
    String seen = seen(number);
    if (seen.length() >= TAIL_LENGTH) {
      term(doc, TAIL, seen.substring(seen.length() - TAIL_LENGTH));
    }
    if (account.form() == BankAccount.Form.WALLET) {
      term(doc, WORD, number);
    }
    if (account.bankHint() != null) {
      term(doc, PLACE, account.bankHint().toLowerCase(Locale.ROOT));
    }
  }

  /// Of a number with hidden characters only what stands behind them is sure.
  private static void number(Document doc, String number) {
    String seen = seen(number);
    if (seen.length() == number.length()) {
      term(doc, NUMBER, number);
    }
    if (seen.length() >= TAIL_LENGTH) {
      term(doc, BACKWARDS, new StringBuilder(seen).reverse().toString());
    }
  }

  private static String seen(String number) {
    return number.substring(number.lastIndexOf('*') + 1);
  }

  private static void term(Document doc, String field, String value) {
    if (!value.isEmpty()) {
      // Lucene takes no term beyond 32 kB; no subject comes near that
      doc.add(new StringField(field, value, Store.NO));
    }
  }
}
