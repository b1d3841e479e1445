package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.haltline.console.ConsoleOptions.FeedOptions;
import org.haltline.console.Desk.Came;
import org.haltline.console.EventStream.Event;
import org.haltline.console.feed.LineNotices.Matter;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The live feed: every fact once, in order, with its place in the journal; to each only what is
/// theirs.
class LiveFeedTest {
  private static final int FACTS_KEPT = 256;
  private static final int FOLLOWERS_MAX = 6;

  @TempDir static Path folder;
  static Desk desk;
  static Acts acts;

  @BeforeAll
  static void open() {
    var feed =
        new FeedOptions(
            FOLLOWERS_MAX,
            FACTS_KEPT,
            Duration.ofMillis(5),
            Duration.ofMillis(200),
            Duration.ofMinutes(5));
    desk = new Desk(folder, UnaryOperator.identity(), options -> options.withFeed(feed));
    acts = new Acts(desk);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void everyFactComesOnceInOrderWithItsPlaceInTheJournal() {
    Position from = desk.end();
    try (var stream = EventStream.open(desk, Desk.OPERATOR, null)) {
      CaseId first = desk.filed(Calls.full());
      desk.filed(Calls.plain());

      List<Event> heard = stream.factsTo(desk.end());

      assertThat(places(heard)).isEqualTo(desk.journalled(from));
      Event report = heard.getFirst();
      assertThat(report.json().path("type").asString()).isEqualTo("ReportFiled");
      assertThat(report.json().path("caseId").asString()).isEqualTo(first.value());
      assertThat(report.json().path("position").asString()).isEqualTo(report.id());
      assertThat(report.json().at("/event/report/payments/0/amount").toString())
          .isEqualTo("{\"amount\":\"49800.00\",\"currency\":\"CNY\"}");
    }
  }

  @Test
  void whatIsTheMatterOnALineIsToldToThoseWhoSeeTheInstitutionAndStandsThereUntilItIsOver() {
    Instant now = Instant.parse("2026-11-20T04:00:00Z");
    try (var all = EventStream.open(desk, Desk.OPERATOR, null);
        var icbc = EventStream.open(desk, Desk.ICBC_LIAISON, null)) {
      desk.lines.begins("ABC", Matter.NOT_ANSWERING, 3, now);
      desk.lines.begins("ICBC", Matter.QUEUE_FULL, 10_000, now);
      desk.lines.begins("ICBC", Matter.QUEUE_FULL, 12_000, now.plusSeconds(5));

      assertThat(all.named("line").json().path("institution").asString()).isEqualTo("ABC");
      Event first = icbc.named("line");
      assertThat(first.json().path("institution").asString()).isEqualTo("ICBC");
      assertThat(first.json().path("matter").asString()).isEqualTo("QUEUE_FULL");
      assertThat(first.json().path("over").asBoolean()).isFalse();
      assertThat(lineOf("ICBC"))
          .contains("\"orders\":12000", "2026-11-20T04:00:00Z", "2026-11-20T04:00:05Z")
          .contains("More orders wait than its adapter takes");
      assertThat(lineOf("BOC")).isEqualTo("[]");

      desk.lines.ends("ICBC", Matter.QUEUE_FULL, 100, now.plusSeconds(9));
      desk.lines.ends("ABC", Matter.NOT_ANSWERING, 0, now.plusSeconds(9));
      icbc.named("line");
      assertThat(icbc.named("line").json().path("over").asBoolean()).isTrue();
      assertThat(lineOf("ICBC")).isEqualTo("[]");

      for (int more = 0; more < 4; more++) {
        all.named("line");
      }
      // no place in the journal: whoever comes back does so to the facts
      CaseId later = desk.filed(Calls.plain());
      assertThat(all.factsTo(desk.end()).getFirst().json().path("caseId").asString())
          .isEqualTo(later.value());
    }
  }

  private static String lineOf(String institution) {
    for (JsonNode it : desk.get(Desk.OPERATOR, "/api/institutions").json().path("institutions")) {
      if (it.path("id").asString().equals(institution)) {
        return it.path("line").toString();
      }
    }
    throw new AssertionError("no " + institution);
  }

  @Test
  void whoWasAwayLongReadsOnFromTheJournal() {
    String left;
    try (var stream = EventStream.open(desk, Desk.OPERATOR, null)) {
      desk.filed(Calls.plain());
      left = stream.factsTo(desk.end()).getLast().id();
    }
    fileMoreThanTheFeedKeeps();
    try (var stream = EventStream.open(desk, Desk.OPERATOR, left)) {
      List<Event> heard = stream.factsTo(desk.end());

      assertThat(heard).hasSizeGreaterThan(FACTS_KEPT);
      assertThat(places(heard)).isEqualTo(desk.journalled(Position.parse(left)));
    }
  }

  @Test
  void whoComesBackAgainAndAgainMissesNothingAndHearsNothingTwice() {
    var random = new Random(20_261_120);
    String begin;
    try (var stream = EventStream.open(desk, Desk.OPERATOR, null)) {
      begin = stream.lastId();
    }
    var filing = CompletableFuture.runAsync(LiveFeedTest::fileMoreThanTheFeedKeeps);
    var heard = new ArrayList<Event>();
    String last = begin;
    while (!filing.isDone()) {
      try (var stream = EventStream.open(desk, Desk.OPERATOR, last)) {
        heard.addAll(stream.facts(1 + random.nextInt(20)));
        // A browser reads what came by the time it is cut, no more.
        last = heard.getLast().id();
      }
      desk.filed(Calls.plain());
    }
    filing.join();
    desk.filed(Calls.plain());
    try (var stream = EventStream.open(desk, Desk.OPERATOR, last)) {
      heard.addAll(stream.factsTo(desk.end()));
    }
    assertThat(places(heard)).isEqualTo(desk.journalled(Position.parse(begin)));
  }

  @Test
  void aBankHearsOfItsOwnOrdersAndNothingOfTheVictim() {
    try (var icbc = EventStream.open(desk, Desk.ICBC_LIAISON, null);
        var abc = EventStream.open(desk, Desk.ABC_LIAISON, null)) {
      String icbcCard = Calls.freshCard("ICBC");
      String abcCard = Calls.freshCard("ABC");
      CaseId caseId =
          desk.filed(
              Calls.report(
                  Calls.payment("工行", icbcCard, "49800")
                      + ","
                      + Calls.payment("农行", abcCard, "12000.50"),
                  "{\"phone\":\"13800002222\"}"));
      List<String> stops = desk.orders(caseId, "STOP_PAYMENT");
      desk.held(Desk.ICBC_LIAISON, caseId, stops.getFirst(), "49800");
      desk.held(Desk.ABC_LIAISON, caseId, stops.getLast(), "1");

      assertOwn(icbc.facts(2), "ICBC", icbcCard);
      assertOwn(abc.facts(2), "ABC", abcCard);

      desk.filed(Calls.to(Calls.freshCard("ICBC"), "5"));
      assertThat(icbc.facts(1).getFirst().json().path("type").asString()).isEqualTo("OrderIssued");
      // Nothing of that is the other bank's; what it hears next is that the line is open.
      assertThat(abc.stillHere().data()).isEmpty();
    }
  }

  /// What waits for a second person is none of the institution's business, heard live or read
  /// later; from the approval on it is.
  @Test
  void aRequestIsNotHeardAtTheBankNeitherLiveNorLater() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "900");
    acts.filing(caseId);
    String from = desk.end().toString();
    try (var live = EventStream.open(desk, Desk.ICBC_LIAISON, null)) {
      String freeze =
          Acts.only(
                  acts.issue(
                      Desk.SUPERVISOR,
                      caseId,
                      "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"x\"}".formatted(stop)),
                  201)
              .path("number")
              .asString();
      acts.paper(caseId, freeze, "freeze-notice", "the notice");
      acts.approve(Desk.CITY_SUPERVISOR, caseId, freeze);
      desk.held(Desk.ICBC_LIAISON, caseId, freeze, "900");

      List<String> wanted = List.of("OrderApproved", "OrderDone", "HoldFrozen");
      assertThat(types(live.facts(3))).isEqualTo(wanted);
      try (var later = EventStream.open(desk, Desk.ICBC_LIAISON, from)) {
        assertThat(types(later.facts(3))).as("from memory").isEqualTo(wanted);
      }
      fileMoreThanTheFeedKeeps();
      try (var later = EventStream.open(desk, Desk.ICBC_LIAISON, from)) {
        assertThat(types(later.facts(3))).as("from the journal").isEqualTo(wanted);
      }
    }
  }

  @Test
  void aQuietLineIsKeptOpenAndMovesOnPastWhatIsNotTheirs() {
    try (var bank = EventStream.open(desk, Desk.ABC_LIAISON, null)) {
      desk.filed(Calls.to(Calls.freshCard("ICBC"), "5"));
      String end = desk.end().toString();

      Event still = bank.stillHere();
      for (int beats = 1; beats < 50 && !still.id().equals(end); beats++) {
        still = bank.stillHere();
      }
      assertThat(still.id()).isEqualTo(end);
      assertThat(still.data()).isEmpty();
      assertThat(bank.lastId()).isEqualTo(end);
    }
  }

  @Test
  void placesAtTheFeedAreCountedAndGivenBack() {
    for (int i = 0; i <= FOLLOWERS_MAX; i++) {
      Came bad = desk.get(Desk.OPERATOR, "/api/feed?after=99999999999999999999-0");
      assertThat(bad.status()).isEqualTo(400);
      Came beyond = desk.get(Desk.OPERATOR, "/api/feed?after=99999999999999-0");
      assertThat(beyond.code()).isEqualTo("place-unknown");
    }
    var streams = new ArrayList<EventStream>();
    try {
      for (int i = 0; i < FOLLOWERS_MAX; i++) {
        streams.add(EventStream.open(desk, Desk.OPERATOR, null));
      }
      Came full = desk.refused(() -> desk.get(Desk.OPERATOR, "/api/feed"));
      assertThat(full.status()).isEqualTo(429);
      assertThat(full.code()).isEqualTo("too-many-feeds");
      assertThat(full.header("Retry-After")).isEqualTo("10");
      streams.removeFirst().close();
      streams.add(EventStream.open(desk, Desk.OPERATOR, null));
    } finally {
      streams.forEach(EventStream::close);
    }
  }

  @Test
  void aHouseThatClosesSendsItsFollowersAwayWithTheirPlace(@TempDir Path elsewhere) {
    try (var closing = new Desk(elsewhere);
        var stream = EventStream.open(closing, Desk.OPERATOR, null)) {
      closing.filed(Calls.plain());
      String end = stream.factsTo(closing.end()).getLast().id();

      Desk.get(closing.server.stop());

      Event last = stream.next();
      assertThat(last.name()).isEqualTo("resume");
      assertThat(last.id()).isEqualTo(end);
      assertThat(last.json().path("why").asString()).isEqualTo("closing");
      assertThat(stream.next().name()).isEqualTo("ended");
    }
  }

  private static void fileMoreThanTheFeedKeeps() {
    Position from = desk.end();
    while (desk.journalled(from).size() <= FACTS_KEPT) {
      for (int i = 0; i < 10; i++) {
        desk.filed(Calls.full());
      }
    }
  }

  private static void assertOwn(List<Event> facts, String institution, String card) {
    assertThat(types(facts)).containsExactly("OrderIssued", "OrderDone");
    assertThat(facts.getFirst().data()).contains(card);
    for (Event fact : facts) {
      assertThat(fact.json().path("institution").asString()).isEqualTo(institution);
      assertThat(fact.data())
          .doesNotContain("林晓梅", "13800001111", "13800002222", Calls.CCB_CARD)
          .doesNotContain(institution.equals("ICBC") ? "\"ABC\"" : "\"ICBC\"");
    }
  }

  private static List<String> types(List<Event> facts) {
    return facts.stream().map(it -> it.json().path("type").asString()).toList();
  }

  private static List<String> places(List<Event> facts) {
    return facts.stream().map(Event::id).toList();
  }
}
