package org.haltline.core.journal;

/// A place in a count that spans cases, for example one of the two stop-payments that an account
/// may have. The name reaches the store only as a keyed hash, so it may hold an account number.
///
/// @param name what is counted
/// @param limit how many may hold it at once; 0 takes no place and is refused as long as anybody
///   holds one; below zero it takes a place where fewer than so many are taken, and is never
///   refused; one above [#LIMIT_MAX] takes no place and is refused unless somebody holds one
/// @param holder who takes the place, an order number or a case; taking it twice counts once
public record Claim(String name, int limit, String holder) {

  /// The list of holders is one short text in the store, searched whole.
  public static final int LIMIT_MAX = 1_000;

  private static final int SOMEBODY = LIMIT_MAX + 1;

  public Claim {
    if (name.isEmpty()) throw new IllegalArgumentException("a claim needs a name");
    if (limit < -LIMIT_MAX || limit > SOMEBODY) {
      throw new IllegalArgumentException(
          "a claim's limit is at most " + LIMIT_MAX + " either way, not " + limit);
    }
    if (holder.isEmpty() || holder.length() > 64 || holder.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "a claim's holder is 1 to 64 characters without spaces, not: " + holder);
    }
  }

  /// That nobody holds a place of this name.
  ///
  /// @param holder who wants to know; takes no place
  public static Claim noneOf(String name, String holder) {
    return new Claim(name, 0, holder);
  }

  /// That somebody holds a place of this name still when this write has given its own back.
  ///
  /// @param holder who relies on it; takes no place
  public static Claim someOf(String name, String holder) {
    return new Claim(name, SOMEBODY, holder);
  }

  public boolean takesPlace() {
    return limit != 0 && limit != SOMEBODY;
  }

  public boolean wantsSomebody() {
    return limit == SOMEBODY;
  }

  /// A place that is taken whatever others did: so that they see it.
  public static Claim shown(String name, String holder) {
    return new Claim(name, -LIMIT_MAX, holder);
  }
}
