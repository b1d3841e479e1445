package org.haltline.load.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive that app's build wrote is unpacked and run, outside the source tree.
class InstalledArchiveTest {
  @TempDir private static Path place;
  private static Path home = Path.of("");

  @BeforeAll
  static void unpack() throws Exception {
    var archive = only(Path.of("..", "app", "target"), "haltline-*.tar.gz").toAbsolutePath();
    assertThat(run("tar", "xzf", archive.toString()).exit()).isZero();
    home = only(place, "haltline-*");
  }

  @Test
  void holdsWhatAnInstallationNeeds() {
    for (var file :
        List.of("LICENSE", "conf/haltline.example.yaml", "systemd/haltline.service", "lib")) {
      assertThat(home.resolve(file)).exists();
    }
    assertThat(home.resolve("bin/haltline")).isExecutable();
  }

  @Test
  void carriesItsLibrariesOnceAndNoTestOrBenchCode() throws IOException {
    try (var jars = Files.list(home.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .doesNotHaveDuplicates()
          .anyMatch(jar -> jar.startsWith("haltline-app-"))
          .anyMatch(jar -> jar.startsWith("haltline-core-"))
          .noneMatch(jar -> jar.startsWith("haltline-load-tests-"))
          .noneMatch(jar -> jar.startsWith("junit-"));
    }
  }

  @Test
  void runsFromItsOwnLibraries() throws Exception {
    var help = run(script(), "help");
    assertThat(help.output()).contains("haltline");
    assertThat(help.exit()).isZero();
  }

  /// The demo takes every part and every line to a bank or carrier: what an installation lacks, it
  /// misses.
  @Test
  void doesItsMainJobFromItsOwnLibraries() throws Exception {
    var demo = run(script(), "demo", "--once", "--port", "0");
    assertThat(demo.exit()).as(demo.output()).isZero();
  }

  @Test
  void runsThroughALinkOnThePath() throws Exception {
    var link = Files.createSymbolicLink(place.resolve("linked"), Path.of(script()));
    assertThat(run(link.toString(), "help").exit()).isZero();
  }

  @Test
  void handsTheExitCodeOn() throws Exception {
    assertThat(run(script(), "no-such-command").exit()).isEqualTo(2);
  }

  @Test
  void saysThatBenchNeedsTheSources() throws Exception {
    var bench = run(script(), "bench", "orders");
    assertThat(bench.output()).contains("source tree");
    assertThat(bench.exit()).isEqualTo(64);
  }

  private static String script() {
    return home.resolve("bin/haltline").toString();
  }

  private record Ended(int exit, String output) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    var output = Files.createTempFile(place, "output", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ends", List.of(command)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private static Path only(Path folder, String pattern) throws IOException {
    var all = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(all::add);
    }
    assertThat(all).as("%s in %s", pattern, folder).hasSize(1);
    return all.getFirst();
  }
}
