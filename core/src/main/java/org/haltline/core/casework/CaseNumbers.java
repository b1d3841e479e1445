package org.haltline.core.casework;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// Numbers for new cases, running by the day of the centre. They are set aside in blocks, so that a
/// report does not wait for its number; a restart leaves a gap.
public final class CaseNumbers {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private final Journal journal;
  private final String centre;
  private final ZoneId zone;
  private final int blockSize;
  private @Nullable CompletableFuture<Block> current;
  private String currentDay = "";

  /// @param centre the centre's letters in its case numbers
  /// @param blockSize how many are set aside at once
  public CaseNumbers(Journal journal, String centre, ZoneId zone, int blockSize) {
    this.journal = journal;
    this.centre = centre;
    this.zone = zone;
    this.blockSize = blockSize;
  }

  private static final class Block {
    private final long first;
    private int used;

    Block(long first) {
      this.first = first;
    }
  }

  public CompletionStage<CaseId> next(Instant now) {
    String day = DAY.format(now.atZone(zone));
    return block(day).thenCompose(block -> take(block, day, now));
  }

  private CompletionStage<CaseId> take(Block block, String day, Instant now) {
    synchronized (this) {
      if (block.used < blockSize) {
        long number = block.first + block.used++;
        return CompletableFuture.completedFuture(
            new CaseId(centre + "-" + day + "-" + String.format(Locale.ROOT, "%04d", number)));
      }
      current = null;
    }
    return next(now);
  }

  private synchronized CompletableFuture<Block> block(String day) {
    CompletableFuture<Block> have = current;
    if (have == null || !day.equals(currentDay) || have.isCompletedExceptionally()) {
      have = journal.reserveCaseNumbers(day, blockSize).thenApply(Block::new).toCompletableFuture();
      current = have;
      currentDay = day;
    }
    return have;
  }
}
