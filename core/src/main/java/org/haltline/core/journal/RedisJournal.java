package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.haltline.core.journal.redis.Durability;
import org.haltline.core.journal.redis.FileCompaction;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// The journal on Redis. All appends go down one connection as they come: Redis answers what
/// arrives in one turn of its loop after one fsync, so writers share the disk without waiting for
/// each other here. Connections must refuse commands while they are disconnected and must not send
/// anything again: a repeated append would meet its own first half.
public final class RedisJournal implements Journal {

  private static final byte[] KEY_FINGERPRINT = "key".getBytes(US_ASCII);

  private final CentreKey centreKey;
  private final JournalOptions options;
  private final RedisConnections connections;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;
  private final JournalLibrary library = JournalLibrary.packaged();
  private final JournalKeys keys;
  private final CaseKeys caseKeys;
  private final FactReader reader;
  private final FileCompaction compaction;
  private final AtomicInteger appendsUnderWay = new AtomicInteger();
  private final FullLately fullLately = new FullLately();
  private final Set<RedisTail> tails = ConcurrentHashMap.newKeySet();

  private RedisJournal(
      String centre, CentreKey centreKey, JournalOptions options, RedisConnections connections) {
    this.centreKey = centreKey;
    this.options = options;
    this.connections = connections;
    commands = connections.commands();
    keys = new JournalKeys(centre);
    caseKeys = new CaseKeys(options.caseKeysCached());
    reader = new FactReader(centreKey, keys, caseKeys);
    compaction = new FileCompaction(connections, keys.journal);
  }

  /// Opens a centre's journal: loads the function where it is missing and checks that this is the
  /// key it was written with. Fails with [JournalUnavailable], or [JournalDamaged] for the wrong
  /// key.
  ///
  /// @param connections stay the caller's; close the journal before them
  public static CompletionStage<RedisJournal> open(
      String centre, CentreKey centreKey, JournalOptions options, RedisConnections connections) {
    RedisJournal journal = new RedisJournal(centre, centreKey, options, connections);
    return Plainly.read(
        journal
            .library
            .ensure(journal.commands, journal.keys.journal)
            .thenCompose(_ -> journal.checkKey())
            .thenApply(_ -> journal));
  }

  /// The fingerprint of the key that a centre's journal was written with; empty where there is no
  /// journal yet. Changes nothing.
  public static CompletionStage<Optional<String>> writtenWith(
      String centre, RedisConnections connections) {
    return Plainly.read(
        connections
            .commands()
            .hget(new JournalKeys(centre).about, KEY_FINGERPRINT)
            .thenApply(stored -> Optional.ofNullable(stored).map(it -> new String(it, US_ASCII))));
  }

  /// Whether the Redis would keep what a centre's journal acknowledges. Changes nothing.
  public static CompletionStage<Durability> durability(
      String centre, RedisConnections connections) {
    return Plainly.read(Durability.of(connections, new JournalKeys(centre).journal));
  }

  @Override
  public CompletionStage<WriteOutcome> append(Write write) {
    if (appendsUnderWay.incrementAndGet() > options.appendsUnderWayMax()) {
      appendsUnderWay.decrementAndGet();
      return CompletableFuture.failedStage(
          new JournalUnavailable(
              "%d writes wait for the journal: slow down; nothing was written"
                  .formatted(options.appendsUnderWayMax())));
    }
    return Plainly.write(
            caseKeyFor(write)
                .thenCompose(key -> append(write, key.orElse(null)))
                .whenComplete((_, _) -> appendsUnderWay.decrementAndGet()))
        .whenComplete((_, failure) -> fullLately.see(failure));
  }

  private CompletionStage<WriteOutcome> append(Write write, @Nullable SecretKey caseKey) {
    AppendCall call = AppendCall.of(write, keys, centreKey, caseKey, options.idempotencyKept());
    return send(call)
        .thenApply(
            outcome -> {
              if (caseKey != null && outcome instanceof WriteOutcome.Appended) {
                caseKeys.put(write.caseId(), caseKey);
              }
              return outcome;
            });
  }

  /// The key to seal with: a new one for a new case; empty when there is nothing to seal, or when
  /// an old case has none.
  private CompletionStage<Optional<SecretKey>> caseKeyFor(Write write) {
    if (write.expectedVersion() == 0) {
      try (Crypto crypto = Crypto.borrow()) {
        return done(Optional.of(new SecretKeySpec(crypto.randomKey(), "AES")));
      }
    }
    if (write.facts().isEmpty()) return done(Optional.empty());
    SecretKey known = caseKeys.get(write.caseId());
    if (known != null) return done(Optional.of(known));
    return commands
        .hget(keys.caseKeys, JournalKeys.field(write.caseId()))
        .handle(
            (wrapped, failure) -> {
              if (failure != null) throw Outage.ofRead(failure);
              if (wrapped == null) return Optional.empty();
              try (Crypto crypto = Crypto.borrow()) {
                return Optional.of(reader.unwrap(crypto, write.caseId(), wrapped));
              }
            });
  }

  private CompletionStage<WriteOutcome> send(AppendCall call) {
    return connections
        .durably(
            keys.journal,
            redis ->
                withFunctions(
                    () ->
                        redis.<List<?>>fcall(
                            AppendCall.FUNCTION,
                            ScriptOutputType.MULTI,
                            call.keys(),
                            call.arguments())))
        .thenApply(call::outcome);
  }

  @Override
  public CompletionStage<CaseHistory> load(CaseId caseId) {
    return Plainly.read(load(caseId, new ArrayList<>()));
  }

  /// A page after another: one call must not occupy Redis for long.
  private CompletionStage<CaseHistory> load(CaseId caseId, List<SealedFact> facts) {
    byte[][] names = {keys.journal, keys.factsOf(caseId), keys.caseKeys};
    byte[] first = number(facts.size());
    byte[] last = number(facts.size() + PAGE_SIZE_MAX - 1L);
    return withFunctions(
            () ->
                commands.<List<?>>fcallReadOnly(
                    "haltline_load",
                    ScriptOutputType.MULTI,
                    names,
                    JournalKeys.field(caseId),
                    first,
                    last))
        .thenCompose(
            reply -> {
              reply.subList(2, reply.size()).forEach(entry -> facts.add(sealed(entry)));
              if (facts.size() < (Long) reply.getFirst()) return load(caseId, facts);
              byte[] wrapped = (byte[]) reply.get(1);
              return done(
                  new CaseHistory(
                      caseId,
                      reader.openCase(caseId, wrapped.length == 0 ? null : wrapped, facts)));
            });
  }

  @SuppressWarnings("unchecked")
  private static SealedFact sealed(Object entry) {
    List<?> parts = (List<?>) entry;
    Position position = Position.parse(new String((byte[]) parts.getFirst(), US_ASCII));
    if (parts.size() < 2) throw new JournalDamaged("the fact at " + position + " was removed");
    return SealedFact.read(position, (List<byte[]>) parts.get(1));
  }

  @Override
  public CompletionStage<List<Fact>> after(Position position, int limit) {
    return Plainly.read(
        entriesAfter(position, limit).thenCompose(facts -> reader.open(commands, facts)));
  }

  /// The centre's facts as they lie there, for who seals, copies or checks them.
  public CompletionStage<List<SealedFact>> sealedAfter(Position position, int limit) {
    return Plainly.read(entriesAfter(position, limit));
  }

  private CompletionStage<List<SealedFact>> entriesAfter(Position position, int limit) {
    requirePage(limit);
    Range<String> range =
        Range.from(Range.Boundary.excluding(position.toString()), Range.Boundary.unbounded());
    return commands.xrange(keys.journal, range, Limit.from(limit)).thenApply(FactReader::sealed);
  }

  @Override
  public Tail tail(Position after, Consumer<List<Fact>> sink) {
    RedisTail tail =
        new RedisTail(this, reader, keys.journal, connections, after, sink, tails::remove);
    tails.add(tail);
    tail.start();
    return tail;
  }

  @Override
  public CompletionStage<Position> end() {
    return Plainly.read(
        commands
            .xrevrange(keys.journal, Range.unbounded(), Limit.from(1))
            .thenApply(RedisJournal::lastOf));
  }

  private static Position lastOf(List<StreamMessage<byte[], byte[]>> entries) {
    return entries.isEmpty() ? Position.START : Position.parse(entries.getFirst().getId());
  }

  @Override
  public CompletionStage<Optional<IdempotentAnswer>> idempotent(String key) {
    Idempotency.requireKey(key);
    try (Crypto crypto = Crypto.borrow()) {
      byte[] name = keys.idempotency(AppendCall.hideIdempotency(crypto, centreKey, key));
      return Plainly.read(
          commands
              .get(name)
              .thenApply(stored -> Optional.ofNullable(stored).map(RedisJournal::answer)));
    }
  }

  private static IdempotentAnswer answer(byte[] stored) {
    int hashBytes = Crypto.HASH_BYTES;
    String rest = new String(stored, hashBytes, stored.length - hashBytes, UTF_8);
    int space = rest.indexOf(' ');
    return new IdempotentAnswer(
        Arrays.copyOf(stored, hashBytes),
        new CaseId(rest.substring(space + 1)),
        Long.parseLong(rest, 0, space, 10));
  }

  @Override
  public CompletionStage<List<Queued>> queued(String institution, Position after, int limit) {
    return orders(institution).queued(after, limit);
  }

  @Override
  public CompletionStage<List<Queued>> onDesk(String institution, Position after, int limit) {
    return orders(institution).onDesk(after, limit);
  }

  private OutgoingOrders orders(String institution) {
    return new OutgoingOrders(keys, centreKey.institutionKey(institution), commands);
  }

  @Override
  public CompletionStage<List<Due>> due(Instant now, int limit) {
    requirePage(limit);
    return Plainly.read(
        commands
            .zrangebyscoreWithScores(
                keys.deadlines, Range.create(0, now.toEpochMilli()), Limit.from(limit))
            .thenApply(values -> values.stream().map(RedisJournal::due).toList()));
  }

  private static Due due(ScoredValue<byte[]> value) {
    return new Due(
        new String(value.getValue(), UTF_8), Instant.ofEpochMilli((long) value.getScore()));
  }

  @Override
  public CompletionStage<Long> reserveCaseNumbers(String day, int count) {
    if (day.isBlank() || day.length() > 20) {
      throw new IllegalArgumentException("a day is a short text like 261120, not: " + day);
    }
    if (count < 1 || count > 100_000) {
      throw new IllegalArgumentException("reserve 1 to 100000 case numbers, not " + count);
    }
    return Plainly.write(
            connections
                .durably(
                    keys.numbers, redis -> redis.hincrby(keys.numbers, day.getBytes(UTF_8), count))
                .thenApply(last -> last - count + 1))
        .whenComplete((_, failure) -> fullLately.see(failure));
  }

  @Override
  public CompletionStage<Void> eraseCase(CaseId caseId) {
    return Plainly.write(
        connections
            .durably(keys.caseKeys, redis -> redis.hdel(keys.caseKeys, JournalKeys.field(caseId)))
            .thenApply(
                _ -> {
                  caseKeys.forget(caseId);
                  compaction.request();
                  return null;
                }));
  }

  @Override
  public CompletionStage<Health> health() {
    return HealthCheck.ask(connections, keys.journal, end()).thenApply(fullLately::over);
  }

  @Override
  public void close() {
    compaction.close();
    List.copyOf(tails).forEach(RedisTail::close);
  }

  RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return commands;
  }

  static void requirePage(int limit) {
    if (limit < 1 || limit > PAGE_SIZE_MAX) {
      throw new IllegalArgumentException(
          "read 1 to " + PAGE_SIZE_MAX + " entries at once, not " + limit);
    }
  }

  private CompletionStage<Void> checkKey() {
    byte[] mine = centreKey.fingerprint().getBytes(US_ASCII);
    return commands
        .hsetnx(keys.about, KEY_FINGERPRINT, mine)
        .thenCompose(_ -> commands.hget(keys.about, KEY_FINGERPRINT))
        .thenAccept(
            stored -> {
              if (!Arrays.equals(mine, stored)) {
                throw new JournalDamaged(
                    "this journal was written with centre key %s, not %s: configure that key"
                        .formatted(new String(stored, US_ASCII), centreKey.fingerprint()));
              }
            });
  }

  /// A Redis that was emptied or replaced has lost its functions: loads them and calls once more.
  private <T> CompletionStage<T> withFunctions(Supplier<CompletionStage<T>> call) {
    return call.get()
        .exceptionallyCompose(
            failure ->
                Outage.isFunctionMissing(failure)
                    ? library.ensure(commands, keys.journal).thenCompose(_ -> call.get())
                    : CompletableFuture.failedStage(Cause.of(failure)));
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }

  private static byte[] number(long value) {
    return Long.toString(value).getBytes(US_ASCII);
  }
}
