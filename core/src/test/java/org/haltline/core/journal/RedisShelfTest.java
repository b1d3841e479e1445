package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.get;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisShelfTest {
  private static final String FORM = "{\"caller\":\"林晓梅\"}";

  @TempDir Path folder;
  private Instant now = JournalFixture.NOW;

  private interface Story {
    void told(RedisConnections connections, RedisShelf shelf);
  }

  private void onRedis(Story story) {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
        RedisConnections connections =
            RedisConnections.open(RedisConnectionOptions.to(redis.uri()))) {
      story.told(connections, shelf(connections, "drafts"));
    }
  }

  private RedisShelf shelf(RedisConnections connections, String use) {
    return new RedisShelf(
        use,
        "qy",
        JournalFixture.KEY,
        connections,
        new RedisShelf.Bounds(Duration.ofDays(7), 3),
        () -> now);
  }

  private void keep(RedisShelf shelf, String owner, String name) {
    now = now.plusSeconds(1);
    get(shelf.put(owner, name, FORM.getBytes(UTF_8)));
  }

  private static List<String> names(RedisShelf shelf, String owner) {
    return get(shelf.all(owner)).stream().map(Shelf.Kept::name).toList();
  }

  @Test
  void whatIsKeptIsThereAfterRedisDiedAndOnlyForItsOwner() {
    onRedis((redis, shelf) -> keep(shelf, "op-1", "call-1"));
    onRedis(
        (redis, shelf) -> {
          Shelf.Kept kept = get(shelf.get("op-1", "call-1")).orElseThrow();
          assertThat(new String(kept.bytes(), UTF_8)).isEqualTo(FORM);
          assertThat(kept.savedAt())
              .isEqualTo(now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
          assertThat(get(shelf.get("op-2", "call-1"))).isEmpty();
          assertThat(names(shelf, "op-2")).isEmpty();
          assertThat(names(shelf(redis, "handover"), "op-1")).isEmpty();
          assertThat(get(shelf.remove("op-2", "call-1"))).isFalse();
          assertThat(get(shelf.remove("op-1", "call-1"))).isTrue();
          assertThat(get(shelf.get("op-1", "call-1"))).isEmpty();
        });
  }

  @Test
  void theStoreAloneTellsNothingAndNothingCanBePutInAnothersPlace() {
    onRedis(
        (redis, shelf) -> {
          keep(shelf, "op-1", "call-1");
          keep(shelf, "op-2", "call-2");
          List<byte[]> places = get(redis.commands().keys("{qy}:shelf:*"));
          assertThat(places).hasSize(2);
          for (byte[] place : places) {
            assertThat(new String(place, UTF_8)).doesNotContain("op-");
            get(redis.commands().hgetall(place))
                .forEach(
                    (field, shut) -> {
                      assertThat(new String(field, UTF_8)).doesNotContain("call");
                      assertThat(new String(shut, UTF_8)).doesNotContain("caller", "call-");
                      for (byte[] other : places) {
                        get(redis.commands().hset(other, field, shut));
                      }
                    });
          }
          assertThat(names(shelf, "op-1")).containsExactly("call-1");
          assertThat(names(shelf, "op-2")).containsExactly("call-2");
        });
  }

  @Test
  void whatIsOldGoesAndWhatIsTooMuchGoesOldestFirst() {
    onRedis(
        (redis, shelf) -> {
          for (String name : List.of("a", "b", "c", "a", "d")) {
            keep(shelf, "op-1", name);
          }
          assertThat(names(shelf, "op-1")).containsExactly("d", "a", "c");
          now = now.plus(Duration.ofDays(7)).minusMillis(1_500);
          assertThat(names(shelf, "op-1")).containsExactly("d", "a");
          assertThat(get(shelf.get("op-1", "c"))).isEmpty();
          byte[] place = get(redis.commands().keys("{qy}:shelf:*")).getFirst();
          assertThat(get(redis.commands().pttl(place)))
              .isBetween(Duration.ofDays(6).toMillis(), Duration.ofDays(7).toMillis());
        });
  }

  @Test
  void withoutRedisNothingIsSaidToBeKept() {
    var connections = new RedisConnections[1];
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder))) {
      connections[0] = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
    }
    try (RedisConnections gone = connections[0]) {
      RedisShelf shelf = shelf(gone, "drafts");
      JournalFixture.await(() -> !gone.isConnected());
      assertThatThrownBy(() -> keep(shelf, "op-1", "a")).isInstanceOf(JournalUnavailable.class);
      assertThatThrownBy(() -> get(shelf.all("op-1"))).isInstanceOf(JournalUnavailable.class);
    }
  }
}
