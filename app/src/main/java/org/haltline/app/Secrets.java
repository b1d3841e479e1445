package org.haltline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Passwords that stand in files of their own, such as mounted secrets.
final class Secrets {
  private Secrets() {}

  /// The one line of a file.
  ///
  /// @param key of the configuration, for the words of a refusal
  /// @throws IllegalArgumentException says what is wrong with the file, and nothing of what it
  ///   holds; nor its name, where that may be the password itself
  static String read(String key, Path file) {
    try {
      String password = Files.readString(file).strip();
      if (password.isEmpty() || password.lines().count() > 1) {
        throw new IllegalArgumentException(
            key + ": " + file + " holds the password in one line, and no more");
      }
      return password;
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          isAPath(file)
              ? key + ": cannot read " + file + ": " + unreadable
              : key
                  + ": names no file that can be read; the password stands in a file of its own,"
                  + " and the path of that file here",
          unreadable);
    }
  }

  /// Whether somebody meant a file, or wrote down the password.
  private static boolean isAPath(Path file) {
    Path folder = file.getParent();
    return folder != null && folder.getNameCount() > 0 && Files.isDirectory(folder);
  }
}
