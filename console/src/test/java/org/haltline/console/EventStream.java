package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.haltline.console.contract.PromisedAnswers;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the live feed, as a browser is one: it reads events, remembers the last id, and can
/// come back with it.
final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Event ENDED = new Event("", "ended", "");

  private final InputStream body;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile String lastId = "";

  /// One event; `still here` lines are events without data.
  record Event(String id, String name, String data) {
    JsonNode json() {
      return JSON.readTree(data);
    }
  }

  private EventStream(InputStream body) {
    this.body = body;
    Thread.ofVirtual().start(this::read);
  }

  /// Follows from now on, or from a place. Told that there are too many, it comes back a moment
  /// later, as it is told to.
  static EventStream open(Desk desk, String token, @Nullable String lastEventId) {
    HttpRequest.Builder request = desk.request(token, "/api/feed").GET();
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> response =
          desk.http.send(request.build(), BodyHandlers.ofInputStream());
      long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (response.statusCode() == 429 && System.nanoTime() < endAt) {
        response.body().close();
        Thread.sleep(20);
        response = desk.http.send(request.build(), BodyHandlers.ofInputStream());
      }
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      var stream = new EventStream(response.body());
      Event begin = stream.next();
      assertThat(begin.name()).isEqualTo("begin");
      assertThat(begin.json().path("position").asString()).isEqualTo(begin.id());
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = lastId;
      String name = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          lastId = id;
          events.add(new Event(id, name, data));
          name = "";
          data = "";
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (IOException closed) {
      // it ends either way
    }
    events.add(ENDED);
  }

  /// The next event that says something, within half a minute however often the line says that it
  /// is open.
  Event next() {
    return within(event -> !event.name().isEmpty());
  }

  /// The next `still here`, whatever else comes before it.
  Event stillHere() {
    return within(event -> event.name().isEmpty());
  }

  /// The next of this name, whatever else comes before it.
  Event named(String name) {
    return within(event -> event.name().equals(name));
  }

  private Event within(Predicate<Event> wanted) {
    long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try {
      while (true) {
        Event event = events.poll(endAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(event).as("an event within 30 s").isNotNull();
        if (wanted.test(event)) {
          return event;
        }
        assertThat(System.nanoTime()).as("30 s without the event waited for").isLessThan(endAt);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next facts, this many.
  List<Event> facts(int count) {
    var facts = new ArrayList<Event>();
    while (facts.size() < count) {
      Event event = next();
      assertThat(event.name())
          .as("%d of %d facts: %s", facts.size(), count, event)
          .isEqualTo("fact");
      PromisedAnswers.checkAs("Fact", event.data());
      facts.add(event);
    }
    return facts;
  }

  /// All facts up to this place, which must come.
  List<Event> factsTo(Position end) {
    var facts = new ArrayList<Event>();
    while (facts.isEmpty() || !facts.getLast().id().equals(end.toString())) {
      facts.addAll(facts(1));
      assertThat(
              end.isAfter(Position.parse(facts.getLast().id()))
                  || facts.getLast().id().equals(end.toString()))
          .isTrue();
    }
    return facts;
  }

  /// What a browser would send when it comes back.
  String lastId() {
    return lastId;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
