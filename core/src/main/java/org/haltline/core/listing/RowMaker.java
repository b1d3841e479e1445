package org.haltline.core.listing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.listing.ListRow.Fault;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Makes a row out of its cells.
final class RowMaker {
  private static final int VALUE_LENGTH_MAX = 400;
  private static final String TEXT_MARK = "'";
  private static final int SHOWN_MAX = 80;

  private final long line;
  private final Map<Heading, Cell> cells = new EnumMap<>(Heading.class);
  private final List<Fault> faults = new ArrayList<>();

  /// A cell under its heading.
  private record Cell(String heading, String value) {}

  RowMaker(long line) {
    this.line = line;
  }

  /// The first of two columns of one kind counts. What begins with an apostrophe is text, whatever
  /// follows.
  void put(Heading what, String heading, String value) {
    String text = bare(value);
    if (text.isEmpty()) {
      return;
    }
    boolean marked = value.strip().startsWith(TEXT_MARK);
    if (text.length() > (what == Heading.LINK ? Link.LENGTH_MAX : VALUE_LENGTH_MAX)) {
      wrong(heading, text, "row.too-long", "This cell is too long.", "此格过长。");
    } else if (marked) {
      cells.putIfAbsent(what, new Cell(heading, text));
    } else if (what != Heading.NOTE && what != Heading.PHONE && isFormula(text)) {
      formula(heading, text);
    } else if (what == Heading.NOTE && isFormula(text) && text.indexOf('(') > 0) {
      formula(heading, text);
    } else {
      cells.putIfAbsent(what, new Cell(heading, text));
    }
  }

  /// A cell that a spreadsheet computes: what it would come to is nobody's word.
  void formula(String heading, String text) {
    wrong(heading, text, "row.formula", "This cell is a formula. Write its value.", "此格是公式，请改为数值。");
  }

  void wrong(String heading, String value, String code, String en, String zh) {
    String shown = value.length() > SHOWN_MAX ? value.substring(0, SHOWN_MAX) + "…" : value;
    faults.add(new Fault(line, heading, shown, code, en, zh));
  }

  boolean isBlank() {
    return cells.isEmpty() && faults.isEmpty();
  }

  ListRow row() {
    var entries = new ArrayList<Entry>();
    Cell named = cells.get(Heading.NAME);
    String name = named == null ? null : named.value();
    Cell noted = cells.get(Heading.NOTE);
    String note = noted == null ? null : noted.value();
    cells.forEach(
        (what, cell) -> {
          if (what.namesSomebody() && (what != Heading.NAME || !hasOther())) {
            Subject subject = subject(what, cell);
            if (subject != null) {
              entries.add(new Entry(subject, what == Heading.NAME ? null : name, note));
            }
          }
        });
    if (entries.isEmpty() && faults.isEmpty()) {
      wrong("", "", "row.names-nobody", "This row names nobody.", "此行没有写明任何对象。");
    }
    return new ListRow(line, faults.isEmpty() ? entries : List.of(), faults);
  }

  /// A name beside something else says whose that is.
  private boolean hasOther() {
    return cells.keySet().stream().anyMatch(what -> what != Heading.NAME && what.namesSomebody());
  }

  private @Nullable String said(Heading what) {
    Cell cell = cells.get(what);
    return cell == null ? null : cell.value();
  }

  private @Nullable Subject subject(Heading what, Cell cell) {
    String value = cell.value();
    Parsed<? extends Subject> parsed =
        switch (what) {
          case ACCOUNT -> BankAccount.parse(value, said(Heading.BANK), null, form());
          case NAME -> Person.parse(value);
          case PHONE -> PhoneNumber.parse(value);
          case LINK -> Link.parse(value);
          case EMAIL -> EmailAddress.parse(value);
          case QQ -> ChatAccount.parse("qq", value);
          case WECHAT -> ChatAccount.parse("wechat", value);
          case CHAT -> {
            String[] service = value.split("[\\s:：]+", 2);
            yield ChatAccount.parse(service[0], service.length > 1 ? service[1] : "");
          }
          case DOCUMENT -> IdDocument.parse(value, said(Heading.DOCUMENT_TYPE));
          case APP -> App.parse(value, null);
          case BANK, FORM, DOCUMENT_TYPE, NOTE ->
              throw new IllegalStateException(what + " names nobody");
        };
    return switch (parsed) {
      case Parsed.Understood<? extends Subject> it -> it.subject();
      case Parsed.NotUnderstood<? extends Subject> not -> {
        wrong(cell.heading(), value, not.code(), not.says(), not.saysZh());
        yield null;
      }
    };
  }

  /// Null where nothing is said that is understood: then the digits tell.
  private @Nullable Form form() {
    String said = said(Heading.FORM);
    return said == null
        ? null
        : Arrays.stream(Form.values())
            .filter(form -> form.name().equalsIgnoreCase(said))
            .findFirst()
            .orElse(null);
  }

  /// Programs keep Excel from rounding an account by a tab, an apostrophe or `="…"`.
  private static String bare(String value) {
    String text = value.strip();
    if (text.length() > 3 && text.startsWith("=\"") && text.endsWith("\"")) {
      text = text.substring(2, text.length() - 1);
    } else if (text.startsWith(TEXT_MARK)) {
      text = text.substring(1);
    }
    return text.strip();
  }

  static boolean isFormula(String text) {
    char first = text.charAt(0);
    return first == '='
        || first == '@'
        || ((first == '+' || first == '-') && text.length() > 1 && text.indexOf('(') > 0);
  }
}
