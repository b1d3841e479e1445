package org.haltline.core.search;

/// By what cases are told apart and counted.
public enum CaseFacet {
  /// The kind of fraud: by its code where every centre knows it, else in the centre's own words.
  KIND,
  STATUS,
  /// The highest risk among those whom the case names, by what it says itself.
  COLOUR,
  BANK,
  CARRIER,
  /// The police unit that ordered.
  PLACE,
  /// What was reported in yuan, by the lower end of its band; none for other money.
  AMOUNT,
  /// When it was reported, such as `2026-11`, in the centre's own time.
  MONTH
}
