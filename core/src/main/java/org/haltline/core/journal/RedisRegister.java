package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.redis.RedisConnections;

/// The register on the journal's Redis: a hash of each kind (`register:users`, hidden name ->
/// version, space, sealed value), and a key of its own for each value that is kept for a while
/// (`lent:session:…`).
public final class RedisRegister implements Register {

  /// KEYS 1 hash. ARGV 1 name, 2 expected version, 3 sealed value or '' to remove. Returns 1 when
  /// done, 0 for another version.
  private static final byte[] WRITE =
      """
      local now = redis.call('HGET', KEYS[1], ARGV[1])
      local version = now and tonumber(string.match(now, '^(%d+) ')) or 0
      if version ~= tonumber(ARGV[2]) then return 0 end
      if ARGV[3] == '' then
        redis.call('HDEL', KEYS[1], ARGV[1])
      else
        redis.call('HSET', KEYS[1], ARGV[1], string.format('%d ', version + 1) .. ARGV[3])
      end
      return 1
      """
          .getBytes(US_ASCII);

  /// KEYS 1 string: tries, ' ', ms since 1970 before which there is no further one. ARGV 1 now, 2
  /// free tries, 3 first pause, 4 longest, 5 forgotten after; all in ms. Returns ms to wait, 0 for
  /// go ahead.
  private static final byte[] TRIED =
      """
      local tries, open_at = 0, 0
      local seen = redis.call('GET', KEYS[1])
      if seen then
        tries, open_at = string.match(seen, '^(%d+) (%d+)$')
        tries, open_at = tonumber(tries), tonumber(open_at)
      end
      local now = tonumber(ARGV[1])
      if now < open_at then return open_at - now end
      tries = tries + 1
      local over = tries - tonumber(ARGV[2])
      open_at = 0
      if over >= 0 then
        open_at = now + math.min(tonumber(ARGV[4]), tonumber(ARGV[3]) * 2 ^ math.min(over, 30))
      end
      redis.call('SET', KEYS[1], string.format('%d %d', tries, open_at), 'PX', ARGV[5])
      return 0
      """
          .getBytes(US_ASCII);

  private static final byte[] NOTHING = {};

  private final CentreKey centreKey;
  private final JournalKeys keys;
  private final RedisConnections connections;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;

  /// @param connections stay the caller's
  public RedisRegister(String centre, CentreKey centreKey, RedisConnections connections) {
    this.centreKey = centreKey;
    this.keys = new JournalKeys(centre);
    this.connections = connections;
    this.commands = connections.commands();
  }

  @Override
  public CompletionStage<Optional<Entry>> read(String kind, String name) {
    return Plainly.read(
        commands
            .hget(hash(kind), field(kind, name))
            .thenApply(
                stored -> Optional.ofNullable(stored).map(it -> entry(place(kind, name), it))));
  }

  @Override
  public CompletionStage<List<Entry>> all(String kind) {
    return Plainly.read(
        commands
            .hgetall(hash(kind))
            .thenApply(
                found ->
                    found.entrySet().stream()
                        .map(it -> entry(place(kind, it.getKey()), it.getValue()))
                        .toList()));
  }

  @Override
  public CompletionStage<Boolean> write(
      String kind, String name, long expectedVersion, byte[] value) {
    requireSize(value);
    return change(kind, name, expectedVersion, seal(place(kind, name), value));
  }

  @Override
  public CompletionStage<Boolean> remove(String kind, String name, long expectedVersion) {
    return change(kind, name, expectedVersion, NOTHING);
  }

  private CompletionStage<Boolean> change(
      String kind, String name, long expectedVersion, byte[] sealed) {
    byte[][] hash = {hash(kind)};
    byte[] expected = Long.toString(expectedVersion).getBytes(US_ASCII);
    return Plainly.write(
        connections
            .durably(
                hash[0],
                redis ->
                    redis.<Long>eval(
                        WRITE, ScriptOutputType.INTEGER, hash, field(kind, name), expected, sealed))
            .thenApply(done -> done == 1));
  }

  @Override
  public CompletionStage<Void> lend(String kind, String name, byte[] value, Duration life) {
    return lend(kind, name, value, SetArgs.Builder.px(life));
  }

  @Override
  public CompletionStage<Void> lendOn(String kind, String name, byte[] value, Duration life) {
    return lend(kind, name, value, SetArgs.Builder.px(life).xx());
  }

  private CompletionStage<Void> lend(String kind, String name, byte[] value, SetArgs how) {
    requireSize(value);
    byte[] key = lentKey(kind, name);
    byte[] sealed = seal(lentPlace(kind, name), value);
    return Plainly.write(
        connections.durably(key, redis -> redis.set(key, sealed, how)).thenApply(_ -> null));
  }

  @Override
  public CompletionStage<Optional<byte[]>> lent(String kind, String name) {
    return Plainly.read(
        commands
            .get(lentKey(kind, name))
            .thenApply(
                stored -> Optional.ofNullable(stored).map(it -> open(lentPlace(kind, name), it))));
  }

  @Override
  public CompletionStage<Void> giveBack(String kind, String name) {
    byte[] key = lentKey(kind, name);
    return Plainly.write(connections.durably(key, redis -> redis.del(key)).thenApply(_ -> null));
  }

  @Override
  public CompletionStage<Duration> tried(String kind, String name, Tries tries, Instant now) {
    byte[][] key = {lentKey(kind, name)};
    return Plainly.write(
        connections
            .durably(
                key[0],
                redis ->
                    redis.<Long>eval(
                        TRIED,
                        ScriptOutputType.INTEGER,
                        key,
                        number(now.toEpochMilli()),
                        number(tries.free()),
                        number(tries.first().toMillis()),
                        number(tries.longest().toMillis()),
                        number(tries.forgotten().toMillis())))
            .thenApply(Duration::ofMillis));
  }

  private static void requireSize(byte[] value) {
    if (value.length > VALUE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a value has at most %d bytes, not %d".formatted(VALUE_BYTES_MAX, value.length));
    }
  }

  private static byte[] number(long number) {
    return Long.toString(number).getBytes(US_ASCII);
  }

  private byte[] hash(String kind) {
    return keys.beside("register:" + kind);
  }

  /// What a value of a hash is bound to.
  private String place(String kind, String name) {
    return place(kind, field(kind, name));
  }

  private static String place(String kind, byte[] field) {
    return "register:" + kind + ":" + new String(field, US_ASCII);
  }

  private byte[] field(String kind, String name) {
    return hidden(kind, name).getBytes(US_ASCII);
  }

  private byte[] lentKey(String kind, String name) {
    return keys.beside(lentPlace(kind, name));
  }

  private String lentPlace(String kind, String name) {
    return "lent:" + kind + ":" + hidden(kind, name);
  }

  private String hidden(String kind, String name) {
    try (Crypto crypto = Crypto.borrow()) {
      return HexFormat.of().formatHex(centreKey.hide(crypto, "register " + kind, name));
    }
  }

  private Entry entry(String place, byte[] stored) {
    int space = 0;
    while (space < stored.length && stored[space] != ' ') space++;
    if (space == 0 || space == stored.length) {
      throw new JournalDamaged("what stands under %s is no entry".formatted(place));
    }
    long version = Long.parseLong(new String(stored, 0, space, US_ASCII));
    byte[] sealed = Arrays.copyOfRange(stored, space + 1, stored.length);
    return new Entry(version, open(place, sealed));
  }

  private byte[] seal(String place, byte[] plain) {
    try (Crypto crypto = Crypto.borrow()) {
      return centreKey.sealBeside(crypto, place, plain);
    }
  }

  private byte[] open(String place, byte[] sealed) {
    try (Crypto crypto = Crypto.borrow()) {
      return centreKey.openBeside(crypto, place, sealed);
    }
  }
}
