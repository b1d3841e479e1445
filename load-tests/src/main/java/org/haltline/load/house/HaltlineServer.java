package org.haltline.load.house;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Haltline of its own process, on its own data folder and with its own Redis: started, looked
/// at, killed and started again from outside, as an operator of the machine would.
public final class HaltlineServer implements Contender {
  /// Which parts of the house run.
  public enum Parts {
    ALL,
    /// Nobody takes the orders: what accepting and journalling alone costs.
    WITHOUT_ADAPTERS;

    private List<String> arguments() {
      return switch (this) {
        case ALL -> List.of();
        case WITHOUT_ADAPTERS ->
            List.of("--role", "core", "--role", "console", "--set", "haltline.bus.alone=true");
      };
    }
  }

  /// A journal of some hundred thousand orders is laid out and checked one by one.
  private static final Duration VERIFIED_MAX = Duration.ofMinutes(20);

  private static final String MAIN = "org.haltline.app.Main";
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final int PAGE = 200;

  private final String name;
  private final ServerConfig config;
  private final Parts parts;
  private final List<String> flags;
  private final Path file;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private @Nullable Jvm jvm;

  /// A server that does not run yet.
  ///
  /// @param flags for its JVM beyond the usual ones
  public HaltlineServer(String name, ServerConfig config, Parts parts, List<String> flags)
      throws IOException {
    this.name = name;
    this.config = config;
    this.parts = parts;
    this.flags = List.copyOf(flags);
    Files.createDirectories(config.folder());
    this.file = Files.writeString(config.folder().resolve("haltline.yaml"), config.yaml());
  }

  public ServerConfig config() {
    return config;
  }

  /// Starts the process and returns at once.
  public void start() throws IOException {
    var arguments = new ArrayList<>(List.of("run", "--config", file.toString()));
    arguments.addAll(parts.arguments());
    jvm = Jvm.start(name, config.folder().resolve("server.log"), flags, MAIN, arguments);
  }

  /// Waits until it says that a report would be taken now.
  ///
  /// @return how long that took
  public Duration awaitReady(Duration atMost) throws InterruptedException {
    long from = System.nanoTime();
    while (!isReady()) {
      if (!jvm().isAlive()) {
        throw new IllegalStateException(name + " ended at its start:\n" + jvm().lastWords());
      }
      if (System.nanoTime() - from > atMost.toNanos()) {
        throw new IllegalStateException(
            name + " is not ready after " + atMost + ":\n" + jvm().lastWords());
      }
      Thread.sleep(LOOK_EVERY);
    }
    return Duration.ofNanos(System.nanoTime() - from);
  }

  public boolean isReady() throws InterruptedException {
    try {
      return get("/ready").statusCode() == 200;
    } catch (IOException away) {
      return false;
    }
  }

  /// The process id of its Redis, from the data folder; empty while it has none.
  public OptionalLong redisPid() {
    try {
      String pid = Files.readString(config.data().resolve("run/redis.pid")).strip();
      long number = pid.isEmpty() ? 0 : Long.parseLong(pid);
      return ProcessHandle.of(number).filter(this::isOurRedis).isPresent()
          ? OptionalLong.of(number)
          : OptionalLong.empty();
    } catch (IOException | NumberFormatException none) {
      return OptionalLong.empty();
    }
  }

  /// A process id may have been given to somebody else since.
  private boolean isOurRedis(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).startsWith(realPath(config.data())))
        .orElse(false);
  }

  private static Path realPath(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException gone) {
      return folder.toAbsolutePath();
    }
  }

  /// Kills its Redis, if it has one at this moment.
  ///
  /// @return whether there was one to kill
  public boolean killRedis() {
    OptionalLong pid = redisPid();
    return pid.isPresent()
        && ProcessHandle.of(pid.getAsLong()).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /// The numbers of the orders that wait at each institution for its machine.
  public Map<String, List<String>> openOrders() throws IOException, InterruptedException {
    return waiting("open");
  }

  /// The numbers of the orders that wait at each institution for a person.
  public Map<String, List<String>> ordersOnDesk() throws IOException, InterruptedException {
    return waiting("desk");
  }

  /// Says what became of an order, as whoever sits at its institution's desk does.
  public void answer(String caseId, String number, JsonObject said)
      throws IOException, InterruptedException {
    var request =
        request("/api/cases/" + caseId + "/orders/" + number + "/answer")
            .header("content-type", "application/json")
            .header("idempotency-key", "desk-" + number)
            .POST(HttpRequest.BodyPublishers.ofString(said.encode()))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  private Map<String, List<String>> waiting(String state) throws IOException, InterruptedException {
    var waiting = new TreeMap<String, List<String>>();
    for (String id : config.institutions().keySet()) {
      List<String> numbers = numbers(id, state);
      if (!numbers.isEmpty()) {
        waiting.put(id, numbers);
      }
    }
    return waiting;
  }

  private List<String> numbers(String institution, String state)
      throws IOException, InterruptedException {
    var numbers = new ArrayList<String>();
    String after = "";
    while (true) {
      JsonObject page = page(institution, "state=" + state + "&limit=" + PAGE + after);
      for (Object waiting : page.getJsonArray("orders")) {
        numbers.add(((JsonObject) waiting).getJsonObject("order").getString("number"));
      }
      String next = page.getString("next");
      if (next == null) {
        return numbers;
      }
      after = "&after=" + next;
    }
  }

  private JsonObject page(String institution, String query)
      throws IOException, InterruptedException {
    var answer = get("/api/institutions/" + institution + "/orders?" + query);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  @Override
  public boolean isQuiet() {
    try {
      for (String id : config.institutions().keySet()) {
        if (!page(id, "state=open&limit=1").getJsonArray("orders").isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (IOException away) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base().resolve(path))
        .timeout(Duration.ofSeconds(10))
        .header("authorization", "Bearer " + config.token());
  }

  /// Has `haltline verify` look at the journal that a stopped server left.
  ///
  /// @return null when it holds; else what it said
  public @Nullable String verify() throws IOException, InterruptedException {
    Path said = config.folder().resolve("verify.log");
    var verify =
        Jvm.start("verify", said, List.of(), MAIN, List.of("verify", "--config", file.toString()));
    int exit = verify.await(VERIFIED_MAX);
    return exit == 0 ? null : "exit " + exit + ": " + verify.lastWords();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + config.port());
  }

  @Override
  public String token() {
    return config.token();
  }

  @Override
  public Jvm jvm() {
    return Objects.requireNonNull(jvm, "start it first");
  }

  @Override
  public void close() {
    http.close();
    if (jvm != null) {
      jvm.close();
    }
    killRedis(); // one that outlived a killed parent
  }
}
