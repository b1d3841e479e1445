package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A house at somebody's Redis that can lose what it acknowledged.
class CarelessRedisTest extends OnOwnRedis {
  @ParameterizedTest
  @CsvSource({
    "appendonly, no, yes",
    "appendfsync, everysec, always",
    "maxmemory-policy, allkeys-lru, noeviction"
  })
  void theHouseDoesNotStartAndLeavesNoKeysBehind(String setting, String wrong, String right) {
    config(setting, wrong);
    for (Set<Part> parts : Set.of(Part.all(), Set.of(Part.CORE), Set.of(Part.CONSOLE))) {
      assertThatThrownBy(() -> start(parts).close())
          .hasMessageStartingWith("haltline.redis.url: ")
          .hasMessageContaining(setting + " is " + wrong)
          .hasMessageContaining("set `" + setting + " " + right + "` in its redis.conf");
    }
    assertThat(folder.resolve("house-keys")).doesNotExist();
  }

  @Test
  void aHouseThatRunsIsNotReadyOnceItIsChanged() throws Exception {
    try (House house = start(Part.all())) {
      assertThat(ready(house).statusCode()).isEqualTo(200);

      config("appendfsync", "everysec");
      HttpResponse<String> not = ready(house);
      assertThat(not.statusCode()).isEqualTo(503);
      assertThat(not.body())
          .contains("\"not-ready\"", "appendfsync is everysec", "set `appendfsync always`");

      config("appendfsync", "always");
      assertThat(ready(house).body()).contains("\"ready\"", "\"trouble\":\"\"");
    }
  }

  private House start(Set<Part> parts) {
    return House.start(
        settings(Map.of("haltline.redis.password", PASSWORD)).settings(),
        parts,
        InstantSource.system());
  }

  private static HttpResponse<String> ready(House house) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(house.api().resolve("/ready")).build(), BodyHandlers.ofString());
    }
  }
}
