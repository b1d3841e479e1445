package org.haltline.core.journal;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Asks Redis how it is and says what an operator should do about it.
final class HealthCheck {
  static final String FULL = "full: raise maxmemory or archive closed cases";

  private HealthCheck() {}

  static CompletionStage<Health> ask(
      RedisClusterAsyncCommands<byte[], byte[]> commands,
      byte[] journal,
      CompletionStage<Position> end) {
    long askedAt = System.nanoTime();
    return commands
        .info()
        .thenCombine(commands.xlen(journal), (info, facts) -> Map.entry(parse(info), facts))
        .thenCombine(
            end,
            (answer, last) -> {
              Duration roundTrip = Duration.ofNanos(System.nanoTime() - askedAt);
              return read(answer.getKey(), answer.getValue(), last, roundTrip);
            })
        .exceptionally(
            failure ->
                new Health(
                    false,
                    String.valueOf(Outage.ofRead(failure).getMessage()),
                    Duration.ofNanos(System.nanoTime() - askedAt),
                    0,
                    Position.START,
                    0,
                    0,
                    0));
  }

  static Health read(Map<String, String> info, long facts, Position end, Duration roundTrip) {
    long used = number(info, "used_memory");
    long max = number(info, "maxmemory");
    String refusal = refusal(info, used, max);
    return new Health(
        refusal.isEmpty(),
        refusal.isEmpty() ? warning(info) : refusal,
        roundTrip,
        facts,
        end,
        used,
        max,
        (int) number(info, "connected_slaves"));
  }

  private static String refusal(Map<String, String> info, long used, long max) {
    if (info.getOrDefault("role", "").equals("slave")) {
      return "connected to a replica: connect to the primary";
    }
    if (number(info, "loading") != 0) return "the journal is being loaded from disk: wait";
    if (max > 0 && used >= max) return FULL;
    if (info.getOrDefault("aof_last_write_status", "ok").equals("err")) {
      return "cannot write the append-only file: look at the disk and at Redis's log";
    }
    return "";
  }

  private static String warning(Map<String, String> info) {
    return number(info, "aof_enabled") == 0
        ? "no append-only file: what is acknowledged is lost with the process; set appendonly yes"
            + " and appendfsync always"
        : "";
  }

  static Map<String, String> parse(String info) {
    Map<String, String> values = new HashMap<>();
    for (String line : info.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) values.put(line.substring(0, colon), line.substring(colon + 1));
    }
    return values;
  }

  private static long number(Map<String, String> info, String name) {
    String value = info.getOrDefault(name, "0");
    return value.chars().allMatch(Character::isDigit) && !value.isEmpty()
        ? Long.parseLong(value)
        : 0;
  }
}
