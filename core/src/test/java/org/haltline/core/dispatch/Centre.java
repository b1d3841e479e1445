package org.haltline.core.dispatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseCommand.ReleaseOrder;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.casefile.Rules;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.casework.Outbox;
import org.haltline.core.casework.Reply;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.OutgoingOrders;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Role;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// A whole centre for a test: real Redis, real journal, real bus, a sandbox bank and a sandbox
/// carrier behind real HTTP. Everything between a report and the institution's own book.
final class Centre implements AutoCloseable {
  static final String BANK = "ICBC";
  static final String CARRIER = "CMCC";
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String TOKEN = "for-tests-only";
  static final Map<String, String> SECRETS = Map.of(BANK, "of the bank", CARRIER, "of the carrier");

  private static final AtomicInteger CENTRES = new AtomicInteger();

  final Vertx vertx;
  final RedisJournal journal;
  final Casework casework;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final CentreKey key;
  final List<Notice> notices = new CopyOnWriteArrayList<>();
  final TestInstitution bank;
  final TestInstitution carrier;
  final Map<String, InstitutionKey> keys;
  final String name;
  final RedisConnections connections;
  private final FeedbackListener listener;
  private final FeedbackInlet inlet;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Map<String, String> deployed = new HashMap<>();
  private final AtomicInteger cases = new AtomicInteger();

  static EmbeddedRedis redis(Path folder) {
    return EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
  }

  Centre(EmbeddedRedis redis) {
    this(redis, outbox -> outbox);
  }

  /// @param bus what becomes of the fast copies
  Centre(EmbeddedRedis redis, UnaryOperator<Outbox> bus) {
    this(
        redis,
        bus,
        "test" + CENTRES.incrementAndGet(),
        CentreKey.random(),
        new TestInstitution(BANK),
        new TestInstitution(CARRIER));
    get(vertx.deployVerticle(bank));
    get(vertx.deployVerticle(carrier));
  }

  /// The same centre on another Redis, before the same institutions; they end with the first.
  Centre movedTo(EmbeddedRedis elsewhere) {
    return new Centre(elsewhere, outbox -> outbox, name, key, bank, carrier);
  }

  private Centre(
      EmbeddedRedis redis,
      UnaryOperator<Outbox> bus,
      String name,
      CentreKey key,
      TestInstitution bank,
      TestInstitution carrier) {
    this.name = name;
    this.key = key;
    this.bank = bank;
    this.carrier = carrier;
    keys = Map.of(BANK, key.institutionKey(BANK), CARRIER, key.institutionKey(CARRIER));
    vertx = Vertx.vertx();
    connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
    journal = get(RedisJournal.open(name, key, JournalOptions.DEFAULT, connections));
    var rules = new Rules(RulebookFile.china(), ProtectedList.none());
    casework =
        new Casework(
            journal,
            rules,
            InstantSource.system(),
            bus.apply(new BusOutbox(vertx, keys, meters)),
            executor,
            CaseworkBounds.defaults());
    inlet = new FeedbackInlet(vertx, casework, keys, Duration.ofMillis(300));
    vertx
        .eventBus()
        .<Buffer>consumer(
            Addresses.NOTICES, message -> notices.add(Addresses.openNotice(message.body())));
    listener =
        get(
            FeedbackListener.start(
                vertx, FeedbackListener.Place.anyPort(), SECRETS, InstantSource.system()));
    listen();
  }

  Centre listen() {
    get(inlet.start());
    return this;
  }

  Centre stopListening() {
    get(inlet.close());
    return this;
  }

  /// Starts both adapters.
  Centre adapters(DispatchBounds bounds) {
    return adapter(BANK, bounds).adapter(CARRIER, bounds);
  }

  Centre adapter(String institution, DispatchBounds bounds) {
    TestInstitution there = institution.equals(BANK) ? bank : carrier;
    var channel =
        new JsonHttpChannel(
            vertx,
            institution,
            new JsonHttpChannel.Settings(
                "http",
                there.base(),
                TOKEN,
                EnumSet.allOf(OrderKind.class),
                32,
                Duration.ofSeconds(10)),
            listener,
            InstantSource.system());
    return adapter(institution, bounds, List.of(channel));
  }

  Centre adapter(String institution, DispatchBounds bounds, List<Channel> channels) {
    InstitutionKey its = Objects.requireNonNull(keys.get(institution));
    var outgoing = new OutgoingOrders(name, its, connections.commands());
    var verticle =
        new InstitutionVerticle(
            its, channels, outgoing::queued, bounds, InstantSource.system(), meters);
    deployed.put(institution, get(vertx.deployVerticle(verticle)));
    return this;
  }

  void stopAdapter(String institution) {
    get(vertx.undeploy(Objects.requireNonNull(deployed.remove(institution))));
  }

  // --- at the desk

  static final Actor OPERATOR =
      new Actor(
          "op-3",
          "Operator Three",
          EnumSet.of(Role.OPERATOR, Role.SUPERVISOR),
          null,
          new PoliceUnit("City centre", PoliceUnit.Level.CITY));

  static BankAccount account(String number) {
    return new BankAccount(number, number, BankAccount.Form.ACCOUNT, BANK, null);
  }

  static PhoneNumber phone(String national) {
    return new PhoneNumber(national, "+86" + national, PhoneNumber.Line.MOBILE);
  }

  /// A call about money that went to these accounts, and the numbers that lured.
  CompletionStage<Reply> call(List<BankAccount> payees, List<PhoneNumber> lures) {
    var caseId = new CaseId("QY-261120-%05d".formatted(cases.incrementAndGet()));
    Instant now = Instant.now();
    var payments = new ArrayList<Payment>();
    for (BankAccount payee : payees) {
      payments.add(
          new Payment(
              null,
              new Routed<>(payee, BANK, "named"),
              null,
              new Money(120_000, "CNY"),
              now.minusSeconds(60),
              null,
              null));
    }
    var routed = new ArrayList<Routed<Subject>>();
    for (PhoneNumber lure : lures) {
      routed.add(new Routed<>(lure, CARRIER, "segment"));
    }
    var report =
        new Report(
            new Report.Caller("Victim", "13900000000"),
            "hotline",
            "parcel",
            "a parcel that never was",
            "zh",
            now,
            null,
            false,
            payments,
            routed);
    return casework.handle(new FileReport(caseId, report), OPERATOR, null);
  }

  CaseState report(String... accounts) {
    return accepted(get(call(List.of(accounts).stream().map(Centre::account).toList(), List.of())));
  }

  CaseState release(CaseState state, OrderId order) {
    return accepted(
        get(
            casework.handle(
                new ReleaseOrder(state.caseId(), order, "not the one"), OPERATOR, null)));
  }

  Reply tell(CaseCommand command, Actor by) {
    return get(casework.handle(command, by, null));
  }

  static CaseState accepted(Reply reply) {
    if (reply instanceof Reply.Accepted accepted) {
      return accepted.state();
    }
    throw new AssertionError("not accepted: " + reply);
  }

  static OrderId only(CaseState state, OrderKind kind) {
    List<OrderId> found =
        state.orders().values().stream()
            .map(OrderFile::order)
            .filter(order -> order.kind() == kind)
            .map(order -> order.id())
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("not one " + kind + " but " + found);
    }
    return found.getFirst();
  }

  // --- what became of it

  OrderFile order(CaseState of, OrderId order) {
    CaseState now = get(casework.read(of.caseId())).state();
    return Objects.requireNonNull(now.order(order));
  }

  void awaitState(CaseState of, OrderId order, OrderState wanted) {
    await(() -> order(of, order).state() == wanted);
  }

  /// Everything journalled about one order, by the type of its facts.
  List<String> story(CaseState of, OrderId order) {
    return get(casework.read(of.caseId())).facts().stream()
        .map(FactCodec::event)
        .filter(event -> event.toString().contains(order.digits()))
        .map(FactCodec::type)
        .toList();
  }

  /// All facts of the centre, in journal order.
  List<CaseEvent> events() {
    var events = new ArrayList<CaseEvent>();
    Position after = Position.START;
    while (true) {
      var page = get(journal.after(after, 500));
      if (page.isEmpty()) {
        return events;
      }
      page.forEach(fact -> events.add(FactCodec.event(fact)));
      after = page.getLast().position();
    }
  }

  /// What the bank itself wrote down of an order that reached it.
  Book.Entry atBank(OrderId order) {
    return Objects.requireNonNull(bank.book().find(order.digits()), "never reached the bank");
  }

  int queued(String institution) {
    return get(journal.queued(institution, Position.START, 1_000)).size();
  }

  double counted(String meter, String... tags) {
    var found = meters.find("haltline.dispatch." + meter).tags(tags).counter();
    return found == null ? 0 : found.count();
  }

  boolean noticed(Notice.What what) {
    return notices.stream().anyMatch(notice -> notice.what() == what);
  }

  static void await(BooleanSupplier condition) {
    long endAt = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > endAt) {
        throw new AssertionError("did not come true within " + PATIENCE);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  static <T> T get(Future<T> future) {
    return get(future.toCompletionStage());
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new CompletionException(failed.getCause());
    } catch (InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    get(vertx.close());
    journal.close();
    connections.close();
    executor.shutdownNow();
  }
}
