package org.haltline.core.journal.files;

import java.util.regex.Pattern;

/// A file that the store holds. Its name is what a fact carries.
///
/// @param sha256 of its content, 64 small hexadecimal digits
public record StoredFile(String sha256, long bytes) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public StoredFile {
    if (!isName(sha256)) {
      throw new IllegalArgumentException(
          "a stored file is named by 64 hexadecimal digits, not: " + sha256);
    }
  }

  /// Whether a text can be the name of a stored file; for input that is not trusted yet.
  public static boolean isName(String text) {
    return SHA256.matcher(text).matches();
  }
}
