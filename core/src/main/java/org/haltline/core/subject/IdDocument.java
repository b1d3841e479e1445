package org.haltline.core.subject;

import org.jspecify.annotations.Nullable;

/// A document that names a person or a company: what is left of a mule when the account is closed.
///
/// @param type one of the constants here, or a short name of the caller's own
/// @param number capitals and digits, `*` for what is hidden
public record IdDocument(String typed, String type, String number) implements Subject {

  /// The Chinese identity card, 18 characters with birth date and check character; also held by
  /// residents from abroad.
  public static final String RESIDENT_ID = "resident-id";

  public static final String PASSPORT = "passport";

  /// Travel permits of people from Hong Kong, Macau and Taiwan.
  public static final String TRAVEL_PERMIT = "travel-permit";

  /// The unified social credit code of a Chinese company, 18 characters with a check character.
  public static final String COMPANY_CODE = "company-code";

  public static final String OTHER = "other";

  public IdDocument {
    if (type.isBlank() || number.isBlank()) {
      throw new IllegalArgumentException("an id document without type or number");
    }
  }

  /// Understands a document's number and tells its type by its shape.
  public static Parsed<IdDocument> parse(String typed) {
    return parse(typed, null);
  }

  /// Understands a document's number; `type` overrules its shape, but never a failing check
  /// character.
  public static Parsed<IdDocument> parse(String typed, @Nullable String type) {
    return IdReading.read(typed, type);
  }

  public boolean masked() {
    return Masks.hides(number);
  }

  @Override
  public String key() {
    return "id:" + type + ":" + Masks.collapse(number);
  }

  @Override
  public String display() {
    return type + " " + number;
  }
}
