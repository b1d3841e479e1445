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

/// The folder in which indexes of one kind lie, numbered: one that is used, and for a while another
/// that will take its place. Whatever cannot be used is thrown away, for it grows back. What lies
/// in them is in clear: nobody but the house's own user may enter.
final class IndexFolder<I extends KeptIndex> {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path root;
  private final String name;
  private final Opener<I> opener;
  private int highest;

  /// Opens what lies in a folder, or an empty index.
  interface Opener<I> {
    I open(Path folder) throws IOException;
  }

  /// @param name of the kind: what the folders' names begin with
  IndexFolder(Path root, String name, Opener<I> opener) throws IOException {
    this.root = root;
    this.name = name + "-";
    this.opener = opener;
    // the rights of a folder that somebody else made are theirs; those of what is made in it are
    // not
    Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OURS_ALONE));
  }

  /// The newest index that is whole, or the newest that is none, or a new one.
  I open() throws IOException {
    I best = null;
    List<Path> there = numbered();
    highest = there.isEmpty() ? 0 : number(there.getFirst());
    for (Path folder : there) {
      I index = usable(folder);
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
  I create() throws IOException {
    List<Path> there = numbered();
    // never a number twice: one whose folder somebody deleted may still be open
    highest = Math.max(highest, there.isEmpty() ? 0 : number(there.getFirst())) + 1;
    return opener.open(closedToOthers(root.resolve(name + highest)));
  }

  private @Nullable I usable(Path folder) throws IOException {
    try {
      return opener.open(closedToOthers(folder));
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
      return all.filter(folder -> folder.getFileName().toString().matches(name + "\\d{1,9}"))
          .sorted(Comparator.comparingInt(this::number).reversed())
          .toList();
    }
  }

  private int number(Path folder) {
    return Integer.parseInt(folder.getFileName().toString().substring(name.length()));
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
