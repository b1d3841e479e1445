package org.haltline.console;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// One desk for all tests of a class, open from the first to the last.
@TestInstance(Lifecycle.PER_CLASS)
abstract class OneDesk {
  Desk desk;
  Acts acts;

  @BeforeAll
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
    acts = new Acts(desk);
  }

  @AfterAll
  void close() {
    desk.close();
  }
}
