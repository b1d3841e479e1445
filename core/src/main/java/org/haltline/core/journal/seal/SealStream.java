package org.haltline.core.journal.seal;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.JournalKeys;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.redis.RedisFailure;

/// A centre's seals in Redis, the n-th under the stream id `n-0`.
///
/// The ids are what keeps two sealing processes from forking the chain: Redis refuses an id that is
/// not above the last one, so of two n-th seals exactly one is taken, in the one step of an XADD.
public final class SealStream {

  private static final byte[] CANONICAL = {'c'};
  private static final byte[] SIGNATURE = {'s'};

  private final RedisConnections connections;
  private final byte[] key;

  public SealStream(String centre, RedisConnections connections) {
    this.connections = connections;
    this.key = new JournalKeys(centre).seals;
  }

  /// A seal as it is stored, which may be anything once somebody tampered with it.
  @SuppressWarnings("ArrayRecordComponent") // stored bytes, read at once
  public record Stored(long number, byte[] canonical, byte[] signature) {

    public static Stored of(Seal seal) {
      return new Stored(seal.number(), seal.canonical(), seal.signature());
    }

    /// Reads what should be a seal.
    ///
    /// @throws JournalDamaged when it is no seal, or another than its place says
    public Seal read() {
      Seal seal = Seal.read(canonical, signature);
      if (seal.number() != number) {
        throw new JournalDamaged("seal %d stands in place %d".formatted(seal.number(), number));
      }
      return seal;
    }
  }

  public CompletionStage<Optional<Stored>> last() {
    return connections
        .commands()
        .xrevrange(key, Range.unbounded(), Limit.from(1))
        .thenApply(entries -> entries.stream().findFirst().map(SealStream::stored));
  }

  public CompletionStage<List<Stored>> after(long number, int limit) {
    Range<String> range =
        Range.from(Range.Boundary.including((number + 1) + "-0"), Range.Boundary.unbounded());
    return connections
        .commands()
        .xrange(key, range, Limit.from(limit))
        .thenApply(entries -> entries.stream().map(SealStream::stored).toList());
  }

  /// Adds a seal.
  ///
  /// @return false when another process has added one under this number
  public CompletionStage<Boolean> add(Stored seal) {
    XAddArgs place = new XAddArgs().id(seal.number() + "-0");
    Map<byte[], byte[]> fields = Map.of(CANONICAL, seal.canonical(), SIGNATURE, seal.signature());
    return connections
        .durably(key, commands -> commands.xadd(key, place, fields))
        .handle(
            (id, failure) -> {
              if (failure == null) return CompletableFuture.completedStage(true);
              return isTaken(failure)
                  ? CompletableFuture.completedStage(false)
                  : CompletableFuture.<Boolean>failedStage(failure);
            })
        .thenCompose(outcome -> outcome);
  }

  private static boolean isTaken(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof RedisCommandExecutionException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return RedisFailure.of(failure) == RedisFailure.REFUSED
        && String.valueOf(cause.getMessage()).contains("equal or smaller");
  }

  private static Stored stored(StreamMessage<byte[], byte[]> entry) {
    byte[] canonical = {};
    byte[] signature = {};
    for (Map.Entry<byte[], byte[]> field : entry.getBody().entrySet()) {
      String name = new String(field.getKey(), StandardCharsets.ISO_8859_1);
      if (name.equals("c")) canonical = field.getValue();
      if (name.equals("s")) signature = field.getValue();
    }
    return new Stored(Position.parse(entry.getId()).millis(), canonical, signature);
  }
}
