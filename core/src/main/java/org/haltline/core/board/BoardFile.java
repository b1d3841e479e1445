package org.haltline.core.board;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.haltline.core.journal.SecretBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a process keeps its board. Sealed, for it tells what the centre does; whatever cannot be
/// used is passed over, for it grows back.
final class BoardFile {
  private static final Logger LOG = LoggerFactory.getLogger(BoardFile.class);
  private static final String WHAT = "board";
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final SecretBox box;

  BoardFile(Path file, SecretBox box) {
    this.file = file;
    this.box = box;
  }

  Optional<BoardSnapshot> read() {
    try {
      byte[] plain =
          box.open(WHAT, Files.readAllBytes(file))
              .orElseThrow(() -> new IOException("it is damaged, or of another centre"));
      return Optional.of(BoardSnapshot.read(plain));
    } catch (NoSuchFileException firstStart) {
      return Optional.empty();
    } catch (IOException unusable) {
      LOG.warn("{} cannot be used and is built anew: {}", file, unusable.toString());
      return Optional.empty();
    }
  }

  /// Takes the place of the one before only when it is whole and on disk.
  void write(BoardSnapshot snapshot) throws IOException {
    byte[] sealed = box.seal(WHAT, snapshot.bytes());
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    try (FileChannel out =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OURS_ALONE))) {
      ByteBuffer rest = ByteBuffer.wrap(sealed);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
