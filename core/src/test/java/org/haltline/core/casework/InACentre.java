package org.haltline.core.casework;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// One Redis for a class of tests, and for each test a centre of its own on it, with two houses.
///
/// The Redis is one for all classes, so that they run one after another.
@Execution(ExecutionMode.SAME_THREAD)
abstract class InACentre {
  private static final AtomicInteger CENTRES = new AtomicInteger();

  @TempDir static Path folder;
  static EmbeddedRedis redis;
  Centre centre;
  House north;
  House south;

  @BeforeAll
  static void startRedis() {
    redis = Centre.redis(folder);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void openCentre() {
    centre = new Centre("centre" + CENTRES.incrementAndGet(), redis);
    north = centre.house();
    south = centre.house();
  }

  @AfterEach
  void closeCentre() {
    centre.close();
  }
}
