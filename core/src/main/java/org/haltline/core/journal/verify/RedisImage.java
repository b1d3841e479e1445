package org.haltline.core.journal.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.journal.JournalKeys;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.order.CaseId;

/// A journal in Redis, read as it lies there.
public final class RedisImage implements JournalImage {

  private static final long ANSWER_TIMEOUT_S = 60;
  private static final int SCAN_SIZE = 500;

  private final String centre;
  private final RedisConnections connections;
  private final JournalKeys keys;
  private final SealStream seals;

  public RedisImage(String centre, RedisConnections connections) {
    this.centre = centre;
    this.connections = connections;
    this.keys = new JournalKeys(centre);
    this.seals = new SealStream(centre, connections);
  }

  @Override
  public String centre() {
    return centre;
  }

  @Override
  public long facts() {
    return answer(connections.commands().xlen(keys.journal));
  }

  @Override
  public Position end() {
    List<StreamMessage<byte[], byte[]>> last =
        answer(connections.commands().xrevrange(keys.journal, Range.unbounded(), Limit.from(1)));
    return last.isEmpty() ? Position.START : Position.parse(last.getFirst().getId());
  }

  @Override
  public List<RawFact> factsAfter(Position position, int limit) {
    Range<String> range =
        Range.from(Range.Boundary.excluding(position.toString()), Range.Boundary.unbounded());
    return answer(connections.commands().xrange(keys.journal, range, Limit.from(limit))).stream()
        .map(RedisImage::raw)
        .toList();
  }

  private static RawFact raw(StreamMessage<byte[], byte[]> entry) {
    List<byte[]> fields = new ArrayList<>(entry.getBody().size() * 2);
    entry
        .getBody()
        .forEach(
            (name, value) -> {
              fields.add(name);
              fields.add(value);
            });
    return new RawFact(Position.parse(entry.getId()), fields);
  }

  @Override
  public Optional<SealStream.Stored> lastSeal() {
    return answer(seals.last());
  }

  @Override
  public List<SealStream.Stored> sealsAfter(long number, int limit) {
    return answer(seals.after(number, limit));
  }

  @Override
  public Optional<CaseLists> caseLists() {
    return Optional.of(new RedisCaseLists());
  }

  private final class RedisCaseLists implements CaseLists {

    private final int caseAt = keys.pattern("case:").length() - 1;

    @Override
    public void forEach(CaseLength reader) {
      ScanArgs args = ScanArgs.Builder.matches(keys.pattern("case:")).limit(SCAN_SIZE);
      ScanCursor cursor = ScanCursor.INITIAL;
      while (!cursor.isFinished()) {
        KeyScanCursor<byte[]> page = answer(connections.commands().scan(cursor, args));
        // Pipelined: one answer's wait for the whole page.
        List<RedisFuture<Long>> lengths =
            page.getKeys().stream().map(key -> connections.commands().llen(key)).toList();
        for (int i = 0; i < lengths.size(); i++) {
          String text = new String(page.getKeys().get(i), UTF_8);
          String caseId = text.substring(caseAt);
          if (CaseId.isShaped(caseId)) {
            reader.accept(new CaseId(caseId), answer(lengths.get(i)));
          }
        }
        cursor = page;
      }
    }

    @Override
    public List<Position> positions(CaseId caseId, long fromIndex) {
      return answer(connections.commands().lrange(keys.factsOf(caseId), fromIndex, -1)).stream()
          .map(position -> Position.parse(new String(position, US_ASCII)))
          .toList();
    }
  }

  private static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new JournalUnavailable("the journal cannot be read: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable("interrupted while the journal was read", e);
    }
  }
}
