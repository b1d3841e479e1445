package org.haltline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.journal.keys.KeysFolder;
import org.jspecify.annotations.Nullable;

/// Whose keys this process holds: the centre's, from which every institution's follows, or, where
/// only an adapter runs, those of its institutions, each in a file of its own (`ICBC.key`).
final class KeyFolder {
  private final Path folder;
  private final @Nullable CentreKey centre;

  private KeyFolder(Path folder, @Nullable CentreKey centre) {
    this.folder = folder;
    this.centre = centre;
  }

  static KeyFolder ofCentre(KeysFolder keys, String centreId) {
    return new KeyFolder(keys.path(), keys.centreKey(centreId));
  }

  /// An adapter's, which may lie where the centre's own do.
  static KeyFolder ofAdapter(Path folder, Path data, String centreId) {
    boolean centresOwn = Files.exists(folder.resolve(centreId + ".centre.key"));
    return centresOwn
        ? ofCentre(KeysFolder.open(folder, data), centreId)
        : new KeyFolder(folder, null);
  }

  CentreKey centre() {
    if (centre == null) {
      throw new IllegalStateException("the centre's key is not in " + folder);
    }
    return centre;
  }

  /// Whether this process may carry this institution's orders.
  boolean has(String institution) {
    return centre != null || Files.exists(file(institution));
  }

  InstitutionKey institution(String id) {
    if (centre != null) {
      return centre.institutionKey(id);
    }
    try {
      return InstitutionKey.ofHex(id, Files.readString(file(id)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "no key for "
              + id
              + ": `haltline keys "
              + id
              + "` at the centre prints what belongs in "
              + file(id),
          unreadable);
    }
  }

  private Path file(String institution) {
    return folder.resolve(institution + ".key");
  }
}
