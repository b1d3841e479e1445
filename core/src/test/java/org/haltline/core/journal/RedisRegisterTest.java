package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.KEY;
import static org.haltline.core.journal.JournalFixture.NOW;
import static org.haltline.core.journal.JournalFixture.await;
import static org.haltline.core.journal.JournalFixture.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.Register.Entry;
import org.haltline.core.journal.Register.Tries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a centre keeps beside its journal is there for all its processes, and readable by none but
/// them.
class RedisRegisterTest extends OnRedis {
  private static final Tries TRIES =
      new Tries(2, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofHours(1));
  private Register register;

  @BeforeEach
  void open() {
    register = new RedisRegister("qy", KEY, it.connections);
  }

  @Test
  void aValueIsWrittenOverTheVersionThatWasRead() {
    assertThat(get(register.read("users", "lin"))).isEmpty();
    assertThat(get(register.write("users", "lin", 0, bytes("a")))).isTrue();
    assertThat(get(register.write("users", "lin", 0, bytes("again")))).isFalse();
    assertThat(get(register.write("users", "lin", 1, bytes("b")))).isTrue();
    assertThat(get(register.write("users", "lin", 1, bytes("late")))).isFalse();
    Entry read = get(register.read("users", "lin")).orElseThrow();
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.value()).isEqualTo(bytes("b"));
    assertThat(get(register.remove("users", "lin", 1))).isFalse();
    assertThat(get(register.remove("users", "lin", 2))).isTrue();
    assertThat(get(register.read("users", "lin"))).isEmpty();
  }

  @Test
  void ofManyAtOnceOneWrites() {
    List<CompletionStage<Boolean>> writings = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      writings.add(register.write("users", "first", 0, bytes("writer " + i)));
    }
    assertThat(writings.stream().map(JournalFixture::get).filter(done -> done)).hasSize(1);
    assertThat(get(register.all("users"))).hasSize(1);
  }

  @Test
  void whoReadsTheStoreLearnsNothing() {
    get(register.write("users", "lin.yifan", 0, bytes("a secret value")));
    get(register.lend("session", "0123abcd", bytes("another secret"), Duration.ofMinutes(1)));
    assertThat(it.keysLike("*")).noneMatch(key -> key.contains("lin") || key.contains("0123abcd"));
    get(it.redis().hgetall(bytes("{qy}:register:users")))
        .forEach(
            (name, value) ->
                assertThat(new String(name, UTF_8) + new String(value, UTF_8))
                    .doesNotContain("lin", "secret"));
  }

  /// Else whoever writes into the store could give one person what is another's.
  @Test
  void aValueOpensInItsOwnPlaceAlone() {
    get(register.write("users", "chief", 0, bytes("may do everything")));
    get(register.write("users", "clerk", 0, bytes("may do nothing")));
    byte[] hash = bytes("{qy}:register:users");
    var stored = get(it.redis().hgetall(hash));
    var names = List.copyOf(stored.keySet());
    get(it.redis().hset(hash, names.getFirst(), stored.get(names.getLast())));
    assertThatThrownBy(() -> get(register.all("users"))).isInstanceOf(JournalDamaged.class);
  }

  @Test
  void whatIsLentGoesByItself() {
    get(register.lend("session", "s", bytes("in"), Duration.ofMillis(200)));
    await(() -> get(register.lent("session", "s")).isEmpty());
    get(register.lendOn("session", "s", bytes("in again"), Duration.ofMinutes(1)));
    assertThat(get(register.lent("session", "s"))).as("ended stays ended").isEmpty();
    get(register.lend("session", "s", bytes("in"), Duration.ofMinutes(1)));
    get(register.lendOn("session", "s", bytes("still in"), Duration.ofMinutes(1)));
    assertThat(get(register.lent("session", "s"))).hasValue(bytes("still in"));
    get(register.giveBack("session", "s"));
    assertThat(get(register.lent("session", "s"))).isEmpty();
  }

  @Test
  void everyFurtherTryWaitsTwiceAsLong() {
    assertThat(tried(0)).isZero();
    assertThat(tried(0)).isZero();
    assertThat(tried(0)).hasSeconds(5);
    assertThat(tried(4)).hasSeconds(1);
    assertThat(tried(5)).isZero();
    assertThat(tried(5)).hasSeconds(10);
    assertThat(tried(15)).isZero();
    assertThat(tried(15)).as("at most").hasSeconds(15);
    get(register.giveBack("tries", "lin"));
    assertThat(tried(15)).isZero();
  }

  @Test
  void manyTriesAtOnceAreNoWayRound() {
    List<CompletionStage<Duration>> tries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tries.add(register.tried("tries", "lin", TRIES, NOW));
    }
    assertThat(tries.stream().map(JournalFixture::get).filter(Duration::isZero)).hasSize(2);
  }

  private Duration tried(long secondsLater) {
    return get(register.tried("tries", "lin", TRIES, NOW.plusSeconds(secondsLater)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
