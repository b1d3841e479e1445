package org.haltline.core.journal;

import static org.haltline.core.journal.JournalFixture.get;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// One Redis for a class of tests, and for each test an empty journal on it.
abstract class OnRedis {

  @TempDir static Path folder;
  static TestRedis redis;
  JournalFixture it;

  @BeforeAll
  static void startRedis() {
    redis = TestRedis.start(folder);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void openEmptyJournal() {
    JournalFixture before = new JournalFixture(redis);
    get(before.redis().flushall());
    before.close();
    it = new JournalFixture(redis);
  }

  @AfterEach
  void closeJournal() {
    it.close();
  }
}
