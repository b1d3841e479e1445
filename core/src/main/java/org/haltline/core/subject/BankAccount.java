package org.haltline.core.subject;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where money went or came from: a card, an account at a bank, or an account at a wallet.
///
/// Identity: a whole card number (and an IBAN) is unique in the world, so its key is the number
/// alone. Everything else is unique only where it is kept, so its key names that place first, when
/// it is known: `account:icbc/1202021219900012345`, `account:alipay/138*0098`. The place is
/// compared as given; let the directory settle names on one id before keys are compared. A holder's
/// name is never part of the key: it is often misheard.
///
/// @param number letters, digits, and `*` for each hidden character; wallets also use the signs of
///   an e-mail address
/// @param bankHint the bank or wallet as the caller named it, or its settled id
/// @param holder the holder's name as the caller gave it, possibly with hidden characters
public record BankAccount(
    String typed, String number, Form form, @Nullable String bankHint, @Nullable String holder)
    implements Subject {

  /// What kind of number it is, which decides how far it identifies.
  public enum Form {
    CARD,
    ACCOUNT,
    WALLET
  }

  public BankAccount {
    if (number.isBlank()) {
      throw new IllegalArgumentException("a bank account without a number");
    }
  }

  /// Understands what was typed, when nothing else is known.
  public static Parsed<BankAccount> parse(String typed) {
    return parse(typed, null, null, null);
  }

  /// Understands what was typed, with the bank and holder that the caller named.
  public static Parsed<BankAccount> parse(
      String typed, @Nullable String bank, @Nullable String holder) {
    return parse(typed, bank, holder, null);
  }

  /// Understands what was typed; `said` overrules what the digits look like.
  ///
  /// A number in a card scheme's range whose check digit fails is refused (`account.check-digit`),
  /// because a stop on it would go to a stranger or to nobody; when the caller insists that it is
  /// an account number, `said` lets it pass.
  public static Parsed<BankAccount> parse(
      String typed, @Nullable String bank, @Nullable String holder, @Nullable Form said) {
    return AccountReading.read(typed, bank, holder, said);
  }

  /// Whether some characters are hidden: such a number is a pattern that fits several accounts,
  /// never proof of one.
  public boolean masked() {
    return Masks.hides(number);
  }

  /// Country and bank code of an IBAN, such as `DE37040044`; empty where the number is none, or its
  /// country tells no bank.
  public Optional<String> ibanBank() {
    return form == Form.ACCOUNT ? Iban.bank(number) : Optional.empty();
  }

  /// The last four characters, enough for a message to a stranger.
  public String lastFour() {
    return number.substring(Math.max(0, number.length() - 4));
  }

  /// The same account, kept at the institution with this id.
  public BankAccount at(String institutionId) {
    return new BankAccount(typed, number, form, institutionId, holder);
  }

  @Override
  public String key() {
    String identity = Masks.collapse(number).toLowerCase(Locale.ROOT);
    if ((form == Form.CARD && !masked()) || Iban.holds(number) || bankHint == null) {
      return "account:" + identity;
    }
    return "account:" + place(bankHint) + "/" + identity;
  }

  @Override
  public String display() {
    String shown = form == Form.WALLET ? number : inFours(number);
    String kept = bankHint == null ? shown : shown + " (" + bankHint + ")";
    return holder == null ? kept : kept + " " + holder;
  }

  /// A wallet by its own name whatever it was called; a bank by the name given, without its legal
  /// form.
  private static String place(String bankHint) {
    return Wallet.in(bankHint)
        .map(Wallet::slug)
        .orElseGet(() -> bankHint.toLowerCase(Locale.ROOT).replaceAll("(股份|有限|责任)*公司$|\\s+", ""));
  }

  static String inFours(String number) {
    return number.replaceAll("(.{4})(?=.)", "$1 ");
  }
}
