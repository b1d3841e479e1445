package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.haltline.console.Desk.Came;
import org.haltline.console.access.Matrix;
import org.haltline.console.access.Reach;
import org.haltline.console.contract.Contract;
import org.haltline.console.contract.Endpoint;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the contract, asked for by every role, about the own institution and about
/// another: what comes back is what was approved, which is written down beside the permission
/// table. Thousands of requests, one after the other, beside the other tests.
@Execution(ExecutionMode.CONCURRENT)
class EveryoneAtEveryDoorTest extends OneDesk {
  private static final Contract CONTRACT = Contract.load();
  private static final String PASSWORD = "four words and a door";
  private static final String UNIT = "{\"name\":\"Qingyuan\",\"level\":\"COUNTY\"}";
  private static final String RELEASE = "{\"reason\":\"an innocent account\"}";

  /// What is sent, by operation; an operation without a body stands here with none.
  static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("fileReport", Calls.plain()),
          Map.entry("addPayments", "{\"payments\":[" + paymentOf("5.55") + "]}"),
          Map.entry("addLures", "{\"lures\":[{\"phone\":\"13800009999\"}]}"),
          Map.entry(
              "issueOrder",
              "{\"kind\":\"HOLDER_QUERY\",\"target\":{\"phone\":\"13800009998\"},\"reason\":\"x\"}"),
          Map.entry("approveOrder", ""),
          Map.entry("declineOrder", RELEASE),
          Map.entry("releaseOrder", RELEASE),
          Map.entry("claimOrder", "{}"),
          Map.entry("findUnrelated", "{\"reason\": \"工资账户\"}"),
          Map.entry("handBackOrder", "{}"),
          Map.entry("answerOrder", "{\"outcome\":\"NEEDS_PERSON\",\"remark\":\"look\"}"),
          Map.entry("attachPaper", "%PDF-1.7 a scan"),
          Map.entry("dropStatement", "日期,支出,收入,对方账号\n2026-05-20,5.00,,622848\n"),
          Map.entry("readPaste", "{\"text\":\"call 13800009999\"}"),
          Map.entry("screenList", "{\"entries\":[\"13800009999\"]}"),
          Map.entry("bringList", "phone\n13800009999\n"),
          Map.entry("dropList", ""),
          Map.entry("screenFile", "phone\n13800009999\n"),
          Map.entry("searchCases", "{\"q\":\"13800009999\"}"),
          Map.entry("saveSearch", "{\"name\":\"mine\",\"search\":{\"q\":\"13800009999\"}}"),
          Map.entry("dropSearch", ""),
          Map.entry("rebuildIndex", ""),
          Map.entry("addNote", "{\"text\":\"look at the second card\",\"mentions\":[\"sup-1\"]}"),
          Map.entry("linkCases", "{\"caseId\":\"ANOTHER\",\"because\":\"the same card\"}"),
          Map.entry("findSameCases", "{\"entries\":[\"13800009999\"]}"),
          Map.entry("saveDraft", "{\"said\":\"half a form\"}"),
          Map.entry("dropDraft", ""),
          Map.entry("writeHandover", "{\"text\":\"two are with the branch\"}"),
          Map.entry("fileCase", "{\"policeCaseNumber\":\"A1\"}"),
          Map.entry("solveCase", "{\"how\":\"arrested\"}"),
          Map.entry("closeCase", "{\"why\":\"done\"}"),
          Map.entry("signIn", Browser.asked("door-keeper", PASSWORD)),
          Map.entry("signOut", ""),
          Map.entry("lockSession", ""),
          Map.entry("unlockSession", "{\"password\":\"" + PASSWORD + "\"}"),
          Map.entry(
              "changePassword",
              "{\"old\":\"" + PASSWORD + "\",\"new\":\"another five words of hers\"}"),
          Map.entry(
              "createUser",
              "{\"id\":\"new-one\",\"name\":\"Ou\",\"roles\":[\"ANALYST\"],\"unit\":" + UNIT + "}"),
          Map.entry(
              "changeUser",
              "{\"name\":\"Ou\",\"roles\":[\"OPERATOR\"],\"unit\":"
                  + UNIT
                  + ",\"disabled\":false}"),
          Map.entry("givePassword", ""),
          Map.entry("reveal", "{\"field\":\"/report/caller/phone\",\"reason\":\"a call back\"}"),
          Map.entry("verifyLedger", ""),
          Map.entry("addProtected", "{\"domain\":\"shop.example\",\"reason\":\"ours\"}"),
          Map.entry("dropProtected", ""),
          Map.entry("testInstitution", ""));

  /// What the audit trail leaves out: own state, figures, tables of the house.
  private static final Set<String> UNWATCHED =
      Set.of(
          "metrics",
          "readSession",
          "listInstitutions",
          "listLists",
          "readRulebook",
          "readFigures",
          "listSeats",
          "readVerification",
          "listDrafts",
          "readDraft",
          "saveDraft",
          "dropDraft",
          "listSearches",
          "saveSearch",
          "dropSearch",
          "listIndexes");

  /// They are about a session, which a token has not.
  private static final Set<String> OF_SESSIONS =
      Set.of("lockSession", "unlockSession", "changePassword");

  /// After them the session is another, or none.
  private static final Set<String> ENDS_SESSIONS =
      Set.of("signOut", "lockSession", "unlockSession", "changePassword");

  /// They are about what stands on a desk.
  private static final Set<String> OF_THE_DESK = Set.of("claimOrder", "handBackOrder");

  /// What has to be asked: which orders are meant, who is looked for.
  private static final Map<String, String> ASKED =
      Map.of(
          "listOrders", "?state=open",
          "exportOrders", "?state=open",
          "findSuspects", "?q=13800009999",
          "findCaller", "?number=13800009999",
          "dropProtected", "?key=link:shop.example&reason=gone");

  private final Map<String, Browser> browsers = new HashMap<>();
  private int others;

  static Stream<String> doors() {
    return CONTRACT.endpoints().stream().map(Endpoint::operationId);
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  void everyRoleStandsAtTheDesk() {
    assertThat(Desk.ACTORS.values().stream().flatMap(actor -> actor.roles().stream()).distinct())
        .containsExactlyInAnyOrder(Role.values());
  }

  /// How somebody asks: by token, or signed in.
  private interface Way {
    HttpRequest.Builder request(String path);
  }

  @BeforeAll
  void hireEverybody() {
    desk.hire(police("door-keeper"), PASSWORD);
    desk.hire(police("hired-1"), PASSWORD);
  }

  private static Actor police(String id) {
    return new Actor(
        id, "Ou", Set.of(Role.OPERATOR), null, new PoliceUnit("Qingyuan", PoliceUnit.Level.COUNTY));
  }

  @ParameterizedTest
  @Execution(ExecutionMode.SAME_THREAD)
  @MethodSource("doors")
  void theDoorOpensForWhomTheTableSays(String operationId) {
    Endpoint door = CONTRACT.endpoint(operationId);
    Way nobody = path -> desk.request("", path);
    if (door.open()) {
      assertThat(knock(nobody, door, "ICBC").get().status()).isEqualTo(200);
      return;
    }
    assertThat(desk.refused(knock(nobody, door, "ICBC")).code()).isEqualTo("no-token");
    Desk.ACTORS.forEach(
        (token, actor) -> opens(door, actor, path -> desk.request(token, path), true));
  }

  /// The same for those who sign in: the session is nothing but another way to be somebody.
  @ParameterizedTest
  @Execution(ExecutionMode.SAME_THREAD)
  @MethodSource("doors")
  void theDoorOpensForWhoeverIsSignedInAsTheTableSays(String operationId) {
    Endpoint door = CONTRACT.endpoint(operationId);
    if (door.open()) {
      return;
    }
    Desk.ACTORS.values().forEach(actor -> opens(door, actor, signedIn(door, actor), false));
  }

  private Way signedIn(Endpoint door, Actor actor) {
    if (ENDS_SESSIONS.contains(door.operationId())) {
      return path -> page(browserOf(actor, true), path);
    }
    Browser browser = browsers.computeIfAbsent(actor.id(), id -> browserOf(actor, false));
    return path -> page(browser, path);
  }

  private static HttpRequest.Builder page(Browser browser, String path) {
    return browser.request(path).header("X-Haltline-CSRF", browser.csrf);
  }

  private Browser browserOf(Actor actor, boolean another) {
    String id = actor.id() + "-in" + (another ? ++others : "");
    desk.hire(new Actor(id, "Ou", actor.roles(), actor.institution(), actor.unit()), PASSWORD);
    return Browser.of(desk, id, PASSWORD);
  }

  private void opens(Endpoint door, Actor actor, Way way, boolean token) {
    String home = actor.institution() == null ? "ICBC" : actor.institution();
    String elsewhere = home.equals("ABC") ? "ICBC" : "ABC";
    String who = door.operationId() + " by " + actor;
    if (token && OF_SESSIONS.contains(door.operationId())) {
      assertThat(desk.refused(knock(way, door, home)).code()).as(who).isEqualTo("no-session");
      return;
    }
    switch (Matrix.reach(actor, door.operationId())) {
      case NONE -> {
        for (String institution : List.of(home, elsewhere)) {
          Came came = desk.refused(knock(way, door, institution));
          assertThat(came.status()).as(who).isEqualTo(403);
          assertThat(came.code()).as(who).isEqualTo("not-allowed");
        }
        if (token) {
          isKnown(door, actor);
        }
      }
      case OWN -> {
        assertThat(knock(way, door, home).get().status()).as(who).isEqualTo(200);
        Supplier<Came> foreign = knock(way, door, elsewhere);
        if (namesAnInstitution(door)) {
          assertThat(desk.refused(foreign).status()).as(who).isEqualTo(404);
          if (token) {
            isKnown(door, actor);
          }
        } else {
          assertThat(foreign.get().text()).as(who).doesNotContain("\"" + elsewhere + "\"");
        }
      }
      case ALL -> {
        for (String institution : List.of("ICBC", "ABC")) {
          Came came = knock(way, door, institution).get();
          assertThat(came.status()).as(who).isNotIn(400, 401, 404, 500);
          if (came.status() == 403) {
            assertThat(came.code()).as(who).isNotEqualTo("not-allowed");
          }
        }
      }
    }
  }

  /// Whoever knocked where they may not go stands in the audit trail, with the door.
  private void isKnown(Endpoint door, Actor actor) {
    if (UNWATCHED.contains(door.operationId())) {
      return;
    }
    Desk.await(
        door + " tried by " + actor.id(),
        () -> {
          var last =
              desk.get(Desk.AUDITOR, "/api/audit?limit=1&who=" + actor.id()).json().path("entries");
          return last.path(0).path("operation").asString("").equals(door.operationId())
              && last.path(0).path("outcome").asString("").equals("refused");
        });
  }

  /// Members that the contract does not name, of the record behind or of the house's own, are
  /// refused at every door that takes JSON.
  @ParameterizedTest
  @Execution(ExecutionMode.SAME_THREAD)
  @MethodSource("doors")
  void nobodyWritesWhatTheContractDoesNotName(String operationId) {
    Endpoint door = CONTRACT.endpoint(operationId);
    String body = BODIES.getOrDefault(operationId, "");
    // a draft is its writer's own form, kept as it is
    if (!body.startsWith("{") || operationId.equals("saveDraft")) {
      return;
    }
    Actor actor =
        Desk.ACTORS.values().stream()
            .filter(it -> door.open() || Matrix.reach(it, operationId) != Reach.NONE)
            .findFirst()
            .orElseThrow();
    Way way = door.open() ? path -> desk.request("", path) : signedIn(door, actor);
    String home = actor.institution() == null ? "ICBC" : actor.institution();
    String more = "{\"approvedBy\":\"sup-1\",\"generation\":0," + body.strip().substring(1);

    Came came = desk.refused(knock(way, door, home, more.replace(",}", "}")));

    assertThat(came.status()).as(came.text()).isIn(400, 422);
    assertThat(came.faults()).contains("/approvedBy unknown-member", "/generation unknown-member");
  }

  /// Of each door that a bank may use: whether what is behind it belongs to one institution.
  private static boolean namesAnInstitution(Endpoint door) {
    return door.path().contains("{");
  }

  /// A request about a fresh case of which this institution alone has the order, ready to be sent.
  private Supplier<Came> knock(Way way, Endpoint door, String institution) {
    return knock(way, door, institution, BODIES.get(door.operationId()));
  }

  private Supplier<Came> knock(Way way, Endpoint door, String institution, @Nullable String body) {
    String path = (door.underApi() ? "/api" : "") + door.path();
    if (path.contains("{caseId}")) {
      CaseId caseId = desk.filed(callFor(institution));
      path = path.replace("{caseId}", caseId.value());
      String number = desk.read(caseId).path("orders").get(0).path("number").asString();
      path = path.replace("{orderId}", number);
      if (door.operationId().equals("readPaper")) {
        assertThat(new Acts(desk).paper(caseId, number, "reply", "a scan").status()).isEqualTo(200);
      }
      if (OF_THE_DESK.contains(door.operationId())) {
        String toDesk = BODIES.getOrDefault("answerOrder", "");
        assertThat(desk.answer(Desk.SUPERVISOR, caseId, number, toDesk).status()).isEqualTo(200);
      }
    }
    if (path.contains("{draftId}") || path.contains("{searchId}")) {
      String save = path.contains("{draftId}") ? "saveDraft" : "saveSearch";
      path = path.replace("{draftId}", "call-1").replace("{searchId}", "mine-1");
      // whoever may not is told so, here and at the door itself
      desk.send(
          way.request(path)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(BODIES.getOrDefault(save, ""))));
    }
    if (path.contains("{listId}")) {
      path = path.replace("{listId}", desk.brought(++others));
    }
    path =
        path.replace("{institutionId}", institution)
            .replace("{name}", "reply")
            .replace("{index}", "cases")
            .replace("{userId}", "hired-1");
    String another =
        door.operationId().equals("linkCases") ? desk.filed(callFor("ICBC")).value() : "";
    String there = path + ASKED.getOrDefault(door.operationId(), "");
    return () -> sent(way, door, there, another, body);
  }

  private Came sent(Way way, Endpoint door, String path, String another, @Nullable String body) {
    if (door.operationId().equals("follow")) {
      return desk.peek(way.request(path));
    }
    HttpRequest.Builder request = way.request(path);
    assertThat(body != null).as("a body for " + door).isEqualTo(!door.method().equals("GET"));
    if (body == null) {
      return desk.send(request.GET());
    }
    return desk.send(
        request
            .header("Content-Type", typeFor(door))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(door.method(), BodyPublishers.ofString(body.replace("ANOTHER", another))));
  }

  static String typeFor(Endpoint door) {
    return switch (door.operationId()) {
      case "attachPaper" -> "application/pdf";
      case "dropStatement", "bringList", "screenFile" -> "text/csv";
      default -> "application/json";
    };
  }

  private static String callFor(String institution) {
    return switch (institution) {
      case "CMCC" -> Calls.report("", "{\"phone\":\"13800002222\"}");
      case "ABC" -> Calls.report(Calls.payment("农行", Calls.freshCard("ABC"), "100"), "");
      default -> Calls.to(Calls.freshCard(institution), "100");
    };
  }

  private static String paymentOf(String amount) {
    return Calls.payment("工行", Calls.freshCard("ICBC"), amount);
  }
}
