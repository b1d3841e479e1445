package org.haltline.core.journal;

/// A place in a count that spans cases, for example one of the two stop-payments that an account
/// may have. The name reaches the store only as a keyed hash, so it may hold an account number.
///
/// @param name what is counted
/// @param limit how many may hold it at once
/// @param holder who takes the place, an order number; taking it twice counts once
public record Claim(String name, int limit, String holder) {

  /// The list of holders is one short text in the store, searched whole.
  public static final int LIMIT_MAX = 1_000;

  public Claim {
    if (name.isEmpty()) throw new IllegalArgumentException("a claim needs a name");
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a claim's limit is 1 to " + LIMIT_MAX + ", not " + limit);
    }
    if (holder.isEmpty() || holder.length() > 64 || holder.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "a claim's holder is 1 to 64 characters without spaces, not: " + holder);
    }
  }
}
