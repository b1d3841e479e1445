package org.haltline.core.journal.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Whether a Redis keeps what it acknowledges, told from its configuration: every write synced to
/// disk before its answer, and nothing evicted.
///
/// @param trouble which settings lose acknowledged writes and what to set instead; empty when none
/// @param unknown what Redis would not tell and the operator has to see to; empty when it told all
public record Durability(String trouble, String unknown) {
  /// As redis.conf of 7.0 names and documents them. While a rewrite runs,
  /// `no-appendfsync-on-rewrite yes` is as good as no fsync at all.
  private static final List<Setting> WANTED =
      List.of(
          new Setting("appendonly", "yes"),
          new Setting("appendfsync", "always"),
          new Setting("no-appendfsync-on-rewrite", "no"),
          new Setting("maxmemory-policy", "noeviction"));

  private record Setting(String name, String value) {
    String line() {
      return "`" + name + " " + value + "`";
    }
  }

  /// Asks the server that keeps a key.
  public static CompletionStage<Durability> of(RedisConnections connections, byte[] key) {
    return connections.keeperOf(key).thenCompose(Durability::of);
  }

  /// Asks one server. What it hides as `CONFIG`, as managed ones do, is looked up in `INFO`, which
  /// knows no `appendfsync`.
  public static CompletionStage<Durability> of(RedisClusterAsyncCommands<byte[], byte[]> server) {
    String[] names = WANTED.stream().map(Setting::name).toArray(String[]::new);
    return server
        .configGet(names)
        .handle(Durability::toldOrHidden)
        .thenCompose(
            told ->
                told.isEmpty()
                    ? server.info().handle(Durability::infoOrHidden).thenApply(Durability::ofInfo)
                    : CompletableFuture.completedFuture(told))
        .thenApply(Durability::read);
  }

  private static Map<String, String> toldOrHidden(
      @Nullable Map<String, String> told, @Nullable Throwable failure) {
    if (failure != null) requireHidden(failure);
    return told == null ? Map.of() : told;
  }

  private static String infoOrHidden(@Nullable String told, @Nullable Throwable failure) {
    if (failure != null) requireHidden(failure);
    return told == null ? "" : told;
  }

  /// A command that a user may not call or that the server was built or configured without. Any
  /// other failure says nothing of the settings and stays one.
  private static void requireHidden(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = String.valueOf(cause.getMessage());
    if (!(cause instanceof RedisCommandExecutionException)
        || !(message.startsWith("NOPERM") || message.startsWith("ERR"))) {
      throw new CompletionException(cause);
    }
  }

  private static Map<String, String> ofInfo(String info) {
    Map<String, String> settings = new HashMap<>();
    for (String line : info.split("\r?\n", -1)) {
      switch (line) {
        case "aof_enabled:0" -> settings.put("appendonly", "no");
        case "aof_enabled:1" -> settings.put("appendonly", "yes");
        default -> {
          if (line.startsWith("maxmemory_policy:")) {
            settings.put("maxmemory-policy", line.substring(line.indexOf(':') + 1));
          }
        }
      }
    }
    return settings;
  }

  private static Durability read(Map<String, String> settings) {
    List<String> wrong = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (Setting wanted : WANTED) {
      String found = settings.get(wanted.name());
      if (found == null) {
        hidden.add(wanted.line());
      } else if (!found.toLowerCase(Locale.ROOT).equals(wanted.value())) {
        wrong.add(wanted.name() + " is " + found);
        remedies.add(wanted.line());
      }
    }
    return new Durability(
        wrong.isEmpty()
            ? ""
            : "this Redis can lose what it acknowledged, %s: set %s in its redis.conf"
                .formatted(String.join(", ", wrong), String.join(", ", remedies)),
        hidden.isEmpty()
            ? ""
            : "this Redis refuses CONFIG GET, so it could not be checked whether it keeps what it acknowledges: make sure that it runs with %s"
                .formatted(String.join(", ", hidden)));
  }
}
