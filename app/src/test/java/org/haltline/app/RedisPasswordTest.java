package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.haltline.app.Programs.Program;
import org.junit.jupiter.api.Test;

/// A house at a Redis that wants a password.
class RedisPasswordTest extends OnOwnRedis {
  @Test
  void aFileHoldsThePassword() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
    SettingsFile settings = settings(Map.of("haltline.redis.password-file", secret.toString()));
    try (House house = QuickHouse.start(settings.settings(), Part.all(), InstantSource.system())) {
      assertThat(house.verify().holds()).isTrue();
    }
    assertThat(settings.print()).doesNotContain(PASSWORD);
  }

  @Test
  void theCommandsThatAreNotTheHouseLogInToo() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD);
    SettingsFile settings = settings(Map.of("haltline.redis.password-file", secret.toString()));
    QuickHouse.start(settings.settings(), Part.all(), InstantSource.system()).close();

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
        QuickHouse.start(
            settings(Map.of("haltline.redis.password", PASSWORD)).settings(),
            Part.all(),
            InstantSource.system())) {
      assertThat(house.verify().holds()).isTrue();
    }
  }

  @Test
  void withoutItTheHouseDoesNotStart() {
    assertThatThrownBy(
            () ->
                QuickHouse.start(settings(Map.of()).settings(), Part.all(), InstantSource.system()))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining(PASSWORD);
  }
}
