package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.haltline.app.Programs.Program;
import org.haltline.console.access.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A house that is told to end while reports come in: each is answered or refused, and what was
/// acknowledged is there when it starts again.
@Timeout(300)
class EndingTest {
  private static final String TOKEN = "token-of-an-operator-000001";
  private static final int SIGTERM = 143;
  private static final Pattern CASE = Pattern.compile("\"caseId\":\"([^\"]+)\"");
  private static final String REPORT =
      """
      {"caller":{"name":"林晓梅","phone":"13800001111"},"via":"hotline","kind":"fake shopping","said":"x",
       "language":"zh","victimOnLineWithFraudster":false,"payments":[],"lures":[{"phone":"13800002222"}]}
      """;

  @TempDir Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// By key, the case that it was acknowledged with; empty where it was refused or cut off.
  private final Map<String, String> sent = new ConcurrentHashMap<>();

  @Test
  void whatWasAcknowledgedIsThereAfterAnOrderlyEnd() throws Exception {
    Path config = config();
    List<ProcessHandle> children;
    try (var house = HouseProcess.run("--config", config.toString())) {
      children = house.children();
      assertThat(children).as("its Redis").isNotEmpty();
      var callers = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < 3; i++) {
        callers.add(CompletableFuture.runAsync(() -> fileUntilTheHouseIsGone(house)));
      }
      while (acknowledged().size() < 20) {
        Thread.sleep(10);
      }
      house.terminate();
      callers.forEach(CompletableFuture::join);
      assertThat(house.ended()).isEqualTo(SIGTERM);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    try (var house = HouseProcess.run("--config", config.toString())) {
      var cases = new HashSet<String>();
      for (Map.Entry<String, String> one : sent.entrySet()) {
        HttpResponse<String> again = file(house, one.getKey());
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(cases.add(caseId(again))).as("a case of its own").isTrue();
        if (!one.getValue().isEmpty()) {
          assertThat(caseId(again)).isEqualTo(one.getValue());
          assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
      }
      house.terminate();
      assertThat(house.ended()).isEqualTo(SIGTERM);
    }
  }

  /// Held at the bus by a member of its cluster that never answers, long after its Redis runs.
  @Test
  void aStartThatIsToldToEndLeavesNoRedisBehind() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var programs = new Programs(folder)) {
      Program house =
          programs.start(
              "run",
              "--config",
              config().toString(),
              "--set=haltline.bus.clustered=true",
              "--set=haltline.bus.members=127.0.0.1:" + silent.getLocalPort());

      ProcessHandle redis = redisOf(house, programs);
      house.process().destroy();

      assertThat(house.process().waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(house.serves()).as("told before it served: %s", house.said()).isFalse();
      assertThat(redis.isAlive()).as("its Redis").isFalse();
    }
  }

  @Test
  void aDemoThatIsToldToEndTakesItsFolderAlong() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    try (var programs = new Programs(folder)) {
      Program demo =
          programs.start(
              Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary), "demo", "--port=0");

      ProcessHandle redis = redisOf(demo, programs);
      demo.process().destroy();

      assertThat(demo.process().waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(redis.isAlive()).as("its Redis").isFalse();
      try (var left = Files.list(temporary)) {
        assertThat(left.filter(it -> it.getFileName().toString().startsWith("haltline-")))
            .as(demo.said())
            .isEmpty();
      }
    }
  }

  private static ProcessHandle redisOf(Program program, Programs programs) throws Exception {
    var found = new AtomicReference<ProcessHandle>();
    programs.await(
        "its Redis",
        () -> {
          program.process().children().filter(EndingTest::serves).findAny().ifPresent(found::set);
          return found.get() != null;
        });
    return found.get();
  }

  /// Not the one that only says its version, before it is started in earnest.
  private static boolean serves(ProcessHandle child) {
    return child.info().command().orElse("").contains("redis-server")
        && !List.of(child.info().arguments().orElse(new String[0])).contains("--version");
  }

  private void fileUntilTheHouseIsGone(HouseProcess house) {
    while (true) {
      String key = UUID.randomUUID().toString();
      sent.put(key, "");
      try {
        HttpResponse<String> answer = file(house, key);
        if (answer.statusCode() == 201) {
          sent.put(key, caseId(answer));
        } else {
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
          assertThat(answer.body())
              .containsAnyOf("problem:closing", "problem:journal-unavailable", "outcome-unknown");
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
      } catch (IOException gone) {
        return;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private HttpResponse<String> file(HouseProcess house, String key)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(house.uri("/reports"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(REPORT))
            .build(),
        BodyHandlers.ofString());
  }

  private List<String> acknowledged() {
    return sent.values().stream().filter(it -> !it.isEmpty()).toList();
  }

  private static String caseId(HttpResponse<String> answer) {
    var found = CASE.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("haltline.yaml"),
        """
        haltline:
          storage: {data: "%s", keys: "%s", witness: "%s"}
          http: {port: 0}
          institutions: []
          tokens:
            - {sha256: %s, id: op-1, name: 林, roles: [operator], unit: 青屿市公安局, unit-level: CITY}
        """
            .formatted(
                folder.resolve("data"),
                folder.resolve("keys"),
                folder.resolve("witness"),
                Tokens.digest(TOKEN)));
  }
}
