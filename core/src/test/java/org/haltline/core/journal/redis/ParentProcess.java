package org.haltline.core.journal.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Another JVM that starts a Redis on a data folder, writes facts and stays, until the test kills
/// it.
final class ParentProcess implements AutoCloseable {
  private static final int FACTS = 500;

  private final Process process;
  private final String firstLine;

  private ParentProcess(Process process, String firstLine) {
    this.process = process;
    this.firstLine = firstLine;
  }

  public static void main(String[] args) throws InterruptedException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(Path.of(args[0])))) {
      try (RedisTalk talk = new RedisTalk(redis.uri())) {
        talk.addFacts(0, FACTS);
      }
      System.out.println("serving " + redis.pid());
      Thread.sleep(Long.MAX_VALUE);
    } catch (RedisStartException refused) {
      System.out.println("refused " + refused.fault());
    }
  }

  static ParentProcess start(Path dataFolder) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ParentProcess.class.getName(),
                    dataFolder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("serving ") && !line.startsWith("refused "))
      line = out.readLine();
    return new ParentProcess(process, line == null ? "ended" : line);
  }

  /// `serving <pid of its Redis>` or `refused <fault>`.
  String said() {
    return firstLine;
  }

  ProcessHandle redis() {
    return ProcessHandle.of(Long.parseLong(firstLine.substring("serving ".length()))).orElseThrow();
  }

  long pid() {
    return process.pid();
  }

  int facts() {
    return FACTS;
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
