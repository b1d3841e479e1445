package org.haltline.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.opening;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Path;
import org.haltline.core.journal.redis.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody's Redis that takes writes and loses them, at the start and later.
class DurabilityTest {
  @TempDir Path folder;

  @Test
  void aRedisThatSyncsEveryWriteAndEvictsNothingKeepsIt() {
    try (TestRedis redis = TestRedis.start(folder);
        JournalFixture it = new JournalFixture(redis)) {
      assertThat(durability(it)).isEqualTo(new Durability("", ""));
      assertThat(get(it.journal.health()).trouble()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "appendonly, no, yes",
    "appendfsync, everysec, always",
    "appendfsync, no, always",
    "no-appendfsync-on-rewrite, yes, no",
    "maxmemory-policy, allkeys-lru, noeviction",
    "maxmemory-policy, volatile-ttl, noeviction"
  })
  void oneThatDoesNotIsToldByName(String setting, String wrong, String right) {
    try (TestRedis redis = TestRedis.start(folder, "--" + setting, wrong);
        JournalFixture it = new JournalFixture(redis)) {
      assertThat(durability(it).trouble())
          .isEqualTo(
              "this Redis can lose what it acknowledged, %s is %s: set `%s %s` in its redis.conf"
                  .formatted(setting, wrong, setting, right));
    }
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    try (TestRedis redis =
            TestRedis.start(
                folder,
                "--appendonly",
                "no",
                "--appendfsync",
                "everysec",
                "--maxmemory-policy",
                "allkeys-lru");
        JournalFixture it = new JournalFixture(redis)) {
      assertThat(durability(it).trouble())
          .contains("appendonly is no, appendfsync is everysec, maxmemory-policy is allkeys-lru")
          .contains("`appendonly yes`, `appendfsync always`, `maxmemory-policy noeviction`");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "appendonly, no, yes",
    "appendfsync, everysec, always",
    "no-appendfsync-on-rewrite, yes, no",
    "maxmemory-policy, allkeys-lru, noeviction"
  })
  void changedWhileItRunsTheJournalIsNotReadyUntilItIsChangedBack(
      String setting, String wrong, String right) {
    try (TestRedis redis = TestRedis.start(folder);
        JournalFixture it = new JournalFixture(redis)) {
      get(it.redis().configSet(setting, wrong));
      Health health = get(it.journal.health());
      assertThat(health.writable()).isFalse();
      assertThat(health.trouble()).contains(setting + " is " + wrong, setting + " " + right);

      get(it.redis().configSet(setting, right));
      assertThat(get(it.journal.health()).writable()).isTrue();
      assertThat(get(it.journal.health()).trouble()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--rename-command CONFIG none", "--user default on nopass ~* &* +@all -config"})
  void aManagedOneThatHidesItsSettingsIsTakenAndSaysWhatCouldNotBeChecked(String hiding) {
    try (TestRedis redis = TestRedis.start(folder, words(hiding));
        JournalFixture it = new JournalFixture(redis)) {
      assertThat(durability(it).trouble()).isEmpty();
      assertThat(durability(it).unknown())
          .contains("refuses CONFIG GET", "could not be checked")
          .contains("`appendfsync always`", "`no-appendfsync-on-rewrite no`")
          .doesNotContain("appendonly", "maxmemory");
      it.appended(opening(CASE));
      assertThat(get(it.journal.health()).writable()).isTrue();
      assertThat(get(it.journal.health()).trouble()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"appendonly, no", "maxmemory-policy, allkeys-lru"})
  void whatAManagedOneSaysOfItselfStillCounts(String setting, String wrong) {
    try (TestRedis redis =
            TestRedis.start(
                folder, words("--rename-command CONFIG none --" + setting + " " + wrong));
        JournalFixture it = new JournalFixture(redis)) {
      assertThat(durability(it).trouble()).contains(setting + " is " + wrong);
      assertThat(get(it.journal.health()).writable()).isFalse();
    }
  }

  @Test
  void oneThatTellsNothingAtAllIsNamedWhole() {
    try (TestRedis redis = TestRedis.start(folder, words("--rename-command CONFIG none"));
        JournalFixture it = new JournalFixture(redis)) {
      get(it.redis().aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.INFO)));
      assertThat(durability(it).unknown())
          .contains("`appendonly yes`", "`appendfsync always`", "`maxmemory-policy noeviction`");
    }
  }

  private static Durability durability(JournalFixture it) {
    return get(RedisJournal.durability("qy", it.connections));
  }

  private static String[] words(String text) {
    return text.split(" ", -1);
  }
}
