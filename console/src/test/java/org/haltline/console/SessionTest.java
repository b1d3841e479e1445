package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in with a password, and everything that keeps others out.
class SessionTest extends OneDesk {
  private static final String PASSWORD = "four words and a lamp";
  private static final String OTHER = "seven other words here";
  private int people;

  @Test
  void thePageIsToldWhoSheIsAndTheCookieIsForThisHostAlone() {
    String id = operator();
    var browser = new Browser(desk);

    Came in = browser.signIn(" " + id.toUpperCase(java.util.Locale.ROOT), PASSWORD);

    assertThat(in.status()).isEqualTo(200);
    assertThat(in.header("Set-Cookie"))
        .matches("__Host-haltline=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict");
    assertThat(in.json().path("actor").path("id").asString()).isEqualTo(id);
    assertThat(in.json().path("actor").path("roles").get(0).asString()).isEqualTo("OPERATOR");
    assertThat(in.json().path("idleSeconds").intValue()).isEqualTo(900);
    assertThat(in.text()).doesNotContain(browser.cookie.split("=", 2)[1]);
    assertThat(browser.get("/api/session").json()).isEqualTo(in.json());
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
    assertThat(browser.post("/api/reports", Calls.plain()).status()).isEqualTo(201);
  }

  @Test
  void whatIsKeptOpensNothing() {
    Browser browser = signedIn();
    String secret = browser.cookie.split("=", 2)[1];
    String stored =
        String.join(
            " ",
            Desk.get(desk.connections.commands().keys("*lent:session*")).stream()
                .map(String::new)
                .toList());
    assertThat(stored).contains("lent:session:").doesNotContain(secret);
  }

  @Test
  void aWrongNameAndAWrongPasswordAreOneAnswer() {
    String id = operator();
    Came wrong = desk.refused(() -> new Browser(desk).signIn(id, "not her password"));
    Came nobody = desk.refused(() -> new Browser(desk).signIn("nobody-here", PASSWORD));
    Came odd = desk.refused(() -> new Browser(desk).signIn("*[0]", PASSWORD));
    assertThat(wrong.code()).isEqualTo("wrong-sign-in");
    assertThat(told(nobody)).isEqualTo(told(wrong));
    assertThat(told(odd)).isEqualTo(told(wrong));
    assertThat(wrong.header("Set-Cookie")).isEmpty();
  }

  @Test
  void everyFurtherTryHasToWaitLonger() {
    String id = operator();
    for (int i = 0; i < 5; i++) {
      assertThat(new Browser(desk).signIn(id, "guess number " + i).code())
          .isEqualTo("wrong-sign-in");
    }
    Came shut = new Browser(desk).signIn(id, PASSWORD);
    assertThat(shut.status()).isEqualTo(429);
    assertThat(shut.code()).isEqualTo("too-many-tries");
    assertThat(shut.header("Retry-After")).isEqualTo("5");

    desk.passes(Duration.ofSeconds(6));
    assertThat(new Browser(desk).signIn(id, "another guess").code()).isEqualTo("wrong-sign-in");
    Came longer = new Browser(desk).signIn(id, PASSWORD);
    assertThat(longer.header("Retry-After")).isEqualTo("10");
    assertThat(signedIn().get("/api/session").status()).as("somebody else").isEqualTo(200);

    desk.passes(Duration.ofSeconds(11));
    assertThat(new Browser(desk).signIn(id, PASSWORD).status()).isEqualTo(200);
    assertThat(new Browser(desk).signIn(id, "a slip").code()).isEqualTo("wrong-sign-in");
    assertThat(new Browser(desk).signIn(id, PASSWORD).status()).as("forgotten").isEqualTo(200);
  }

  @Test
  void aNameThatNobodyHasIsShutAsWell() {
    for (int i = 0; i < 5; i++) {
      assertThat(new Browser(desk).signIn("ghost-9", "guess").code()).isEqualTo("wrong-sign-in");
    }
    assertThat(new Browser(desk).signIn("ghost-9", "guess").code()).isEqualTo("too-many-tries");
  }

  @Test
  void nobodyIsGivenASecretThatSomebodyElseChose() {
    String id = operator();
    String planted = "A".repeat(43);
    var browser = new Browser(desk);
    browser.cookie = "__Host-haltline=" + planted;
    browser.signIn(id, PASSWORD);
    assertThat(browser.cookie).doesNotContain(planted);
    assertThat(with("__Host-haltline=" + planted).code()).isEqualTo("session-ended");

    String first = browser.cookie;
    browser.signIn(id, PASSWORD);
    assertThat(browser.cookie).isNotEqualTo(first);
    assertThat(with(first).code()).as("the one before").isEqualTo("session-ended");
    assertThat(with(browser.cookie).status()).isEqualTo(200);
    assertThat(with(browser.cookie + "; " + first).code()).as("two").isEqualTo("session-ended");
  }

  @Test
  void whoSignsOutIsOut() {
    Browser browser = signedIn();
    String before = browser.cookie;
    Came out = browser.signOut();
    assertThat(out.json().path("ended").booleanValue()).isTrue();
    assertThat(out.header("Set-Cookie")).contains("__Host-haltline=;", "Max-Age=0");
    assertThat(with(before).code()).isEqualTo("session-ended");
  }

  @Test
  void aScreenThatNobodyTouchesLocksAndOpensAgainAsItWas() {
    Browser browser = signedIn();
    desk.passes(Duration.ofMinutes(14));
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
    desk.passes(Duration.ofMinutes(14));
    assertThat(browser.get("/api/institutions").status()).as("was used").isEqualTo(200);
    desk.passes(Duration.ofMinutes(16));
    for (String path : List.of("/api/institutions", "/api/session")) {
      Came locked = desk.refused(() -> browser.get(path));
      assertThat(locked.status()).isEqualTo(401);
      assertThat(locked.code()).isEqualTo("session-locked");
    }
    assertThat(browser.post("/api/session/unlock", "{\"password\":\"wrong\"}").code())
        .isEqualTo("wrong-sign-in");
    assertThat(browser.get("/api/session").code()).isEqualTo("session-locked");
    Came open = browser.post("/api/session/unlock", "{\"password\":\"" + PASSWORD + "\"}");
    assertThat(open.json().path("csrf").asString()).isEqualTo(browser.csrf);
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
  }

  @Test
  void whoLeavesTheDeskLocksItsScreen() {
    Browser browser = signedIn();
    assertThat(browser.post("/api/session/lock", "{}").status()).isEqualTo(200);
    assertThat(browser.get("/api/institutions").code()).isEqualTo("session-locked");
    browser.post("/api/session/unlock", "{\"password\":\"" + PASSWORD + "\"}");
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
  }

  @Test
  void noSessionOutlivesAShift() {
    Browser browser = signedIn();
    for (int i = 0; i < 12 * 5; i++) {
      assertThat(browser.get("/api/session").status()).isEqualTo(200);
      desk.passes(Duration.ofMinutes(12));
    }
    assertThat(browser.get("/api/session").code()).isEqualTo("session-ended");
  }

  @Test
  void aPasswordThatWasGivenOutOpensNothingButItsOwnChange() {
    Actor actor = someone(Role.OPERATOR);
    desk.hire(actor, PASSWORD, true);
    Browser browser = Browser.of(desk, actor.id(), PASSWORD);
    assertThat(browser.get("/api/session").json().path("passwordMustChange").booleanValue())
        .isTrue();
    assertThat(desk.refused(() -> browser.get("/api/institutions")).code())
        .isEqualTo("password-must-change");
    String before = browser.cookie;
    Came changed = browser.change("PUT", "/api/session/password", change(PASSWORD, OTHER));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(with(before).code()).isEqualTo("session-ended");
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
    assertThat(new Browser(desk).signIn(actor.id(), PASSWORD).code()).isEqualTo("wrong-sign-in");
    assertThat(new Browser(desk).signIn(actor.id(), OTHER).status()).isEqualTo(200);
  }

  @Test
  void anotherPasswordEndsTheSessionsOfTheOldOne() {
    String id = operator();
    Browser here = Browser.of(desk, id, PASSWORD);
    Browser elsewhere = Browser.of(desk, id, PASSWORD);
    here.change("PUT", "/api/session/password", change(PASSWORD, OTHER));
    assertThat(elsewhere.get("/api/session").code()).isEqualTo("session-ended");
    assertThat(here.get("/api/session").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "short|password-short",
        "1234567890|password-common",
        "aaaaaaaaaaaabb|password-common",
        "Iloveyou1314|password-common",
        "xx somebody yy|password-names",
        "four words and a lamp|password-same"
      })
  void aPasswordThatAnybodyCouldGuessIsNotTaken(String wanted, String code) {
    Browser browser = signedIn();
    Came came =
        desk.refused(
            () -> browser.change("PUT", "/api/session/password", change(PASSWORD, wanted)));
    assertThat(came.status()).isEqualTo(422);
    assertThat(came.faults()).containsExactly("/new " + code);
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void aChangeThatThePageDidNotMeanIsNotMade() {
    Browser browser = signedIn();
    String theirs = signedIn().csrf;
    for (String said : new String[] {"", theirs, browser.csrf + "x"}) {
      Came came =
          desk.refused(
              () ->
                  desk.send(
                      said.isEmpty()
                          ? forged(browser)
                          : forged(browser).header("X-Haltline-CSRF", said)));
      assertThat(came.code()).isEqualTo("csrf-wrong");
    }
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Origin|https://evil.example",
        "Origin|null",
        "Origin|http://127.0.0.1:1",
        "Sec-Fetch-Site|cross-site",
        "Sec-Fetch-Site|same-site"
      })
  void anotherSitesPageGetsNothingDone(String header, String value) {
    Browser browser = signedIn();
    Came refused =
        desk.refused(
            () ->
                desk.send(
                    forged(browser).header("X-Haltline-CSRF", browser.csrf).header(header, value)));
    assertThat(refused.code()).isEqualTo("cross-site");

    String id = operator();
    HttpRequest.Builder signIn =
        desk.request("", "/api/session")
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofString(Browser.asked(id, PASSWORD)));
    Came came = desk.send(signIn);
    assertThat(came.code()).isEqualTo("cross-site");
    assertThat(came.header("Set-Cookie")).isEmpty();
  }

  @Test
  void ourOwnPageGetsItDone() {
    Browser browser = signedIn();
    Came came =
        desk.send(
            browser
                .request("/api/session/lock")
                .header("Content-Type", "application/json")
                .header("Origin", "http://127.0.0.1:" + desk.server.port())
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Haltline-CSRF", browser.csrf)
                .POST(BodyPublishers.ofString("{}")));
    assertThat(came.status()).as(came.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-haltline=",
        "__Host-haltline=short",
        "__Host-haltline=../../x",
        "__Host-haltline=\"\""
      })
  void whatIsNoSecretIsNoSession(String cookie) {
    assertThat(with(cookie).code()).isEqualTo("session-ended");
  }

  @Test
  void aTokenHasNoSession() {
    assertThat(desk.get(Desk.OPERATOR, "/api/session").json().path("csrf").asString()).isEmpty();
    assertThat(
            desk.refused(
                    () ->
                        desk.post(
                            Desk.OPERATOR, "/api/session/unlock", "{\"password\":\"whatever\"}"))
                .code())
        .isEqualTo("no-session");
  }

  @Test
  void unknownMembersAreNoWayToMoreRights() {
    String id = operator();
    String json = Browser.asked(id, PASSWORD).replace("}", ",\"roles\":[\"ADMIN\"]}");
    Came came = desk.refused(() -> desk.post("", "/api/session", json));
    assertThat(came.faults()).containsExactly("/roles unknown-member");
  }

  @Test
  void whoIsSignedInIsSeenAtTheirDesk() {
    String id = operator();
    assertThat(seats()).doesNotContain(id + " false");
    Browser first = Browser.of(desk, id, PASSWORD);
    Browser second = Browser.of(desk, id, PASSWORD);
    assertThat(seats()).containsOnlyOnce(id + " false");

    second.post("/api/session/lock", "{}");
    assertThat(seats()).containsOnlyOnce(id + " true");
    second.signOut();
    assertThat(seats()).doesNotContain(id + " false", id + " true");
    assertThat(first.get("/api/seats").status()).as("an operator sees nobody").isEqualTo(403);
  }

  private List<String> seats() {
    return desk.get(Desk.SUPERVISOR, "/api/seats")
        .json()
        .path("seats")
        .valueStream()
        .map(it -> it.path("id").asString() + " " + it.path("locked").asBoolean())
        .toList();
  }

  @Test
  void theFeedEndsWithTheSession() throws Exception {
    Browser browser = signedIn();
    var feed =
        desk.http.send(
            browser.request("/api/feed").GET().build(),
            java.net.http.HttpResponse.BodyHandlers.ofLines());
    assertThat(feed.statusCode()).isEqualTo(200);
    browser.signOut();
    String last = feed.body().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("");
    assertThat(last).contains("signed out");
  }

  private HttpRequest.Builder forged(Browser browser) {
    return browser
        .request("/api/session/lock")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"));
  }

  private Came with(String cookie) {
    return desk.send(desk.request("", "/api/session").header("Cookie", cookie).GET());
  }

  private Browser signedIn() {
    return Browser.of(desk, operator(), PASSWORD);
  }

  private String operator() {
    Actor actor = someone(Role.OPERATOR);
    desk.hire(actor, PASSWORD);
    return actor.id();
  }

  private Actor someone(Role role) {
    return new Actor(
        "person-" + ++people,
        "Somebody",
        Set.of(role),
        null,
        new PoliceUnit("Qingyuan", PoliceUnit.Level.COUNTY));
  }

  private static String change(String old, String wanted) {
    return "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(old, wanted);
  }

  private static String told(Came came) {
    return came.text().replaceAll("urn:uuid:[0-9a-f-]+", "");
  }
}
