package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A house in a process of its own, as `haltline run` starts one.
final class HouseProcess implements AutoCloseable {
  private final Process process;
  private final URI api;

  private HouseProcess(Process process, URI api) {
    this.process = process;
    this.api = api;
  }

  /// Starts one and returns once it serves.
  static HouseProcess run(String... args) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new ArrayList<String>();
    URI api = null;
    String line = out.readLine();
    while (line != null && !line.startsWith("haltline: serving")) {
      said.add(line);
      if (line.startsWith("API ")) {
        api = URI.create(line.substring(4).strip());
      }
      line = out.readLine();
    }
    assertThat(line).as("what it said: %s", said).isNotNull();
    assertThat(api).as("where the API is: %s", said).isNotNull();
    // a full pipe would stop it
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                out.transferTo(Writer.nullWriter());
              } catch (IOException ended) {
                // it has
              }
            });
    return new HouseProcess(process, Objects.requireNonNull(api));
  }

  /// Below `/api`.
  URI uri(String path) {
    return URI.create(api + path);
  }

  long pid() {
    return process.pid();
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /// SIGTERM.
  void terminate() {
    process.destroy();
  }

  /// Its exit status, once it has ended.
  int ended() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
