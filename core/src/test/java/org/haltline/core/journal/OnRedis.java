package org.haltline.core.journal;

import static org.haltline.core.journal.JournalFixture.get;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// One Redis for a class of tests, and for each test an empty journal on it.
///
/// The Redis is one for all classes, so that they run one after another.
@Execution(ExecutionMode.SAME_THREAD)
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
