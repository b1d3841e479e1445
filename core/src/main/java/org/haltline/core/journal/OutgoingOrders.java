package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
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
  private static final byte[] NONE = {};

  private final InstitutionKey key;
  private final byte[] outgoing;
  private final byte[] desk;
  private final byte[] places;
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
    this.places = names.places();
    this.commands = commands;
  }

  /// Orders not answered yet, oldest first. An order stays until its answer is journalled, so a
  /// reader meets it again: the order number tells.
  ///
  /// @param after [Position#START], or the place of the last one read
  public CompletionStage<List<Queued>> queued(Position after, int limit) {
    return opened(entries(outgoing, after, limit).thenApply(this::asPut));
  }

  /// Orders that a person must carry out, the longest waiting first.
  public CompletionStage<List<Queued>> onDesk(Position after, int limit) {
    return opened(entries(desk, after, limit).thenCompose(this::asToldSince));
  }

  /// An entry and the payload that counts.
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Standing(String orderId, Position at, byte[] sealed) {}

  private CompletionStage<List<StreamMessage<byte[], byte[]>>> entries(
      byte[] stream, Position after, int limit) {
    RedisJournal.requirePage(limit);
    Range<String> range =
        Range.from(Range.Boundary.excluding(after.toString()), Range.Boundary.unbounded());
    return commands.xrange(stream, range, Limit.from(limit));
  }

  private List<Standing> asPut(List<StreamMessage<byte[], byte[]>> entries) {
    return entries.stream().map(this::asPut).toList();
  }

  private Standing asPut(StreamMessage<byte[], byte[]> entry) {
    String orderId = new String(field(entry, ORDER), UTF_8);
    return new Standing(orderId, Position.parse(entry.getId()), field(entry, PAYLOAD));
  }

  /// With what was told of the entries after they were put there. One that left the desk meanwhile
  /// is given as it was put.
  private CompletionStage<List<Standing>> asToldSince(List<StreamMessage<byte[], byte[]>> entries) {
    if (entries.isEmpty()) return CompletableFuture.completedStage(List.of());
    byte[][] orders = entries.stream().map(entry -> field(entry, ORDER)).toArray(byte[][]::new);
    return commands
        .hmget(places, orders)
        .thenApply(
            stands -> {
              List<Standing> told = new ArrayList<>(entries.size());
              for (int i = 0; i < entries.size(); i++) {
                told.add(asToldSince(asPut(entries.get(i)), stands.get(i).getValueOrElse(NONE)));
              }
              return told;
            });
  }

  private static Standing asToldSince(Standing put, byte[] stands) {
    byte[] beside = ("d" + put.at() + " ").getBytes(US_ASCII);
    boolean told =
        stands.length > beside.length
            && Arrays.equals(stands, 0, beside.length, beside, 0, beside.length);
    return told
        ? new Standing(
            put.orderId(), put.at(), Arrays.copyOfRange(stands, beside.length, stands.length))
        : put;
  }

  private CompletionStage<List<Queued>> opened(CompletionStage<List<Standing>> read) {
    CompletableFuture<List<Queued>> result = new CompletableFuture<>();
    read.whenComplete(
        (standing, failure) -> {
          try {
            if (failure != null) throw Outage.ofRead(failure);
            result.complete(open(standing));
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private List<Queued> open(List<Standing> standing) {
    try (Crypto crypto = Crypto.borrow()) {
      return standing.stream()
          .map(it -> new Queued(it.at(), it.orderId(), key.open(crypto, it.orderId(), it.sealed())))
          .toList();
    }
  }

  private byte[] field(StreamMessage<byte[], byte[]> entry, byte[] name) {
    for (Map.Entry<byte[], byte[]> field : entry.getBody().entrySet()) {
      if (Arrays.equals(field.getKey(), name)) return field.getValue();
    }
    throw new JournalDamaged(
        "entry %s of %s is not an order".formatted(entry.getId(), key.institution()));
  }
}
