package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// A journal on a test's Redis and short words for what tests do with it.
final class JournalFixture implements AutoCloseable {

  static final CentreKey KEY =
      CentreKey.ofHex("8d1f0e5b6a7c4932a1b0c9d8e7f60514233241506f7e8d9cabbad0c1e2f30415");
  static final Instant NOW = Instant.parse("2026-11-20T06:14:03.123456789Z");
  static final CaseId CASE = new CaseId("QY-261120-0031");
  static final String ORDER = "20261120061403123000000000000017";

  final RedisConnections connections;
  final RedisJournal journal;

  JournalFixture(TestRedis redis) {
    this(redis, JournalOptions.DEFAULT);
  }

  JournalFixture(TestRedis redis, JournalOptions options) {
    this(RedisConnectionOptions.to(redis.uri()), options);
  }

  JournalFixture(RedisConnectionOptions where, JournalOptions options) {
    connections = RedisConnections.open(where);
    journal = get(RedisJournal.open("qy", KEY, options, connections));
  }

  /// What a journal is built on, for a test that looks behind it.
  RedisClusterAsyncCommands<byte[], byte[]> redis() {
    return connections.commands();
  }

  @Override
  public void close() {
    journal.close();
    connections.close();
  }

  /// Waits for a stage and throws what it failed with, itself.
  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until something holds; an outage meanwhile is no failure. The machine may be slow.
  static void await(BooleanSupplier condition) {
    long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        if (condition.getAsBoolean()) return;
      } catch (JournalUnavailable _) {
        // Not yet.
      }
      if (System.nanoTime() > endAt) throw new AssertionError("never came true");
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Waits until the journal takes writes again.
  void awaitBack() {
    await(() -> get(journal.health()).writable());
  }

  WriteOutcome append(Write write) {
    return get(journal.append(write));
  }

  WriteOutcome.Appended appended(Write write) {
    WriteOutcome outcome = append(write);
    if (outcome instanceof WriteOutcome.Appended appended) return appended;
    throw new AssertionError("not appended but " + outcome);
  }

  CaseHistory load(CaseId caseId) {
    return get(journal.load(caseId));
  }

  List<String> keysLike(String pattern) {
    return get(redis().keys(pattern)).stream().map(key -> new String(key, UTF_8)).toList();
  }

  static NewFact fact(String type) {
    return fact(type, "body of " + type);
  }

  static NewFact fact(String type, String body) {
    return new NewFact(type, NOW, "op-17", 1, "CN-1", body.getBytes(UTF_8));
  }

  /// A new case with one fact.
  static Write opening(CaseId caseId) {
    return Write.of(caseId, 0, null, List.of(fact("Reported")));
  }

  static Write claiming(CaseId caseId, Claim... claims) {
    return new Write(
        caseId,
        0,
        null,
        List.of(fact("Reported")),
        List.of(claims),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  static Write queueing(CaseId caseId, QueueChange... changes) {
    return new Write(
        caseId,
        0,
        null,
        List.of(fact("Reported")),
        List.of(),
        List.of(),
        List.of(changes),
        List.of(),
        null);
  }

  static Write under(CaseId caseId, Idempotency idempotency) {
    return new Write(
        caseId,
        0,
        null,
        List.of(fact("Reported")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        idempotency);
  }

  static Write next(WriteOutcome.Appended before, CaseId caseId, NewFact... facts) {
    return Write.of(caseId, before.version(), before.lastHash(), List.of(facts));
  }

  static CaseId caseNumber(int number) {
    return new CaseId("QY-261120-%04d".formatted(number));
  }

  static byte[] hash(int seed) {
    byte[] hash = new byte[32];
    hash[0] = (byte) seed;
    return hash;
  }

  static @Nullable String body(Fact fact) {
    byte[] body = fact.body();
    return body == null ? null : new String(body, UTF_8);
  }
}
