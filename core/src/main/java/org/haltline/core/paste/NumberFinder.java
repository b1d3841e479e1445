package org.haltline.core.paste;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.PhoneNumber;

/// Finds accounts, cards, phone numbers and documents. What a run of digits is, the word before it
/// says; where none stands there, its shape does; where that does not either, it is nothing.
final class NumberFinder {
  private static final Pattern RUN =
      Pattern.compile(
          "(?<![\\w.@/])[+(]{0,2}\\d(?:[\\d*xX](?![a-wyzA-WYZ])|[ ()-](?=[\\d*xX"
              + " (])){3,38}[\\d*xX]?(?![\\w@])");
  private static final Pattern IBAN =
      Pattern.compile(
          "(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?:"
              + " ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])");
  private static final Pattern TAIL =
      Pattern.compile(
          "(?i)(?:卡)?(?:尾号|后四位|末四位|后四位数|ending(?:"
              + " in)?)\\s*(?:是|为)?\\s*:?\\s*(?:\\*{1,4})?(\\d{4,6})(?!\\d)");
  private static final Pattern PASSPORT =
      Pattern.compile(
          "(?i)(?:护照|passport)[^\\n。;\\d]{0,8}?\\s?:?\\s?([A-Z]{1,2}\\d{6,9})(?![\\dA-Z])");
  private static final Pattern SHORT_CODE =
      Pattern.compile(
          "(?<![\\d.,*¥$])(?:95\\d{3}|96110|12381|10086|10000|10010|12110)(?![\\d.,]?\\d|元|块|万)");

  private static final Pattern ACCOUNT_LABEL =
      Pattern.compile(
          "(?i)卡号|账号|帐号|账户|帐户|户号|银行卡|汇到|转到|打到|汇入|转入|存入|(?<![a-z])(?:cards?|accounts?|acct|a/c|iban|account"
              + " no)(?![a-z])");
  private static final Pattern PHONE_LABEL =
      Pattern.compile(
          "(?i)电话|手机|号码|来电|拨打|致电|联系|热线|座机|打来|短信|传真|(?<![a-z])(?:tel|phone|call(?:ed|s|ing)?|mobile|cell|hotline|number|text(?:ed)?|contact|dial)(?![a-z])");
  private static final Pattern ID_LABEL =
      Pattern.compile("(?i)身份证|证件|信用代码|(?<![a-z])(?:id card|id no|identity)(?![a-z])");
  private static final Pattern OTHER_LABEL =
      Pattern.compile(
          "(?i)订单|单号|验证码|校验码|流水|工号|警号|案号|编号|文号|快递|运单|邮编|会议号|会议id|房间号|邀请码|群号|qq群|合同|凭证|交易号|(?<![a-z])(?:order|ref(?:erence)?|case"
              + " no|code|otp|invoice|tracking|ticket|badge|meeting id)(?![a-z])");

  /// Between such a word and the number that it names; a sentence that goes on speaks of another.
  private static final Pattern NAMED = Pattern.compile("[\\s:号码编是为]{0,4}");

  private static final Pattern WALLET_BEFORE =
      Pattern.compile("(?i)(?:支付宝|alipay|微信支付|财付通)[^\\d。;\\n]{0,10}$");
  private static final Pattern MOBILE = Pattern.compile("(?:\\+?(?:00)?86)?1[3-9]\\d{9}");
  private static final Pattern SERVICE = Pattern.compile("[48]00\\d{7}");
  private static final Pattern LANDLINE = Pattern.compile("0(?:10|2\\d|[3-9]\\d\\d)[2-8]\\d{6,7}");
  private static final Pattern ABROAD = Pattern.compile("(?:\\+|00)[1-9]\\d{7,14}");
  private static final Pattern CARD =
      Pattern.compile(
          "62\\d{14,17}|4\\d{15}|5[1-5]\\d{14}|35\\d{14}|3[47]\\d{13}|95(?:58|59)\\d{15}");
  private static final Pattern RESIDENT = Pattern.compile("[1-8]\\d{5}(?:19|20)\\d{9}[\\dX]");
  private static final int BEFORE = 16;

  private enum Kind {
    ACCOUNT,
    PHONE,
    ID,
    OTHER,
    UNSAID
  }

  private final Folded folded;
  private final Findings found;
  private final String text;

  private NumberFinder(Folded folded, Findings found) {
    this.folded = folded;
    this.found = found;
    this.text = folded.simple();
  }

  static void find(Folded folded, Findings found) {
    var finder = new NumberFinder(folded, found);
    finder.ibans();
    finder.tails();
    finder.passports();
    finder.runs();
    finder.shortCodes();
  }

  private void ibans() {
    for (Matcher it = IBAN.matcher(text); it.find(); ) {
      Parsed<BankAccount> account =
          BankAccount.parse(it.group(), BankNames.near(text, it.start(), it.end()), null);
      boolean iban =
          account instanceof Understood<BankAccount>(BankAccount known, var _)
              ? known.ibanBank().isPresent()
              : account instanceof NotUnderstood<BankAccount> why
                  && why.code().equals("account.iban-check");
      if (iban) {
        found.add(it.start(), it.end(), "account", account);
      }
    }
  }

  /// All that a bank's message tells of an account: its last digits.
  private void tails() {
    for (Matcher it = TAIL.matcher(text); it.find(); ) {
      String bank = BankNames.near(text, it.start(), it.end());
      found.add(it.start(), it.end(), "account", BankAccount.parse("尾号" + it.group(1), bank, null));
    }
  }

  private void passports() {
    for (Matcher it = PASSPORT.matcher(text); it.find(); ) {
      found.add(
          it.start(1), it.end(1), "idDocument", IdDocument.parse(it.group(1), IdDocument.PASSPORT));
    }
  }

  private void shortCodes() {
    for (Matcher it = SHORT_CODE.matcher(text); it.find(); ) {
      Kind kind = kind(it.start(), false);
      if (kind != Kind.OTHER && kind != Kind.ACCOUNT) {
        found.add(it.start(), it.end(), "phone", PhoneNumber.parse(it.group()));
      }
    }
  }

  private void runs() {
    for (Matcher it = RUN.matcher(text); it.find(); ) {
      int start = it.start();
      int end = it.end();
      while (end > start && " (-".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      if (found.isFree(start, end)) {
        run(start, end);
      }
    }
  }

  private void run(int start, int end) {
    String typed = folded.text().substring(start, end);
    String joined = typed.replaceAll("[ ()-]", "").toUpperCase(Locale.ROOT);
    boolean masked = joined.indexOf('*') >= 0 || joined.contains("XX");
    Kind kind = kind(start, MOBILE.matcher(joined).matches());
    if (kind == Kind.OTHER) {
      found.set(start, end);
    } else if (kind == Kind.ID
        || (RESIDENT.matcher(joined).matches()
            && kind != Kind.ACCOUNT
            && IdDocument.parse(typed) instanceof Understood<IdDocument>)) {
      found.add(start, end, "idDocument", IdDocument.parse(typed));
    } else if (isAtWallet(start, joined)) {
      found.add(start, end, "account", BankAccount.parse(typed, "支付宝", null));
    } else if (masked) {
      masked(start, end, typed, joined, kind);
    } else if (CARD.matcher(joined).matches()) {
      account(start, end, typed);
    } else if (isPhone(joined, kind)) {
      found.add(start, end, "phone", PhoneNumber.parse(typed));
    } else if (isAccount(joined, kind, start, end)) {
      account(start, end, typed);
    }
  }

  private void masked(int start, int end, String typed, String joined, Kind kind) {
    boolean phone = joined.length() == 11 && joined.startsWith("1") && kind != Kind.ACCOUNT;
    if (phone) {
      found.add(start, end, "phone", PhoneNumber.parse(typed));
    } else if (joined.replaceAll("[^0-9]", "").length() >= 4 && joined.length() >= 8) {
      account(start, end, typed);
    }
  }

  private void account(int start, int end, String typed) {
    found.add(
        start, end, "account", BankAccount.parse(typed, BankNames.near(text, start, end), null));
  }

  private boolean isAtWallet(int start, String joined) {
    return joined.length() == 11
        && joined.charAt(0) == '1'
        && WALLET_BEFORE.matcher(text.substring(Math.max(0, start - BEFORE), start)).find();
  }

  private static boolean isPhone(String joined, Kind kind) {
    if (MOBILE.matcher(joined).matches() || ABROAD.matcher(joined).matches()) {
      return true;
    }
    if (kind == Kind.ACCOUNT) {
      return false;
    }
    return SERVICE.matcher(joined).matches()
        || LANDLINE.matcher(joined).matches()
        || (kind == Kind.PHONE && joined.length() >= 5 && joined.length() <= 20);
  }

  private boolean isAccount(String joined, Kind kind, int start, int end) {
    int digits = joined.length();
    if (kind == Kind.ACCOUNT) {
      return digits >= 8 && digits <= 30;
    }
    return kind == Kind.UNSAID
        && digits >= 12
        && digits <= 22
        && BankNames.near(text, start, end) != null;
  }

  /// What the nearest word before a number says it is.
  ///
  /// @param mobile whether it has the shape of a mobile number: a courier or an order that is
  ///   spoken of in passing does not make it another
  private Kind kind(int start, boolean mobile) {
    int from = Math.max(0, start - BEFORE);
    for (int i = start - 1; i >= from; i--) {
      if ("。;!?\n".indexOf(text.charAt(i)) >= 0) {
        from = i + 1;
        break;
      }
    }
    String before = text.substring(from, start);
    int account = last(ACCOUNT_LABEL, before);
    int phone = last(PHONE_LABEL, before);
    int id = last(ID_LABEL, before);
    int other = last(OTHER_LABEL, before);
    if (mobile && other >= 0 && !NAMED.matcher(before.substring(other)).matches()) {
      other = -1;
    }
    int nearest = Math.max(Math.max(account, phone), Math.max(id, other));
    if (nearest < 0) {
      return Kind.UNSAID;
    }
    return nearest == other
        ? Kind.OTHER
        : nearest == id ? Kind.ID : nearest == account ? Kind.ACCOUNT : Kind.PHONE;
  }

  private static int last(Pattern label, String before) {
    int at = -1;
    for (Matcher it = label.matcher(before); it.find(); ) {
      at = it.end();
    }
    return at;
  }
}
