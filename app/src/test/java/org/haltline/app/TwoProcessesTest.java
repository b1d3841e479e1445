package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.subject.Luhn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The house in two processes joined by Hazelcast: core and console in one, the adapters in
/// another, the sandbox institutions here. Real processes, a real Redis, a real kill.
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class TwoProcessesTest {
  private static final String TOKEN = "an operator's token of this test";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private final Vertx outside = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();
  private Sandboxes sandboxes;
  private int httpPort;
  private int corePort;
  private int adapterPort;

  @BeforeEach
  void theWorldOutside() throws Exception {
    sandboxes =
        Sandboxes.startAll(outside, 7, InstantSource.system())
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    httpPort = freePort();
    corePort = freePort();
    adapterPort = freePort();
  }

  @AfterEach
  void nobodyIsLeftBehind() throws Exception {
    for (Process process : started.reversed()) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      }
    }
    client.close();
    outside.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void anOrderFiledInOneProcessIsCarriedOutByAnotherAndItsDeathLosesNothing() throws Exception {
    start("core", "core,console", corePort, "");
    await("the API", () -> status("/ready") == 200);
    Process adapter = startAdapter();
    SandboxServer bank = sandbox("ICBC");

    assertThat(file(1)).isEqualTo(201);
    await("the first order at the bank", () -> bank.book().size() == 1);

    adapter.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    assertThat(file(2)).isEqualTo(201);
    assertThat(file(3)).isEqualTo(201);
    assertThat(bank.book().size()).isEqualTo(1);

    startAdapter();
    await("the orders that were filed meanwhile", () -> bank.book().size() == 3);
    await("no order left in the queue", () -> openOrders() == 0);

    assertThat(bank.book().entries(0, 10)).allMatch(entry -> entry.effects() <= 1);
    assertThat(bank.book().entries(0, 10)).extracting("number").doesNotHaveDuplicates();
  }

  private Process startAdapter() throws IOException {
    return start(
        "adapter",
        "adapter",
        adapterPort,
        "  redis: {url: \"redis-socket://" + folder.resolve("data/run/redis.sock") + "\"}\n");
  }

  private Process start(String name, String roles, int busPort, String more) throws IOException {
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(config, configuration(busPort) + more);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--role",
                roles,
                "--config",
                config.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + "-" + started.size() + ".log").toFile())
            .start();
    started.add(process);
    return process;
  }

  private String configuration(int busPort) {
    var yaml = new StringBuilder();
    yaml.append("haltline:\n");
    yaml.append("  storage: {data: \"").append(folder.resolve("data")).append("\", keys: \"");
    yaml.append(folder.resolve("keys")).append("\", witness: \"");
    yaml.append(folder.resolve("witness")).append("\"}\n");
    yaml.append("  http: {port: ").append(httpPort).append("}\n");
    yaml.append("  bus: {clustered: true, port: ").append(busPort);
    yaml.append(", members: [\"127.0.0.1:").append(corePort).append("\", \"127.0.0.1:");
    yaml.append(adapterPort).append("\"]}\n");
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
      String page =
          client
              .send(
                  request("/api/institutions/ICBC/orders?state=open").GET().build(),
                  BodyHandlers.ofString(StandardCharsets.UTF_8))
              .body();
      return JsonMapper.shared().readTree(page).get("orders").size();
    } catch (IOException away) {
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private SandboxServer sandbox(String id) {
    return Objects.requireNonNull(sandboxes.running().get(id));
  }

  private void await(String what, BooleanSupplier come) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!come.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " did not come" + logs());
      }
      Thread.sleep(100);
    }
  }

  private String logs() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        all.append('\n').append(log.getFileName()).append(":\n").append(Files.readString(log));
      }
    }
    return all.toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
