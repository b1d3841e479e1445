package org.haltline.core.finding;

import org.jspecify.annotations.Nullable;

/// Where findings come from.
///
/// @param name of the file; null for a message
/// @param sha256 under which the file, or the message as it came, is kept; null where it is not
public record FindingSource(Kind kind, @Nullable String name, @Nullable String sha256) {

  public enum Kind {
    /// The institution's machine answered.
    MESSAGE,
    /// A person brought a statement.
    STATEMENT
  }

  public static FindingSource message() {
    return new FindingSource(Kind.MESSAGE, null, null);
  }

  public static FindingSource statement(String name, String sha256) {
    return new FindingSource(Kind.STATEMENT, name, sha256);
  }
}
