package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.haltline.core.journal.redis.RedisConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A shelf in the centre's Redis, so that every process has the same one. Each owner has a hash
/// there; neither its name nor the names in it tell anything, and what it holds is sealed: who has
/// the store alone reads nothing, and can put nothing in the place of something else.
public final class RedisShelf implements Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(RedisShelf.class);

  private final String use;
  private final CentreKey key;
  private final SecretBox box;
  private final JournalKeys keys;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;
  private final Bounds bounds;
  private final InstantSource clock;

  /// How long and how much.
  ///
  /// @param keptFor since it was last saved
  /// @param perOwnerMax things of one owner
  public record Bounds(Duration keptFor, int perOwnerMax) {}

  /// A shelf of a centre.
  ///
  /// @param use what lies there, one word; two shelves have two
  /// @param connections stay the caller's
  public RedisShelf(
      String use,
      String centre,
      CentreKey key,
      RedisConnections connections,
      Bounds bounds,
      InstantSource clock) {
    this.use = use;
    this.key = key;
    this.box = key.box("shelf " + use);
    this.keys = new JournalKeys(centre);
    this.commands = connections.commands();
    this.bounds = bounds;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Kept> put(String owner, String name, byte[] bytes) {
    var kept = new Kept(name, Instant.ofEpochMilli(clock.millis()), bytes);
    byte[] place = place(owner);
    byte[] field = field(owner, name);
    return told(
        commands
            .hset(place, field, box.seal(label(owner, field), packed(kept)))
            .thenCompose(isNew -> commands.pexpire(place, bounds.keptFor().toMillis()))
            .thenCompose(set -> commands.hlen(place))
            .thenCompose(
                count ->
                    count > bounds.perOwnerMax()
                        ? makeRoom(owner)
                        : CompletableFuture.completedStage(0L))
            .thenApply(done -> kept),
        Outage::ofWrite);
  }

  private CompletionStage<Long> makeRoom(String owner) {
    return lying(owner)
        .thenCompose(
            all -> {
              byte[][] surplus =
                  all.stream()
                      .skip(bounds.perOwnerMax())
                      .map(kept -> field(owner, kept.name()))
                      .toArray(byte[][]::new);
              LOG.info("{} of somebody are more than are kept: {} go", use, surplus.length);
              return surplus.length == 0
                  ? CompletableFuture.completedStage(0L)
                  : commands.hdel(place(owner), surplus);
            });
  }

  @Override
  public CompletionStage<Optional<Kept>> get(String owner, String name) {
    byte[] field = field(owner, name);
    return told(
        commands
            .hget(place(owner), field)
            .thenApply(
                shut ->
                    shut == null
                        ? Optional.<Kept>empty()
                        : opened(owner, field, shut).filter(this::isKept)),
        Outage::ofRead);
  }

  @Override
  public CompletionStage<List<Kept>> all(String owner) {
    return told(
        lying(owner).thenApply(all -> all.stream().filter(this::isKept).toList()), Outage::ofRead);
  }

  private CompletionStage<List<Kept>> lying(String owner) {
    return commands
        .hgetall(place(owner))
        .thenApply(
            fields -> {
              var all = new ArrayList<Kept>();
              fields.forEach((field, shut) -> opened(owner, field, shut).ifPresent(all::add));
              all.sort(Comparator.comparing(Kept::savedAt).reversed().thenComparing(Kept::name));
              return all;
            });
  }

  @Override
  public CompletionStage<Boolean> remove(String owner, String name) {
    return told(
        commands.hdel(place(owner), field(owner, name)).thenApply(count -> count > 0),
        Outage::ofWrite);
  }

  private boolean isKept(Kept kept) {
    return kept.savedAt().plus(bounds.keptFor()).isAfter(clock.instant());
  }

  private byte[] place(String owner) {
    try (Crypto crypto = Crypto.borrow()) {
      return keys.shelf(use, key.hide(crypto, "shelf " + use, owner));
    }
  }

  private byte[] field(String owner, String name) {
    try (Crypto crypto = Crypto.borrow()) {
      return key.hide(crypto, "shelf " + use + " of " + owner, name);
    }
  }

  private static String label(String owner, byte[] field) {
    return owner + '\n' + HexFormat.of().formatHex(field);
  }

  private Optional<Kept> opened(String owner, byte[] field, byte[] sealed) {
    return box.open(label(owner, field), sealed).map(RedisShelf::unpacked);
  }

  private static byte[] packed(Kept kept) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      byte[] name = kept.name().getBytes(UTF_8);
      out.writeInt(name.length);
      out.write(name);
      out.writeLong(kept.savedAt().toEpochMilli());
      out.write(kept.bytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be written", impossible);
    }
    return bytes.toByteArray();
  }

  private static Kept unpacked(byte[] plain) {
    try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
      String name = new String(in.readNBytes(in.readInt()), UTF_8);
      Instant savedAt = Instant.ofEpochMilli(in.readLong());
      return new Kept(name, savedAt, in.readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be read", impossible);
    }
  }

  /// The same stage, failing as the journal fails.
  private static <T> CompletionStage<T> told(
      CompletionStage<T> stage, Function<Throwable, RuntimeException> translation) {
    var plain = new CompletableFuture<T>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            plain.complete(value);
          } else {
            plain.completeExceptionally(translation.apply(failure));
          }
        });
    return plain;
  }
}
