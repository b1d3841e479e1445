package org.haltline.core.casework;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.CaseDay;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// Numbers for new cases, running by the day of the centre. They are set aside in blocks, so that a
/// report does not wait for its number; a restart leaves a gap, and a restore a wide one.
public final class CaseNumbers {
  private final Journal journal;
  private final String centre;
  private final ZoneId zone;
  private final int blockSize;
  private @Nullable Block current;

  /// @param centre the centre's letters in its case numbers
  /// @param blockSize how many are set aside at once
  public CaseNumbers(Journal journal, String centre, ZoneId zone, int blockSize) {
    this.journal = journal;
    this.centre = centre;
    this.zone = zone;
    this.blockSize = blockSize;
  }

  /// Numbers set aside for one day. Its users take turns on the lock of the whole.
  private static final class Block {
    final String day;
    final CompletionStage<Long> first;
    int used;

    Block(String day, CompletionStage<Long> first) {
      this.day = day;
      this.first = first;
    }
  }

  /// The next number of the day on which `now` falls in the centre's zone.
  public CompletionStage<CaseId> next(Instant now) {
    Block block;
    int place;
    synchronized (this) {
      block = blockFor(CaseDay.of(now, zone));
      place = block.used++;
    }
    Block mine = block;
    return mine.first
        .whenComplete((first, failure) -> forgetFailed(mine, failure))
        .thenApply(first -> number(mine.day, first + place));
  }

  private Block blockFor(String day) {
    Block block = current;
    if (block == null || !block.day.equals(day) || block.used == blockSize) {
      block = new Block(day, journal.reserveCaseNumbers(day, blockSize));
      current = block;
    }
    return block;
  }

  /// Whoever comes after a failure asks the journal anew.
  private synchronized void forgetFailed(Block block, @Nullable Throwable failure) {
    if (failure != null && current == block) {
      current = null;
    }
  }

  private CaseId number(String day, long number) {
    return new CaseId(centre + "-" + day + "-" + String.format(Locale.ROOT, "%04d", number));
  }
}
