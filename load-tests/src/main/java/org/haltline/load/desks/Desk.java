package org.haltline.load.desks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import org.HdrHistogram.Histogram;
import org.haltline.core.journal.Position;
import org.haltline.load.house.ServerConfig.Person;

/// One person's screen, as far as it follows the feed. Everything here happens on one event loop.
final class Desk {
  private static final String ID = "id: ";
  private static final String FACT = "event: fact";
  private static final String INSTITUTION = "\"institution\":\"";

  private final Person person;
  private final InstantSource clock;
  private final Witness witness;
  private final Seen seen = new Seen();
  private final Histogram millis;
  private long beyondWall;
  private boolean begun;
  private boolean ended;

  /// Hears every fact that comes to a desk which sees all of them.
  interface Witness {
    void saw(Position position, String frame);
  }

  /// @param millis where it says how late each fact came; shared by the desks of one event loop
  Desk(Person person, InstantSource clock, Histogram millis, Witness witness) {
    this.person = person;
    this.clock = clock;
    this.millis = millis;
    this.witness = witness;
  }

  /// One event of the stream, without the empty line that ends it.
  void take(Buffer frame) {
    String text = frame.toString(UTF_8);
    int line = text.indexOf('\n');
    if (line < 0 || !text.startsWith(ID)) {
      return; // a word about a line, or that the feed is still there
    }
    Position position = Position.parse(text.substring(ID.length(), line));
    if (!text.startsWith(FACT, line + 1)) {
      begun |= text.startsWith("event: begin", line + 1);
      ended |= text.startsWith("event: resume", line + 1);
      return;
    }
    long late = clock.millis() - position.millis();
    millis.recordValue(Math.clamp(late, 0, millis.getHighestTrackableValue()));
    seen.add(position);
    String own = person.institution();
    if (own != null && !text.contains(INSTITUTION + own + "\"")) {
      beyondWall++;
    }
    witness.saw(position, text);
  }

  /// The connection is gone.
  void gone() {
    ended = true;
  }

  Person person() {
    return person;
  }

  Seen seen() {
    return seen;
  }

  /// Facts of others that came to it.
  long beyondWall() {
    return beyondWall;
  }

  boolean isBegun() {
    return begun;
  }

  boolean isEnded() {
    return ended;
  }
}
