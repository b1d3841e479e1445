package org.haltline.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.haltline.app.Programs.Program;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.subject.Luhn;
import org.haltline.outside.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The house in three processes joined by Hazelcast, core, console and adapters, and the sandbox
/// institutions here. Real processes, a real Redis, real kills.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ThreeProcessesTest {
  private static final String TOKEN = "an operator's token of this test";

  @TempDir Path folder;

  private final Vertx outside = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private Programs programs;
  private Sandboxes sandboxes;
  private int httpPort;
  private List<Integer> ports = List.of();
  private final ExecutorService feeds = Executors.newCachedThreadPool();

  @BeforeEach
  void theWorldOutside() throws Exception {
    programs = new Programs(folder);
    sandboxes =
        Sandboxes.startAll(outside, 7, InstantSource.system())
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    httpPort = Ports.free();
    ports = List.of(Ports.free(), Ports.free(), Ports.free());
  }

  @AfterEach
  void nobodyIsLeftBehind() throws Exception {
    programs.close();
    client.shutdownNow();
    feeds.shutdownNow();
    outside.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void anOrderFiledInOneProcessIsCarriedOutByAnotherAndNoDeathLosesAnything() throws Exception {
    Program core = start("core", ports.getFirst());
    programs.await("the core", core::serves);
    Program console = start("console", ports.get(1));
    programs.await("the API", () -> console.serves() && status("/ready") == 200);
    Program adapter = start("adapter", ports.get(2));
    programs.await("the adapters", adapter::serves);
    var heard = new CopyOnWriteArrayList<String>();
    var _ = follow(heard);
    SandboxServer bank = sandbox("ICBC");

    assertThat(file(1)).isEqualTo(201);
    programs.await("the first order at the bank", () -> bank.book().size() == 1);
    programs.await("its answer in the case", () -> openOrders() == 0);
    programs.await("its answer in the feed of the console's process", () -> answers(heard) == 1);

    adapter.kill();
    assertThat(file(2)).isEqualTo(201);
    assertThat(file(3)).isEqualTo(201);
    assertThat(bank.book().size()).isEqualTo(1);
    start("adapter", ports.get(2));
    programs.await("the orders that were filed meanwhile", () -> bank.book().size() == 3);
    programs.await("no order left in the queue", () -> openOrders() == 0);

    // its Redis dies with it, and comes back with it
    core.kill();
    start("core", ports.getFirst());
    programs.await("a report taken by the next core's Redis", () -> file(4) == 201);
    programs.await("the order after the core's death", () -> bank.book().size() == 4);
    programs.await("its answer too", () -> openOrders() == 0);
    programs.await("all four in the feed", () -> answers(heard) == 4);

    assertThat(bank.book().entries(0, 10)).allMatch(entry -> entry.effects() <= 1);
    assertThat(bank.book().entries(0, 10)).extracting("number").doesNotHaveDuplicates();
  }

  /// Follows the feed from its beginning, and again from there whenever it breaks off.
  private CompletableFuture<Void> follow(List<String> lines) {
    return client
        .sendAsync(
            HttpRequest.newBuilder(URI.create(base() + "/api/feed?after=0-0"))
                .header("Authorization", "Bearer " + TOKEN)
                .build(),
            BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(lines::add), feeds)
        .exceptionallyCompose(
            broken -> {
              lines.clear();
              return follow(lines);
            });
  }

  private static long answers(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("data:") && line.contains("OrderDone"))
        .count();
  }

  private Program start(String role, int busPort) throws IOException {
    Path config = folder.resolve(role + ".yaml");
    Files.writeString(config, configuration(busPort) + (role.equals("core") ? "" : redisOfCore()));
    return programs.start("run", "--role", role, "--config", config.toString());
  }

  private String redisOfCore() {
    return "  redis: {url: \"redis-socket://" + folder.resolve("data/run/redis.sock") + "\"}\n";
  }

  private String configuration(int busPort) {
    var yaml = new StringBuilder();
    yaml.append("haltline:\n");
    yaml.append("  storage: {data: \"").append(folder.resolve("data")).append("\", keys: \"");
    yaml.append(folder.resolve("keys")).append("\", witness: \"");
    yaml.append(folder.resolve("witness")).append("\"}\n");
    yaml.append("  http: {port: ").append(httpPort).append("}\n");
    yaml.append("  dispatch: {feedback-port: 0}\n");
    yaml.append("  bus: {clustered: true, port: ").append(busPort);
    yaml.append(", members: [");
    yaml.append(ports.stream().map("\"127.0.0.1:%d\""::formatted).collect(joining(", ")));
    yaml.append("]}\n");
    yaml.append("  tokens:\n    - {sha256: ").append(sha256(TOKEN));
    yaml.append(", id: op, name: 苏晴, roles: [OPERATOR, SUPERVISOR], unit: 市局, unit-level: CITY}\n");
    yaml.append("  institutions:\n");
    sandboxes
        .running()
        .forEach(
            (id, sandbox) ->
                yaml.append("    - {id: ")
                    .append(id)
                    .append(", channels: [{type: HTTP, url: \"")
                    .append(sandbox.base())
                    .append("\"}]}\n"));
    return yaml.toString();
  }

  private int file(int number) throws Exception {
    String body = "622202" + String.format(Locale.ROOT, "%012d", 41_000 + number);
    String report =
        """
        {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake loan","language":"zh",
         "said":"转了一笔","victimOnLineWithFraudster":false,
         "payments":[{"payee":{"bank":"ICBC","account":"%s"},"amount":"1000.00","currency":"CNY","at":"%s"}],
         "lures":[]}
        """
            .formatted(
                body + Luhn.checkDigit(body),
                Instant.now().minus(9, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS));
    HttpRequest request =
        request("/api/reports")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "two-processes-" + number)
            .POST(BodyPublishers.ofString(report))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private int status(String path) {
    try {
      return client.send(request(path).GET().build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private int openOrders() {
    try {
      HttpResponse<String> page =
          client.send(
              request("/api/institutions/ICBC/orders?state=open").GET().build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8));
      return page.statusCode() == 200
          ? JsonMapper.shared().readTree(page.body()).get("orders").size()
          : -1;
    } catch (IOException away) {
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private String base() {
    return "http://127.0.0.1:" + httpPort;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private SandboxServer sandbox(String id) {
    return Objects.requireNonNull(sandboxes.running().get(id));
  }

  static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
