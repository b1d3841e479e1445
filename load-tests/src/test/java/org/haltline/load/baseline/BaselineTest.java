package org.haltline.load.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.haltline.core.dispatch.AnswerJson.State;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.load.house.Contender;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;
import org.haltline.load.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The baselines as the benches run them: each in a process of its own.
@Timeout(120)
class BaselineTest {
  @TempDir private Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private ReportClient.Answer file(Contender server) throws Exception {
    try (var client = new ReportClient(vertx, server.base(), server.token(), 1, 30_000)) {
      return client
          .fileFromAnywhere("k-1", new Reports(1).body(1, Instant.EPOCH))
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void theBarePathAcceptsAReport() throws Exception {
    try (var bare = Baseline.bare(folder)) {
      assertThat(file(bare).isCreated()).isTrue();
      assertThat(bare.isQuiet()).isTrue();
      assertThat(folder.resolve("data/redis")).isDirectoryRecursivelyContaining("glob:**.aof");
    }
  }

  @Test
  void theSameWorkCarriesFiveOrdersOutAtTheSandboxes() throws Exception {
    try (var world = World.open(vertx, 1, true);
        var sameWork = Baseline.sameWork(folder, world.addresses())) {
      assertThat(file(sameWork).isCreated()).isTrue();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!sameWork.isQuiet() && System.nanoTime() < until) {
        Thread.sleep(20);
      }

      assertThat(sameWork.isQuiet()).isTrue();
      assertThat(world.ordersReceived()).isEqualTo(Reports.ORDERS);
      for (Book book : world.books().values()) {
        assertThat(book.entries(0, 10)).allMatch(entry -> entry.answer().state() == State.DONE);
      }
      assertThat(world.effectsDoubled()).isZero();
    }
  }
}
