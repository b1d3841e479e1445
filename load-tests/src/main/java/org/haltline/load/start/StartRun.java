package org.haltline.load.start;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.JournalOnDisk;
import org.haltline.load.house.Jvm;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.house.Workspace;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;

/// Starts of the house on a full journal: from the start of the process to the first report that is
/// acknowledged.
public final class StartRun {
  private static final Path JOURNAL_FILES = Path.of("data", "redis", "appendonlydir");
  private static final Duration SERVING_MAX = Duration.ofMinutes(3);
  private static final Duration QUIET_MAX = Duration.ofMinutes(4);
  private static final long LEFT_BYTES = 64L << 20;
  private static final int CALL_TIMEOUT_MS = 30_000;

  private final Workspace workspace;
  private final long seed;
  private final Sheet sheet;

  public StartRun(Workspace workspace, long seed, Sheet sheet) {
    this.workspace = workspace;
    this.seed = seed;
    this.sheet = sheet;
  }

  /// Fills, starts so many times right after it and so many after a quiet minute, and adds what it
  /// is held to.
  public void run(long cases, int starts, Targets targets) throws Exception {
    var config =
        new ServerConfig(workspace.folder("house"), Ports.free(), "start-" + seed, Map.of());
    long bytes = fill(config, cases);
    sheet.head(String.format(Locale.ROOT, "A journal of %,d cases", cases));
    sheet.say(
        String.format(
            Locale.ROOT,
            "%,d facts (a report, five orders, five answers a case) with their queues, clocks,"
                + " places and keys: %,d MB in Redis, %d bytes a fact.",
            cases * JournalFill.FACTS,
            bytes >> 20,
            bytes / (cases * JournalFill.FACTS)));
    sheet.say("");
    Vertx vertx = Vertx.vertx();
    workspace.endsHere(() -> vertx.close().await());
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of("start", "after", "ready s", "first 201 s", "heap MB", "resident MB", "Redis MB"));
    var serving = new EnumMap<Before, Double>(Before.class);
    long heapMb = 0;
    try (var server = new HaltlineServer("house", config, Parts.ALL, List.of())) {
      int number = 0;
      for (Before before : Before.values()) {
        if (before == Before.QUIET) {
          sheet.progress("left alone until the journal's file is compacted");
          awaitCompaction(workspace.folder("house"));
        }
        for (int i = 1; i <= starts; i++) {
          boolean killed = i % 2 == 0;
          if (++number > 1) {
            end(server, killed);
          }
          long from = System.nanoTime();
          server.start();
          server.awaitReady(SERVING_MAX);
          double ready = (System.nanoTime() - from) / 1e9;
          firstReport(vertx, server, cases + number);
          double seconds = (System.nanoTime() - from) / 1e9;
          serving.merge(before, seconds, Math::max);
          OptionalLong heap = server.jvm().heapMb();
          heapMb = Math.max(heapMb, heap.orElse(0));
          rows.add(
              List.of(
                  Integer.toString(number),
                  before.told + (killed ? ", kill -9 of both" : ", a clean stop"),
                  String.format(Locale.ROOT, "%.2f", ready),
                  String.format(Locale.ROOT, "%.2f", seconds),
                  told(heap),
                  told(server.jvm().residentMb()),
                  told(Jvm.residentMb(server.redisPid().orElse(-1)))));
          sheet.progress(
              String.format(Locale.ROOT, "start %d: serving after %.2f s", number, seconds));
        }
      }
    }
    sheet.table(rows);
    serving.forEach((before, seconds) -> targets.atMost(before.target, seconds, 10));
    targets.atMost("start-heap-mb", heapMb == 0 ? Double.NaN : heapMb, 512);
  }

  /// What the house did before it ended.
  private enum Before {
    /// All of it was written without a pause, and nothing of it is compacted but what Redis's own
    /// limit brought about.
    BURST("a burst", "start-after-burst-s"),
    /// And then there was a quiet minute.
    QUIET("a quiet minute", "start-to-serving-s");

    final String told;
    final String target;

    Before(String told, String target) {
      this.told = told;
      this.target = target;
    }
  }

  /// Until so few commands are left beside the compacted part of the file that the house lets it
  /// be.
  private static void awaitCompaction(Path house) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + QUIET_MAX.toNanos();
    Path files = house.resolve(JOURNAL_FILES);
    while (bytes(files, "*.incr.aof") > Math.max(LEFT_BYTES, bytes(files, "*.rdb") / 8)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the journal's file was not compacted in " + QUIET_MAX);
      }
      Thread.sleep(500);
    }
  }

  private static long bytes(Path folder, String pattern) throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      for (Path file : files) {
        bytes += Files.exists(file) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  private long fill(ServerConfig config, long cases) throws InterruptedException {
    long from = System.nanoTime();
    try (var journal = JournalOnDisk.open(config);
        var fill = new JournalFill(journal.journal(), ServerConfig.CENTRE)) {
      fill.fill(
          cases,
          written ->
              sheet.progress(
                  "%d cases after %d s"
                      .formatted(
                          written, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from))));
      sheet.progress("sealing");
      journal.seal();
      return journal.usedMemoryBytes();
    }
  }

  private static void end(HaltlineServer server, boolean kill) throws InterruptedException {
    if (kill) {
      server.killRedis();
      server.jvm().kill();
    } else {
      server.jvm().stop();
    }
  }

  private void firstReport(Vertx vertx, HaltlineServer server, long number) throws Exception {
    byte[] body = new Reports(seed).body(number, Instant.now());
    try (var client = new ReportClient(vertx, server.base(), server.token(), 1, CALL_TIMEOUT_MS)) {
      var answer =
          client
              .fileFromAnywhere("first-" + number, body)
              .toCompletionStage()
              .toCompletableFuture()
              .get(CALL_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      if (!answer.isCreated()) {
        throw new IllegalStateException(
            "the first report was answered " + answer.status() + ": " + answer.body());
      }
    }
  }

  private static String told(OptionalLong figure) {
    return figure.isPresent() ? Long.toString(figure.getAsLong()) : "unknown";
  }
}
