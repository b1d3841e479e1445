package org.haltline.core.subject;

import static org.haltline.core.subject.BankAccount.Form.ACCOUNT;
import static org.haltline.core.subject.BankAccount.Form.CARD;
import static org.haltline.core.subject.BankAccount.Form.WALLET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.jspecify.annotations.Nullable;

/// Reads an account number as a caller or a bank's message gives it.
final class AccountReading {

  private static final int BANK_LENGTH_MAX = 128;
  private static final int NUMBER_LENGTH_MIN = 5;
  private static final int NUMBER_LENGTH_MAX = 34;
  private static final int WALLET_LENGTH_MAX = 64;
  private static final int VISIBLE_MIN = 4;
  private static final int WALLET_VISIBLE_MIN = 2;

  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(?:(?:收款|付款|对方|转入|转出|银行|储蓄|信用|支付宝|微信|我的|他的)*"
              + "(?:卡号|账号|帐号|账户|帐户|户号|卡)(?:号码)?\\s*[是为]?\\s*(?:[:=]\\s*|(?=[\\w*+]))"
              + "|(?:bank\\s+)?(?:card|account|acct|a/c|iban)(?:\\s+(?:number|no\\.?))?(?:\\s*[:=#]\\s*|\\s+)"
              + "(?=[\\d*]|[A-Z]{2}\\d{2}))+");
  private static final Pattern TAIL =
      Pattern.compile(
          "(?i)^(?:卡)?(?:尾号|后四位|末四位|ending(?:\\s+in)?)\\s*(?:是|为)?\\s*[:=]?\\s*(\\d{4,6})$");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}−._·・,/']");
  private static final Pattern NUMBER = Pattern.compile("[A-Z0-9*]+");
  private static final Pattern WALLET_NUMBER = Pattern.compile("[\\p{L}\\p{N}@._+*-]+");
  private static final Pattern COUNTRY_CODE = Pattern.compile("^(?:\\+|00)?86(?=1)");
  private static final Pattern CN_MOBILE = Pattern.compile("1[3-9][\\d*]{9}");

  private final String typed;
  private final List<Note> notes = new ArrayList<>();

  private AccountReading(String typed) {
    this.typed = typed;
  }

  static Parsed<BankAccount> read(
      String typed, @Nullable String bank, @Nullable String holder, @Nullable Form said) {
    String bankHint = null;
    if (bank != null && !bank.isBlank()) {
      switch (Typing.clean("bank", bank, BANK_LENGTH_MAX)) {
        case NotUnderstood<String> why -> {
          return why.as();
        }
        case Understood<String>(String text, var _) -> bankHint = text;
      }
    }
    String holderName = null;
    if (holder != null && !holder.isBlank()) {
      switch (Person.parse(holder)) {
        case NotUnderstood<Person> why -> {
          return why.as();
        }
        case Understood<Person>(Person person, var _) -> holderName = person.name();
      }
    }
    return switch (Typing.clean("account", typed, Typing.LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) ->
          new AccountReading(typed).number(text, bankHint, holderName, said);
    };
  }

  private Parsed<BankAccount> number(
      String text, @Nullable String bankHint, @Nullable String holder, @Nullable Form said) {
    String bare = Typing.isDigits(text) ? text : bare(text);
    String number = Typing.isDigits(bare) ? bare : joined(bare);
    Optional<Wallet> wallet = bankHint == null ? Optional.empty() : Wallet.in(bankHint);
    if (said == WALLET || (said == null && isAtWallet(bare, number, bankHint, wallet))) {
      return wallet(bare, number, bankHint, holder);
    }
    if (!NUMBER.matcher(number).matches()
        || number.chars().noneMatch(AccountReading::digitOrStar)) {
      return strangeCharacters(number);
    }
    if (number.length() < NUMBER_LENGTH_MIN || number.length() > NUMBER_LENGTH_MAX) {
      return new NotUnderstood<>(
          "account.length",
          "An account number has %d to %d characters, this has %d. Is it one number only?"
              .formatted(NUMBER_LENGTH_MIN, NUMBER_LENGTH_MAX, number.length()),
          "账号应为%d至%d位，此处为%d位。是否只填了一个账号？"
              .formatted(NUMBER_LENGTH_MIN, NUMBER_LENGTH_MAX, number.length()));
    }
    if (Masks.visible(number) < VISIBLE_MIN) {
      return allHidden(VISIBLE_MIN);
    }
    if (Masks.hides(number)) {
      noteMasked();
      Form form = said != null ? said : number.startsWith("62") ? CARD : ACCOUNT;
      return understood(number, form, bankHint, holder);
    }
    return whole(number, bankHint, holder, said, wallet.isPresent());
  }

  /// Without what people say before a number.
  private static String bare(String text) {
    String starred = Masks.unify(text);
    var tail = TAIL.matcher(starred);
    return tail.matches() ? "****" + tail.group(1) : LABEL.matcher(starred).replaceFirst("");
  }

  private static String joined(String bare) {
    String joined = SEPARATORS.matcher(Masks.unifyDots(bare)).replaceAll("");
    return Masks.unifyLetters(joined).toUpperCase(Locale.ROOT);
  }

  private Parsed<BankAccount> whole(
      String number,
      @Nullable String bankHint,
      @Nullable String holder,
      @Nullable Form said,
      boolean atWallet) {
    CardNumbers kind = CardNumbers.of(number);
    if (said == null && kind == CardNumbers.NONE) {
      Optional<Parsed<BankAccount>> misread = misread(number);
      if (misread.isPresent()) {
        return misread.get();
      }
    }
    boolean cardAllTheSame = said == ACCOUNT && isCardWhateverIsSaid(kind, number);
    if (cardAllTheSame) {
      notes.add(
          new Note(
              "account.is-card",
              "It was called an account number, and it is a card number: taken as the card.",
              "称为账号，实为银行卡号，按银行卡处理。"));
    }
    boolean card = said == CARD || cardAllTheSame || (said == null && kind != CardNumbers.NONE);
    if (!card) {
      if (said == null && number.startsWith("62") && number.chars().allMatch(Character::isDigit)) {
        notes.add(
            new Note(
                "account.length-odd",
                "It begins like a card, but a card beginning 62 has 16 to 19 digits, this has %d. Read it again."
                    .formatted(number.length()),
                "开头像银行卡，但62开头的卡号应为16至19位，此处为%d位，请再核对。".formatted(number.length())));
      }
      return understood(number, ACCOUNT, bankHint, holder);
    }
    if (!number.chars().allMatch(Character::isDigit)) {
      return strangeCharacters(number.replaceAll("\\d", ""));
    }
    if (!Luhn.holds(number)) {
      if (kind != CardNumbers.DOMESTIC) {
        return wrongCheckDigit(number);
      }
      notes.add(
          new Note(
              "account.check-digit-odd",
              "The check digit does not fit; older cards of this range may lack one. Read the"
                  + " number again.",
              "校验位不符；该号段的旧卡可能没有校验位，请再核对一遍。"));
    }
    if (atWallet) {
      notes.add(
          new Note(
              "account.card-at-wallet",
              "This is a bank card although a wallet was named: the card's bank must act.",
              "虽然说的是支付账户，但这是银行卡号，应由发卡行处理。"));
    }
    return understood(number, CARD, bankHint, holder);
  }

  /// One card is one target, whatever it is called: else the cap of stops would count twice.
  private static boolean isCardWhateverIsSaid(CardNumbers kind, String number) {
    return kind == CardNumbers.DOMESTIC || (kind == CardNumbers.SCHEME && Luhn.holds(number));
  }

  /// What would be somebody's card or IBAN but for a slip: a stop on it would go to nobody.
  private static Optional<Parsed<BankAccount>> misread(String number) {
    String digits = number.replace('O', '0').replace('I', '1').replace('L', '1');
    if (!digits.equals(number) && CardNumbers.of(digits) != CardNumbers.NONE) {
      return Optional.of(
          new NotUnderstood<>(
              "account.letter-for-digit",
              "There is a letter among the digits of this card number: O is not 0, I and L are not"
                  + " 1. Read the digits again.",
              "卡号中混有字母：O 不是 0,I、L 不是 1。请逐位核对。"));
    }
    if (Iban.isShaped(number) && !Iban.holds(number)) {
      return Optional.of(
          new NotUnderstood<>(
              "account.iban-check",
              "It looks like an IBAN, and its check digits do not fit: something in it is wrong."
                  + " Read it again, or say that it is an account number.",
              "看起来是 IBAN，但校验位不符，其中有误。请核对；若确为账号，请注明。"));
    }
    return Optional.empty();
  }

  /// Wallet accounts are phone numbers, addresses and ids; a card number typed beside a wallet's
  /// name is still a card.
  private static boolean isAtWallet(
      String bare, String number, @Nullable String bankHint, Optional<Wallet> wallet) {
    if (wallet.isPresent()) {
      return CardNumbers.of(number) != CardNumbers.SCHEME;
    }
    return bare.indexOf('@') >= 0 || (bankHint == null && CN_MOBILE.matcher(number).matches());
  }

  private Parsed<BankAccount> wallet(
      String bare, String number, @Nullable String bankHint, @Nullable String holder) {
    String mobile = COUNTRY_CODE.matcher(number).replaceFirst("");
    String handle =
        CN_MOBILE.matcher(mobile).matches()
            ? mobile
            : bare.replace(" ", "").toLowerCase(Locale.ROOT);
    if (!WALLET_NUMBER.matcher(handle).matches()) {
      return strangeCharacters(WALLET_NUMBER.matcher(handle).replaceAll(""));
    }
    if (handle.length() > WALLET_LENGTH_MAX) {
      return new NotUnderstood<>(
          "account.length",
          "A wallet account has at most %d characters.".formatted(WALLET_LENGTH_MAX),
          "支付账户最多%d个字符。".formatted(WALLET_LENGTH_MAX));
    }
    if (Masks.visible(handle) < WALLET_VISIBLE_MIN) {
      return allHidden(WALLET_VISIBLE_MIN);
    }
    if (Masks.hides(handle)) {
      noteMasked();
    }
    if (bankHint == null) {
      notes.add(
          new Note(
              "account.which-wallet",
              "It looks like a wallet account; ask which wallet.",
              "看起来是支付账户，请问清是哪一家。"));
    }
    if (handle.chars().anyMatch(c -> c > 127)) {
      notes.add(
          new Note(
              "account.nickname",
              "This looks like a name shown by the wallet, not an account; ask for the number or"
                  + " address.",
              "这像是昵称而不是账号，请问清手机号、邮箱或账号。"));
    }
    return understood(handle, WALLET, bankHint, holder);
  }

  private Parsed<BankAccount> understood(
      String number, Form form, @Nullable String bankHint, @Nullable String holder) {
    return new Understood<>(new BankAccount(typed, number, form, bankHint, holder), notes);
  }

  private void noteMasked() {
    notes.add(
        new Note(
            "account.masked",
            "Some characters are hidden, so several accounts may fit; ask for the whole number.",
            "部分字符被隐藏，可能对应多个账户，请尽量问到完整号码。"));
  }

  private static boolean digitOrStar(int c) {
    return (c >= '0' && c <= '9') || c == '*';
  }

  private static <T> NotUnderstood<T> wrongCheckDigit(String number) {
    String shown = BankAccount.inFours(number);
    return new NotUnderstood<>(
        "account.check-digit",
        "%s is not a card number: a digit is wrong or two are swapped (the last would have to be %s). "
                .formatted(shown, Luhn.checkDigit(number.substring(0, number.length() - 1)))
            + "Read the digits again, or say that it is an account number.",
        "%s 不是有效卡号：有一位错误或两位颠倒（末位应为 %s）。请逐位核对；若确为账号而非卡号，请注明。"
            .formatted(shown, Luhn.checkDigit(number.substring(0, number.length() - 1))));
  }

  private static <T> NotUnderstood<T> allHidden(int visibleMin) {
    return new NotUnderstood<>(
        "account.all-hidden",
        "At least %d characters must be visible; without them nobody can find the account."
            .formatted(visibleMin),
        "至少要有%d个可见字符，否则无法查找账户。".formatted(visibleMin));
  }

  private static <T> NotUnderstood<T> strangeCharacters(String text) {
    String strange =
        text.codePoints()
            .filter(c -> !(c < 128 && Character.isLetterOrDigit(c)) && c != '*')
            .distinct()
            .limit(5)
            .mapToObj(c -> "%s (U+%04X)".formatted(Character.toString(c), c))
            .collect(Collectors.joining(", "));
    return strange.isEmpty()
        ? new NotUnderstood<>(
            "account.characters", "There is no account number in this: no digits.", "没有数字，不是账号。")
        : new NotUnderstood<>(
            "account.characters",
            "An account number has letters and digits only, this also has " + strange + ".",
            "账号只含字母和数字，此处还有 " + strange + "。");
  }
}
