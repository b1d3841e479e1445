package org.haltline.core.journal.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.XAddArgs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.JournalKeys;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.Write;
import org.haltline.core.journal.WriteOutcome;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.seal.SealKey;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.seal.Sealer;
import org.haltline.core.journal.seal.Witness;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// A centre with its own real Redis, for a test to write to, seal, tamper with and verify.
public final class Centre implements AutoCloseable {

  public static final String NAME = "harbour";
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  private final EmbeddedRedis redis;
  private final RedisConnections connections;
  private final CentreKey centreKey;
  private final SealKey sealKey;
  private final Witness witness;
  private final RedisJournal journal;
  private final Sealer sealer;
  private final JournalKeys keys = new JournalKeys(NAME);

  public Centre(Path folder) {
    this(folder, CentreKey.random(), SealKey.random());
  }

  public Centre(Path folder, CentreKey centreKey, SealKey sealKey) {
    this.centreKey = centreKey;
    this.sealKey = sealKey;
    redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder.resolve("data")));
    connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
    witness = Witness.in(folder.resolve("witness"), NAME);
    journal = get(RedisJournal.open(NAME, centreKey, JournalOptions.DEFAULT, connections));
    sealer = newSealer();
  }

  public Sealer newSealer() {
    return new Sealer(
        NAME,
        journal,
        new SealStream(NAME, connections),
        sealKey,
        witness,
        InstantSource.fixed(NOW));
  }

  public static CaseId caseId(int number) {
    return new CaseId("HB-261121-%04d".formatted(number));
  }

  /// Opens a case with so many facts in one step; answers where they stand.
  public List<Position> open(int number, int facts) {
    return append(caseId(number), 0, null, facts).positions();
  }

  public WriteOutcome.Appended append(
      CaseId caseId, long version, byte @Nullable [] previous, int facts) {
    List<NewFact> news = new ArrayList<>();
    for (int i = 1; i <= facts; i++) {
      String body = "what happened as number " + (version + i);
      news.add(new NewFact("Noted", NOW, "op-7", 1, "CN-1", body.getBytes(UTF_8)));
    }
    return (WriteOutcome.Appended) get(journal.append(Write.of(caseId, version, previous, news)));
  }

  public Seal seal() {
    return sealer.sealNow().orElseThrow();
  }

  public VerificationReport verify() {
    return verify(400_000);
  }

  VerificationReport verify(int casesAtOnce) {
    return Verification.of(
        image(), List.of(sealKey.publicKey()), Optional.of(witness), casesAtOnce);
  }

  public RedisImage image() {
    return new RedisImage(NAME, connections);
  }

  /// Writes the journal's stream anew, changed by hand.
  void rewrite(UnaryOperator<List<RawFact>> change) {
    List<RawFact> facts = image().factsAfter(Position.START, 10_000);
    List<RawFact> changed = change.apply(new ArrayList<>(facts));
    get(connections.commands().del(keys.journal));
    for (RawFact fact : changed) {
      get(
          connections
              .commands()
              .xadd(
                  keys.journal,
                  new XAddArgs().id(fact.position().toString()),
                  fact.fields().toArray()));
    }
  }

  void delete(Position position) {
    get(connections.commands().xdel(keys.journal, position.toString()));
  }

  public JournalKeys keys() {
    return keys;
  }

  public RedisConnections connections() {
    return connections;
  }

  public RedisJournal journal() {
    return journal;
  }

  public Witness witness() {
    return witness;
  }

  public CentreKey centreKey() {
    return centreKey;
  }

  public SealKey sealKey() {
    return sealKey;
  }

  public EmbeddedRedis redis() {
    return redis;
  }

  public static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    journal.close();
    connections.close();
    redis.close();
  }
}
