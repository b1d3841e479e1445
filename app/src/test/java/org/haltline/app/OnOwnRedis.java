package org.haltline.app;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A Redis with a password that is not the house's own, and settings that name it.
abstract class OnOwnRedis {
  static final String PASSWORD = "for-tests-only";

  @TempDir Path folder;
  private EmbeddedRedis redis;

  @BeforeEach
  void startRedis() {
    redis =
        EmbeddedRedis.start(
            EmbeddedRedisOptions.in(folder.resolve("redis"))
                .over(EmbeddedRedisOptions.Transport.LOOPBACK_PORT));
    config(redis.uri(), "requirepass", PASSWORD);
  }

  @AfterEach
  void stopRedis() {
    redis.close();
  }

  /// As its operator would at the running server.
  void config(String setting, String value) {
    config(RedisURI.create(url().replace("//", "//:" + PASSWORD + "@")), setting, value);
  }

  private static void config(RedisURI where, String setting, String value) {
    try (RedisClient client = RedisClient.create(where)) {
      client.connect().sync().configSet(setting, value);
    }
  }

  String url() {
    RedisURI uri = redis.uri();
    return "redis://" + uri.getHost() + ":" + uri.getPort();
  }

  SettingsFile settings(Map<String, String> more) {
    Map<String, String> keys = new HashMap<>(more);
    keys.put("haltline.redis.url", url());
    keys.put("haltline.http.port", "0");
    for (String each : new String[] {"data", "keys", "witness"}) {
      keys.put("haltline.storage." + each, folder.resolve("house-" + each).toString());
    }
    return SettingsFile.read(null, keys);
  }
}
