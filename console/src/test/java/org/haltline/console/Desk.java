package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.haltline.console.access.Tokens;
import org.haltline.console.contract.PromisedAnswers;
import org.haltline.console.feed.LineNotices;
import org.haltline.console.people.QuickPasswords;
import org.haltline.console.people.User;
import org.haltline.console.people.Users;
import org.haltline.core.board.Board;
import org.haltline.core.casefile.Rules;
import org.haltline.core.casework.CaseNumbers;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.casework.ProtectedByHand;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.codec.ShareCurveFile;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.MeasuredJournal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.RedisDiary;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.RedisRegister;
import org.haltline.core.journal.RedisShelf;
import org.haltline.core.journal.Register;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.verify.RedisImage;
import org.haltline.core.journal.verify.Verification;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Role;
import org.haltline.core.order.Rulebook;
import org.haltline.core.search.Casebook;
import org.haltline.core.search.KnownLists;
import org.haltline.core.search.Suspects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole console for a test: the embedded Redis with fsync, the journal, the casework and the
/// HTTP server on a free port, and short words for what clients do. The clock stands at one morning
/// and moves by a microsecond each time it is read.
final class Desk implements AutoCloseable {
  static final Instant MORNING = Instant.parse("2026-11-20T01:12:40Z");
  static final String OPERATOR = "token-of-the-operator-0001";
  static final String SUPERVISOR = "token-of-the-supervisor-01";
  static final String CITY_SUPERVISOR = "token-of-the-city-super-01";
  static final String ICBC_LIAISON = "token-of-the-icbc-liaison1";
  static final String ABC_LIAISON = "token-of-the-abc-liaison-1";
  static final String TELECOM = "token-of-the-mobile-staff1";
  static final String ANALYST = "token-of-the-analyst-00001";
  static final String AUDITOR = "token-of-the-auditor-00001";
  static final String ADMIN = "token-of-the-admin-0000001";
  static final String MONITOR = "token-of-the-monitor-00001";
  static final String ICBC_MACHINE = "token-of-the-icbc-machine1";

  static final Map<String, Actor> ACTORS =
      Map.ofEntries(
          Map.entry(OPERATOR, police("op-1", "Lin", Role.OPERATOR, PoliceUnit.Level.STATION)),
          Map.entry(SUPERVISOR, police("sup-1", "Wen", Role.SUPERVISOR, PoliceUnit.Level.COUNTY)),
          Map.entry(
              CITY_SUPERVISOR, police("sup-2", "Qiao", Role.SUPERVISOR, PoliceUnit.Level.CITY)),
          Map.entry(ANALYST, police("ana-1", "Tang", Role.ANALYST, PoliceUnit.Level.COUNTY)),
          Map.entry(AUDITOR, police("aud-1", "Hua", Role.AUDITOR, PoliceUnit.Level.CITY)),
          Map.entry(ADMIN, police("adm-1", "Mo", Role.ADMIN, PoliceUnit.Level.CITY)),
          Map.entry(MONITOR, new Actor("mon-1", "Prometheus", Set.of(Role.MONITOR), null, null)),
          Map.entry(ICBC_LIAISON, member("icbc-1", Role.BANK_LIAISON, "ICBC")),
          Map.entry(ABC_LIAISON, member("abc-1", Role.BANK_LIAISON, "ABC")),
          Map.entry(ICBC_MACHINE, member("icbc-m", Role.MACHINE, "ICBC")),
          Map.entry(TELECOM, member("mobile-1", Role.TELECOM_STAFF, "CMCC")));

  private static final JsonMapper JSON = JsonMapper.shared();

  final Vertx vertx = Vertx.vertx();
  private final EmbeddedRedisOptions redisOptions;
  private EmbeddedRedis redis;
  final RedisConnections connections;
  final RedisJournal journal;
  final Register register;
  final RedisDiary diary;
  final FileStore files;
  final Casework casework;
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final Rulebook book = RulebookFile.china();
  final Directory directory = Directory.china();
  final LineNotices lines = new LineNotices();
  final Suspects suspects;
  final Casebook casebook;
  final KnownLists lists;
  final Board board;
  final ConsolePorts ports;
  final ConsoleServer server;
  final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final AtomicLong microseconds = new AtomicLong();
  final InstantSource clock;
  private String language = "";

  Desk(Path folder) {
    this(folder, UnaryOperator.identity(), UnaryOperator.identity());
  }

  Desk(
      Path folder,
      UnaryOperator<EmbeddedRedisOptions> redisSetting,
      UnaryOperator<ConsoleOptions> options) {
    redisOptions = redisSetting.apply(EmbeddedRedisOptions.in(folder.resolve("data")));
    redis = EmbeddedRedis.start(redisOptions);
    connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
    CentreKey key = CentreKey.random();
    journal = get(RedisJournal.open("qy", key, JournalOptions.DEFAULT, connections));
    register = new RedisRegister("qy", key, connections);
    diary = new RedisDiary("qy", key, connections);
    try {
      files = FileStore.open(folder.resolve("papers"));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    clock = () -> MORNING.plusNanos(1_000 * microseconds.incrementAndGet());
    var guarded =
        new ProtectedList(
            Map.of(
                "account:6222020000000000117", "国库 / the treasury",
                "link:bank.example", "银行官网 / the bank's own site"));
    casework =
        new Casework(
            new MeasuredJournal(journal, registry),
            new Rules(book, guarded),
            clock,
            (order, at) -> {},
            executor,
            CaseworkBounds.defaults());
    try {
      suspects =
          Suspects.open(
              folder.resolve("search"),
              journal,
              new Suspects.Tables(
                  guarded,
                  name -> directory.byName(name).map(Institution::id),
                  account -> account));
      casework.tell(suspects::written);
      suspects.follow();
      casebook =
          Casebook.open(
              folder.resolve("search"),
              journal,
              new Casebook.Tables(directory::byId, account -> account, book.zone()));
      casework.tell(casebook::written);
      casebook.follow();
      lists = KnownLists.open(folder.resolve("search"), register, files, clock);
      lists.follow();
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
    var guardedByHand =
        new ProtectedByHand(
            register,
            more -> {
              casework.protect(more);
              suspects.protect(more);
            });
    board =
        Board.open(folder.resolve("board.snapshot"), key.box("board"), journal, clock, book.zone());
    board.follow();
    ports =
        new ConsolePorts(
            casework,
            new CaseNumbers(journal, "QY", book.zone(), 100),
            journal,
            files,
            Desk::document,
            directory,
            book,
            lines,
            suspects,
            casebook,
            lists,
            board,
            ShareCurveFile.shipped(),
            shelf("drafts", key, clock),
            shelf("searches", key, clock),
            shelf("handovers", key, clock),
            new Tokens(
                ACTORS.entrySet().stream()
                    .map(it -> new Tokens.Entry(Tokens.digest(it.getKey()), it.getValue()))
                    .toList()),
            register,
            diary,
            guardedByHand,
            () -> Verification.of(new RedisImage("qy", connections), List.of(), Optional.empty()),
            registry,
            clock);
    server =
        get(
            ConsoleServer.start(
                vertx,
                ports,
                options.apply(
                    ConsoleOptions.defaults().withPort(0).withPasswords(QuickPasswords.COST))));
  }

  private RedisShelf shelf(String use, CentreKey key, InstantSource clock) {
    return new RedisShelf(
        use, "qy", key, connections, new RedisShelf.Bounds(Duration.ofDays(7), 20), clock);
  }

  /// Not how a document looks, which is the bank adapter's matter: only whose it is.
  private static Optional<byte[]> document(CaseId caseId, Order order, boolean draft) {
    return order.kind().holdsMoney()
        ? Optional.of(
            "%%PDF-1.4 %s %s%s"
                .formatted(caseId.value(), order.id().digits(), draft ? " DRAFT" : "")
                .getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /// Somebody who may sign in, with a password that is theirs.
  User hire(Actor actor, String password) {
    return hire(actor, password, false);
  }

  /// The same, with a password that was given out.
  User hire(Actor actor, String password, boolean givenOut) {
    var user =
        new User(
            actor.id(),
            actor.name(),
            actor.roles(),
            actor.institution(),
            actor.unit(),
            false,
            QuickPasswords.hash(password),
            givenOut,
            1,
            0);
    assertThat(get(new Users(register).keep(user))).isTrue();
    return user;
  }

  /// Lets time go by.
  void passes(Duration time) {
    microseconds.addAndGet(time.toNanos() / 1_000);
  }

  private static Actor police(String id, String name, Role role, PoliceUnit.Level level) {
    return new Actor(id, name, Set.of(role), null, new PoliceUnit("Qingyuan " + level, level));
  }

  private static Actor member(String id, Role role, String institution) {
    return new Actor(id, "member of " + institution, Set.of(role), institution, null);
  }

  @Override
  public void close() {
    get(server.stop());
    get(vertx.close());
    http.close();
    board.close();
    lists.close();
    casebook.close();
    suspects.close();
    journal.close();
    connections.close();
    redis.close();
    executor.shutdown();
  }

  static <T> T get(Future<T> future) {
    return get(future.toCompletionStage());
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What came back.
  record Came(int status, Map<String, List<String>> headers, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(it -> it.getKey().equalsIgnoreCase(name))
          .map(it -> it.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    /// The problem's code: what follows `urn:haltline:problem:`.
    String code() {
      assertThat(header("Content-Type")).as(text).isEqualTo("application/problem+json");
      JsonNode problem = json();
      assertThat(problem.path("status").intValue()).isEqualTo(status);
      assertThat(problem.path("detail").asString()).isNotBlank();
      assertThat(problem.path("instance").asString()).startsWith("urn:uuid:");
      return problem.path("type").asString().replace("urn:haltline:problem:", "");
    }

    /// `pointer code` of every fault.
    List<String> faults() {
      return json()
          .path("errors")
          .valueStream()
          .map(it -> it.path("pointer").asString() + " " + it.path("code").asString())
          .toList();
    }
  }

  /// What clients ask to be spoken to in from now on; empty for saying nothing of it.
  void speaks(String acceptLanguage) {
    language = acceptLanguage;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpRequest.Builder request(String token, String path) {
    var builder = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    if (!language.isEmpty()) {
      builder.header("Accept-Language", language);
    }
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  Came send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      promised(response, response.body());
      return new Came(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// No test looks at an answer that is not as the contract says.
  private static void promised(HttpResponse<?> response, @Nullable String body) {
    PromisedAnswers.check(
        response.request().method(),
        response.uri().getRawPath(),
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        body);
  }

  Came get(String token, String path) {
    return send(request(token, path).GET());
  }

  Came post(String token, String path, String json) {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Came post(String token, String path, String json, String key) {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json)));
  }

  /// The head of an answer that may have no end, with its first kilobytes at most.
  Came peek(String token, String path) {
    return peek(request(token, path));
  }

  Came peek(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          http.send(request.GET().build(), BodyHandlers.ofInputStream());
      promised(response, null);
      try (InputStream body = response.body()) {
        return new Came(
            response.statusCode(),
            response.headers().map(),
            new String(first(response, body), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Of an answer with an end all of it: a single read may give the half of it.
  private static byte[] first(HttpResponse<?> response, InputStream body) throws IOException {
    if (response.statusCode() != 200) {
      return body.readAllBytes();
    }
    byte[] first = new byte[4_096];
    return Arrays.copyOf(first, Math.max(0, body.read(first)));
  }

  Came put(String token, String path, String type, byte[] bytes) {
    return send(
        request(token, path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(bytes)));
  }

  /// Brings a list of one row in that nobody brought in before, and gives its number.
  String brought(int number) {
    Came came = put("text/csv", "phone,note\n13800009999,%d\n".formatted(number));
    assertThat(came.status()).as(came.text()).isEqualTo(202);
    return came.json().path("listId").asString();
  }

  private Came put(String type, String list) {
    return send(
        request(SUPERVISOR, "/api/lists")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(list)));
  }

  /// Files a report under a key of its own.
  Came file(String json) {
    return post(OPERATOR, "/api/reports", json, UUID.randomUUID().toString());
  }

  /// Files a report that is taken, and gives its case.
  CaseId filed(String json) {
    Came came = file(json);
    assertThat(came.status()).as(came.text()).isEqualTo(201);
    return new CaseId(came.json().path("caseId").asString());
  }

  /// The case as the police see it.
  JsonNode read(CaseId caseId) {
    return get(SUPERVISOR, "/api/cases/" + caseId).json();
  }

  /// The numbers of the case's orders of this kind.
  List<String> orders(CaseId caseId, String kind) {
    return read(caseId)
        .path("orders")
        .valueStream()
        .filter(it -> it.path("kind").asString().equals(kind))
        .map(it -> it.path("number").asString())
        .toList();
  }

  /// The number of the case's only order of this kind.
  String order(CaseId caseId, String kind) {
    List<String> found = orders(caseId, kind);
    assertThat(found).as("the %s of %s", kind, caseId).hasSize(1);
    return found.getFirst();
  }

  /// An order as it stands now.
  JsonNode orderSeen(CaseId caseId, String number) {
    return read(caseId)
        .path("orders")
        .valueStream()
        .filter(it -> it.path("number").asString().equals(number))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + number + " in " + caseId));
  }

  /// What an institution's person types on their desk.
  Came answer(String token, CaseId caseId, String order, String json) {
    return post(token, "/api/cases/" + caseId + "/orders/" + order + "/answer", json);
  }

  /// The institution says how much it holds now, in CNY.
  void held(String token, CaseId caseId, String order, String amount) {
    String json = "{\"outcome\":\"DONE\",\"held\":\"%s\",\"currency\":\"CNY\"}".formatted(amount);
    Came came = answer(token, caseId, order, json);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    assertThat(came.json().path("orders").get(0).path("state").asString()).isEqualTo("DONE");
  }

  /// The numbers of the orders that wait at an institution, first page.
  List<String> waiting(String token, String institution, String state) {
    return waitingOrders(token, institution, state).stream()
        .map(order -> order.path("number").asString())
        .toList();
  }

  /// The orders that wait at an institution, first page.
  List<JsonNode> waitingOrders(String token, String institution, String state) {
    Came came = get(token, "/api/institutions/" + institution + "/orders?limit=200&state=" + state);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    return came.json().path("orders").valueStream().map(it -> it.path("order")).toList();
  }

  /// Where the journal ends now.
  Position end() {
    return get(((Journal) journal).end());
  }

  /// All facts after this place, as the journal itself has them.
  List<Fact> factsAfter(Position place) {
    var facts = new ArrayList<Fact>();
    Position at = place;
    while (true) {
      List<Fact> page = get(((Journal) journal).after(at, Journal.PAGE_SIZE_MAX));
      if (page.isEmpty()) {
        return facts;
      }
      facts.addAll(page);
      at = page.getLast().position();
    }
  }

  /// Their places.
  List<String> journalled(Position after) {
    return factsAfter(after).stream().map(fact -> fact.position().toString()).toList();
  }

  // --- what happens to its Redis

  void redisSetting(String name, String value) {
    get(connections.commands().configSet(name, value));
  }

  /// Dies (kill -9), and stays away where it may not be started again by itself.
  void redisGoes() {
    ProcessHandle child = ProcessHandle.of(redis.pid()).orElseThrow();
    child.destroyForcibly();
    child.onExit().join();
    await("the connection lost", () -> !connections.isConnected());
  }

  /// Is started anew on what it left behind.
  void redisComes() {
    redis.close();
    redis = EmbeddedRedis.start(redisOptions);
    await("the connection back", connections::isConnected);
  }

  /// Hangs: takes what is sent and answers nothing.
  void redisStops() throws IOException {
    signal("-STOP");
  }

  void redisGoesOn() throws IOException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException {
    Process kill =
        new ProcessBuilder("kill", signal, Long.toString(redis.pid())).inheritIO().start();
    assertThat(kill.onExit().join().exitValue()).isZero();
  }

  /// How many clients follow the live feed now.
  int followers() {
    return (int) metric("haltline_feed_followers");
  }

  /// What `/metrics` says of one line, by its name and labels as Prometheus writes them; 0 where it
  /// says nothing.
  double metric(String line) {
    Came came = get(MONITOR, "/metrics");
    assertThat(came.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    return came.text()
        .lines()
        .filter(it -> it.startsWith(line + " "))
        .mapToDouble(it -> Double.parseDouble(it.substring(line.length() + 1)))
        .sum();
  }

  /// Waits for what another thread brings about. The limit only ends a test that has failed.
  static void await(String what, BooleanSupplier holds) {
    long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: " + what).isLessThan(endAt);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Does something that must be refused, once in each language, and sees to it that the journal is
  /// as it was. Gives the answer in English.
  Came refused(Supplier<Came> doing) {
    Position before = end();
    Came english = doing.get();
    assertThat(english.status()).as(english.text()).isBetween(400, 499);
    speaks("zh-CN,zh;q=0.9,en;q=0.1");
    Came chinese = doing.get();
    speaks("");
    assertThat(end()).as("end of the journal").isEqualTo(before);
    assertThat(chinese.code()).isEqualTo(english.code());
    assertThat(chinese.faults()).isEqualTo(english.faults());
    assertThat(english.header("Content-Language")).isEqualTo("en");
    assertThat(chinese.header("Content-Language")).isEqualTo("zh");
    for (String member : List.of("title", "detail")) {
      String zh = chinese.json().path(member).asString();
      assertThat(english.json().path(member).asString()).isNotBlank().isNotEqualTo(zh);
      assertThat(zh).containsPattern("\\p{IsHan}");
    }
    chinese
        .json()
        .path("errors")
        .forEach(
            fault -> assertThat(fault.path("detail").asString()).containsPattern("\\p{IsHan}"));
    return english;
  }
}
