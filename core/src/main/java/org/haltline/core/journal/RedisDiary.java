package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.redis.RedisConnections;
import org.jspecify.annotations.Nullable;

/// The diary on the journal's Redis: a stream of each month (`diary:2026-11`, `s`: the sealed
/// line), and of each case the places of its lines (`diary-about:…`, a list), so that who looked at
/// it is found without reading the months.
public final class RedisDiary implements Diary {

  /// KEYS 1 stream, 2 list of places, may be away. ARGV 1 ms since 1970, 2 sealed line, 3 lines at
  /// most, 4 ms kept, 5 places at most. Places never go back, whatever the clocks of two processes
  /// say. Returns the place.
  private static final byte[] WRITE =
      """
      local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
      local ms = tonumber(ARGV[1])
      if last then ms = math.max(ms, tonumber(string.match(last[1], '^%d+'))) end
      local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], string.format('%d-*', ms), 's', ARGV[2])
      redis.call('PEXPIRE', KEYS[1], ARGV[4])
      if KEYS[2] then
        redis.call('RPUSH', KEYS[2], id)
        redis.call('LTRIM', KEYS[2], -tonumber(ARGV[5]), -1)
        redis.call('PEXPIRE', KEYS[2], ARGV[4])
      end
      return id
      """
          .getBytes(US_ASCII);

  private static final Duration KEPT = Duration.ofDays(KEPT_DAYS);
  private static final int MONTHS_KEPT = KEPT_DAYS / 28 + 1;

  private final CentreKey centreKey;
  private final JournalKeys keys;
  private final RedisConnections connections;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;

  /// @param connections stay the caller's
  public RedisDiary(String centre, CentreKey centreKey, RedisConnections connections) {
    this.centreKey = centreKey;
    this.keys = new JournalKeys(centre);
    this.connections = connections;
    this.commands = connections.commands();
  }

  @Override
  public CompletionStage<Void> write(Instant at, byte[] text, @Nullable String about) {
    YearMonth month = month(at.toEpochMilli());
    byte[] stream = stream(month);
    byte[][] names = about == null ? new byte[][] {stream} : new byte[][] {stream, places(about)};
    byte[] sealed = seal(month, text);
    return Plainly.write(
        connections
            .durably(
                stream,
                redis ->
                    redis.<byte[]>eval(
                        WRITE,
                        ScriptOutputType.VALUE,
                        names,
                        number(at.toEpochMilli()),
                        sealed,
                        number(LINES_A_MONTH_MAX),
                        number(KEPT.toMillis()),
                        number(ABOUT_MAX)))
            .thenApply(_ -> null));
  }

  @Override
  public CompletionStage<List<Line>> before(Position place, Instant from, int limit) {
    RedisJournal.requirePage(limit);
    YearMonth last = month(place.millis());
    YearMonth kept = last.minusMonths(MONTHS_KEPT);
    YearMonth asked = month(from.toEpochMilli());
    Span span = new Span(place, from, asked.isAfter(kept) ? asked : kept);
    return Plainly.read(before(span, last, limit, List.of()));
  }

  private record Span(Position before, Instant from, YearMonth first) {
    Range<String> range() {
      return Range.from(
          Range.Boundary.including(Math.max(0, from.toEpochMilli()) + "-0"),
          Range.Boundary.excluding(before.toString()));
    }
  }

  /// A month after another, going back.
  private CompletionStage<List<Line>> before(
      Span span, YearMonth month, int limit, List<Line> found) {
    return commands
        .xrevrange(stream(month), span.range(), Limit.from(limit - found.size()))
        .thenCompose(
            entries -> {
              var all = new ArrayList<>(found);
              entries.forEach(entry -> all.add(line(month, entry)));
              return all.size() >= limit || !month.isAfter(span.first())
                  ? CompletableFuture.completedStage(List.copyOf(all))
                  : before(span, month.minusMonths(1), limit, all);
            });
  }

  @Override
  public CompletionStage<List<Line>> about(String about, int limit) {
    RedisJournal.requirePage(limit);
    return Plainly.read(
        commands.lrange(places(about), -limit, -1).thenCompose(places -> lines(places.reversed())));
  }

  /// Asked for in one go; one that is no longer kept is left out.
  private CompletionStage<List<Line>> lines(List<byte[]> places) {
    List<RedisFuture<List<StreamMessage<byte[], byte[]>>>> asked = new ArrayList<>();
    List<YearMonth> months = new ArrayList<>();
    for (byte[] place : places) {
      String id = new String(place, US_ASCII);
      YearMonth month = month(Position.parse(id).millis());
      months.add(month);
      asked.add(commands.xrange(stream(month), Range.create(id, id)));
    }
    return CompletableFuture.allOf(
            asked.stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              List<Line> lines = new ArrayList<>();
              for (int i = 0; i < asked.size(); i++) {
                for (var entry : asked.get(i).toCompletableFuture().join()) {
                  lines.add(line(months.get(i), entry));
                }
              }
              return lines;
            });
  }

  private Line line(YearMonth month, StreamMessage<byte[], byte[]> entry) {
    byte[] sealed = entry.getBody().values().iterator().next();
    try (Crypto crypto = Crypto.borrow()) {
      return new Line(
          Position.parse(entry.getId()), centreKey.openBeside(crypto, "diary:" + month, sealed));
    }
  }

  private byte[] seal(YearMonth month, byte[] text) {
    try (Crypto crypto = Crypto.borrow()) {
      return centreKey.sealBeside(crypto, "diary:" + month, text);
    }
  }

  private byte[] stream(YearMonth month) {
    return keys.beside("diary:" + month);
  }

  private byte[] places(String about) {
    try (Crypto crypto = Crypto.borrow()) {
      return keys.beside(
          "diary-about:" + HexFormat.of().formatHex(centreKey.hide(crypto, "diary about", about)));
    }
  }

  /// The month that a moment belongs to, in universal time.
  private static YearMonth month(long ms) {
    return YearMonth.from(Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC));
  }

  private static byte[] number(long number) {
    return Long.toString(number).getBytes(US_ASCII);
  }
}
