package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.console.ConsoleOptions.FeedOptions;
import org.haltline.console.EventStream.Event;
import org.haltline.core.journal.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client of the live feed that takes nothing: it costs the house no more than its connection's
/// buffers, is let go with a word, and can come back to where it was.
class SlowFollowerTest {
  private static final Pattern FRAME = Pattern.compile("id: (\\S+)\nevent: (\\w+)\ndata: ");
  private static final int LINKS_PER_REPORT = 50;
  private static final int REPORTS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// What the operating system's buffers take, and one portion of ours; of 14 MB in all.
  private static final int TAKEN_MAX = 8 << 20;

  @TempDir Path folder;

  @Test
  void whoTakesNothingIsLetGoAndReadsOnLater() throws IOException {
    var feed = new FeedOptions(10, 256, Duration.ofMillis(5), Duration.ofMillis(100), PATIENCE);
    try (var desk = new Desk(folder, UnaryOperator.identity(), it -> it.withFeed(feed));
        var slow = new Socket()) {
      slow.setReceiveBufferSize(4 << 10);
      slow.setSoTimeout(60_000);
      slow.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), desk.server.port()), 30_000);
      String get = "GET /api/feed HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Desk.OPERATOR;
      slow.getOutputStream().write((get + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      Desk.await("the follower", () -> desk.followers() == 1);
      Position from = desk.end();
      CompletableFuture<String> taken =
          CompletableFuture.supplyAsync(
              () -> {
                Desk.await("the follower let go", () -> desk.followers() == 0);
                return readAll(slow);
              });

      for (int i = 0; i < REPORTS; i++) {
        fileLongLinks(desk);
      }

      List<Event> frames = frames(taken.join());
      assertThat(taken.join().length()).isLessThan(TAKEN_MAX);
      Event last = frames.getLast();
      assertThat(last.name()).isEqualTo("resume");
      assertThat(taken.join()).contains("\"why\":\"too slow\"");
      assertThat(frames.getFirst().name()).isEqualTo("begin");
      List<String> heard = new ArrayList<>(places(frames.subList(1, frames.size() - 1)));
      assertThat(last.id()).isEqualTo(heard.isEmpty() ? from.toString() : heard.getLast());
      long bytes = 0;
      try (var again = EventStream.open(desk, Desk.OPERATOR, last.id())) {
        for (Event fact : again.factsTo(desk.end())) {
          heard.add(fact.id());
          bytes += fact.data().length();
        }
      }
      assertThat(heard).isEqualTo(desk.journalled(from));
      assertThat(bytes).as("what was never written to it").isGreaterThan(TAKEN_MAX);
    }
  }

  /// A report whose facts are as long as the contract lets them be.
  private static void fileLongLinks(Desk desk) {
    var links = new ArrayList<String>();
    for (int i = 0; i < LINKS_PER_REPORT; i++) {
      links.add("{\"url\":\"http://lure-%d.example/%s\"}".formatted(i, "x".repeat(1_900)));
    }
    desk.filed(Calls.report("", String.join(",", links)));
  }

  private static List<Event> frames(String text) {
    var frames = new ArrayList<Event>();
    Matcher frame = FRAME.matcher(text);
    while (frame.find()) {
      frames.add(new Event(frame.group(1), frame.group(2), ""));
    }
    return frames;
  }

  private static List<String> places(List<Event> facts) {
    assertThat(facts).allMatch(it -> it.name().equals("fact"));
    return facts.stream().map(Event::id).toList();
  }

  /// To the end of the connection.
  private static String readAll(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
