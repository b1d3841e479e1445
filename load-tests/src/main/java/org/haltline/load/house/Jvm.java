package org.haltline.load.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Java process that a bench started: from its own class path, with its own flags, and with the
/// heap that the house is promised to live on.
public final class Jvm implements AutoCloseable {
  /// What the launcher gives the house; every process that is compared with it gets the same.
  private static final String HEAP = "-Xmx512m";

  private static final int COLLECTIONS_MAX = 5;
  private static final long COLLECTION_PAUSE_MS = 1_000;
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Pattern HEAP_USED =
      Pattern.compile("^ *(?!Metaspace|class space)\\S.* total.* used (\\d+)K", Pattern.MULTILINE);
  private static final Pattern RESIDENT =
      Pattern.compile("^VmRSS:\\s+(\\d+) kB", Pattern.MULTILINE);

  private final String name;
  private final Path output;
  private final Process process;

  private Jvm(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
  }

  /// Starts a main class; what it prints goes to a file, for a pipe that nobody reads would stop
  /// it.
  ///
  /// @param flags for the JVM beyond those it always gets
  public static Jvm start(
      String name, Path output, List<String> flags, String mainClass, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ownFlags());
    command.add(HEAP);
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(output.toFile()));
    return new Jvm(name, output, builder.start());
  }

  /// This process's own flags, which the launcher chose, without its heap.
  private static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-agentlib"))
        .toList();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// Ends it as a power cut would: SIGKILL, and nothing of it runs any more when this returns.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks it to end, and kills it when it does not.
  ///
  /// @return whether it ended by itself
  public boolean stop() throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill();
    }
    return ended;
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  public int await(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new IllegalStateException(name + " did not end within " + atMost + ":\n" + lastWords());
    }
    return process.exitValue();
  }

  /// The end of what it printed.
  public String lastWords() {
    try {
      String all = Files.readString(output);
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException unreadable) {
      return "(its output cannot be read: " + unreadable + ")";
    }
  }

  /// Heap in use after collections of everything, in MB; empty where the JDK's own tools do not
  /// answer. Collected until a further collection frees nothing: what soft and phantom references
  /// hold on to, and what was allocated while the first one ended, is no growth.
  public OptionalLong heapMb() throws InterruptedException {
    OptionalLong least = usedAfterCollection();
    for (int again = 0; again < COLLECTIONS_MAX && least.isPresent(); again++) {
      Thread.sleep(COLLECTION_PAUSE_MS);
      OptionalLong now = usedAfterCollection();
      if (now.isEmpty() || now.getAsLong() >= least.getAsLong()) {
        return least;
      }
      least = now;
    }
    return least;
  }

  private OptionalLong usedAfterCollection() throws InterruptedException {
    if (jcmd("GC.run").isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
    long kb = 0;
    boolean found = false;
    while (used.find()) {
      kb += Long.parseLong(used.group(1));
      found = true;
    }
    return found ? OptionalLong.of(kb >> 10) : OptionalLong.empty();
  }

  public OptionalLong residentMb() {
    return residentMb(pid());
  }

  /// Memory that a process has of this machine, in MB; empty where there is no `/proc`.
  public static OptionalLong residentMb(long pid) {
    try {
      Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return resident.find()
          ? OptionalLong.of(Long.parseLong(resident.group(1)) >> 10)
          : OptionalLong.empty();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }

  /// What the JDK's `jcmd` says about it; empty when it says nothing.
  private String jcmd(String... words) throws InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      var asked =
          new ProcessBuilder(
                  Stream.concat(Stream.of(tool.toString(), Long.toString(pid())), Stream.of(words))
                      .toList())
              .redirectError(Redirect.DISCARD)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), UTF_8);
      return asked.waitFor() == 0 ? said : "";
    } catch (IOException noTool) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return name + " (" + pid() + ")";
  }
}
