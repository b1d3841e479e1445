package org.haltline.bank.iso;

import java.util.regex.Pattern;

/// Who speaks: a bank, or the authority that asks it.
public sealed interface IsoParty {

  /// As configuration and addresses name it.
  String id();

  /// A bank by its BIC (ISO 9362, 8 or 11 characters).
  record Bank(String bic) implements IsoParty {
    private static final Pattern SHAPE =
        Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?");

    /// Whether a text is written as a BIC is.
    public static boolean isShaped(String text) {
      return SHAPE.matcher(text).matches();
    }

    public Bank {
      if (!isShaped(bic)) {
        throw new IllegalArgumentException("a BIC has 8 or 11 capitals and digits, not " + bic);
      }
    }

    @Override
    public String id() {
      return bic;
    }
  }

  /// An authority by a number of its own.
  ///
  /// @param id at most 35 characters
  /// @param name at most 140 characters
  record Organisation(String id, String name) implements IsoParty {
    public Organisation {
      if (!Texts.fits(id, 35) || !Texts.fits(name, 140)) {
        throw new IllegalArgumentException(
            "an authority has a number of 1 to 35 and a name of 1 to 140 characters");
      }
    }
  }
}
