package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.JournalFixture.await;
import static org.haltline.core.journal.JournalFixture.body;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.opening;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.FileCompaction;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A case is erased by destroying its key. The key must be gone from the disk, too: out of Redis'
/// memory alone it would come back with the file.
class RedisJournalErasureTest {
  private static final CaseId ERASED = caseNumber(1);
  private static final CaseId KEPT = caseNumber(2);

  @TempDir Path folder;

  @Test
  void theKeyOfAnErasedCaseIsGoneFromTheDataFolder() {
    byte[] erasedKey;
    byte[] keptKey;
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
        JournalFixture it = on(redis)) {
      it.appended(opening(ERASED));
      it.appended(opening(KEPT));
      erasedKey = wrappedKey(it, ERASED);
      keptKey = wrappedKey(it, KEPT);
      assertThat(onDisk(erasedKey)).isTrue();

      get(it.journal.eraseCase(ERASED));
      await(() -> !onDisk(erasedKey));

      assertThat(onDisk(keptKey)).isTrue();
      assertThat(it.load(ERASED).isErased()).isTrue();
      it.appended(opening(caseNumber(3)));
    }
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
        JournalFixture it = on(redis)) {
      assertThat(it.load(ERASED).isErased()).isTrue();
      assertThat(body(it.load(KEPT).facts().getFirst())).isEqualTo("body of Reported");
      assertThat(it.load(caseNumber(3)).version()).isEqualTo(1);
      assertThat(onDisk(erasedKey)).isFalse();
    }
  }

  @Test
  void aRewriteThatBeganBeforeIsFollowedByAnother() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
        JournalFixture it = on(redis)) {
      it.appended(opening(ERASED));
      byte[] key = wrappedKey(it, ERASED);
      // its child takes 300 ms for each key of Redis, and has the key of the case in it
      get(it.redis().configSet("rdb-key-save-delay", "300000"));
      get(it.redis().bgrewriteaof());
      await(() -> persistence(it).contains("aof_rewrite_in_progress:1"));
      get(it.journal.eraseCase(ERASED));
      assertThat(persistence(it)).contains("aof_rewrite_in_progress:1");
      get(it.redis().configSet("rdb-key-save-delay", "0"));
      await(() -> !onDisk(key));
      assertThat(rewrites(it)).isEqualTo(2);
    }
  }

  @Test
  void aRewriteThatDiedWithRedisIsAskedForAgain() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
        JournalFixture it = on(redis)) {
      it.appended(opening(ERASED));
      byte[] key = wrappedKey(it, ERASED);
      get(it.redis().configSet("rdb-key-save-delay", "300000"));
      get(it.journal.eraseCase(ERASED));
      await(() -> persistence(it).contains("aof_rewrite_in_progress:1"));
      ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();

      await(() -> !onDisk(key));
      it.awaitBack();
      assertThat(it.load(ERASED).isErased()).isTrue();
    }
  }

  @Test
  void casesErasedTogetherShareARewrite() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
        JournalFixture it = on(redis)) {
      List<byte[]> wrapped = new ArrayList<>();
      for (int i = 1; i <= 30; i++) {
        it.appended(opening(caseNumber(i)));
        wrapped.add(wrappedKey(it, caseNumber(i)));
      }
      List<CompletionStage<Void>> erased = new ArrayList<>();
      for (int i = 1; i <= 30; i++) erased.add(it.journal.eraseCase(caseNumber(i)));
      erased.forEach(JournalFixture::get);
      await(() -> wrapped.stream().noneMatch(this::onDisk));
      awaitQuiet(it);
      assertThat(rewrites(it)).isBetween(1, 5);
    }
  }

  @Test
  void aRedisThatWillNotIsSaidSoAndTheCaseIsErasedAllTheSame() {
    var log = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger(FileCompaction.class);
    log.start();
    logger.addAppender(log);
    try (TestRedis managed = TestRedis.start(folder, "--rename-command", "BGREWRITEAOF", "");
        JournalFixture it = new JournalFixture(managed)) {
      it.appended(opening(ERASED));
      get(it.journal.eraseCase(ERASED));
      assertThat(it.load(ERASED).isErased()).isTrue();
      await(
          () -> log.list.stream().anyMatch(line -> line.getFormattedMessage().contains("unknown")));
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          // another class may leave a line of its own meanwhile
          .filteredOn(line -> line.contains("unknown command"))
          .singleElement()
          .asString()
          .contains("keys of erased cases");
    } finally {
      logger.detachAppender(log);
    }
  }

  private static JournalFixture on(EmbeddedRedis redis) {
    return new JournalFixture(RedisConnectionOptions.to(redis.uri()), JournalOptions.DEFAULT);
  }

  private static byte[] wrappedKey(JournalFixture it, CaseId caseId) {
    return get(it.redis().hget(new JournalKeys("qy").caseKeys, caseId.value().getBytes(UTF_8)));
  }

  private static String persistence(JournalFixture it) {
    return get(it.redis().info("persistence"));
  }

  /// Until no rewrite has begun for as long as several would take.
  private static void awaitQuiet(JournalFixture it) {
    await(
        () -> {
          int before = rewrites(it);
          pause(Duration.ofSeconds(3));
          return rewrites(it) == before;
        });
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int rewrites(JournalFixture it) {
    return Integer.parseInt(
        persistence(it)
            .lines()
            .filter(line -> line.startsWith("aof_rewrites:"))
            .findFirst()
            .orElseThrow()
            .substring("aof_rewrites:".length()));
  }

  /// Whether any file of the data folder holds these bytes.
  private boolean onDisk(byte[] bytes) {
    String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("redis-server"))
          .anyMatch(file -> read(file).contains(wanted));
    } catch (IOException | UncheckedIOException e) {
      return true; // a rewrite moves files about: look again
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
