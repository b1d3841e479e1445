package org.haltline.core.journal.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.haltline.core.journal.redis.RedisStartException.Fault;

/// The redis-server that ships in a jar, extracted to where it can be run.
///
/// Its SHA-256 is pinned here: what runs is what was tested, and a file that was damaged or
/// tampered with on disk is replaced before it is started. The file's name carries the digest, so a
/// newer release never overwrites a binary that an older process still runs.
final class RedisBinary {
  static final String NAME_PREFIX = "redis-server-";
  static final String FRESH_PREFIX = ".extracting-";

  /// Resource name in org.signal:embedded-redis 0.9.1 and its SHA-256.
  private static final Map<String, String> PINNED =
      Map.of(
          "redis-server-7.0.15-linux-amd64",
          "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e",
          "redis-server-7.0.15-linux-arm64",
          "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
          "redis-server-7.0.15-linux-386",
          "19106984e15b7e7ce22c9a3296fe6a5f85c43a72894144f98b1fb572b823a936",
          "redis-server-7.0.15-darwin-amd64",
          "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
          "redis-server-7.0.15-darwin-arm64",
          "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129");

  /// ETXTBSY, as this and earlier releases of the JDK say it.
  private static final Pattern BUSY = Pattern.compile("error[:=] ?26\\b");

  private static final int BUSY_TRIES = 100;
  private static final Duration BUSY_PAUSE = Duration.ofMillis(20);

  private RedisBinary() {}

  static Path extractTo(Path folder) {
    String resource = resourceFor(System.getProperty("os.name"), System.getProperty("os.arch"));
    return extract(resource, pinned(resource), folder);
  }

  /// The jar's name for a platform as the JDK names it.
  static String resourceFor(String osName, String osArch) {
    Optional<String> os =
        switch (osName.toLowerCase(Locale.ROOT)) {
          case String name when name.startsWith("linux") -> Optional.of("linux");
          case String name when name.startsWith("mac") -> Optional.of("darwin");
          default -> Optional.empty();
        };
    Optional<String> arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> Optional.of("amd64");
          case "aarch64", "arm64" -> Optional.of("arm64");
          case "x86", "i386", "i686" -> Optional.of("386");
          default -> Optional.empty();
        };
    String resource = NAME_PREFIX + "7.0.15-" + os.orElse("?") + "-" + arch.orElse("?");
    if (!PINNED.containsKey(resource)) {
      throw new RedisStartException(
          Fault.CANNOT_RUN_BINARY,
          "no redis-server ships for %s on %s: run one yourself and configure its URL"
              .formatted(osName, osArch));
    }
    return resource;
  }

  static String pinned(String resource) {
    String digest = PINNED.get(resource);
    if (digest == null) throw new IllegalArgumentException("no such server: " + resource);
    return digest;
  }

  static Path extract(String resource, String sha256, Path folder) {
    Path target = extracted(resource, sha256, folder);
    awaitRunnable(target);
    return target;
  }

  /// A process that another thread forks while the file is written has it open until it becomes the
  /// other program, and so long the system runs it for nobody ("text file busy").
  private static void awaitRunnable(Path binary) {
    for (int tries = 1; tries <= BUSY_TRIES; tries++) {
      try {
        new ProcessBuilder(binary.toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
        return;
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException refused) {
        // anything else is told by the start of the server itself
        if (!BUSY.matcher(String.valueOf(refused.getMessage())).find()) return;
        LockSupport.parkNanos(BUSY_PAUSE.toNanos());
      }
    }
  }

  private static Path extracted(String resource, String sha256, Path folder) {
    Path target = folder.resolve(resource + "-" + sha256.substring(0, 12));
    try {
      if (Files.isRegularFile(target) && sha256.equals(digestOf(target))) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        return target;
      }
      Path fresh = Files.createTempFile(folder, FRESH_PREFIX, "");
      try {
        copyVerified(resource, sha256, fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        replace(fresh, target);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return target;
    } catch (IOException failure) {
      throw new RedisStartException(
          Fault.CANNOT_RUN_BINARY,
          "cannot extract redis-server to %s (%s): is the disk full?".formatted(target, failure),
          failure);
    }
  }

  private static void copyVerified(String resource, String sha256, Path to) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = RedisBinary.class.getResourceAsStream("/" + resource);
        var file = Files.newOutputStream(to);
        var out = new DigestOutputStream(file, digest)) {
      if (in == null) throw new IOException("the jar org.signal:embedded-redis is not on the path");
      in.transferTo(out);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      throw new IOException(
          "%s in the jar has SHA-256 %s, but this release was tested with %s"
              .formatted(resource, found, sha256));
    }
    try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Renames over whatever is there: a running server keeps its old file, which a copy in place
  /// would refuse ("text file busy").
  private static void replace(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unusual) {
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static String digestOf(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
