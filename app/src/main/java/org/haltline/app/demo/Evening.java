package org.haltline.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes on after the day: a call now and then, until the demo ends. Colleagues do what nobody
/// sits down to, and leave the rest: orders on the desks of one bank and one carrier, a hold that
/// ends within the hour, a freeze that waits for its second person, a note for the analyst.
final class Evening implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Evening.class);
  private static final int LOOK_MS = 2_000;

  private final People people;
  private final EveningCalls calls;
  private final int callsMax;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Thread passing;

  private Evening(
      People people, EveningCalls calls, int callsMax, InstantSource clock, ZoneId zone) {
    this.people = people;
    this.calls = calls;
    this.callsMax = callsMax;
    this.clock = clock;
    this.zone = zone;
    this.passing = Thread.ofVirtual().name("evening").unstarted(this::pass);
  }

  /// @param callsMax how many come in; 0 for none
  static Evening begin(
      People people, EveningCalls calls, int callsMax, InstantSource clock, ZoneId zone) {
    var evening = new Evening(people, calls, callsMax, clock, zone);
    evening.passing.start();
    return evening;
  }

  private void pass() {
    try {
      for (int i = 0; i < callsMax; i++) {
        Instant next = clock.instant().plus(Duration.ofMillis(calls.pauseMs(i)));
        people.takeCall(calls.at(i, clock.instant(), zone), i);
        while (clock.instant().isBefore(next)) {
          look();
          Thread.sleep(LOOK_MS);
        }
      }
      while (callsMax > 0) {
        look();
        Thread.sleep(LOOK_MS);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException away) {
      log.warn("no further calls come in: {}", away.toString());
    }
  }

  private void look() throws IOException, InterruptedException {
    people.workOn();
  }

  @Override
  public void close() {
    passing.interrupt();
    try {
      passing.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
