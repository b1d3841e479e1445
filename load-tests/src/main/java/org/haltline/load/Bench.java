package org.haltline.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.haltline.load.house.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// One bench: measures in a workspace of its own, tells its figures, and ends with its targets.
abstract class Bench implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();
  @Spec private @Nullable CommandSpec injected;

  /// Measures, and says in the sheet what was found and in the targets what it is held to.
  abstract void measure(Workspace workspace, long seed, Sheet sheet, Targets targets)
      throws Exception;

  @Override
  public final Integer call() throws Exception {
    CommandSpec spec = Objects.requireNonNull(injected, "run by picocli");
    String name = spec.name();
    Path sourceTree = sourceTree();
    Machine machine = Machine.here(sourceTree);
    long seed = options.seedOrNew();
    var sheet = new Sheet(name, System.out);
    var targets = new Targets();
    sheet.progress("bench " + name + " --seed " + seed + " on " + machine.described());
    try (var workspace = Workspace.open(name, options.keep)) {
      measure(workspace, seed, sheet, targets);
    }
    if (options.publish) {
      String command =
          "./haltline bench "
              + String.join(" ", spec.commandLine().getParseResult().originalArgs());
      sheet.publish(sourceTree, command, machine, targets);
    }
    System.out.println();
    return targets.close(System.out);
  }

  /// The folder of the sources that this program was built from, else the current one.
  private static Path sourceTree() throws IOException {
    try {
      Path at = Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = at; folder != null; folder = folder.getParent()) {
        if (Files.exists(folder.resolve("haltline")) && Files.exists(folder.resolve("pom.xml"))) {
          return folder;
        }
      }
    } catch (java.net.URISyntaxException unusable) {
      throw new IOException(unusable);
    }
    return Path.of("").toAbsolutePath();
  }
}
