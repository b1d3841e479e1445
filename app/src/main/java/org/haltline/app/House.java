package org.haltline.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.haltline.bank.BankChannels;
import org.haltline.bank.iso.channel.IsoPost;
import org.haltline.bank.iso.channel.IsoReach;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.papers.PaperFont;
import org.haltline.bank.papers.PaperWriter;
import org.haltline.bank.tx.channel.TxPost;
import org.haltline.console.ConsoleOptions;
import org.haltline.console.ConsolePorts;
import org.haltline.console.ConsoleServer;
import org.haltline.console.PortTaken;
import org.haltline.console.access.Tokens;
import org.haltline.console.feed.LineNotices;
import org.haltline.console.feed.LineNotices.Matter;
import org.haltline.console.people.Passwords;
import org.haltline.console.people.Sessions;
import org.haltline.console.people.Staff;
import org.haltline.core.board.Board;
import org.haltline.core.casework.CaseNumbers;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Casework.CaseworkBounds;
import org.haltline.core.casework.DeadlineWatch;
import org.haltline.core.casework.ProtectedByHand;
import org.haltline.core.codec.ShareCurveFile;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.directory.Route;
import org.haltline.core.dispatch.Addresses;
import org.haltline.core.dispatch.Bus;
import org.haltline.core.dispatch.BusOutbox;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.DispatchBounds;
import org.haltline.core.dispatch.FeedbackInlet;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.InstitutionVerticle;
import org.haltline.core.dispatch.Notice;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.MeasuredJournal;
import org.haltline.core.journal.OutgoingOrders;
import org.haltline.core.journal.RedisDiary;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.RedisRegister;
import org.haltline.core.journal.RedisShelf;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisListener;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.QuietCompaction;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.seal.Sealer;
import org.haltline.core.journal.seal.Witness;
import org.haltline.core.journal.verify.RedisImage;
import org.haltline.core.journal.verify.Verification;
import org.haltline.core.journal.verify.VerificationReport;
import org.haltline.core.order.Actor;
import org.haltline.core.order.OrderPapers;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Rulebook;
import org.haltline.core.search.Casebook;
import org.haltline.core.search.KnownLists;
import org.haltline.core.search.Suspects;
import org.haltline.core.signing.Signer;
import org.haltline.core.subject.BankAccount;
import org.haltline.telecom.CarrierChannels;
import org.haltline.telecom.tmf.TmfReach;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The house, wired. Reads top to bottom as a table of contents: journal, law, bus, casework,
/// adapters, console. Whatever was opened is closed in reverse.
public final class House implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(House.class);
  private static final int CASEWORK_THREADS = 2;
  private static final int CASE_NUMBERS_AHEAD = 50;

  /// The key that says where the API is.
  public static final String API_PORT = "haltline.http.port";

  private static final int PORT_MAX = 65_535;
  private static final RedisShelf.Bounds DRAFTS = new RedisShelf.Bounds(Duration.ofDays(7), 50);
  private static final RedisShelf.Bounds HANDOVERS = new RedisShelf.Bounds(Duration.ofDays(30), 1);
  private static final RedisShelf.Bounds SEARCHES = new RedisShelf.Bounds(Duration.ofDays(365), 50);
  private static final Duration RETRY_FIRST = Duration.ofMillis(250);
  private static final Duration RETRY_LONGEST = Duration.ofSeconds(8);
  private static final Duration REGISTERED_ANEW = Duration.ofSeconds(15);
  private static final Duration START_MAX = Duration.ofMinutes(2);

  private final Settings settings;
  private final Set<Part> parts;
  private final InstantSource clock;
  private final Passwords.Cost passwords;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private House(Settings settings, Set<Part> parts, InstantSource clock, Passwords.Cost passwords) {
    this.settings = settings;
    this.parts = Set.copyOf(parts);
    this.clock = clock;
    this.passwords = passwords;
  }

  /// Starts the parts, or closes again whatever was opened and says why.
  public static House start(Settings settings, Set<Part> parts, InstantSource clock) {
    return start(settings, parts, clock, Passwords.Cost.defaults());
  }

  /// Starts one whose passwords cost this to be tried: houses that are started by the dozen, and
  /// for nobody who could be robbed, take less.
  public static House start(
      Settings settings, Set<Part> parts, InstantSource clock, Passwords.Cost passwords) {
    var house = new House(settings, parts, clock, passwords);
    try {
      house.open();
      return house;
    } catch (RuntimeException | Error wrong) {
      // An Error too, as a missing library throws: whatever was opened would keep the process
      // alive.
      house.close();
      throw wrong;
    }
  }

  private @Nullable RedisJournal journal;
  private @Nullable RedisRegister register;
  private @Nullable RedisDiary diary;
  private @Nullable ProtectedByHand guarded;
  private volatile @Nullable Suspects suspects;
  private @Nullable RedisImage image;
  private @Nullable Sealer sealer;
  private @Nullable ConsoleServer console;
  private @Nullable EmbeddedRedis child;
  private @Nullable String redisAddress;
  private final CompletableFuture<String> journalLost = new CompletableFuture<>();
  private Supplier<List<PublicKey>> trusted = List::of;

  /// Ends with the reason when the embedded Redis cannot be kept running: whoever watches over the
  /// process (systemd) starts it anew, and a house that can record nothing does not stay.
  CompletionStage<String> journalLost() {
    return journalLost;
  }

  private void open() {
    boolean holdsCases = parts.contains(Part.CORE) || parts.contains(Part.CONSOLE);
    Directory directory = directory();
    Path keysFolder = settings.storage().keys();
    Path data = settings.storage().data();
    RedisConnections redis = keep(redis());
    if (child != null) {
      keep(QuietCompaction.of(child, redis, QuietCompaction.Bounds.usual()));
    }
    if (holdsCases) {
      // before anything is made or sent
      RedisAtHand.requireDurable(centreId(), redis);
    }
    KeysFolder secrets = holdsCases ? secrets(keysFolder, data, redis) : null;
    KeyFolder keys =
        secrets == null
            ? KeyFolder.ofAdapter(keysFolder, data, centreId())
            : KeyFolder.ofCentre(secrets, centreId());
    Map<String, InstitutionKey> institutions = new LinkedHashMap<>();
    for (Institution institution : directory.institutions()) {
      if (keys.has(institution.id())) {
        institutions.put(institution.id(), keys.institution(institution.id()));
      }
    }
    Vertx bus = bus();
    if (secrets == null) {
      ProtectedList fromTheStart = law().rules().protectedList();
      adapters(bus, redis, directory, institutions, () -> fromTheStart);
      return;
    }
    RedisJournal facts =
        keep(
            await(
                "journal",
                RedisJournal.open(centreId(), keys.centre(), JournalOptions.DEFAULT, redis)));
    journal = facts;
    register = new RedisRegister(centreId(), keys.centre(), redis);
    diary = new RedisDiary(centreId(), keys.centre(), redis);
    image = new RedisImage(centreId(), redis);
    trusted = secrets::trusted;
    Casework cases = casework(bus, facts, institutions);
    guarded = keep(new ProtectedByHand(register, more -> protect(cases, more)).start());
    await("protected list", guarded.read());
    if (parts.contains(Part.ADAPTER)) {
      // behind the list, so that nothing is blocked that somebody protected
      adapters(bus, redis, directory, institutions, cases::protectedNow);
    }
    if (parts.contains(Part.CORE)) {
      core(bus, facts, cases, institutions);
      seals(redis, facts, secrets);
    }
    if (parts.contains(Part.CONSOLE)) {
      console = console(bus, facts, cases, directory, keys.centre(), redis);
    }
  }

  /// The centre's own, made at its first start and never again: a fresh key beside a journal that
  /// was written with another one would only hide that the right folder is missing.
  private KeysFolder secrets(Path folder, Path data, RedisConnections redis) {
    KeysFolder found = KeysFolder.at(folder, data);
    if (found.hasCentreKey(centreId())) {
      return found;
    }
    Optional<String> written = await("journal", RedisJournal.writtenWith(centreId(), redis));
    if (written.isPresent()) {
      throw new IllegalStateException(
          "haltline.storage.keys: %s does not hold the key of centre %s, and its journal was written with centre key %s: name the folder that holds that key, or take it out of a backup (haltline restore --with-centre-key)"
              .formatted(found.path(), centreId(), written.get()));
    }
    if (!parts.contains(Part.CORE)) {
      throw new IllegalStateException(
          "haltline.storage.keys: %s does not hold the key of centre %s, which its core makes at the first start: start the core first, or name the core's folder"
              .formatted(found.path(), centreId()));
    }
    return KeysFolder.open(folder, data);
  }

  private String centreId() {
    return settings.centre().id();
  }

  // --- the journal

  private RedisConnections redis() {
    Settings.Redis wanted = settings.redis();
    RedisConnectionOptions options;
    if (wanted.url().isPresent()) {
      options = RedisAtHand.configured(wanted, wanted.url().get());
    } else if (parts.contains(Part.CORE)) {
      EmbeddedRedis own = keep(embedded());
      child = own;
      redisAddress = String.valueOf(own.uri());
      options = RedisConnectionOptions.to(own.uri());
    } else {
      throw new IllegalStateException(
          "haltline.redis.url: a process without the core needs the address of the centre's Redis");
    }
    return RedisConnections.open(
        options
            .withTimeouts(wanted.commandTimeout(), wanted.commandTimeout())
            .withReplicas(wanted.replicas(), wanted.replicaTimeout()));
  }

  private EmbeddedRedis embedded() {
    EmbeddedRedisOptions options = EmbeddedRedisOptions.in(settings.storage().data());
    int bound = settings.redis().memoryMaxMb();
    return EmbeddedRedis.start(
        bound == 0 ? options : options.withMaxMemoryBytes((long) bound << 20),
        new EmbeddedRedisListener() {
          @Override
          public void onGivenUp(String why) {
            journalLost.complete(why);
          }
        });
  }

  // --- the law and the institutions

  private LawFiles law() {
    return new LawFiles(settings.law());
  }

  private Directory directory() {
    return new Tables(settings.law()).directory();
  }

  // --- the bus

  private Vertx bus() {
    Settings.Bus wanted = settings.bus();
    Bus.Cluster cluster =
        wanted.clustered()
            ? new Bus.Cluster(
                "haltline-" + settings.centre().id(),
                wanted.members().orElse(List.of(wanted.host() + ":" + wanted.port())),
                wanted.host(),
                wanted.port(),
                wanted.busPort())
            : null;
    Vertx started =
        await(
            "bus",
            Bus.start(
                    new VertxOptions().setPreferNativeTransport(true), cluster, builder -> builder)
                .toCompletionStage());
    opened.push(() -> await("bus", started.close().toCompletionStage()));
    return started;
  }

  // --- cases

  private Casework casework(
      Vertx bus, RedisJournal open, Map<String, InstitutionKey> institutionKeys) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            CASEWORK_THREADS, Thread.ofPlatform().name("casework-", 0).factory());
    opened.push(threads::shutdown);
    return new Casework(
        new MeasuredJournal(open, meters),
        law().rules(),
        clock,
        new BusOutbox(bus, institutionKeys, meters),
        threads,
        CaseworkBounds.defaults());
  }

  private void core(
      Vertx bus, RedisJournal open, Casework cases, Map<String, InstitutionKey> institutionKeys) {
    Duration registeredAnew = settings.bus().clustered() ? REGISTERED_ANEW : Duration.ZERO;
    var inlet = new FeedbackInlet(bus, cases, institutionKeys, registeredAnew);
    await("feedback", inlet.start().toCompletionStage());
    opened.push(() -> await("feedback", inlet.close().toCompletionStage()));
    ScheduledExecutorService clockwork =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("clockwork").daemon().factory());
    opened.push(clockwork::shutdownNow);
    var watch =
        new DeadlineWatch(open, cases, clock, clockwork, settings.dispatch().deadlinesEvery());
    Gauge.builder("haltline.deadlines.aside", watch, DeadlineWatch::setAside)
        .description("deadlines in the journal that nobody can act on")
        .register(meters);
    keep(watch.start());
  }

  // --- adapters

  /// The same at the next start, whenever the API's is: an institution that was down may answer by
  /// the address that it was told before.
  static int feedbackPort(Settings settings) {
    int api = settings.http().port();
    int beside = api == 0 ? 0 : api == PORT_MAX ? api - 1 : api + 1;
    return settings.dispatch().feedbackPort().orElse(beside);
  }

  private void adapters(
      Vertx bus,
      RedisConnections redis,
      Directory directory,
      Map<String, InstitutionKey> institutionKeys,
      Supplier<ProtectedList> guardedNow) {
    Settings.Dispatch bounds = settings.dispatch();
    FeedbackListener.Place place = PlainLines.place(settings);
    Map<String, String> secrets = new LinkedHashMap<>();
    institutionKeys.forEach((id, key) -> secrets.put(id, key.toHex()));
    FeedbackListener listener =
        await(
            "feedback listener",
            FeedbackListener.start(bus, place, secrets, clock)
                .recover(
                    failure ->
                        Future.failedFuture(
                            PortFault.of(
                                "haltline.dispatch.feedback-port",
                                bounds.feedbackPort().isPresent()
                                    ? ""
                                    : " (not set, so it is the one after haltline.http.port)",
                                place.port(),
                                place.host(),
                                "where institutions post late answers",
                                failure)))
                .toCompletionStage());
    Signer signer = OrderKeys.general(settings);
    Signer ofTx = OrderKeys.tx(settings, signer);
    OrderKeys.keep(settings, signer, ofTx);
    TxPost post = post(bus, ofTx, documents(directory));
    IsoPost isoPost = isoPost(bus);
    DispatchBounds dispatch =
        DispatchBounds.defaults()
            .withAttempts(bounds.attemptsMin(), RETRY_FIRST, RETRY_LONGEST)
            .deskAfter(bounds.deskAfter())
            .withQueues(bounds.inFlightMax(), bounds.waitingMax())
            .drainedEvery(bounds.drainEvery());
    List<Future<String>> deployed = new ArrayList<>();
    for (Institution institution : directory.institutions()) {
      InstitutionKey key = institutionKeys.get(institution.id());
      if (key == null) {
        continue; // another process holds its key and carries its orders
      }
      var queue = new OutgoingOrders(centreId(), key, redis.commands());
      deployed.add(
          bus.deployVerticle(
              new InstitutionVerticle(
                  key,
                  channels(
                      bus,
                      directory,
                      institution,
                      key,
                      listener,
                      post,
                      isoPost,
                      signer,
                      guardedNow),
                  queue::queued,
                  dispatch,
                  clock,
                  meters)));
    }
    await("adapters", Future.all(deployed).toCompletionStage());
  }

  private @Nullable TxPost post(Vertx bus, Signer signer, OrderPapers documents) {
    if (settings.tx().isEmpty()) {
      return null;
    }
    Settings.Mailbox box = settings.tx().get();
    BankListener.Place place = TxMailboxes.place(box);
    BankListener listener =
        await(
            "mailbox of the TX messages",
            BankListener.start(bus, place)
                .recover(
                    failure ->
                        Future.failedFuture(
                            PortFault.of(
                                "haltline.tx.port",
                                "",
                                place.port(),
                                place.host(),
                                "where banks fetch their messages",
                                failure)))
                .toCompletionStage());
    return new TxPost(
        listener,
        TxMailboxes.sender(box),
        settings.storage().data().resolve("tx"),
        signer,
        TxMailboxes.papers(box, documents));
  }

  private @Nullable IsoPost isoPost(Vertx bus) {
    if (settings.iso().isEmpty()) {
      return null;
    }
    Settings.IsoHouse said = settings.iso().get();
    BankListener.Place place = IsoBanks.place(said);
    BankListener listener =
        await(
            "door of the ISO 20022 messages",
            BankListener.start(bus, place)
                .recover(
                    failure ->
                        Future.failedFuture(
                            PortFault.of(
                                "haltline.iso.port",
                                "",
                                place.port(),
                                place.host(),
                                "where banks post their answers",
                                failure)))
                .toCompletionStage());
    return IsoBanks.post(said, listener, settings.storage().data().resolve("iso"));
  }

  private List<Channel> channels(
      Vertx bus,
      Directory directory,
      Institution institution,
      InstitutionKey key,
      FeedbackListener listener,
      @Nullable TxPost post,
      @Nullable IsoPost isoPost,
      Signer signer,
      Supplier<ProtectedList> guardedNow) {
    List<ChannelSettings> ways = new ArrayList<>();
    for (Settings.Reach reach : settings.institutions()) {
      if (reach.id().equals(institution.id())) {
        for (Settings.ChannelSettings channel : reach.channels()) {
          ways.add(
              switch (channel.type()) {
                case HTTP ->
                    new ChannelSettings.Http(
                        URI.create(channel.url().orElseThrow()),
                        null,
                        reach.connectionsMax().orElse(64),
                        settings.dispatch().replyTimeout(),
                        signer,
                        PlainLines.tls(settings.dispatch()));
                case TX -> TxMailboxes.reach(channel.tx().orElseThrow(), law().rulebook().zone());
                case ISO20022 ->
                    IsoBanks.reach(
                        channel.iso().orElseThrow(),
                        reach.connectionsMax().orElse(IsoReach.CONNECTIONS_MAX),
                        law().rulebook().zone(),
                        settings.dispatch().replyTimeout());
                case RPZ ->
                    CarrierLines.rpz(
                        channel.rpz().orElseThrow(), settings.dispatch().replyTimeout());
                case TMF ->
                    CarrierLines.tmf(
                        channel.tmf().orElseThrow(),
                        signer,
                        reach.connectionsMax().orElse(TmfReach.CONNECTIONS_MAX),
                        settings.dispatch().replyTimeout(),
                        PlainLines.tls(settings.dispatch()));
                case SMPP ->
                    CarrierLines.smpp(
                        channel.smpp().orElseThrow(),
                        settings.centre(),
                        settings.dispatch().replyTimeout());
                case DESK -> new ChannelSettings.Desk();
              });
        }
      }
    }
    return switch (institution.kind()) {
      case BANK, WALLET ->
          BankChannels.of(bus, institution.id(), ways, listener, post, isoPost, clock);
      case CARRIER, PLATFORM, AUTHORITY ->
          CarrierChannels.of(
              bus,
              institution.id(),
              ways,
              CarrierChannels.Blocking.PATHS,
              listener,
              new CarrierChannels.Means(
                  guardedNow,
                  settings.storage().data().resolve("carriers"),
                  key.toHex(),
                  name ->
                      directory
                          .byName(name)
                          .filter(it -> it.kind() == Institution.Kind.CARRIER)
                          .map(Institution::id)),
              clock);
    };
  }

  private void protect(Casework cases, ProtectedList more) {
    cases.protect(more);
    Suspects shown = suspects;
    if (shown != null) {
      shown.protect(more);
    }
  }

  // --- seals

  private void seals(RedisConnections redis, RedisJournal facts, KeysFolder secrets) {
    Witness witness = Witness.in(settings.storage().witness(), centreId());
    sealer =
        keep(
            new Sealer(
                    centreId(),
                    facts,
                    new SealStream(centreId(), redis),
                    secrets.sealKey(),
                    witness,
                    clock)
                .every(settings.seals().every()));
  }

  /// Seals what is written so far and walks the whole journal: every chain, every seal, the
  /// witness.
  public VerificationReport verify() {
    if (sealer != null) {
      sealer.sealNow();
    }
    return Verification.of(
        known(image),
        trusted.get(),
        Optional.of(Witness.in(settings.storage().witness(), centreId())));
  }

  // --- the console

  private ConsoleServer console(
      Vertx bus,
      RedisJournal facts,
      Casework cases,
      Directory directory,
      CentreKey key,
      RedisConnections redis) {
    Rulebook book = law().rulebook();
    Settings.Http http = settings.http();
    ConsoleOptions.Tls tls =
        http.tlsCertificate().isPresent()
            ? new ConsoleOptions.Tls(http.tlsCertificate().get(), http.tlsKey().orElseThrow())
            : null;
    Suspects known = suspects(facts, directory);
    Casebook casebook = casebook(facts, directory, book);
    KnownLists lists = lists();
    Board open = board(facts, key, book);
    cases.tell(known::written);
    cases.tell(casebook::written);
    cases.tell(open::written);
    ConsoleOptions defaults = ConsoleOptions.defaults();
    var options =
        new ConsoleOptions(
            http.host(),
            http.port(),
            tls,
            defaults.eventLoops(),
            http.bodyBytesMax(),
            defaults.paperBytesMax(),
            defaults.papersAtOnceMax(),
            settings.lists().bytesMax(),
            new ConsoleOptions.Lookups(settings.lookups().perSecond(), settings.lookups().atOnce()),
            defaults.feed(),
            new Sessions.Lengths(settings.sessions().idleLock(), settings.sessions().longest()),
            passwords);
    var ports =
        new ConsolePorts(
            cases,
            new CaseNumbers(facts, centreId(), book.zone(), CASE_NUMBERS_AHEAD),
            facts,
            files(),
            documents(directory),
            directory,
            book,
            lines(bus),
            known,
            casebook,
            lists,
            open,
            ShareCurveFile.shipped(),
            shelf("drafts", key, redis, DRAFTS),
            shelf("searches", key, redis, SEARCHES),
            shelf("handovers", key, redis, HANDOVERS),
            new Tokens(TokenEntries.of(settings.tokens())),
            known(register),
            known(diary),
            known(guarded),
            this::verify,
            meters,
            clock);
    ConsoleServer server =
        await(
            "console",
            ConsoleServer.start(bus, ports, options)
                .recover(
                    failure ->
                        Future.failedFuture(
                            failure instanceof PortTaken
                                ? PortFault.of(
                                    API_PORT,
                                    "",
                                    http.port(),
                                    http.host(),
                                    "where the API is served",
                                    Objects.requireNonNullElse(failure.getCause(), failure))
                                : failure))
                .toCompletionStage());
    opened.push(() -> await("console", server.stop().toCompletionStage()));
    known.follow();
    open.follow();
    casebook.follow();
    lists.follow();
    return server;
  }

  /// What adapters here and in other processes say about their lines, for those at the screens.
  private static LineNotices lines(Vertx bus) {
    var lines = new LineNotices();
    bus.eventBus()
        .<Buffer>consumer(
            Addresses.NOTICES,
            message -> {
              Notice it = Addresses.openNotice(message.body());
              String at = it.institution();
              switch (it.what()) {
                case QUEUE_FULL -> lines.begins(at, Matter.QUEUE_FULL, it.count(), it.at());
                case QUEUE_ROOM -> lines.ends(at, Matter.QUEUE_FULL, it.count(), it.at());
                case NOT_ANSWERING -> lines.begins(at, Matter.NOT_ANSWERING, it.count(), it.at());
                case ANSWERING_AGAIN -> lines.ends(at, Matter.NOT_ANSWERING, it.count(), it.at());
                case BUS_DEAF -> lines.begins(at, Matter.BUS_DEAF, it.count(), it.at());
                case QUEUE_UNREADABLE ->
                    lines.begins(at, Matter.QUEUE_UNREADABLE, it.count(), it.at());
                case FEEDBACK_REFUSED ->
                    lines.begins(at, Matter.FEEDBACK_REFUSED, it.count(), it.at());
              }
            });
    return lines;
  }

  private OrderPapers documents(Directory directory) {
    return documents(
        settings,
        id -> directory.byId(id).map(Institution::nameZh).orElse(id),
        law().rulebook().zone());
  }

  /// Draws up the documents of orders; reads its font when the first is asked for.
  ///
  /// @param institutions the name of an institution by its id
  static OrderPapers documents(
      Settings settings, Function<String, String> institutions, ZoneId zone) {
    Supplier<PaperFont> font =
        settings
            .papers()
            .font()
            .<Supplier<PaperFont>>map(own -> () -> PaperFont.of(own))
            .orElse(PaperFont::shipped);
    return new PaperWriter(font, institutions, zone);
  }

  /// Who is known; grows out of the journal, so whatever is wrong with it is no reason to stay
  /// shut, but for a folder that another process uses.
  private Suspects suspects(RedisJournal facts, Directory directory) {
    Path folder = ownFolder();
    var tables =
        new Suspects.Tables(
            law().rules().protectedList(),
            name -> directory.byName(name).map(Institution::id),
            account -> settled(account, directory));
    try {
      Suspects open = keep(Suspects.open(folder, facts, tables));
      suspects = open;
      return open;
    } catch (IOException unusable) {
      throw new UncheckedIOException("haltline.storage.search: " + unusable.getMessage(), unusable);
    }
  }

  /// Every case by what was said in it; beside the suspects, and as easily thrown away.
  private Casebook casebook(RedisJournal facts, Directory directory, Rulebook book) {
    var tables =
        new Casebook.Tables(directory::byId, account -> settled(account, directory), book.zone());
    try {
      return keep(Casebook.open(ownFolder(), facts, tables));
    } catch (IOException unusable) {
      throw new UncheckedIOException("haltline.storage.search: " + unusable.getMessage(), unusable);
    }
  }

  /// What people brought in; its index lies beside the others.
  private KnownLists lists() {
    try {
      return keep(KnownLists.open(ownFolder(), known(register), files(), clock));
    } catch (IOException unusable) {
      throw new UncheckedIOException("haltline.storage.search: " + unusable.getMessage(), unusable);
    }
  }

  /// What is open; beside the index of suspects, for that folder is this process's own.
  private Board board(RedisJournal facts, CentreKey key, Rulebook book) {
    return keep(
        Board.open(
            ownFolder().resolve("board.snapshot"), key.box("board"), facts, clock, book.zone()));
  }

  private RedisShelf shelf(
      String use, CentreKey key, RedisConnections redis, RedisShelf.Bounds bounds) {
    return new RedisShelf(use, centreId(), key, redis, bounds, clock);
  }

  private Path ownFolder() {
    return settings.storage().search().orElseGet(() -> settings.storage().data().resolve("search"));
  }

  private static BankAccount settled(BankAccount account, Directory directory) {
    return directory.route(account, null) instanceof Route.To(Institution keeper, var _)
        ? account.at(keeper.id())
        : account;
  }

  private FileStore files() {
    try {
      return FileStore.open(settings.storage().data().resolve("files"));
    } catch (IOException unusable) {
      throw new UncheckedIOException("haltline.storage.data: no files can be kept", unusable);
    }
  }

  /// Where the API is served.
  public URI api() {
    String scheme = settings.http().tlsCertificate().isPresent() ? "https" : "http";
    return URI.create(scheme + "://" + settings.http().host() + ":" + known(console).port());
  }

  /// The first person of a centre that has none yet, with a password to be shown once; empty where
  /// there are people.
  Optional<Staff.GivenOut> firstPerson() {
    return await("people", known(console).staff().first().toCompletionStage());
  }

  /// Lets somebody sign in with this password.
  public void place(Actor person, String password) {
    await("people", known(console).staff().place(person, password).toCompletionStage());
  }

  /// What a person wants to know at start: where everything is.
  public List<String> addresses() {
    var lines = new ArrayList<String>();
    if (redisAddress != null) {
      lines.add("journal  " + redisAddress);
    }
    if (console != null) {
      lines.add("API      " + api() + "/api");
    }
    return lines;
  }

  /// The centre's own time.
  public ZoneId zone() {
    return law().rulebook().zone();
  }

  public RedisJournal journal() {
    return known(journal);
  }

  // --- opening and closing

  private <T extends AutoCloseable> T keep(T what) {
    opened.push(what);
    return what;
  }

  private static <T> T known(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("this process does not run that part");
    }
    return part;
  }

  static <T> T await(String what, CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(START_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted", interrupted);
    } catch (TimeoutException late) {
      throw new IllegalStateException(what + ": not there after " + START_MAX, late);
    } catch (ExecutionException | CompletionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw cause instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(what + ": " + cause.getMessage(), cause);
    }
  }

  /// Closes what is open. One who was interrupted closes as well as anybody, and is interrupted
  /// again afterwards: an interrupt must not cut short what ends a child process.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    while (!opened.isEmpty()) {
      AutoCloseable next = opened.pop();
      try {
        next.close();
      } catch (Exception failed) {
        log.warn("closing: {}", failed.toString());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
