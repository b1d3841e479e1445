package org.haltline.core.journal.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.jspecify.annotations.Nullable;

/// A data folder that this process alone works on, until it is closed.
///
/// The lock is the kernel's, so it ends with the process however that ends. What lies in the
/// folder: `redis/` (the append-only file), `run/` (server binary, socket, pid), `log/`, `files/`
/// and `lock`.
public final class DataFolder implements AutoCloseable {
  /// Folders locked by this JVM. Needed beside the file lock: POSIX drops a process's lock when
  /// *any* descriptor of the file is closed, so a second attempt inside the same JVM must not even
  /// open it.
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private static final String LOCK_NAME = "lock";

  private final Path root;
  private final FileChannel lockChannel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel lockChannel, FileLock lock) {
    this.root = root;
    this.lockChannel = lockChannel;
    this.lock = lock;
  }

  /// Makes the folder if it is missing (mode 0700), proves that it can be written to, and locks it.
  public static DataFolder open(Path folder) {
    Path root = createdAndReal(folder);
    if (!OPEN_HERE.add(root)) {
      throw new RedisStartException(
          Fault.DATA_FOLDER_IN_USE,
          "data folder %s is already in use by this process (pid %d)"
              .formatted(root, ProcessHandle.current().pid()));
    }
    try {
      return locked(root);
    } catch (RuntimeException failure) {
      OPEN_HERE.remove(root);
      throw failure;
    }
  }

  private static Path createdAndReal(Path folder) {
    try {
      createPrivate(folder);
      return folder.toRealPath();
    } catch (FileAlreadyExistsException notADirectory) {
      throw new RedisStartException(
          Fault.NOT_A_DIRECTORY,
          "data folder %s is not a directory: name another folder or move that file away"
              .formatted(folder),
          notADirectory);
    } catch (IOException failure) {
      throw notWritable(folder, failure);
    }
  }

  private static DataFolder locked(Path root) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              root.resolve(LOCK_NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        String holder = firstLine(channel);
        channel.close();
        throw new RedisStartException(
            Fault.DATA_FOLDER_IN_USE,
            "data folder %s is in use by process %s: end that process first, or name another data folder"
                .formatted(root, holder.isEmpty() ? "(pid unknown)" : holder));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "%d%n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return new DataFolder(root, channel, lock);
    } catch (IOException failure) {
      closeQuietly(channel, failure);
      throw notWritable(root, failure);
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel, IOException because) {
    if (channel == null) return;
    try {
      channel.close();
    } catch (IOException alsoFailed) {
      because.addSuppressed(alsoFailed);
    }
  }

  private static String firstLine(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
  }

  private static RedisStartException notWritable(Path folder, IOException failure) {
    return new RedisStartException(
        Fault.DATA_FOLDER_NOT_WRITABLE,
        "data folder %s cannot be written to (%s): give user %s write permission, or name another folder"
            .formatted(folder, failure, System.getProperty("user.name")),
        failure);
  }

  /// Where it is, symbolic links resolved.
  public Path root() {
    return root;
  }

  /// A folder inside that only this user may enter; made when missing.
  public Path privateFolder(String name) {
    Path folder = root.resolve(name);
    try {
      createPrivate(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return folder;
    } catch (IOException failure) {
      throw notWritable(folder, failure);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public void close() {
    try (lockChannel) {
      lock.release();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot release the lock of " + root, failure);
    } finally {
      OPEN_HERE.remove(root);
    }
  }
}
