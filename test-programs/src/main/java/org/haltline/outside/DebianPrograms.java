package org.haltline.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of other people's that tests run against: the machine's own, or unpacked from their
/// Debian packages under `target/`, where they touch nothing of the machine. What cannot be had
/// fails the test and says what to install.
public final class DebianPrograms {
  private static final Path TARGET = Unpacked.folder("debian");

  /// What bind9 needs beyond what every Debian has.
  private static final List<String> BIND9 =
      List.of(
          "bind9",
          "bind9-libs",
          "libuv1",
          "liblmdb0",
          "libmaxminddb0",
          "libfstrm0",
          "libprotobuf-c1",
          "libjemalloc2",
          "libcap2",
          "libjson-c5",
          "libnghttp2-14",
          "libxml2",
          "libicu72");

  private DebianPrograms() {}

  /// A program that can be started.
  ///
  /// @param libraries where its own shared libraries lie; empty for the machine's
  public record Program(Path file, String libraries) {
    public ProcessBuilder with(String... arguments) {
      var builder = new ProcessBuilder(file.toString());
      builder.command().addAll(List.of(arguments));
      if (!libraries.isEmpty()) {
        builder.environment().put("LD_LIBRARY_PATH", libraries);
      }
      return builder;
    }
  }

  /// The name server of bind9.
  public static synchronized Program named() {
    for (String place : List.of("/usr/sbin/named", "/usr/local/sbin/named", "/usr/bin/named")) {
      if (Files.isExecutable(Path.of(place))) {
        return new Program(Path.of(place), "");
      }
    }
    Path root = TARGET.resolve("bind9");
    Path named = root.resolve("usr/sbin/named");
    try {
      if (!Files.isExecutable(named)) {
        unpack(BIND9, root);
      }
      return new Program(named, libraries(root));
    } catch (IOException | InterruptedException missing) {
      throw new AssertionError(
          "bind9 is needed, and could not be unpacked into %s: install it (apt-get install bind9), or let this machine download Debian packages (apt-get update; apt-get download bind9). %s"
              .formatted(root, missing.getMessage()),
          missing);
    }
  }

  private static void unpack(List<String> packages, Path root)
      throws IOException, InterruptedException {
    Path anew = Files.createDirectories(root.resolveSibling(root.getFileName() + ".new"));
    List<String> command = new ArrayList<>(List.of("apt-get", "download"));
    command.addAll(packages);
    run(command, anew);
    try (Stream<Path> files = Files.list(anew)) {
      for (Path each : files.filter(file -> file.toString().endsWith(".deb")).toList()) {
        run(List.of("dpkg", "-x", each.toString(), anew.toString()), anew);
        Files.delete(each);
      }
    }
    Files.move(anew, root, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void run(List<String> command, Path in) throws IOException, InterruptedException {
    Path said = Files.createTempFile("haltline", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    Files.delete(said);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + text);
    }
  }

  private static String libraries(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return String.join(
          ":",
          all.filter(file -> file.getFileName().toString().contains(".so"))
              .map(file -> String.valueOf(file.getParent()))
              .distinct()
              .toList());
    }
  }
}
