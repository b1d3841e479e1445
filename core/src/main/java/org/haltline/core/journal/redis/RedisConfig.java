package org.haltline.core.journal.redis;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The child's configuration, handed over on its standard input: nothing of it, least of all the
/// password, is on the command line, where every user of the machine could read it.
///
/// Directives: redis.conf of 7.0. What keeps the promise "acknowledged only after fsync" is
/// `appendfsync always`: Redis writes and syncs before it sends the replies of an event-loop turn,
/// so that commands which arrive together share one fsync.
final class RedisConfig {
  private RedisConfig() {}

  static String text(
      EmbeddedRedisOptions options,
      RedisAddress address,
      String readerPassword,
      Path journalFolder,
      Path pidFile) {
    String listening =
        switch (address) {
          case RedisAddress.Socket(Path path) ->
              """
              port 0
              unixsocket %s
              unixsocketperm 700
              """
                  .formatted(quoted(path));
          case RedisAddress.Loopback(int port, String password) ->
              """
              bind 127.0.0.1
              port %d
              requirepass %s
              """
                  .formatted(port, password);
        };
    return listening
        + (options.readingOnly() ? reader(readerPassword) : "")
        + """
        daemonize no
        protected-mode yes
        databases 1
        tcp-backlog 128
        set-proc-title no
        always-show-logo no
        loglevel notice
        dir %s
        pidfile %s
        save ""
        appendonly yes
        appendfsync always
        aof-use-rdb-preamble yes
        aof-load-truncated yes
        no-appendfsync-on-rewrite no
        auto-aof-rewrite-percentage %d
        auto-aof-rewrite-min-size %d
        rdbcompression no
        maxmemory %d
        maxmemory-policy noeviction
        hash-max-listpack-entries 16
        """
            .formatted(
                quoted(journalFolder),
                quoted(pidFile),
                options.rewriteGrowthPercent(),
                options.rewriteMinBytes(),
                options.maxMemoryBytes());
  }

  /// Clients log in as a user whom Redis's own access list (redis.conf, `user`) keeps to reading.
  /// The default user must keep its rights: Redis replays transactions of its file in that user's
  /// name, and would drop them.
  private static String reader(String password) {
    return "user "
        + RedisAddress.READER
        + " on >"
        + password
        + " ~* &* -@all +@read +@connection +info\n";
  }

  /// As Redis's `sdssplitargs` reads it: printable ASCII as it is, every other byte as `\xHH`.
  static String quoted(Path path) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0x20 && b < 0x7f && b != '"' && b != '\\') {
        text.append((char) b);
      } else {
        text.append("\\x%02x".formatted(b));
      }
    }
    return text.append('"').toString();
  }
}
