package org.haltline.console.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is the matter on the way to each institution, as far as this process has heard since it
/// started. Nothing here is a fact of a case: it is gone with the process, and told anew when it
/// happens again.
public final class LineNotices {
  /// What has no end of its own is shown for so long after it happened last.
  private static final Duration SHOWN = Duration.ofHours(1);

  private final Map<String, Map<Matter, LineNotice>> open = new ConcurrentHashMap<>();
  private final List<Consumer<Told>> listeners = new CopyOnWriteArrayList<>();

  /// What can be the matter.
  public enum Matter {
    /// More orders wait than the adapter holds; the rest stays in the journal's queue.
    QUEUE_FULL,
    /// Orders wait, and end on its desk.
    NOT_ANSWERING,
    /// Orders came by the queue and not over the bus.
    BUS_DEAF,
    QUEUE_UNREADABLE,
    /// The centre did not accept what the adapter reported.
    FEEDBACK_REFUSED
  }

  /// One matter.
  ///
  /// @param orders how many it concerned when it was told last
  /// @param since when it was first told
  /// @param at when it was told last
  public record LineNotice(Matter matter, long orders, Instant since, Instant at) {}

  /// What the feed tells those who may see the institution.
  ///
  /// @param over whether it is the matter no longer
  public record Told(String institution, Matter matter, boolean over, long orders, Instant at) {}

  /// Something is the matter.
  public void begins(String institution, Matter matter, long orders, Instant at) {
    open.compute(
        institution,
        (id, before) -> {
          var all = copy(before);
          all.merge(
              matter,
              new LineNotice(matter, orders, at, at),
              (known, now) ->
                  isShown(known, at) ? new LineNotice(matter, orders, known.since, at) : now);
          return all;
        });
    tell(new Told(institution, matter, false, orders, at));
  }

  /// It is the matter no longer.
  public void ends(String institution, Matter matter, long orders, Instant at) {
    open.computeIfPresent(
        institution,
        (id, before) -> {
          var all = copy(before);
          all.remove(matter);
          return all;
        });
    tell(new Told(institution, matter, true, orders, at));
  }

  /// What is the matter now.
  public List<LineNotice> of(String institution, Instant now) {
    return open.getOrDefault(institution, Map.of()).values().stream()
        .filter(notice -> isShown(notice, now))
        .toList();
  }

  /// Calls back for each from now on, on the thread that tells it.
  ///
  /// @return ends it
  Runnable onTold(Consumer<Told> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void tell(Told told) {
    listeners.forEach(listener -> listener.accept(told));
  }

  private static boolean isShown(LineNotice notice, Instant now) {
    return switch (notice.matter) {
      case QUEUE_FULL, NOT_ANSWERING -> true;
      case BUS_DEAF, QUEUE_UNREADABLE, FEEDBACK_REFUSED -> notice.at.plus(SHOWN).isAfter(now);
    };
  }

  private static EnumMap<Matter, LineNotice> copy(@Nullable Map<Matter, LineNotice> before) {
    var all = new EnumMap<Matter, LineNotice>(Matter.class);
    if (before != null) {
      all.putAll(before);
    }
    return all;
  }
}
