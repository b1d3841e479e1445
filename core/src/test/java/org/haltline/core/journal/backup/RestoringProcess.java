package org.haltline.core.journal.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;

/// Another JVM that restores an archive and stands still when all but the requests is there, until
/// the test kills it.
final class RestoringProcess implements AutoCloseable {
  private static final String HALF_WAY = "half-way";

  private final Process process;

  private RestoringProcess(Process process) {
    this.process = process;
  }

  public static void main(String[] args) throws IOException {
    try (Archive archive = Archive.open(Path.of(args[0]));
        RedisConnections redis = RedisConnections.open(RedisConnectionOptions.to(args[1]))) {
      new Restore(
              archive,
              redis,
              FileStore.open(Path.of(args[2])),
              RestoringProcess::standStill,
              ZoneOffset.UTC)
          .run(List.of(), Optional.empty());
    }
  }

  /// A restore asks what time it is when it comes to the requests.
  private static java.time.Instant standStill() {
    System.out.println(HALF_WAY);
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("it was to be killed");
  }

  /// Returns when it stands still.
  static RestoringProcess halfWay(Path archive, String redis, Path files) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    RestoringProcess.class.getName(),
                    archive.toString(),
                    redis,
                    files.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.equals(HALF_WAY)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("it came to no middle; it may have failed");
    }
    return new RestoringProcess(process);
  }

  /// kill -9
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
