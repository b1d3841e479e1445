package org.haltline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.redis.Durability;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.redis.RedisStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The centre's Redis for a command that is not the house: the configured one, the child of a house
/// that runs, or, where none runs, a child of this command.
final class RedisAtHand {
  private static final Logger log = LoggerFactory.getLogger(RedisAtHand.class);

  private RedisAtHand() {}

  /// What is done with it.
  interface Work {
    int with(RedisConnections redis) throws IOException;
  }

  static int during(Settings settings, Work work) throws IOException {
    Optional<String> url = settings.redis().url();
    if (url.isPresent()) {
      return connected(configured(settings.redis(), url.get()), work);
    }
    Path data = settings.storage().data();
    try (EmbeddedRedis alone = EmbeddedRedis.start(EmbeddedRedisOptions.in(data))) {
      return connected(RedisConnectionOptions.to(alone.uri()), work);
    } catch (RedisStartException failure) {
      Optional<Path> socket = EmbeddedRedis.socketIn(data);
      if (failure.fault() != RedisStartException.Fault.DATA_FOLDER_IN_USE || socket.isEmpty()) {
        throw failure;
      }
      return connected(RedisConnectionOptions.to("redis-socket://" + socket.get()), work);
    }
  }

  /// Refuses a folder in which no Redis of ours has ever written: starting one there would find
  /// nothing to fault.
  static void requireJournal(Settings settings) {
    Path data = settings.storage().data();
    if (settings.redis().url().isEmpty() && !Files.isDirectory(data.resolve("redis"))) {
      throw noJournal(settings, data.toAbsolutePath().toString());
    }
  }

  /// Refuses a Redis that can lose what it acknowledged: no report may be taken there, and none
  /// brought back. One that does not say may be right, and its operator is told what to look at.
  static void requireDurable(String centre, RedisConnections redis) {
    Durability kept = House.await("journal", RedisJournal.durability(centre, redis));
    if (!kept.trouble().isEmpty()) {
      throw new IllegalStateException("haltline.redis.url: " + kept.trouble());
    }
    if (!kept.unknown().isEmpty()) {
      log.warn("haltline.redis.url: {}", kept.unknown());
    }
  }

  static IllegalArgumentException noJournal(Settings settings, String where) {
    return new IllegalArgumentException(
        "there is no journal of centre %s in %s: name the centre's folder (haltline.storage.data) and its letters (haltline.centre.id)"
            .formatted(settings.centre().id(), where));
  }

  /// To the Redis of the configuration, with the password wherever that stands.
  static RedisConnectionOptions configured(Settings.Redis redis, String url) {
    RedisConnectionOptions options = RedisConnectionOptions.to(url);
    return password(redis).map(it -> options.withPassword(redis.user(), it)).orElse(options);
  }

  private static Optional<String> password(Settings.Redis redis) {
    return redis.passwordFile().map(RedisAtHand::read).or(redis::password);
  }

  static String read(Path file) {
    return Secrets.read("haltline.redis.password-file", file);
  }

  private static int connected(RedisConnectionOptions where, Work work) throws IOException {
    try (RedisConnections redis = RedisConnections.open(where)) {
      return work.with(redis);
    }
  }
}
