package org.haltline.core.search;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casework.Written;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.Write;
import org.haltline.core.journal.WriteOutcome;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.order.CaseId;

/// A centre's journal on a real Redis, into which a test writes what happened, and what grows out
/// of it.
public final class SearchedCentre implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  static final Suspects.Tables TABLES =
      new Suspects.Tables(Cast.PROTECTED, name -> Optional.empty(), account -> account);

  static final Casebook.Tables CASE_TABLES =
      new Casebook.Tables(Directory.china()::byId, account -> account, ZoneId.of("Asia/Shanghai"));

  private final RedisConnections connections;
  public final RedisJournal journal;

  public SearchedCentre(EmbeddedRedis redis, String name) {
    this(redis.uri(), name, CentreKey.random());
  }

  SearchedCentre(RedisURI redis, String name, CentreKey key) {
    connections = RedisConnections.open(RedisConnectionOptions.to(redis));
    journal = get(RedisJournal.open(name, key, JournalOptions.DEFAULT, connections));
  }

  /// Journals what happened in a case at noon.
  void tell(CaseId caseId, List<? extends CaseEvent> events) {
    tell(caseId, Cast.NOON, events);
  }

  /// Journals what happened in a case.
  public void tell(CaseId caseId, Instant at, List<? extends CaseEvent> events) {
    write(caseId, at, events);
  }

  /// Journals what happened in a case, and tells what casework would tell of it.
  public Written write(CaseId caseId, Instant at, List<? extends CaseEvent> events) {
    CaseHistory history = get(journal.load(caseId));
    List<NewFact> facts =
        events.stream()
            .map(
                event ->
                    new NewFact(
                        FactCodec.type(event),
                        at,
                        "op-qin",
                        FactCodec.SCHEMA,
                        "CN-1",
                        FactCodec.body(event)))
            .toList();
    WriteOutcome outcome =
        get(journal.append(Write.of(caseId, history.version(), history.lastHash(), facts)));
    if (!(outcome instanceof WriteOutcome.Appended)) {
      throw new AssertionError("not appended: " + outcome);
    }
    var all = new ArrayList<CaseEvent>(history.facts().stream().map(FactCodec::event).toList());
    all.addAll(events);
    return new Written(
        history.version(),
        all.size(),
        CaseEvolution.replay(caseId, all),
        events.stream().allMatch(CaseEvent.Heard.class::isInstance));
  }

  void tell(CaseId caseId, CaseEvent... events) {
    tell(caseId, List.of(events));
  }

  Suspects suspects(Path folder) {
    Suspects suspects = suspectsThatWait(folder);
    suspects.follow();
    return suspects;
  }

  /// They read nothing until they are told to follow.
  Suspects suspectsThatWait(Path folder) {
    try {
      return Suspects.open(folder, journal, TABLES);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  Casebook casebook(Path folder) {
    try {
      Casebook casebook = Casebook.open(folder, journal, CASE_TABLES);
      casebook.follow();
      return casebook;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /// Waits until everything that is journalled is found; but the answers to orders, which are
  /// gathered.
  void caughtUp(Casebook casebook) {
    await(
        () ->
            !get(journal.end()).isAfter(casebook.progress().position())
                && !casebook.progress().rebuilding());
    casebook.show();
  }

  /// Waits until everything that is journalled is found.
  Suspects caughtUp(Suspects suspects) {
    await(
        () ->
            !get(journal.end()).isAfter(suspects.progress().position())
                && !suspects.progress().rebuilding());
    return suspects;
  }

  /// All of an index, each suspect by its key, as the bytes that are stored of it.
  static Map<String, Suspect> all(SuspectIndex index) {
    var all = new TreeMap<String, Suspect>();
    try {
      index.refresh();
      index.each(
          suspect -> {
            if (all.put(suspect.key(), suspect) != null) {
              throw new AssertionError("twice in the index: " + suspect.key());
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return all;
  }

  static List<String> keys(List<Hit> hits) {
    var keys = new ArrayList<String>();
    hits.forEach(hit -> keys.add(hit.suspect().key()));
    return keys;
  }

  public static void await(BooleanSupplier condition) {
    long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > endAt) {
        throw new AssertionError("did not come true within " + PATIENCE_S + " s");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  public static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    journal.close();
    connections.close();
  }
}
