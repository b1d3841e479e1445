package org.haltline.load.house;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.seal.Sealer;
import org.haltline.core.journal.seal.Witness;
import org.haltline.core.order.CaseId;

/// The journal in a data folder, opened with a Redis of its own while no server runs on it: what a
/// house left behind, or will find.
public final class JournalOnDisk implements AutoCloseable {
  private static final int SECONDS = 120;

  private final EmbeddedRedis redis;
  private final RedisConnections connections;
  private final RedisJournal journal;
  private final KeysFolder keys;
  private final Path witness;

  private JournalOnDisk(
      EmbeddedRedis redis,
      RedisConnections connections,
      RedisJournal journal,
      KeysFolder keys,
      Path witness) {
    this.redis = redis;
    this.connections = connections;
    this.journal = journal;
    this.keys = keys;
    this.witness = witness;
  }

  /// Opens the journal of a configuration; its key is made when it has none yet.
  public static JournalOnDisk open(ServerConfig config) {
    KeysFolder keys = KeysFolder.open(config.keys(), config.data());
    CentreKey key = keys.centreKey(ServerConfig.CENTRE);
    EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(config.data()));
    try {
      RedisConnections connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
      RedisJournal journal =
          await(RedisJournal.open(ServerConfig.CENTRE, key, JournalOptions.DEFAULT, connections));
      return new JournalOnDisk(redis, connections, journal, keys, config.witness());
    } catch (RuntimeException failure) {
      redis.close();
      throw failure;
    }
  }

  /// Signs everything that is not sealed yet, as a house that ran would have done meanwhile.
  public void seal() {
    try (var sealer =
        new Sealer(
            ServerConfig.CENTRE,
            journal,
            new SealStream(ServerConfig.CENTRE, connections),
            keys.sealKey(),
            Witness.in(witness, ServerConfig.CENTRE),
            InstantSource.system())) {
      var _ = sealer.sealNow();
    }
  }

  public Journal journal() {
    return journal;
  }

  /// A case with the number of its facts.
  public record Standing(CaseState state, long version) {}

  /// Every case, grown from its facts.
  public List<Standing> cases() {
    var cases = new LinkedHashMap<CaseId, Standing>();
    Position at = Position.START;
    while (true) {
      List<Fact> page = await(journal.after(at, Journal.PAGE_SIZE_MAX));
      for (Fact fact : page) {
        cases.compute(
            fact.caseId(),
            (id, before) -> {
              CaseState state = before == null ? CaseState.none(id) : before.state();
              return new Standing(
                  CaseEvolution.evolve(state, FactCodec.event(fact)), fact.version());
            });
        at = fact.position();
      }
      if (page.size() < Journal.PAGE_SIZE_MAX) {
        return new ArrayList<>(cases.values());
      }
    }
  }

  /// What its Redis has in memory, in bytes, by its own account.
  public long usedMemoryBytes() {
    String info = await(connections.commands().info("memory"));
    return info.lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("the journal did not answer", failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    journal.close();
    connections.close();
    redis.close();
  }
}
