package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What waits at one institution, for its adapter: needs a connection and that institution's key,
/// not the centre's. It only reads; an order leaves when the journal takes its answer.
public final class OutgoingOrders {

  private static final byte[] ORDER = {'o'};
  private static final byte[] PAYLOAD = {'p'};

  private final InstitutionKey key;
  private final byte[] outgoing;
  private final byte[] desk;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;

  public OutgoingOrders(
      String centre, InstitutionKey key, RedisClusterAsyncCommands<byte[], byte[]> commands) {
    this(new JournalKeys(centre), key, commands);
  }

  OutgoingOrders(
      JournalKeys keys, InstitutionKey key, RedisClusterAsyncCommands<byte[], byte[]> commands) {
    JournalKeys.OfInstitution names = keys.of(key.institution());
    this.key = key;
    this.outgoing = names.outgoing();
    this.desk = names.desk();
    this.commands = commands;
  }

  /// Orders not answered yet, oldest first. An order stays until its answer is journalled, so a
  /// reader meets it again: the order number tells.
  ///
  /// @param after [Position#START], or the place of the last one read
  public CompletionStage<List<Queued>> queued(Position after, int limit) {
    return read(outgoing, after, limit);
  }

  /// Orders that a person must carry out, the longest waiting first.
  public CompletionStage<List<Queued>> onDesk(Position after, int limit) {
    return read(desk, after, limit);
  }

  private CompletionStage<List<Queued>> read(byte[] stream, Position after, int limit) {
    RedisJournal.requirePage(limit);
    Range<String> range =
        Range.from(Range.Boundary.excluding(after.toString()), Range.Boundary.unbounded());
    CompletableFuture<List<Queued>> result = new CompletableFuture<>();
    commands
        .xrange(stream, range, Limit.from(limit))
        .whenComplete(
            (entries, failure) -> {
              try {
                if (failure != null) throw Outage.ofRead(failure);
                result.complete(open(entries));
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private List<Queued> open(List<StreamMessage<byte[], byte[]>> entries) {
    try (Crypto crypto = Crypto.borrow()) {
      return entries.stream().map(entry -> open(crypto, entry)).toList();
    }
  }

  private Queued open(Crypto crypto, StreamMessage<byte[], byte[]> entry) {
    Position at = Position.parse(entry.getId());
    String orderId = new String(field(entry, ORDER), UTF_8);
    return new Queued(at, orderId, key.open(crypto, orderId, field(entry, PAYLOAD)));
  }

  private byte[] field(StreamMessage<byte[], byte[]> entry, byte[] name) {
    for (Map.Entry<byte[], byte[]> field : entry.getBody().entrySet()) {
      if (Arrays.equals(field.getKey(), name)) return field.getValue();
    }
    throw new JournalDamaged(
        "entry %s of %s is not an order".formatted(entry.getId(), key.institution()));
  }
}
