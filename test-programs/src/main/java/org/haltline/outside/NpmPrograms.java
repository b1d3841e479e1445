package org.haltline.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Libraries of other people's that run on node, unpacked from their npm packages under `target/`.
/// What cannot be had fails the test and says what to install.
public final class NpmPrograms {
  private static final Path TARGET = Unpacked.folder("npm");

  private NpmPrograms() {}

  /// The folder in which `require` finds that package.
  ///
  /// @param versioned such as `smpp@0.5.1`
  public static synchronized Path modules(String name, String versioned) {
    // Each in a folder of its own: what npm installs into one, it clears of everything else.
    Path folder = TARGET.resolve(versioned);
    Path modules = folder.resolve("node_modules");
    if (Files.isRegularFile(modules.resolve(name).resolve("package.json"))) {
      return modules;
    }
    try {
      Files.createDirectories(folder);
      Path said = Files.createTempFile("haltline", ".log");
      Process npm =
          new ProcessBuilder(
                  List.of(
                      "npm",
                      "install",
                      "--prefix",
                      folder.toString(),
                      "--no-save",
                      "--no-audit",
                      "--no-fund",
                      "--ignore-scripts",
                      versioned))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!npm.waitFor(5, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
      }
      if (npm.waitFor() != 0) {
        throw new IOException(Files.readString(said));
      }
      Files.delete(said);
      return modules;
    } catch (IOException | InterruptedException missing) {
      throw new AssertionError(
          "the npm package %s is needed: install node and npm (apt-get install nodejs npm), and let npm reach its registry (npm install --prefix %s --no-save %1$s). %s"
              .formatted(versioned, folder, missing.getMessage()),
          missing);
    }
  }
}
