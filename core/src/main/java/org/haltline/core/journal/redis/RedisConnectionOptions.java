package org.haltline.core.journal.redis;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which Redis to connect to, and the bounds of every conversation with it.
///
/// @param where the servers; more than one only for a cluster. Taken over: their timeout is set
/// @param cluster whether they are a Redis Cluster
/// @param connectTimeout for one attempt
/// @param commandTimeout after which an answer is no longer waited for: the outcome is then unknown
/// @param requestQueueMax commands under way on one connection; more are refused at once
/// @param replicasToWait how many replicas must have a write before it counts; 0 for none
/// @param replicaTimeout how long they may take, shorter than the command timeout
/// @param trusted certificates (PEM) that a TLS server's must chain to; the JDK's own if empty
public record RedisConnectionOptions(
    List<RedisURI> where,
    boolean cluster,
    Duration connectTimeout,
    Duration commandTimeout,
    int requestQueueMax,
    int replicasToWait,
    Duration replicaTimeout,
    Optional<Path> trusted) {

  public RedisConnectionOptions {
    where = List.copyOf(where);
    if (where.isEmpty()) throw new IllegalArgumentException("no Redis is named");
    if (requestQueueMax < 1)
      throw new IllegalArgumentException("requestQueueMax must be at least 1");
    if (replicasToWait < 0) throw new IllegalArgumentException("replicasToWait is negative");
    if (replicaTimeout.compareTo(commandTimeout) >= 0) {
      throw new IllegalArgumentException("replicaTimeout must be shorter than commandTimeout");
    }
  }

  /// To a server that is named already, for example [EmbeddedRedis#uri()].
  public static RedisConnectionOptions to(RedisURI uri) {
    return new RedisConnectionOptions(
        List.of(uri),
        false,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        50_000,
        0,
        Duration.ofSeconds(1),
        Optional.empty());
  }

  /// To the Redis of a configured URL: see [RedisUrl].
  ///
  /// @throws IllegalArgumentException says what is wrong with it, without its password
  public static RedisConnectionOptions to(String url) {
    RedisUrl parsed = RedisUrl.parse(url);
    RedisConnectionOptions one = to(parsed.servers().getFirst());
    return new RedisConnectionOptions(
        parsed.servers(),
        parsed.cluster(),
        one.connectTimeout,
        one.commandTimeout,
        one.requestQueueMax,
        one.replicasToWait,
        one.replicaTimeout,
        one.trusted);
  }

  public RedisConnectionOptions withTimeouts(Duration connect, Duration command) {
    return new RedisConnectionOptions(
        where, cluster, connect, command, requestQueueMax, replicasToWait, replicaTimeout, trusted);
  }

  public RedisConnectionOptions withRequestQueueMax(int commands) {
    return new RedisConnectionOptions(
        where,
        cluster,
        connectTimeout,
        commandTimeout,
        commands,
        replicasToWait,
        replicaTimeout,
        trusted);
  }

  public RedisConnectionOptions withReplicas(int count, Duration timeout) {
    return new RedisConnectionOptions(
        where, cluster, connectTimeout, commandTimeout, requestQueueMax, count, timeout, trusted);
  }

  public RedisConnectionOptions withTrusted(Path certificates) {
    return new RedisConnectionOptions(
        where,
        cluster,
        connectTimeout,
        commandTimeout,
        requestQueueMax,
        replicasToWait,
        replicaTimeout,
        Optional.of(certificates));
  }

  /// The password of its own instead of in the URL; for Sentinel, that of the master and replicas.
  ///
  /// @param user empty for the default one
  public RedisConnectionOptions withPassword(Optional<String> user, String password) {
    for (RedisURI server : where) {
      user.ifPresentOrElse(
          name -> server.setAuthentication(name, password.toCharArray()),
          () -> server.setAuthentication(password.toCharArray()));
    }
    return this;
  }

  boolean isSocket() {
    return where.getFirst().getSocket() != null;
  }

  /// For messages and logs: no password, no user.
  String described() {
    return String.join(",", where.stream().map(RedisUrl::described).toList());
  }
}
