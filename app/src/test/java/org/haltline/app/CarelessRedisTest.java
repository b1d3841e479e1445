package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A house at somebody's Redis that can lose what it acknowledged.
@ResourceLock(Resources.SYSTEM_OUT)
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

  @Test
  void noCentreIsBroughtBackThere() throws Exception {
    Path archive = folder.resolve("b.tar");
    var err = new StringWriter();
    start(Part.all()).close();
    assertThat(Said.by(err, command("backup", archive, "house")).status())
        .as(err.toString())
        .isZero();

    config("appendfsync", "everysec");
    assertThat(Said.by(err, command("restore", archive, "other")).status())
        .isEqualTo(Main.EXIT_FAULT);

    assertThat(err.toString())
        .startsWith("haltline: haltline.redis.url: ")
        .contains("appendfsync is everysec", "set `appendfsync always` in its redis.conf");
    assertThat(folder.resolve("other-data")).doesNotExist();
  }

  private String[] command(String command, Path archive, String whose) {
    var all = new ArrayList<>(List.of(command, archive.toString()));
    all.add("--set=haltline.redis.url=" + url());
    all.add("--set=haltline.redis.password=" + PASSWORD);
    for (String own : List.of("data", "keys", "witness")) {
      all.add("--set=haltline.storage." + own + "=" + folder.resolve(whose + "-" + own));
    }
    return all.toArray(String[]::new);
  }

  private House start(Set<Part> parts) {
    return QuickHouse.start(
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
