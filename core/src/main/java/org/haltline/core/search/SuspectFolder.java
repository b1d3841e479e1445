package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder in which indexes of suspects lie, numbered: one that is used, and for a while another
/// that will take its place. Whatever cannot be used is thrown away, for it grows back. What lies
/// in them is in clear: nobody but the house's own user may enter.
final class SuspectFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SuspectFolder.class);
  private static final String NAME = "suspects-";
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path root;
  private int highest;

  SuspectFolder(Path root) throws IOException {
    this.root = root;
    // the rights of a folder that somebody else made are theirs; those of what is made in it are
    // not
    Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OURS_ALONE));
  }

  /// The newest index that is whole, or the newest that is none, or a new one.
  SuspectIndex open() throws IOException {
    SuspectIndex best = null;
    List<Path> there = numbered();
    highest = there.isEmpty() ? 0 : number(there.getFirst());
    for (Path folder : there) {
      SuspectIndex index = usable(folder);
      if (index != null && (best == null || (index.isWhole() && !best.isWhole()))) {
        if (best != null) {
          best.abandon();
          delete(best.folder());
        }
        best = index;
      } else if (index != null) {
        index.abandon();
        delete(folder);
      }
    }
    return best == null ? create() : best;
  }

  /// An empty index beside those that are there.
  SuspectIndex create() throws IOException {
    List<Path> there = numbered();
    // never a number twice: one whose folder somebody deleted may still be open
    highest = Math.max(highest, there.isEmpty() ? 0 : number(there.getFirst())) + 1;
    return SuspectIndex.open(closedToOthers(root.resolve(NAME + highest)));
  }

  private static @Nullable SuspectIndex usable(Path folder) throws IOException {
    try {
      return SuspectIndex.open(closedToOthers(folder));
    } catch (LockObtainFailedException taken) {
      throw new IOException(
          folder + " is used by another process: give each its own haltline.storage.search", taken);
    } catch (IOException | RuntimeException faulty) {
      LOG.warn("{} cannot be used and is built anew: {}", folder, faulty.toString());
      delete(folder);
      return null;
    }
  }

  private static Path closedToOthers(Path folder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
    Files.setPosixFilePermissions(folder, OURS_ALONE);
    return folder;
  }

  /// The newest first.
  private List<Path> numbered() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(folder -> folder.getFileName().toString().matches(NAME + "\\d{1,9}"))
          .sorted(Comparator.comparingInt(SuspectFolder::number).reversed())
          .toList();
    }
  }

  private static int number(Path folder) {
    return Integer.parseInt(folder.getFileName().toString().substring(NAME.length()));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
