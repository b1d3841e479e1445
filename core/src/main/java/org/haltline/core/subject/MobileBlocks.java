package org.haltline.core.subject;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;

/// Which Chinese mobile numbers are assigned to anybody: those of whole blocks, told by their first
/// five digits. A list of a million numbers asks a million times, so each block is asked of
/// libphonenumber once.
final class MobileBlocks {
  private static final int BLOCK_DIGITS = 5;
  private static final byte UNKNOWN = 0;
  private static final byte ASSIGNED = 1;
  private static final byte UNASSIGNED = 2;

  /// By the block's number. Two threads that meet a block for the first time write the same.
  private static final byte[] BLOCKS = new byte[100_000];

  private MobileBlocks() {}

  /// @param national eleven digits
  static boolean isAssigned(String national) {
    int block = Integer.parseInt(national, 0, BLOCK_DIGITS, 10);
    if (BLOCKS[block] == UNKNOWN) {
      BLOCKS[block] = asked(national) ? ASSIGNED : UNASSIGNED;
    }
    return BLOCKS[block] == ASSIGNED;
  }

  /// What the library says of the number itself.
  static boolean asked(String national) {
    return PhoneNumberUtil.getInstance()
        .isValidNumber(
            new Phonenumber.PhoneNumber()
                .setCountryCode(86)
                .setNationalNumber(Long.parseLong(national)));
  }
}
