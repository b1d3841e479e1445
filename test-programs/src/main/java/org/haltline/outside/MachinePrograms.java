package org.haltline.outside;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Programs of the machine that tests drive: a browser, and the node that speaks with it. What is
/// not there fails the test and says what to install.
public final class MachinePrograms {
  private static final List<String> CHROMIUM =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");

  private static final List<Path> CHROMIUM_ELSEWHERE =
      List.of(
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

  private MachinePrograms() {}

  public static Path chromium() {
    return CHROMIUM.stream()
        .flatMap(name -> onPath(name).stream())
        .findFirst()
        .or(() -> CHROMIUM_ELSEWHERE.stream().filter(Files::isExecutable).findFirst())
        .orElseThrow(
            () ->
                new AssertionError(
                    "the desks are tested in a real browser: install Chromium (apt-get install"
                        + " chromium fonts-noto-cjk, dnf install chromium, or brew install --cask"
                        + " chromium)"));
  }

  public static Path node() {
    return onPath("node")
        .orElseThrow(
            () ->
                new AssertionError(
                    "the browser is driven by Node.js: install node 20 or newer (apt-get install"
                        + " nodejs, dnf install nodejs, or brew install node)"));
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv("PATH");
    return path == null
        ? Optional.empty()
        : List.of(path.split(File.pathSeparator, -1)).stream()
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
  }
}
