package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.NOW;
import static org.haltline.core.journal.JournalFixture.await;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.fact;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.hash;
import static org.haltline.core.journal.JournalFixture.opening;

import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.haltline.core.Ports;
import org.haltline.core.journal.WriteOutcome.Appended;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Redis is away, full, a replica, busy, or holds something else under our keys. Each test has a
/// Redis of its own to break.
class RedisJournalOutageTest {

  @TempDir Path folder;
  private TestRedis redis;
  private JournalFixture it;

  @BeforeEach
  void start() {
    redis = TestRedis.start(folder);
    it = new JournalFixture(redis);
  }

  @AfterEach
  void stop() {
    it.close();
    redis.close();
  }

  private void config(String name, String value) {
    get(it.redis().configSet(name, value));
  }

  @Test
  void withoutRedisNothingIsWrittenAndTheMessageSaysWhatToDo() {
    redis.kill();
    await(() -> !it.connections.isConnected());

    assertThatThrownBy(() -> it.append(opening(CASE)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("try again");
    assertThatThrownBy(() -> it.load(CASE)).isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> get(it.journal.after(Position.START, 1)))
        .isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> get(it.journal.queued("ICBC", Position.START, 1)))
        .isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> get(it.journal.reserveCaseNumbers("261120", 1)))
        .isInstanceOf(JournalUnavailable.class);
    Health health = get(it.journal.health());
    assertThat(health.writable()).isFalse();
    assertThat(health.trouble()).contains("try again");
  }

  @Test
  void whatWasAcknowledgedSurvivesAKillAndTheJournalGoesOn() {
    Appended before = it.appended(opening(CASE));
    redis.kill();
    redis.restart();
    it.awaitBack();

    CaseHistory history = it.load(CASE);
    assertThat(history.facts())
        .extracting(Fact::position)
        .containsExactly(before.positions().getFirst());
    it.appended(JournalFixture.next(before, CASE, fact("StopOrdered")));
    assertThat(get(it.journal.health()).writable()).isTrue();
  }

  @Test
  void killedInTheMiddleOfManyWritesNoneIsHalfThere() {
    List<CompletionStage<WriteOutcome>> sent = new ArrayList<>();
    for (int number = 1; number <= 3_000; number++) {
      if (number == 1_500) redis.kill();
      sent.add(
          it.journal.append(
              Write.of(caseNumber(number), 0, null, List.of(fact("Reported"), fact("Ordered")))));
    }
    List<Class<?>> outcomes = sent.stream().<Class<?>>map(this::kindOf).toList();
    redis.restart();
    it.awaitBack();

    for (int number = 1; number <= 3_000; number++) {
      long version = it.load(caseNumber(number)).version(); // throws if its chain is broken
      Class<?> outcome = outcomes.get(number - 1);
      if (outcome == Appended.class) assertThat(version).isEqualTo(2);
      else if (outcome == JournalUnavailable.class) assertThat(version).isZero();
      else assertThat(version).isIn(0L, 2L);
    }
    assertThat(outcomes).contains(JournalUnavailable.class);
  }

  private Class<?> kindOf(CompletionStage<WriteOutcome> stage) {
    try {
      return get(stage).getClass();
    } catch (JournalUnavailable | OutcomeUnknown e) {
      return e.getClass();
    }
  }

  @Test
  void aFullRedisRefusesBeforeAnythingIsWritten() {
    Appended before = it.appended(opening(caseNumber(1)));
    config("maxmemory", "1mb");

    assertThatThrownBy(() -> it.append(opening(CASE)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("full");
    assertThatThrownBy(() -> it.append(JournalFixture.next(before, caseNumber(1), fact("X"))))
        .isInstanceOf(JournalUnavailable.class);
    assertThat(get(it.journal.health()).trouble()).contains("full");
    assertThat(it.load(caseNumber(1)).version()).isEqualTo(1); // reading still works

    config("maxmemory", "0");
    it.appended(opening(CASE));
    assertThat(get(it.journal.health()).writable()).isTrue();
  }

  @Test
  void filledToTheBrimEveryWriteIsWholeOrRefused() {
    long used = get(it.journal.health()).memoryBytes();
    config("maxmemory", Long.toString(used + 2_000_000));
    NewFact large = fact("Reported", "x".repeat(20_000));
    List<Appended> written = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              for (int number = 1; number < 1_000; number++) {
                Write write =
                    new Write(
                        caseNumber(number),
                        0,
                        null,
                        List.of(large, large, large),
                        List.of(new Claim("c" + number, 1, "h")),
                        List.of(),
                        List.of(new QueueChange.Issue("ICBC", "o" + number, new byte[9_000])),
                        List.of(new DeadlineChange.Set("d" + number, NOW)),
                        null);
                written.add(it.appended(write));
              }
            })
        .isInstanceOf(JournalFull.class)
        .hasMessageContaining("full");
    config("maxmemory", "0");
    assertThat(get(it.journal.health()).trouble())
        .as("lately refused, whatever the memory looks like now")
        .contains("full");

    assertThat(written).isNotEmpty();
    int count = written.size();
    assertThat(get(it.journal.after(Position.START, 1_000))).hasSize(3 * count);
    assertThat(get(it.journal.queued("ICBC", Position.START, 1_000))).hasSize(count);
    assertThat(get(it.journal.due(NOW.plusSeconds(1), 1_000))).hasSize(count);
    assertThat(it.load(caseNumber(count)).version()).isEqualTo(3);
    assertThat(it.load(caseNumber(count + 1)).version()).isZero();
  }

  @Test
  void aReplicaTakesNoWrites() {
    get(it.redis().replicaof("127.0.0.1", Ports.free()));

    assertThatThrownBy(() -> it.append(opening(CASE)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("replica");
    assertThat(get(it.journal.health()).trouble()).contains("replica");
    get(it.redis().replicaofNoOne());
    assertThat(it.load(CASE).version()).isZero();
  }

  @Test
  void aRedisThatLacksReplicasTakesNoWrites() {
    config("min-replicas-to-write", "1");

    assertThatThrownBy(() -> it.append(opening(CASE)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("replicas");
    config("min-replicas-to-write", "0");
    assertThat(it.load(CASE).version()).isZero();
  }

  @Test
  void aRedisThatCannotSaveTakesNoWrites() throws IOException {
    Files.createDirectories(folder.resolve("dump.rdb/in-the-way"));
    config("save", "3600 1000000");
    get(it.redis().bgsave());
    await(() -> get(it.redis().info("persistence")).contains("rdb_last_bgsave_status:err"));

    assertThatThrownBy(() -> it.append(opening(CASE)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("disk");
    config("save", "");
    assertThat(it.load(CASE).version()).isZero();
  }

  @Test
  void aRedisBusyWithSomeoneElsesScriptTakesNoWrites() {
    config("busy-reply-threshold", "50");
    JournalFixture other = new JournalFixture(redis);
    RedisFuture<Object> endless =
        other
            .redis()
            .eval("while true do end".getBytes(UTF_8), ScriptOutputType.STATUS, new byte[0][]);
    await(() -> !get(it.journal.health()).writable());

    assertThatThrownBy(() -> it.append(opening(CASE)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("script");
    get(it.redis().scriptKill());
    assertThatThrownBy(() -> get(endless)).hasMessageContaining("killed");
    assertThat(it.load(CASE).version()).isZero();
    other.close();
  }

  @Test
  void functionsThatWereLostAreLoadedAgain() {
    Appended before = it.appended(opening(CASE));
    get(it.redis().functionFlush(FlushMode.SYNC));
    it.appended(JournalFixture.next(before, CASE, fact("StopOrdered")));
    get(it.redis().functionFlush(FlushMode.SYNC));

    assertThat(it.load(CASE).version()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal",
        "case:QY-261120-0031",
        "keys",
        "claims",
        "deadlines",
        "orders:ICBC",
        "desk:ICBC",
        "places:ICBC",
        "done:*"
      })
  void somethingElseUnderAKeyStopsTheWriteBeforeItBegins(String name) {
    Write write =
        new Write(
            CASE,
            0,
            null,
            List.of(fact("Reported")),
            List.of(new Claim("stops", 2, "o1")),
            List.of(),
            List.of(
                new QueueChange.Issue("ICBC", "o1", new byte[1]),
                new QueueChange.PutOnDesk("ICBC", "o2", new byte[1])),
            List.of(new DeadlineChange.Set("d1", NOW)),
            new Idempotency("form-1", hash(1)));
    String key = name.equals("done:*") ? nameOfIdempotency(write) : "{qy}:" + name;
    if (name.startsWith("case:")) get(it.redis().set(bytes(key), bytes("foreign")));
    else get(it.redis().sadd(bytes(key), bytes("foreign")));
    List<String> before = it.keysLike("*");

    assertThatThrownBy(() -> it.append(write))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("WRONGTYPE");

    assertThat(it.keysLike("*")).containsExactlyInAnyOrderElementsOf(before);
    get(it.redis().del(bytes(key)));
    it.appended(write);
  }

  private String nameOfIdempotency(Write write) {
    it.appended(write);
    String name = it.keysLike("{qy}:done:*").getFirst();
    get(it.redis().flushdb());
    return name;
  }

  @Test
  void moreWritesThanMayWaitAreRefusedAtOnce() {
    JournalFixture narrow =
        new JournalFixture(
            RedisConnectionOptions.to(redis.uri()).withRequestQueueMax(20), JournalOptions.DEFAULT);
    get(it.redis().clientPause(500));
    List<CompletionStage<WriteOutcome>> sent = new ArrayList<>();
    for (int number = 1; number <= 200; number++) {
      sent.add(narrow.journal.append(opening(caseNumber(number))));
    }
    List<Class<?>> outcomes = sent.stream().<Class<?>>map(this::kindOf).toList();

    assertThat(outcomes.subList(0, 20)).containsOnly(Appended.class);
    assertThat(outcomes.subList(20, 200)).containsOnly(JournalUnavailable.class);
    assertThat(get(it.journal.after(Position.START, 1_000))).hasSize(20);
    narrow.appended(opening(CASE)); // there is room again
    narrow.close();
  }

  @Test
  void aWriteThatReplicasDoNotConfirmIsUnknown() {
    JournalFixture careful =
        new JournalFixture(
            RedisConnectionOptions.to(redis.uri()).withReplicas(1, Duration.ofMillis(100)),
            JournalOptions.DEFAULT);

    assertThatThrownBy(() -> careful.append(opening(CASE)))
        .isInstanceOf(OutcomeUnknown.class)
        .hasMessageContaining("replica");
    assertThat(careful.load(CASE).version()).isEqualTo(1);
    careful.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
