package org.haltline.core.journal.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder of files named by the SHA-256 of their content.
///
/// What [#put] has answered is on the disk under its name, so that a fact may name it from then on:
/// written beside, synced, renamed, the folder synced. The same content is kept once. Everything
/// here blocks: call it off the event loop.
public final class FileStore {
  private static final String ARRIVING_PREFIX = ".arriving-";
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;

  private FileStore(Path folder) {
    this.folder = folder;
  }

  /// Opens the store in a folder, which is made if missing (mode 0700); half-written files of a
  /// killed process go.
  public static FileStore open(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(FileStore::isArriving).toList()) Files.deleteIfExists(file);
    }
    return new FileStore(folder);
  }

  private static boolean isArriving(Path file) {
    return file.getFileName().toString().startsWith(ARRIVING_PREFIX);
  }

  /// Keeps what a stream holds, and answers its name once it is on the disk.
  ///
  /// @throws FileTooLarge when more comes than allowed
  public StoredFile put(InputStream content, long bytesMax) throws IOException {
    Path arriving = Files.createTempFile(folder, ARRIVING_PREFIX, "");
    try {
      MessageDigest digest = sha256();
      long bytes;
      try (FileChannel channel = FileChannel.open(arriving, StandardOpenOption.WRITE)) {
        bytes = copy(content, Channels.newOutputStream(channel), digest, bytesMax);
        channel.force(true);
      }
      StoredFile stored = new StoredFile(HexFormat.of().formatHex(digest.digest()), bytes);
      // Renamed even where it exists: that one may have been damaged since.
      Files.move(
          arriving,
          path(stored.sha256()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
      return stored;
    } finally {
      Files.deleteIfExists(arriving);
    }
  }

  private static long copy(InputStream from, OutputStream to, MessageDigest digest, long bytesMax)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      bytes += n;
      if (bytes > bytesMax) throw new FileTooLarge(bytesMax);
      digest.update(buffer, 0, n);
      to.write(buffer, 0, n);
    }
    return bytes;
  }

  /// A rename is on the disk only when its folder is.
  private void syncFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  public Optional<StoredFile> find(String sha256) throws IOException {
    if (!StoredFile.isName(sha256)) return Optional.empty();
    try {
      return Optional.of(new StoredFile(sha256, Files.size(path(sha256))));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  /// Its content.
  ///
  /// @throws NoSuchFileException when the store does not hold it
  public InputStream open(String sha256) throws IOException {
    return Files.newInputStream(path(new StoredFile(sha256, 0).sha256()));
  }

  /// Whether the content still is what its name says.
  public boolean isIntact(String sha256) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream content = open(sha256)) {
      copy(content, OutputStream.nullOutputStream(), digest, Long.MAX_VALUE);
    }
    return HexFormat.of().formatHex(digest.digest()).equals(sha256);
  }

  /// Every file held, in no particular order.
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(StoredFile::isName).toList();
    }
  }

  /// Removes a file that no fact needs any more, for example of an erased case. Removing it twice
  /// is no error.
  public void remove(String sha256) throws IOException {
    if (Files.deleteIfExists(path(new StoredFile(sha256, 0).sha256()))) syncFolder();
  }

  private Path path(String sha256) {
    return folder.resolve(sha256);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
