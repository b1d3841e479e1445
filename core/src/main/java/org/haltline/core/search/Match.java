package org.haltline.core.search;

/// Why a suspect was found, for whoever asked.
///
/// @param place which character of the known value differs, from 1; 0 where none does
/// @param known the value that fits, as the index has it
public record Match(Why why, int place, String known) {

  /// Every reason to be found, the surest first.
  public enum Why {
    EXACT,
    /// The same number, with or without a country's code or trunk zero.
    WRITTEN_OTHERWISE,
    NAME,
    /// The last digits, and the bank or the name.
    TAIL_AND_BANK,
    TAIL_AND_NAME,
    DIGITS_SWAPPED,
    DIGIT_DOUBLED,
    DIGIT_MISSING,
    DIGIT_EXTRA,
    DIGIT_WRONG,
    HOST,
    DOMAIN,
    LOOK_ALIKE,
    /// One character away from a name on the web.
    TYPO_SQUAT,
    /// A name of which part is hidden fits.
    NAME_HIDDEN,
    SOUND,
    SOUND_SWAPPED,
    TAIL,
    BEGINNING,
    SOUND_SLIP,
    NAME_SLIP
  }

  static Match of(Why why, String known) {
    return new Match(why, 0, known);
  }
}
