package org.haltline.console.feed;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.access.Wall;
import org.haltline.console.view.Views;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Those who follow the feed through one event loop. News are gathered for a moment and written to
/// all of them in one go; connections that stand at the same place share the bytes. Everything here
/// runs on that loop.
public final class FeedRoom {
  private static final Logger log = LoggerFactory.getLogger(FeedRoom.class);

  /// Facts written to one connection in one go.
  static final int PORTION_MAX = 256;

  /// Bytes written to one connection in one go, and one fact: reports can be long.
  private static final int PORTION_BYTES_MAX = 1 << 20;

  private final Vertx vertx;
  private final Context context;
  private final CaseFeed feed;
  private final LineNotices lines;
  private final Pace pace;
  private final Set<FeedConnection> connections = new LinkedHashSet<>();
  private final Map<Place, Portion> portions = new HashMap<>();
  private final AtomicBoolean growing = new AtomicBoolean();
  private @Nullable Runnable deafen;
  private final long timer;
  private boolean closed;

  private record Place(Position after, Wall wall, Set<Field> gaps) {}

  /// Bytes for everyone at one place.
  ///
  /// @param missed the feed keeps these facts no longer
  /// @param last where a reader stands after them
  /// @param full whether there may be more right behind
  record Portion(Buffer bytes, boolean missed, Position last, boolean full) {}

  /// How fast it goes.
  ///
  /// @param gathering how long news are gathered before they are written
  /// @param keepAlive how often a quiet line is written to
  /// @param patience how long a client may take nothing before it is let go
  public record Pace(Duration gathering, Duration keepAlive, Duration patience) {}

  /// To be made on the event loop that it is for.
  public FeedRoom(Vertx vertx, CaseFeed feed, LineNotices lines, Pace pace) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.feed = feed;
    this.lines = lines;
    this.pace = pace;
    this.timer = vertx.setPeriodic(pace.keepAlive.toMillis(), tick -> keepAlive());
  }

  /// Lets a client follow from a position on; the head of its response is set and not written yet.
  ///
  /// @param onLeave called when the client is gone, perhaps more than once
  /// @param gaps what the client sees masked
  /// @return ends it: the client is told to come back, and asked then who it is
  public Runnable admit(
      HttpServerRequest request, Wall wall, Set<Field> gaps, Position from, Runnable onLeave) {
    var connection = new FeedConnection(this, request, wall, gaps, from, onLeave);
    if (closed) {
      connection.resumeElsewhere("closing");
      return () -> {};
    }
    connections.add(connection);
    if (deafen == null) {
      Runnable fromFacts = feed.onGrowth(this::grown);
      Runnable fromLines = lines.onTold(this::told);
      deafen =
          () -> {
            fromFacts.run();
            fromLines.run();
          };
    }
    connection.begin();
    return () -> connection.resumeElsewhere("signed out, or locked");
  }

  /// A client that takes nothing would hold its connection for ever; it has as long for the last
  /// word as it had for the others.
  void closeLater(HttpConnection connection) {
    vertx.setTimer(pace.patience.toMillis(), late -> connection.close());
  }

  void leave(FeedConnection connection) {
    connections.remove(connection);
    if (connections.isEmpty()) {
      listenNoMore();
    }
  }

  private void listenNoMore() {
    if (deafen != null) {
      deafen.run();
      deafen = null;
    }
  }

  CaseFeed feed() {
    return feed;
  }

  Duration patience() {
    return pace.patience;
  }

  Context context() {
    return context;
  }

  /// What comes after a place, put together once for everyone who stands there.
  Portion after(Position position, Wall wall, Set<Field> gaps) {
    return portions.computeIfAbsent(new Place(position, wall, gaps), this::gathered);
  }

  private Portion gathered(Place place) {
    CaseFeed.Slice slice = feed.read(place.after(), PORTION_MAX);
    Position last = place.after();
    Buffer bytes = Buffer.buffer();
    for (Sighting sighting : slice.sightings()) {
      if (bytes.length() >= PORTION_BYTES_MAX) {
        return new Portion(bytes, false, last, true);
      }
      if (sighting.isFor(place.wall())) {
        bytes.appendBuffer(sighting.frame(place.gaps()));
      }
      last = sighting.position();
    }
    boolean full = slice.sightings().size() == PORTION_MAX;
    return new Portion(bytes, slice.missed(), slice.end(), full);
  }

  /// On the tail's thread: any number of news make one run.
  private void grown() {
    if (growing.compareAndSet(false, true)) {
      try {
        context.runOnContext(
            now -> vertx.setTimer(Math.max(1, pace.gathering.toMillis()), later -> flush()));
      } catch (RejectedExecutionException ending) {
        log.debug("the house is closing, nobody follows any more", ending);
      }
    }
  }

  /// On the thread that tells it.
  private void told(LineNotices.Told told) {
    Buffer frame = Frames.line(Buffer.buffer(Views.bytes(told)));
    try {
      context.runOnContext(
          now -> {
            for (FeedConnection connection : List.copyOf(connections)) {
              connection.tell(told.institution(), frame);
            }
          });
    } catch (RejectedExecutionException ending) {
      log.debug("the house is closing, nobody follows any more", ending);
    }
  }

  private void flush() {
    growing.set(false);
    portions.clear();
    for (FeedConnection connection : List.copyOf(connections)) {
      connection.pump();
    }
    portions.clear();
  }

  private void keepAlive() {
    for (FeedConnection connection : List.copyOf(connections)) {
      connection.keepAlive();
    }
  }

  /// Forgets what was put together: what follows reads anew.
  void refresh() {
    portions.clear();
  }

  /// Sends everyone elsewhere.
  public void close() {
    closed = true;
    vertx.cancelTimer(timer);
    listenNoMore();
    for (FeedConnection connection : new ArrayList<>(connections)) {
      connection.resumeElsewhere("closing");
    }
  }
}
