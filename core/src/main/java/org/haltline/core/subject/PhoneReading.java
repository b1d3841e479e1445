package org.haltline.core.subject;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.PhoneNumber.Line;
import org.jspecify.annotations.Nullable;

/// Reads a phone number as callers read it off a screen in mainland China.
///
/// libphonenumber knows the numbering plans; the Chinese service ranges it leaves out are told here
/// by their digits.
final class PhoneReading {

  private static final int DIGITS_MAX = 22;
  private static final Set<String> NOT_GIVEN =
      Set.of(
          "unknown",
          "anonymous",
          "private",
          "withheld",
          "restricted",
          "none",
          "no",
          "n/a",
          "无",
          "没有",
          "未知",
          "匿名",
          "不详",
          "不知道",
          "隐藏号码",
          "未知号码",
          "无主叫",
          "无号码",
          "-",
          "?");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(?:对方|联系|手机|电话|座机|固定|来电|客服|主叫)*(?:电话|手机|号码|号|座机|来电|客服|主叫)\\s*(?:是|为)?\\s*[:=]?\\s*"
              + "|^(?:tel|phone|mobile|cell|call|number)\\s*(?:no\\.?|number)?\\s*[:=.]?\\s*(?=[\\d+(])|^tel:");
  private static final Pattern EXTENSION =
      Pattern.compile("(?i)\\s*(?:转|分机|ext\\.?|extension|#|(?<=\\d) ?x)\\s*:?\\s*\\d{1,6}$");
  private static final Pattern WRITTEN = Pattern.compile("\\(?\\+?[\\d\\s().·・/,\\p{Pd}−~]+");
  private static final Pattern HIDDEN =
      Pattern.compile("(?i)[\\d\\s\\p{Pd}+()]*(?:\\*|x{2,})[\\d\\s\\p{Pd}*x()]*");

  private static final Pattern EMERGENCY = Pattern.compile("110|119|120|122|12110");
  private static final Pattern SHORT_CODE =
      Pattern.compile(
          "950\\d{2,9}|95[1-9]\\d{2,6}|96\\d{3,6}|12\\d{3,5}|10[01]\\d{2,3}|1010\\d{4}|11[4568]\\d{0,5}");
  // Not with ten digits: those are Beijing's landlines, 010-6….
  private static final Pattern MESSAGE_SENDER = Pattern.compile("106(?:\\d{5,6}|\\d{8,17})");
  // Nobody's own number begins with 1 or 9 behind an area code. With more digits it may be abroad.
  private static final Pattern BEHIND_AREA =
      Pattern.compile("0(?:10|2\\d|[3-9]\\d{2})([19]\\d{2,5})");
  private static final Pattern SERVICE_400 = Pattern.compile("400\\d{7}");
  private static final Pattern SERVICE_800 = Pattern.compile("800\\d{7}");
  private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern VIRTUAL = Pattern.compile("1(?:70|71|62|65|67)\\d{8}");
  private static final Pattern WITHOUT_AREA = Pattern.compile("[2-8]\\d{6,7}");

  /// What begins like a hotline of a bank, and is one with fewer or more digits.
  private static final Pattern LIKE_A_HOTLINE = Pattern.compile("9[56]\\d+");

  private static final Pattern NEAR_CHINA = Pattern.compile("0(?:852|853|886)\\d{8,9}");

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final String typed;
  private final List<Note> notes = new ArrayList<>();

  private PhoneReading(String typed) {
    this.typed = typed;
  }

  static Parsed<PhoneNumber> read(String typed) {
    return switch (Typing.clean("phone", typed, Typing.LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) -> new PhoneReading(typed).number(text);
    };
  }

  private Parsed<PhoneNumber> number(String text) {
    if (Typing.isDigits(text)) {
      return dialled(text, text);
    }
    if (NOT_GIVEN.contains(text.toLowerCase(Locale.ROOT))) {
      return new NotUnderstood<>(
          "phone.not-given", "The number is not known; leave it out.", "号码未知，请留空。");
    }
    String bare = LABEL.matcher(Masks.unify(text)).replaceFirst("");
    if (HIDDEN.matcher(bare).matches()) {
      return new NotUnderstood<>(
          "phone.masked",
          "Digits are hidden; no carrier can act on part of a number. Ask for the whole number.",
          "号码有隐藏位，运营商无法处理，请问到完整号码。");
    }
    String main = EXTENSION.matcher(bare).replaceFirst("");
    if (!main.equals(bare)) {
      notes.add(
          new Note(
              "phone.extension",
              "The extension was left out; orders act on the whole line.",
              "已去掉分机号，指令对整条线路生效。"));
    }
    if (!WRITTEN.matcher(main).matches()) {
      return new NotUnderstood<>(
          "phone.characters",
          "A phone number has digits, and + before a country code; this has something else.",
          "电话号码只含数字，国家代码前可加 +，此处含有其他内容。");
    }
    return dialled(main, main.replaceAll("\\D", ""));
  }

  private Parsed<PhoneNumber> dialled(String main, String digits) {
    if (digits.isEmpty() || digits.length() > DIGITS_MAX) {
      return length(digits);
    }
    boolean international = main.indexOf('+') >= 0 || digits.startsWith("00");
    String dialled = international ? digits.replaceFirst("^0+", "") : digits;
    if (international && !dialled.startsWith("86")) {
      return foreign(dialled);
    }
    return chinese(international ? dialled.substring(2) : dialled, international);
  }

  private Parsed<PhoneNumber> chinese(String national, boolean certainlyChinese) {
    if (MOBILE.matcher(national).matches()) {
      return mobile(national);
    }
    if (EMERGENCY.matcher(national).matches()) {
      return publicService(national, Line.EMERGENCY);
    }
    if (SHORT_CODE.matcher(national).matches()) {
      return publicService(national, Line.SHORT_CODE);
    }
    String service = behindArea(certainlyChinese ? withTrunkZero(national) : national);
    if (service != null) {
      return hotline(service);
    }
    if (MESSAGE_SENDER.matcher(national).matches()) {
      return understood(national, Line.MESSAGE_SENDER);
    }
    if (SERVICE_400.matcher(national).matches()) {
      return understood(national, Line.SERVICE_400);
    }
    if (SERVICE_800.matcher(national).matches()) {
      return understood(national, Line.SERVICE_800);
    }
    String mobile = national.replaceFirst("^0(?=1[3-9])", "");
    if (MOBILE.matcher(mobile).matches()) {
      return mobile(mobile);
    }
    return landline(national, certainlyChinese);
  }

  private Parsed<PhoneNumber> mobile(String national) {
    if (!MobileBlocks.isAssigned(national)) {
      notes.add(
          new Note(
              "phone.unassigned",
              "Numbers of people are not known to begin like this; read the digits again.",
              "未见个人号码以此开头，请再核对号码。"));
    }
    return understood(
        national, VIRTUAL.matcher(national).matches() ? Line.VIRTUAL_OPERATOR : Line.MOBILE);
  }

  private Parsed<PhoneNumber> landline(String national, boolean certainlyChinese) {
    if (!certainlyChinese && WITHOUT_AREA.matcher(national).matches()) {
      return new NotUnderstood<>(
          "phone.area-code-missing",
          "A landline needs its area code, such as 0571-28290000.",
          "固定电话请加区号，例如 0571-28290000。");
    }
    String significant = national.replaceFirst("^0+", "");
    if (!significant.isEmpty() && isValid(86, significant)) {
      String service = behindArea("0" + significant);
      if (service != null) {
        return hotline(service);
      }
      if (!certainlyChinese && LIKE_A_HOTLINE.matcher(national).matches()) {
        notes.add(
            new Note(
                "phone.zero-added",
                "Read as the landline 0%s, though it begins like a hotline; ask for every digit."
                    .formatted(national),
                "开头似客服热线，已按固定电话 0%s 理解，请逐位核对。".formatted(national)));
      }
      return understood(significant, Line.LANDLINE);
    }
    // 86 before eleven digits, or a foreign number whose + was not on the screen.
    if (!certainlyChinese && national.startsWith("86") && national.length() > 11) {
      return chinese(national.substring(2), true);
    }
    if (NEAR_CHINA.matcher(national).matches()) {
      return new NotUnderstood<>(
          "phone.ambiguous",
          "It may be +%s or a Chinese area code; ask how the screen shows it."
              .formatted(significant),
          "可能是境外号码 +%s，也可能是国内区号，请问清来电显示。".formatted(significant));
    }
    if (!certainlyChinese && !national.startsWith("0") && isValidAbroad(national)) {
      notes.add(
          new Note(
              "phone.plus-added",
              "Read as a foreign number, +%s; ask whether a + or 00 stood before it."
                  .formatted(national),
              "已按境外号码 +%s 理解，请核对号码前是否有 + 或 00。".formatted(national)));
      return foreign(national);
    }
    return length(national);
  }

  private Parsed<PhoneNumber> foreign(String digits) {
    Phonenumber.PhoneNumber number;
    try {
      number = numbers.parse("+" + digits, null);
    } catch (NumberParseException noCountry) {
      return new NotUnderstood<>(
          "phone.country",
          "No country has this code; read the first digits again.",
          "没有这个国家代码，请核对开头几位。");
    }
    if (numbers.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
      return length(digits);
    }
    String e164 = numbers.format(number, PhoneNumberFormat.E164);
    if (!isStable(e164)) {
      return length(digits);
    }
    if (!numbers.isValidNumber(number)) {
      notes.add(
          new Note(
              "phone.unassigned",
              "Not a number in use there as far as is known (a forged caller id, perhaps); read the"
                  + " digits again.",
              "据所知该国没有此号码（可能是伪造来电），请再核对。"));
    }
    return new Understood<>(
        new PhoneNumber(typed, numbers.format(number, PhoneNumberFormat.E164), Line.FOREIGN),
        notes);
  }

  /// Whether the canonical form reads as itself: zeros of a trunk prefix can make nonsense look
  /// like another number.
  private boolean isStable(String e164) {
    try {
      return numbers.format(numbers.parse(e164, null), PhoneNumberFormat.E164).equals(e164);
    } catch (NumberParseException unreadable) {
      return false;
    }
  }

  /// The public service that is dialled behind an area code; null where none is.
  private static @Nullable String behindArea(String dialled) {
    var behind = BEHIND_AREA.matcher(dialled);
    if (!behind.matches()) {
      return null;
    }
    String rest = behind.group(1);
    return EMERGENCY.matcher(rest).matches() || SHORT_CODE.matcher(rest).matches() ? rest : null;
  }

  private Parsed<PhoneNumber> hotline(String national) {
    return publicService(
        national, EMERGENCY.matcher(national).matches() ? Line.EMERGENCY : Line.SHORT_CODE);
  }

  private static String withTrunkZero(String national) {
    return national.startsWith("0") ? national : "0" + national;
  }

  private Parsed<PhoneNumber> publicService(String national, Line line) {
    notes.add(
        new Note(
            "phone.public-service",
            "%s belongs to a public service; a fraudster's call only looks as if it came from there."
                .formatted(national),
            "%s 是公共服务号码，诈骗来电多为伪造显示。".formatted(national)));
    return understood(national, line);
  }

  private Parsed<PhoneNumber> understood(String national, Line line) {
    return new Understood<>(new PhoneNumber(typed, "+86" + national, line), notes);
  }

  private boolean isValid(int countryCode, String national) {
    return national.length() <= 15
        && numbers.isValidNumber(
            new Phonenumber.PhoneNumber()
                .setCountryCode(countryCode)
                .setNationalNumber(Long.parseLong(national)));
  }

  private boolean isValidAbroad(String digits) {
    try {
      return numbers.isValidNumber(numbers.parse("+" + digits, null));
    } catch (NumberParseException noCountry) {
      return false;
    }
  }

  private static <T> NotUnderstood<T> length(String digits) {
    return new NotUnderstood<>(
        "phone.length",
        "No phone number has these %d digits; read it again.".formatted(digits.length()),
        "没有这样的%d位号码，请再核对。".formatted(digits.length()));
  }
}
