package org.haltline.core.journal.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.KqueueProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a child Redis needs around it: binary, folders, log and an address, made ready on a locked
/// data folder from which any leftover of an earlier run has been cleared.
final class RedisHome implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisHome.class);

  /// `sun_path` holds 104 bytes on macOS and 108 on Linux, with a closing zero.
  private static final int SOCKET_PATH_BYTES_MAX = 100;

  private static final String SOCKET_NAME = "redis.sock";
  private static final String OUTSIDE_NOTE = "socket-folder";
  private static final String OUTSIDE_PREFIX = "haltline-";

  private final Path binary;
  private final Path journalFolder;
  private final Path pidFile;
  private final RedisLog log;
  private final Path outsideNote;
  private final String readerPassword = secret();
  private final boolean readingOnly;
  private RedisAddress address;

  private RedisHome(DataFolder folder, EmbeddedRedisOptions options) {
    readingOnly = options.readingOnly();
    Path run = folder.privateFolder("run");
    journalFolder = folder.privateFolder("redis");
    log = RedisLog.in(folder.privateFolder("log"));
    pidFile = run.resolve("redis.pid");
    outsideNote = run.resolve(OUTSIDE_NOTE);
    RedisLeftover.end(run, pidFile, options.stopTimeout());
    removeOutside();
    binary = RedisBinary.extractTo(run);
    removeOldBinaries(run);
    address =
        switch (options.transport()) {
          case LOOPBACK_PORT -> loopback(options.port());
          case UNIX_SOCKET -> socket(run);
          case BEST -> hasNativeTransport() ? socket(run) : loopback(options.port());
        };
    refuseServedSocket();
  }

  static RedisHome open(DataFolder folder, EmbeddedRedisOptions options) {
    return new RedisHome(folder, options);
  }

  Path journalFolder() {
    return journalFolder;
  }

  private static boolean hasNativeTransport() {
    return EpollProvider.isAvailable() || KqueueProvider.isAvailable();
  }

  private RedisAddress socket(Path run) {
    Path inside = run.resolve(SOCKET_NAME);
    if (inside.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES_MAX) {
      return new RedisAddress.Socket(inside);
    }
    try {
      // Mode 0700 is createTempDirectory's own; the name is random, so nobody can have made it
      // beforehand.
      Path outside = Files.createTempDirectory(OUTSIDE_PREFIX);
      Files.writeString(outsideNote, outside.toString());
      return new RedisAddress.Socket(outside.resolve(SOCKET_NAME));
    } catch (IOException failure) {
      throw new RedisStartException(
          Fault.DATA_FOLDER_NOT_WRITABLE,
          "no folder for the journal's socket can be made",
          failure);
    }
  }

  /// Where the server of whoever works on a data folder listens: in its `run/`, or, where that path
  /// is too long for a socket, in the folder that a note there names.
  static Optional<Path> socketIn(Path dataFolder) {
    Path run = dataFolder.toAbsolutePath().resolve("run");
    Path socket = run.resolve(SOCKET_NAME);
    try {
      Path note = run.resolve(OUTSIDE_NOTE);
      if (Files.exists(note)) {
        socket = Path.of(Files.readString(note).strip()).resolve(SOCKET_NAME);
      }
    } catch (IOException removedMeanwhile) {
      return Optional.empty();
    }
    return Files.exists(socket) ? Optional.of(socket) : Optional.empty();
  }

  private static RedisAddress loopback(int configuredPort) {
    return new RedisAddress.Loopback(configuredPort == 0 ? freePort() : configuredPort, secret());
  }

  private static String secret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException failure) {
      throw new RedisStartException(Fault.PORT_TAKEN, "no free port on 127.0.0.1", failure);
    }
  }

  /// Another program took the free port between our look and the server's start.
  void takeAnotherPort() {
    address = loopback(0);
  }

  /// A server that a scan of processes cannot show (another container on the same folder) still
  /// answers on the socket.
  private void refuseServedSocket() {
    if (!(address instanceof RedisAddress.Socket(Path path))) return;
    if (RedisProbe.look(address, Duration.ofSeconds(2)) instanceof RedisProbe.State.Silent) return;
    throw new RedisStartException(
        Fault.DATA_FOLDER_IN_USE,
        "a Redis that this process cannot see serves %s (another container?): end it first"
            .formatted(path));
  }

  private static void removeOldBinariesIn(Stream<Path> files, Path kept) throws IOException {
    for (Path file : files.toList()) {
      String name = file.getFileName().toString();
      boolean old =
          name.startsWith(RedisBinary.NAME_PREFIX) || name.startsWith(RedisBinary.FRESH_PREFIX);
      if (old && !file.equals(kept)) Files.deleteIfExists(file);
    }
  }

  private void removeOldBinaries(Path run) {
    try (Stream<Path> files = Files.list(run)) {
      removeOldBinariesIn(files, binary);
    } catch (IOException harmless) {
      LOG.warn("cannot remove old binaries from {}", run, harmless);
    }
  }

  RedisProcess spawn(EmbeddedRedisOptions options) {
    String config = RedisConfig.text(options, address, readerPassword, journalFolder, pidFile);
    return RedisProcess.spawn(binary, config, journalFolder, log);
  }

  RedisAddress address() {
    return address;
  }

  RedisURI uri() {
    return readingOnly ? address.readerUri(readerPassword) : address.uri();
  }

  /// The socket's folder outside the data folder, of this run or of one that was killed.
  private void removeOutside() {
    try {
      if (!Files.exists(outsideNote)) return;
      Path outside = Path.of(Files.readString(outsideNote).strip());
      if (outside.getFileName().toString().startsWith(OUTSIDE_PREFIX)) {
        Files.deleteIfExists(outside.resolve(SOCKET_NAME));
        Files.deleteIfExists(outside);
      }
      Files.deleteIfExists(outsideNote);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot remove the old socket folder named in " + outsideNote, failure);
    }
  }

  @Override
  public void close() {
    removeOutside();
  }
}
