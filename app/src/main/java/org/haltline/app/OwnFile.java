package org.haltline.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haltline.core.codec.ProtectedListFile;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.directory.TableFaulty;

/// A file of the centre's own that the configuration names in place of one that ships.
final class OwnFile {
  private OwnFile() {}

  /// How one is read.
  interface Reading<T> {
    T from(Path file) throws IOException;
  }

  /// @param key of the configuration, told where the file cannot be read
  static <T> Optional<T> read(String key, Optional<Path> file, Reading<T> reading) {
    return file.map(
        path -> {
          try {
            return reading.from(path);
          } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                "haltline.law." + key + ": cannot read " + path + ": " + why(unreadable),
                unreadable);
          }
        });
  }

  /// Why a file cannot be read, in a person's words.
  static String why(IOException unreadable) {
    return switch (unreadable) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "it may not be opened";
      case CharacterCodingException _ -> "it is not UTF-8";
      default -> String.valueOf(unreadable.getMessage());
    };
  }

  /// Reads them all, and adds what is wrong with each, with file and line.
  static void check(List<Runnable> readings, List<String> faults) {
    for (Runnable each : readings) {
      try {
        each.run();
      } catch (TableFaulty
          | RulebookFile.Faulty
          | ProtectedListFile.Faulty
          | IllegalArgumentException wrong) {
        faults.add(String.valueOf(wrong.getMessage()).replace("\n", "\n  "));
      }
    }
  }
}
