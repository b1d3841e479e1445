package org.haltline.console;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.people.Sessions;
import org.haltline.console.view.ActorView;
import org.jspecify.annotations.Nullable;

/// Who is at which desk now.
final class Seats {
  private static final Comparator<SeatView> BY_DESK =
      Comparator.comparing(SeatView::institution, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(SeatView::id);

  private final Sessions sessions;

  Seats(Sessions sessions) {
    this.sessions = sessions;
  }

  private record SeatView(
      String id,
      String name,
      List<String> roles,
      @Nullable String institution,
      Instant since,
      Instant usedAt,
      boolean locked) {

    static SeatView of(Sessions.Seat seat) {
      ActorView actor = ActorView.of(seat.user().actor());
      return new SeatView(
          actor.id(),
          actor.name(),
          actor.roles(),
          actor.institution(),
          seat.since(),
          seat.usedAt(),
          seat.locked());
    }
  }

  private record SeatsView(List<SeatView> seats) {}

  Map<String, Handling> handlings() {
    return Map.of("listSeats", this::list);
  }

  private Future<Answer> list(Exchange exchange) {
    return exchange
        .on(sessions.seated())
        .map(
            all ->
                Answer.json(
                    200, new SeatsView(all.stream().map(SeatView::of).sorted(BY_DESK).toList())));
  }
}
