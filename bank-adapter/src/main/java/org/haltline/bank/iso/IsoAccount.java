package org.haltline.bank.iso;

import org.haltline.core.subject.BankAccount;
import org.iban4j.CountryCode;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/// An account as these messages write it: an IBAN, or anything else.
public sealed interface IsoAccount {
  String number();

  /// Length, bank code and check digits are those of its country (ISO 13616).
  record Iban(String number) implements IsoAccount {
    public Iban {
      if (!holds(number)) {
        throw new IllegalArgumentException("no IBAN: " + number);
      }
    }

    private static boolean holds(String number) {
      try {
        IbanUtil.validate(number);
        return true;
      } catch (Iban4jException none) {
        return false;
      }
    }
  }

  /// A card, or a number that means something at its bank only. At most 34 characters.
  record Other(String number) implements IsoAccount {
    public static final int LENGTH_MAX = 34;

    public Other {
      if (!Texts.fits(number, LENGTH_MAX)) {
        throw new IllegalArgumentException("an account number has 1 to 34 characters: " + number);
      }
    }
  }

  /// The account with this number; what looks like an IBAN and is none is another number.
  static IsoAccount of(String number) {
    boolean country = number.length() > 4 && CountryCode.getByCode(number.substring(0, 2)) != null;
    return country && Iban.holds(number) ? new Iban(number) : new Other(number);
  }

  static IsoAccount of(BankAccount account) {
    return of(account.number());
  }
}
