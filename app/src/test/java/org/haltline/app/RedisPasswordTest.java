package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.haltline.app.Programs.Program;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A house at a Redis that wants a password.
class RedisPasswordTest {
  private static final String PASSWORD = "for-tests-only";

  @TempDir Path folder;
  private EmbeddedRedis redis;

  @BeforeEach
  void startRedis() {
    redis =
        EmbeddedRedis.start(
            EmbeddedRedisOptions.in(folder.resolve("redis"))
                .over(EmbeddedRedisOptions.Transport.LOOPBACK_PORT));
    try (RedisClient client = RedisClient.create(redis.uri())) {
      client.connect().sync().configSet("requirepass", PASSWORD);
    }
  }

  @AfterEach
  void stopRedis() {
    redis.close();
  }

  @Test
  void aFileHoldsThePassword() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
    SettingsFile settings = settings(Map.of("haltline.redis.password-file", secret.toString()));
    try (House house = House.start(settings.settings(), Part.all(), InstantSource.system())) {
      assertThat(house.verify().holds()).isTrue();
    }
    assertThat(settings.print()).doesNotContain(PASSWORD);
  }

  @Test
  void theCommandsThatAreNotTheHouseLogInToo() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD);
    SettingsFile settings = settings(Map.of("haltline.redis.password-file", secret.toString()));
    House.start(settings.settings(), Part.all(), InstantSource.system()).close();

    int facts = RedisAtHand.during(settings.settings(), connections -> 7);
    assertThat(facts).isEqualTo(7);
  }

  @Test
  void theEnvironmentHoldsThePasswordAndItIsNotPrinted() throws Exception {
    try (var programs = new Programs(folder)) {
      Program printing =
          programs.start(
              Map.of("HALTLINE_REDIS_PASSWORD", PASSWORD),
              "run",
              "--print-config",
              "--set",
              "haltline.redis.url=" + url());
      programs.await("the end", () -> !printing.process().isAlive());
      assertThat(printing.said())
          .contains("haltline.redis.password = ***\n")
          .doesNotContain(PASSWORD);
    }
    try (House house =
        House.start(
            settings(Map.of("haltline.redis.password", PASSWORD)).settings(),
            Part.all(),
            InstantSource.system())) {
      assertThat(house.verify().holds()).isTrue();
    }
  }

  @Test
  void withoutItTheHouseDoesNotStart() {
    assertThatThrownBy(
            () -> House.start(settings(Map.of()).settings(), Part.all(), InstantSource.system()))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining(PASSWORD);
  }

  private String url() {
    RedisURI uri = redis.uri();
    return "redis://" + uri.getHost() + ":" + uri.getPort();
  }

  private SettingsFile settings(Map<String, String> more) {
    Map<String, String> keys = new HashMap<>(more);
    keys.put("haltline.redis.url", url());
    keys.put("haltline.http.port", "0");
    for (String each : new String[] {"data", "keys", "witness"}) {
      keys.put("haltline.storage." + each, folder.resolve("house-" + each).toString());
    }
    return SettingsFile.read(null, keys);
  }
}
