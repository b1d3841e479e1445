package org.haltline.core.journal.redis;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.haltline.core.Ports;

/// The shipped server in other people's roles: a primary, a replica, a node of a cluster, behind
/// TLS.
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "for-tests-only";

  private final int port;
  private final Path folder;
  private final String config;
  private RedisProcess process;

  private TestServer(int port, Path folder, String config) {
    this.port = port;
    this.folder = folder;
    this.config = config;
    this.process = launch();
  }

  /// Starts a server with a password on a free port of 127.0.0.1; further directives as in
  /// redis.conf.
  static TestServer start(Path parent, String... directives) throws IOException {
    int port = Ports.free();
    Path folder = Files.createDirectories(parent.resolve(Integer.toString(port)));
    String config =
        """
        bind 127.0.0.1
        port %d
        dir %s
        save ""
        shutdown-timeout 0
        repl-diskless-sync-delay 0
        requirepass %s
        masterauth %s
        """
            .formatted(port, RedisConfig.quoted(folder), PASSWORD, PASSWORD);
    return new TestServer(port, folder, config + String.join("\n", directives) + "\n");
  }

  private RedisProcess launch() {
    RedisProcess started =
        RedisProcess.spawn(RedisBinary.extractTo(folder), config, folder, RedisLog.in(folder));
    try {
      started.awaitReady(
          new RedisAddress.Loopback(port, PASSWORD),
          EmbeddedRedisOptions.in(folder).withListenTimeout(Duration.ofMinutes(1)),
          percent -> {});
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return started;
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
  }

  RedisURI uri() {
    return RedisURI.create(url());
  }

  /// As `kill -<signal>` does.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  void restart() {
    process.stop(Duration.ofSeconds(10));
    process = launch();
  }

  @Override
  public void close() {
    try {
      signal("CONT"); // a stopped server would not end
    } catch (IOException | InterruptedException alreadyGone) {
      Thread.currentThread().interrupt();
    }
    process.stop(Duration.ofSeconds(10));
  }
}
