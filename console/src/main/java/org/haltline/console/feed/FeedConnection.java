package org.haltline.console.feed;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.access.Wall;
import org.haltline.core.journal.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client of the feed: a place in the journal that moves on as the client takes what is
/// written. It holds no facts of its own; its buffer is the connection's, which is bounded. A
/// client that falls behind what the feed keeps, or takes nothing for long, is told to come back.
final class FeedConnection {
  private static final Logger log = LoggerFactory.getLogger(FeedConnection.class);

  private final FeedRoom room;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Wall wall;
  private final Set<Field> gaps;
  private final Runnable onLeave;
  private final int epoch;
  private Position place;

  /// Reads from the journal until it has caught up with the feed.
  private boolean catchingUp = true;

  private boolean reading;
  private boolean ended;
  private long blockedSinceNanos;

  FeedConnection(
      FeedRoom room,
      HttpServerRequest request,
      Wall wall,
      Set<Field> gaps,
      Position from,
      Runnable onLeave) {
    this.room = room;
    this.request = request;
    this.response = request.response();
    this.wall = wall;
    this.gaps = gaps;
    this.onLeave = onLeave;
    this.place = from;
    this.epoch = room.feed().epoch();
  }

  void begin() {
    if (response.closed()) {
      end(); // gone while its place was looked up
      return;
    }
    response.closeHandler(gone -> end());
    response.exceptionHandler(broken -> end());
    response.drainHandler(
        taken -> {
          blockedSinceNanos = 0;
          room.refresh();
          pump();
        });
    write(Frames.begin(place));
    room.refresh();
    pump();
  }

  /// Writes what there is, as far as the client takes it.
  void pump() {
    while (!ended && !reading && !isBlocked()) {
      if (room.feed().epoch() != epoch) {
        resumeElsewhere("facts were lost, load everything anew");
        return;
      }
      FeedRoom.Portion portion = room.after(place, wall, gaps);
      if (portion.missed()) {
        fallBehind();
        return;
      }
      catchingUp = false;
      place = portion.last();
      if (portion.bytes().length() > 0) {
        write(portion.bytes());
      }
      if (!portion.full()) {
        return;
      }
    }
  }

  /// What it needs is kept no longer: a client that comes back reads on from the journal, one that
  /// was live and could not follow is let go.
  private void fallBehind() {
    if (!catchingUp) {
      resumeElsewhere("too slow");
      return;
    }
    reading = true;
    Future.fromCompletionStage(room.feed().replay(place, FeedRoom.PORTION_MAX), room.context())
        .onComplete(
            page -> {
              reading = false;
              if (page.failed()) {
                log.debug("a client of the feed cannot be brought up to date", page.cause());
                resumeElsewhere("the journal is away");
              } else {
                take(page.result());
              }
            });
  }

  private void take(List<Sighting> page) {
    Buffer bytes = Buffer.buffer();
    for (Sighting sighting : page) {
      if (sighting.isFor(wall)) {
        bytes.appendBuffer(sighting.frame(gaps));
      }
      place = sighting.position();
    }
    if (page.isEmpty()) {
      // The journal has lost what stood here: go on with what the feed keeps.
      place = room.feed().floor();
    }
    if (bytes.length() > 0) {
      write(bytes);
    }
    room.refresh();
    pump();
  }

  /// A word about an institution's line, for those who see that institution. Whoever takes nothing
  /// now can ask for what is the matter later.
  void tell(String institution, Buffer frame) {
    if (wall.shows(institution) && !isBlocked()) {
      write(frame);
    }
  }

  private boolean isBlocked() {
    if (!response.writeQueueFull()) {
      blockedSinceNanos = 0;
      return false;
    }
    if (blockedSinceNanos == 0) {
      blockedSinceNanos = System.nanoTime();
    }
    return true;
  }

  void keepAlive() {
    if (isBlocked()) {
      long blockedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - blockedSinceNanos);
      if (blockedMs > room.patience().toMillis()) {
        resumeElsewhere("too slow");
      }
    } else {
      write(Frames.stillHere(place));
    }
  }

  /// The last event: come back with this id.
  void resumeElsewhere(String why) {
    if (!ended) {
      end();
      if (!response.ended() && !response.closed()) {
        boolean blocked = response.writeQueueFull();
        response.end(Frames.resume(place, why));
        if (blocked) {
          room.closeLater(request.connection());
        }
      }
    }
  }

  private void end() {
    ended = true;
    room.leave(this);
    onLeave.run();
  }

  private void write(Buffer bytes) {
    if (!ended && !response.ended() && !response.closed()) {
      response.write(bytes);
    }
  }
}
