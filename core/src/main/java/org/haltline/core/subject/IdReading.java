package org.haltline.core.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.jspecify.annotations.Nullable;

/// Reads the number of an id document, and checks what can be checked without asking anyone.
final class IdReading {

  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(?:(?:(?:居民|公民)?身份证|护照|证件|通行证|统一社会信用代码)(?:号码?)?\\s*[:=]?\\s*"
              + "|(?:passport|id)(?:\\s+(?:card|number|no\\.?))*(?:\\s*[:=#]\\s*|\\s+))+");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{2,32}");
  private static final Pattern RESIDENT = Pattern.compile("[1-9]\\d{16}[\\dX]");
  private static final Pattern RESIDENT_15 =
      Pattern.compile("[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])\\d{5}");
  private static final Pattern RESIDENT_MASKED =
      Pattern.compile("(?=.{15,18}$)[1-9][\\d*]*[\\dX*]");
  private static final Pattern COMPANY =
      Pattern.compile("[159AENY][0-9A-HJ-NPQRTUWXY]\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
  private static final Pattern PASSPORT =
      Pattern.compile("[DEGPS]\\d{8}|E[A-HJ-NP-Z]\\d{7}|[DPS]E\\d{7}");
  private static final Pattern PERMIT = Pattern.compile("[HM]\\d{8}(?:\\d{2})?");
  private static final Pattern NUMBER = Pattern.compile("[A-Z0-9*]{5,32}");
  private static final int VISIBLE_MIN = 4;
  private static final int BIRTH_YEAR_MIN = 1850;

  private static final int[] RESIDENT_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };
  private static final String RESIDENT_CHECK = "10X98765432";
  private static final String COMPANY_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] COMPANY_WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };

  private final String typed;
  private final List<Note> notes = new ArrayList<>();

  private IdReading(String typed) {
    this.typed = typed;
  }

  static Parsed<IdDocument> read(String typed, @Nullable String type) {
    if (type != null && !TYPE.matcher(type).matches()) {
      return new NotUnderstood<>(
          "id.type",
          "A type of document is a short name in small letters, such as passport.",
          "证件类型应为小写英文短名，例如 passport。");
    }
    return switch (Typing.clean("id", typed, Typing.LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) -> new IdReading(typed).document(text, type);
    };
  }

  private Parsed<IdDocument> document(String text, @Nullable String type) {
    String number =
        Masks.unify(LABEL.matcher(text).replaceFirst(""))
            .replaceAll("[\\s\\p{Pd}._/()]", "")
            .toUpperCase(Locale.ROOT);
    if (!NUMBER.matcher(number).matches() || Masks.visible(number) < VISIBLE_MIN) {
      return new NotUnderstood<>(
          "id.characters",
          "A document's number has 5 to 32 letters and digits, at least %d of them visible."
              .formatted(VISIBLE_MIN),
          "证件号码为5至32位字母或数字，至少%d位可见。".formatted(VISIBLE_MIN));
    }
    String is = type != null ? type : typeOf(number);
    if (Masks.hides(number)) {
      notes.add(
          new Note(
              "id.masked",
              "Some characters are hidden, so several documents may fit.",
              "部分字符被隐藏，可能对应多个证件。"));
    } else if (is.equals(IdDocument.RESIDENT_ID)) {
      return resident(number);
    } else if (is.equals(IdDocument.COMPANY_CODE)) {
      return company(number);
    }
    return new Understood<>(new IdDocument(typed, is, number), notes);
  }

  private static String typeOf(String number) {
    if (RESIDENT.matcher(number).matches() && isDate(number.substring(6, 14))) {
      return IdDocument.RESIDENT_ID;
    }
    if (COMPANY.matcher(number).matches() && companyCheck(number) == number.charAt(17)) {
      return IdDocument.COMPANY_CODE;
    }
    if (RESIDENT.matcher(number).matches() || RESIDENT_15.matcher(number).matches()) {
      return IdDocument.RESIDENT_ID;
    }
    if (Masks.hides(number) && RESIDENT_MASKED.matcher(number).matches()) {
      return IdDocument.RESIDENT_ID;
    }
    if (PASSPORT.matcher(number).matches()) {
      return IdDocument.PASSPORT;
    }
    return PERMIT.matcher(number).matches() ? IdDocument.TRAVEL_PERMIT : IdDocument.OTHER;
  }

  private Parsed<IdDocument> resident(String number) {
    String full = number;
    if (RESIDENT_15.matcher(number).matches()) {
      // Cards of before 1999 had no century and no check character.
      String century = number.substring(0, 6) + "19" + number.substring(6);
      full = century + residentCheck(century);
      notes.add(
          new Note(
              "id.old-form",
              "An old 15-digit number, brought to today's 18 characters.",
              "旧版15位号码，已换算为18位。"));
    }
    if (!RESIDENT.matcher(full).matches() || !isDate(full.substring(6, 14))) {
      return new NotUnderstood<>(
          "id.birth-date",
          "A resident id has 18 characters with a birth date in the middle; read it again.",
          "身份证号码为18位，中间为出生日期，请再核对。");
    }
    if (residentCheck(full) != full.charAt(17)) {
      return wrongCheck(full, residentCheck(full));
    }
    return new Understood<>(new IdDocument(typed, IdDocument.RESIDENT_ID, full), notes);
  }

  private Parsed<IdDocument> company(String number) {
    if (!COMPANY.matcher(number).matches()) {
      return new NotUnderstood<>(
          "id.company-code",
          "A company's code has 18 characters, without the letters I, O, S, V and Z; read it"
              + " again.",
          "统一社会信用代码为18位，不含 I、O、S、V、Z，请再核对。");
    }
    if (companyCheck(number) != number.charAt(17)) {
      return wrongCheck(number, companyCheck(number));
    }
    return new Understood<>(new IdDocument(typed, IdDocument.COMPANY_CODE, number), notes);
  }

  /// GB 11643-1999, ISO 7064 modulo 11-2.
  private static char residentCheck(String number) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (number.charAt(i) - '0') * RESIDENT_WEIGHTS[i];
    }
    return RESIDENT_CHECK.charAt(sum % 11);
  }

  /// GB 32100-2015, modulo 31.
  private static char companyCheck(String number) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += COMPANY_ALPHABET.indexOf(number.charAt(i)) * COMPANY_WEIGHTS[i];
    }
    return COMPANY_ALPHABET.charAt((31 - sum % 31) % 31);
  }

  private static boolean isDate(String yyyymmdd) {
    int year = Integer.parseInt(yyyymmdd.substring(0, 4));
    try {
      LocalDate date =
          LocalDate.of(
              year,
              Integer.parseInt(yyyymmdd.substring(4, 6)),
              Integer.parseInt(yyyymmdd.substring(6)));
      return date.getYear() >= BIRTH_YEAR_MIN && year < 2100;
    } catch (DateTimeException noDate) {
      return false;
    }
  }

  private static <T> NotUnderstood<T> wrongCheck(String number, char fitting) {
    return new NotUnderstood<>(
        "id.check-digit",
        "%s is not valid: a character is wrong or two are swapped (the last would have to be %s)."
            .formatted(number, fitting),
        "%s 无效：有一位错误或两位颠倒（末位应为 %s）。".formatted(number, fitting));
  }
}
