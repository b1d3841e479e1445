package org.haltline.core.journal;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.journal.redis.RoutedArgs;

/// `journal.lua`, and seeing to it that Redis has it. Loaded only where none or an older one is, so
/// that processes of different versions on one Redis leave the newest in place.
final class JournalLibrary {

  private static final String FILE = "journal.lua";
  private static final String VERSION_FUNCTION = "haltline_journal_version";

  private final String code;
  private final long version;

  private JournalLibrary(String code) {
    this.code = code;
    Matcher matcher = Pattern.compile("(?m)^local VERSION = (\\d+)$").matcher(code);
    if (!matcher.find()) throw new IllegalStateException(FILE + " does not tell its version");
    version = Long.parseLong(matcher.group(1));
  }

  static JournalLibrary packaged() {
    try (InputStream in = JournalLibrary.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IllegalStateException(FILE + " is missing from the jar");
      return new JournalLibrary(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same functions under another number, to try out what two versions do to each other.
  JournalLibrary renumbered(long number) {
    return new JournalLibrary(
        code.replaceFirst("local VERSION = \\d+", "local VERSION = " + number));
  }

  /// Completes with the version that is in place: this one or a newer one.
  CompletionStage<Long> ensure(
      RedisClusterAsyncCommands<byte[], byte[]> commands, byte[] anyKeyOfTheCentre) {
    return loadedVersion(commands, anyKeyOfTheCentre)
        .thenCompose(
            loaded ->
                loaded >= version
                    ? CompletableFuture.completedStage(loaded)
                    : load(commands, anyKeyOfTheCentre, loaded > 0)
                        .thenCompose(_ -> loadedVersion(commands, anyKeyOfTheCentre)));
  }

  private CompletionStage<Long> loadedVersion(
      RedisClusterAsyncCommands<byte[], byte[]> commands, byte[] key) {
    return commands
        .<Long>fcallReadOnly(VERSION_FUNCTION, ScriptOutputType.INTEGER, key)
        .exceptionallyCompose(
            failure ->
                Outage.isFunctionMissing(failure)
                    ? CompletableFuture.completedStage(0L)
                    : CompletableFuture.failedStage(Cause.of(failure)));
  }

  /// Without REPLACE where none is: of two that load at once the second must look again. Sent to
  /// the server that has the key: in a cluster every primary has its own functions.
  private CompletionStage<String> load(
      RedisClusterAsyncCommands<byte[], byte[]> commands, byte[] key, boolean replace) {
    CommandArgs<byte[], byte[]> arguments = new RoutedArgs(key);
    arguments.add(CommandKeyword.LOAD);
    if (replace) arguments.add(CommandKeyword.REPLACE);
    arguments.add(code);
    return commands
        .dispatch(CommandType.FUNCTION, new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments)
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Cause.of(failure);
              return cause instanceof RedisCommandExecutionException
                      && String.valueOf(cause.getMessage()).contains("already exists")
                  ? CompletableFuture.completedStage("")
                  : CompletableFuture.failedStage(cause);
            });
  }
}
