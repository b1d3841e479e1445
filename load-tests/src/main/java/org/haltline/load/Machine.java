package org.haltline.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a figure was measured on, without which it says nothing.
///
/// @param loadBefore how many threads wanted a core in the minute before the run; below zero when
///   not known
public record Machine(
    String processor,
    int cores,
    long memoryMb,
    String system,
    String jvm,
    String commit,
    double loadBefore) {

  /// This machine, now.
  public static Machine here(Path sourceTree) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    long memoryMb =
        system instanceof com.sun.management.OperatingSystemMXBean more
            ? more.getTotalMemorySize() >> 20
            : 0;
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        memoryMb,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        commit(sourceTree),
        system.getSystemLoadAverage());
  }

  /// Whether others were at work when the run began: then no figure of it stands for the house.
  public boolean isBusy() {
    return loadBefore > 0.25 * cores;
  }

  public String described() {
    String load =
        String.format(
            Locale.ROOT,
            "load %.2f before the run%s",
            loadBefore,
            isBusy() ? " (BUSY: others were at work, read the figures as a lower bound)" : "");
    return "%s, %d cores, %d MB; %s; %s; commit %s; %s"
        .formatted(processor, cores, memoryMb, system, jvm, commit, load);
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | java.io.UncheckedIOException notLinux) {
      return System.getProperty("os.arch");
    }
  }

  private static String commit(Path sourceTree) {
    String commit = git(sourceTree, "rev-parse", "--short=12", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    boolean changed = !git(sourceTree, "status", "--porcelain", "--", "*.java", "*.lua").isEmpty();
    return changed ? commit + " with changes" : commit;
  }

  private static String git(Path folder, String... arguments) {
    try {
      var process =
          new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : "";
    } catch (IOException noGit) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
