package org.haltline.console.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.haltline.core.journal.Diary;
import org.haltline.core.journal.Diary.Line;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The audit trail of a centre, in its diary.
public final class AuditTrail {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int STRIDE = 500;

  /// Lines looked through for one page: whoever filters for what is rare asks again from there.
  private static final int LOOKED_AT_MAX = 20_000;

  private final Diary diary;
  private final InstantSource clock;

  public AuditTrail(Diary diary, InstantSource clock) {
    this.diary = diary;
    this.clock = clock;
  }

  /// What is asked for.
  ///
  /// @param to the first instant that is too late; null for up to now
  public record Filter(
      Instant from,
      @Nullable Instant to,
      @Nullable String who,
      @Nullable String caseId,
      Entry.@Nullable Kind kind) {

    private boolean fits(Entry entry) {
      return !entry.at().isBefore(from)
          && (to == null || entry.at().isBefore(to))
          && (who == null || entry.who().equals(who))
          && (caseId == null || caseId.equals(entry.caseId()))
          && (kind == null || entry.kind() == kind);
    }
  }

  /// A page, the newest first.
  ///
  /// @param next where to go on; null at the end
  public record Page(List<Entry> entries, @Nullable Position next) {}

  Instant now() {
    return clock.instant();
  }

  /// Completes when it is on disk.
  CompletionStage<Void> write(Entry entry) {
    return diary.write(entry.at(), JSON.writeValueAsBytes(entry), entry.caseId());
  }

  /// What fits, the newest first.
  ///
  /// @param before the `next` of the page before; null for the first one
  public CompletionStage<Page> page(Filter filter, @Nullable Position before, int limit) {
    Instant end = clock.instant().plusSeconds(3_600);
    Instant to = filter.to() == null || filter.to().isAfter(end) ? end : filter.to();
    // what was written a little late stands a little later
    Position first = new Position(to.plusSeconds(60).toEpochMilli(), 0);
    Position place = before == null || before.isAfter(first) ? first : before;
    return page(filter, place, limit, new ArrayList<>(), 0);
  }

  private CompletionStage<Page> page(
      Filter filter, Position place, int limit, List<Entry> found, int lookedAt) {
    return diary
        .before(place, filter.from(), STRIDE)
        .thenCompose(
            lines -> {
              for (Line line : lines) {
                Entry entry = entry(line);
                if (filter.fits(entry)) {
                  found.add(entry);
                  if (found.size() == limit) {
                    return done(found, line.at());
                  }
                }
              }
              if (lines.size() < STRIDE) {
                return done(found, null);
              }
              Position last = lines.getLast().at();
              return lookedAt + lines.size() >= LOOKED_AT_MAX
                  ? done(found, last)
                  : page(filter, last, limit, found, lookedAt + lines.size());
            });
  }

  private static CompletionStage<Page> done(List<Entry> found, @Nullable Position next) {
    return CompletableFuture.completedStage(new Page(List.copyOf(found), next));
  }

  /// Who did and read something of a case, the newest first.
  public CompletionStage<List<Entry>> ofCase(String caseId, Predicate<Entry> which, int limit) {
    return diary
        .about(caseId, Diary.ABOUT_MAX / 2)
        .thenApply(
            lines -> lines.stream().map(AuditTrail::entry).filter(which).limit(limit).toList());
  }

  private static Entry entry(Line line) {
    return JSON.readValue(line.text(), Entry.class);
  }
}
