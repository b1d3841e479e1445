package org.haltline.core.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.redis.Durability;
import org.haltline.core.journal.redis.RedisConnections;

/// Asks Redis how it is and says what an operator should do about it.
final class HealthCheck {
  static final String FULL = "full: raise maxmemory or archive closed cases";

  private HealthCheck() {}

  static CompletionStage<Health> ask(
      RedisConnections connections, byte[] journal, CompletionStage<Position> end) {
    long askedAt = System.nanoTime();
    return connections
        .keeperOf(journal)
        .thenCompose(
            server -> {
              CompletionStage<Durability> durability = Durability.of(server);
              CompletionStage<Long> count = connections.commands().xlen(journal);
              return server
                  .info()
                  .thenCombine(durability, (info, kept) -> Map.entry(parse(info), kept))
                  .thenCombine(
                      count, (told, facts) -> new Told(told.getKey(), told.getValue(), facts));
            })
        .thenCombine(
            end, (told, last) -> read(told, last, Duration.ofNanos(System.nanoTime() - askedAt)))
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

  private record Told(Map<String, String> info, Durability kept, long facts) {}

  private static Health read(Told told, Position end, Duration roundTrip) {
    Map<String, String> info = told.info();
    long used = number(info, "used_memory");
    long max = number(info, "maxmemory");
    String refusal = refusal(info, used, max);
    String trouble = refusal.isEmpty() ? told.kept().trouble() : refusal;
    return new Health(
        trouble.isEmpty(),
        trouble,
        roundTrip,
        told.facts(),
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

  private static Map<String, String> parse(String info) {
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
