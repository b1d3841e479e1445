package org.haltline.core.journal;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.haltline.core.Ports;
import org.jspecify.annotations.Nullable;

/// A real redis-server on a free loopback port, for a test to kill, fill, stop and start again on
/// the same folder. Writes its file with an fsync each time, as in production.
final class TestRedis implements AutoCloseable {

  private static final Path BINARY = extractBinary();

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private TestRedis(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static TestRedis start(Path folder, String... settings) {
    TestRedis redis = new TestRedis(folder, Ports.free());
    redis.restart(settings);
    return redis;
  }

  /// Starts it again on what it left behind.
  void restart(String... settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                BINARY.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                "",
                "--pidfile",
                "",
                "--enable-debug-command",
                "local"));
    command.addAll(List.of(settings));
    process =
        started(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())));
    awaitAnswer();
  }

  /// A process that another class forks while the binary is written has it open for a moment, and
  /// so long nobody may run it.
  private static Process started(ProcessBuilder command) {
    for (int tries = 1; ; tries++) {
      try {
        return command.start();
      } catch (IOException e) {
        if (tries == 20 || !String.valueOf(e.getMessage()).contains("Text file busy")) {
          throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(25_000_000);
      }
    }
  }

  /// kill -9, and of the child that rewrites its file as well: it would go on writing to the
  /// folder.
  void kill() {
    Process running = process;
    if (running == null) return;
    List<ProcessHandle> writers = running.descendants().toList();
    running.destroyForcibly();
    writers.forEach(ProcessHandle::destroyForcibly);
    try {
      running.waitFor(30, TimeUnit.SECONDS);
      for (ProcessHandle writer : writers) {
        writer.onExit().orTimeout(30, TimeUnit.SECONDS).join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    process = null;
  }

  int port() {
    return port;
  }

  RedisURI uri() {
    return RedisURI.create("127.0.0.1", port);
  }

  private void awaitAnswer() {
    long endAt = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        String info = connection.sync().info("persistence");
        if (info.contains("loading:0")) return;
      } catch (RedisConnectionException e) {
        if (System.nanoTime() > endAt) throw e;
      } finally {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static Path extractBinary() {
    String machine =
        System.getProperty("os.name").startsWith("Mac")
            ? "darwin-amd64"
            : System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-amd64";
    String name = "redis-server-7.0.15-" + machine;
    try (InputStream in = TestRedis.class.getResourceAsStream("/" + name)) {
      if (in == null) throw new IllegalStateException(name + " is not on the class path");
      Path binary = Files.createTempFile("redis-server", "");
      Files.copy(in, binary, StandardCopyOption.REPLACE_EXISTING);
      if (!binary.toFile().setExecutable(true)) throw new IllegalStateException("cannot run it");
      binary.toFile().deleteOnExit();
      return binary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
