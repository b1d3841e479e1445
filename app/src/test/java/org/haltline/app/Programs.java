package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// `haltline` commands as processes of their own, to be killed. Each writes to a log of its own.
final class Programs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  Programs(Path folder) {
    this.folder = folder;
  }

  /// One that runs.
  record Program(Process process, Path log) {
    void kill() throws InterruptedException {
      assertThat(process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    boolean serves() throws IOException {
      return said().contains("haltline: serving");
    }

    String said() throws IOException {
      return Files.readString(log);
    }
  }

  Program start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /// @param environment added to that of this process
  Program start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("program-" + started.size() + ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return new Program(process, log);
  }

  /// Waits for it, and shows what every program said when it does not come.
  void await(String what, Callable<Boolean> come) throws Exception {
    long endAt = System.nanoTime() + PATIENCE.toNanos();
    while (!come.call()) {
      if (System.nanoTime() > endAt) {
        throw new AssertionError(what + " did not come" + logs());
      }
      Thread.sleep(20);
    }
  }

  private String logs() throws IOException {
    var all = new StringBuilder();
    for (int i = 0; i < started.size(); i++) {
      Path log = folder.resolve("program-" + i + ".log");
      all.append('\n').append(log.getFileName()).append(":\n").append(Files.readString(log));
    }
    return all.toString();
  }

  @Override
  public void close() {
    for (Process process : started.reversed()) {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
