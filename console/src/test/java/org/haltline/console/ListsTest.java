package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.console.Desk.Came;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ListsTest extends OneDesk {
  private static final Pattern ROWS = Pattern.compile("rows=(\\d+) ");

  private Came send(String token, String path, String list) {
    return desk.send(
        desk.request(token, path)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(list)));
  }

  private String brought(String list) {
    Came came = send(Desk.ANALYST, "/api/lists?name=old", list);
    assertThat(came.status()).as(came.text()).isEqualTo(202);
    String listId = came.json().path("listId").asString();
    Desk.await("the list is read", () -> !state(listId).equals("READING"));
    return listId;
  }

  private String state(String listId) {
    return read(listId).path("state").asString();
  }

  private JsonNode read(String listId) {
    return desk.get(Desk.ANALYST, "/api/lists/" + listId).json();
  }

  @Test
  void whomAListNamesIsFoundUntilItIsTakenBack() {
    String card = Calls.freshCard("ICBC");
    String listId = brought("卡号,户名,备注\n" + card + ",骆大海,旧案\n12,,\n");
    assertThat(read(listId).path("entries").asInt()).isEqualTo(1);
    JsonNode found =
        desk.get(Desk.OPERATOR, "/api/suspects?q=" + card).json().path("listed").get(0);
    assertThat(found.path("key").asString()).isEqualTo("account:" + card);
    assertThat(found.path("on").get(0).path("list").asString()).isEqualTo("old");
    assertThat(found.path("on").get(0).path("note").asString()).isEqualTo("旧案");
    assertThat(found.path("match").path("says").asString()).contains(card);
    Came faults = desk.get(Desk.ANALYST, "/api/lists/" + listId + "/faults");
    assertThat(faults.text()).contains("\"3\",\"卡号\",\"12\"");
    Came dropped = desk.send(desk.request(Desk.SUPERVISOR, "/api/lists/" + listId).DELETE());
    assertThat(dropped.status()).isEqualTo(200);
    assertThat(desk.get(Desk.OPERATOR, "/api/suspects?q=" + card).json().path("listed")).isEmpty();
    assertThat(desk.get(Desk.ANALYST, "/api/lists/" + listId).code()).isEqualTo("no-such-list");
  }

  @Test
  void theSameFileChangesNothing() {
    String list = "phone\n" + "1380000" + "4321\n";
    String listId = brought(list);
    Came again = send(Desk.SUPERVISOR, "/api/lists?name=other", list);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("listId").asString()).isEqualTo(listId);
    assertThat(again.json().path("name").asString()).isEqualTo("old");
  }

  /// More than a document may have, and more faults than anybody reads on a screen.
  @Test
  void aLongListComesInAndEveryFaultOfItIsTold() {
    var list = new StringBuilder("phone,note\n");
    String note = "n".repeat(380);
    for (int i = 0; i < 30_000; i++) {
      String phone = i % 10 == 0 ? "??" : Long.toString(17_700_000_000L + i);
      list.append(phone).append(',').append(note).append('\n');
    }
    assertThat(list.length()).isGreaterThan(11 << 20);
    String listId = brought(list.toString());
    assertThat(state(listId)).isEqualTo("READY");
    assertThat(read(listId).path("share").asDouble()).isEqualTo(1);
    assertThat(read(listId).path("entries").asInt()).isEqualTo(27_000);
    List<String> faults =
        desk.get(Desk.ANALYST, "/api/lists/" + listId + "/faults").text().lines().toList();
    assertThat(faults).hasSize(3_001);
    assertThat(faults.getLast()).startsWith("\"29992\",\"phone\",\"??\"");
  }

  @Test
  void aListBeyondWhatIsTakenIsRefused(@TempDir Path folder) throws IOException {
    try (var small =
        new Desk(folder, UnaryOperator.identity(), options -> options.withListBytesMax(64 << 10))) {
      String list = "phone\n" + "13800004321\n".repeat(8_000);
      for (var body :
          List.of(
              BodyPublishers.ofString(list),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(list.getBytes(UTF_8))))) {
        Came came =
            small.refused(
                () ->
                    small.send(
                        small
                            .request(Desk.ANALYST, "/api/lists")
                            .header("Content-Type", "text/csv")
                            .POST(body)));
        assertThat(came.status()).isEqualTo(413);
        assertThat(came.text()).contains("64 KiB");
      }
      assertThat(small.get(Desk.ANALYST, "/api/lists").json().path("lists")).isEmpty();
      Desk.await("nothing is left of it", () -> arriving(folder.resolve("search")).isEmpty());
    }
  }

  /// Whoever leaves at once may be gone before there is a file.
  @Test
  void aClientThatLeavesLeavesNothing(@TempDir Path folder) throws IOException {
    try (var small = new Desk(folder)) {
      for (int i = 0; i < 60; i++) {
        leavesAfter(
            Duration.ofNanos(i * 100_000L),
            small.request(Desk.ANALYST, "/api/lists").GET().build(),
            1_000_000,
            "phone\n");
      }
      // whoever comes after them finds a place
      Desk.await(
          "another is taken in",
          () ->
              small
                      .send(
                          small
                              .request(Desk.ANALYST, "/api/lists")
                              .header("Content-Type", "text/csv")
                              .POST(BodyPublishers.ofString("phone\n13800004321\n")))
                      .status()
                  < 300);
      Desk.await("nothing is left of them", () -> arriving(folder.resolve("search")).isEmpty());
    }
  }

  /// Two files of as many rows are two lookings, within a minute, too.
  @Test
  void everyFileThatIsHeldAgainstTheSuspectsStandsInTheTrail(@TempDir Path folder)
      throws IOException {
    try (var small = new Desk(folder)) {
      for (String phone : List.of("13800004321", "13800004322")) {
        Came came =
            small.send(
                small
                    .request(Desk.ANALYST, "/api/screenings/file")
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString("phone\n" + phone + "\n")));
        assertThat(came.status()).as(came.text()).isEqualTo(200);
      }
      assertThat(heldAgainst(small)).containsExactly(1, 1);
    }
  }

  /// However soon: what is over by then has been over at once.
  @Test
  void aFileIsHeldAgainstNothingMoreOnceItsClientHasLeft(@TempDir Path folder) throws IOException {
    try (var small = new Desk(folder)) {
      String file = "phone\n" + "13800004321\n".repeat(20_000);
      var request = small.request(Desk.ANALYST, "/api/screenings/file").GET().build();
      for (int i = 0; i < 5 && heldAgainst(small).isEmpty(); i++) {
        leavesAfter(Duration.ofMillis(100L << i), request, file.length(), file);
        Desk.await("it is no more there", () -> arriving(folder.resolve("search")).isEmpty());
      }
      Desk.await("it is told", () -> !heldAgainst(small).isEmpty());
      assertThat(heldAgainst(small)).allMatch(rows -> rows < 20_000);
    }
  }

  /// How many rows of each file were, by the trail.
  private static List<Integer> heldAgainst(Desk small) {
    return small
        .get(Desk.AUDITOR, "/api/audit?kind=read")
        .json()
        .path("entries")
        .valueStream()
        .filter(entry -> entry.path("operation").asString().equals("screenFile"))
        .map(entry -> ROWS.matcher(entry.toString()))
        .filter(Matcher::find)
        .map(rows -> Integer.parseInt(rows.group(1)))
        .toList();
  }

  private static void leavesAfter(Duration stay, HttpRequest request, int length, String body)
      throws IOException {
    var head =
        new StringBuilder("POST " + request.uri().getPath() + " HTTP/1.1\r\nHost: localhost\r\n");
    request
        .headers()
        .map()
        .forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
    head.append("Content-Type: text/csv\r\nContent-Length: " + length + "\r\n\r\n" + body);
    try (var client = new Socket(request.uri().getHost(), request.uri().getPort())) {
      client.setSoLinger(true, 0);
      client.getOutputStream().write(head.toString().getBytes(UTF_8));
      LockSupport.parkNanos(stay.toNanos());
    }
  }

  private static List<Path> arriving(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(it -> it.getFileName().toString().startsWith("arriving-")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void whatIsNoListSaysWhy() {
    String listId = brought("a,b\n1,2\n");
    assertThat(state(listId)).isEqualTo("REFUSED");
    assertThat(read(listId).path("trouble").asString()).startsWith("No column names anybody.");
    Came file = desk.refused(() -> send(Desk.ANALYST, "/api/screenings/file", "a,b\n1,2\n"));
    assertThat(file.status()).isEqualTo(422);
    assertThat(file.code()).isEqualTo("list-unreadable");
  }

  @Test
  void aFileIsHeldAgainstSuspectsAndLists() {
    String card = Calls.freshCard("ICBC");
    String listed = Calls.freshCard("ICBC");
    desk.filed(Calls.to(card, "10"));
    String listId = brought("card\n" + listed + "\n");
    Desk.await(
        "the report is found",
        () ->
            !desk.get(Desk.OPERATOR, "/api/suspects?q=" + card).json().path("suspects").isEmpty());
    JsonNode answer =
        send(
                Desk.OPERATOR,
                "/api/screenings/file",
                "card,phone\n" + card + ",\n" + listed + ",\n,13800005555\n12,\n")
            .json();
    assertThat(answer.path("rows").asInt()).isEqualTo(4);
    assertThat(answer.path("known").asInt()).isEqualTo(2);
    assertThat(answer.path("hits").get(0).path("line").asInt()).isEqualTo(2);
    assertThat(answer.path("hits").get(0).path("hits")).hasSize(1);
    JsonNode onList = answer.path("hits").get(1).path("listed").get(0).path("on").get(0);
    assertThat(onList.path("listId").asString()).isEqualTo(listId);
    assertThat(answer.path("faults").get(0).path("line").asInt()).isEqualTo(5);
  }

  /// What stands beside a number when people read it is no part of it.
  @Test
  void aFileIsHeldAgainstListsByWhatItNames() {
    String card = Calls.freshCard("ICBC");
    String path = "http://long.example/" + "a".repeat(500);
    String list =
        "卡号,银行,身份证,证件类型,网址\n"
            + (card + ",招商银行,,,\n")
            + ",,110101199003070070,,\n"
            + ",,E12345678,passport,\n"
            + (",,,," + path + "\n");
    brought(list);
    Came came = send(Desk.CITY_SUPERVISOR, "/api/screenings/file", list);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    assertThat(came.json().path("faults")).isEmpty();
    assertThat(came.json().path("hits").valueStream().map(it -> it.path("line").asInt()))
        .containsExactly(2, 3, 4, 5);
    for (JsonNode hit : came.json().path("hits")) {
      JsonNode match = hit.path("listed").get(0).path("match");
      assertThat(match.path("why").asString()).as(hit.toString()).isEqualTo("EXACT");
    }
  }
}
