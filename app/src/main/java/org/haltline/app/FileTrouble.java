package org.haltline.app;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;

/// What is wrong with a file or folder, and what to do about it: the JDK's own exceptions often say
/// its path and nothing else.
final class FileTrouble {
  private FileTrouble() {}

  /// In a person's words.
  static String of(FileSystemException trouble) {
    String where = Objects.requireNonNullElse(trouble.getFile(), "a file");
    return where
        + ": "
        + switch (trouble) {
          case NoSuchFileException _ -> "there is no such file or folder: make it, or name another";
          case AccessDeniedException _ ->
              "this user may not use it: give the right to, or name another";
          case FileAlreadyExistsException _ ->
              "is there already, and is not what belongs there: move it away, or name another";
          case NotDirectoryException _ -> "is no folder: name one";
          default ->
              "cannot be used (%s): mend that, or name another"
                  .formatted(Objects.requireNonNullElse(trouble.getReason(), trouble.toString()));
        };
  }

  /// Refuses a file that cannot be made where it is to lie, before anything is opened for it.
  static void requirePlaceFor(Path file) {
    Path whole = file.toAbsolutePath();
    if (Files.exists(whole)) {
      throw new IllegalArgumentException(
          whole
              + " is there already, and a backup overwrites nothing: name another file, or move"
              + " that one away");
    }
    Path folder = whole.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s cannot be written, there is no folder %s: make it, or name a file elsewhere"
              .formatted(whole, folder));
    }
    if (!Files.isWritable(folder)) {
      throw cannotBeWritten(whole);
    }
  }

  static IllegalArgumentException cannotBeWritten(Path file) {
    return new IllegalArgumentException(
        "%s cannot be written, for this user may not write to its folder: give the right to, or name a file elsewhere"
            .formatted(file.toAbsolutePath()));
  }
}
