package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An administrator hires people, changes what they are, and lets them go.
class StaffTest extends OneDesk {
  private static final String PASSWORD = "four words and a chair";
  private static final String UNIT = "\"unit\":{\"name\":\"Qingyuan\",\"level\":\"COUNTY\"}";
  private Browser admin;

  @BeforeAll
  void theAdministratorIsIn() {
    desk.hire(
        new Actor(
            "chief", "Mo", Set.of(Role.ADMIN), null, new PoliceUnit("q", PoliceUnit.Level.CITY)),
        PASSWORD);
    admin = Browser.of(desk, "chief", PASSWORD);
  }

  @Test
  void somebodyNewSignsInAndChoosesAnOwnPassword() {
    Came hired = admin.post("/api/users", person("lin.yifan", "OPERATOR", UNIT));
    assertThat(hired.status()).as(hired.text()).isEqualTo(201);
    String given = hired.json().path("password").asString();
    assertThat(given).matches("([a-z0-9]{4}-){3}[a-z0-9]{4}");

    Browser browser = Browser.of(desk, "lin.yifan", given);
    assertThat(browser.get("/api/institutions").code()).isEqualTo("password-must-change");
    browser.change(
        "PUT",
        "/api/session/password",
        "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(given, "a lamp and four chairs"));
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
    assertThat(admin.get("/api/users").text())
        .contains("lin.yifan")
        .doesNotContain("argon2", given);
  }

  @Test
  void whoIsDisabledIsOutAtOnce() {
    Browser browser = hired("disabled-1", Role.ANALYST);
    assertThat(browser.get("/api/institutions").status()).isEqualTo(200);
    Came out = change("disabled-1", "ANALYST", true);
    assertThat(out.json().path("disabled").booleanValue()).as(out.text()).isTrue();
    assertThat(browser.get("/api/institutions").code()).isEqualTo("session-ended");
    assertThat(new Browser(desk).signIn("disabled-1", PASSWORD).code()).isEqualTo("wrong-sign-in");

    change("disabled-1", "ANALYST", false);
    assertThat(browser.get("/api/institutions").code())
        .as("the old one")
        .isEqualTo("session-ended");
    assertThat(new Browser(desk).signIn("disabled-1", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void otherRolesBeginWithAnotherSession() {
    Browser browser = hired("moved-1", Role.SUPERVISOR);
    change("moved-1", "OPERATOR", false);
    assertThat(browser.get("/api/session").code()).isEqualTo("session-ended");
    browser.signIn("moved-1", PASSWORD);
    assertThat(browser.get("/api/session").json().path("actor").path("roles").get(0).asString())
        .isEqualTo("OPERATOR");
  }

  @Test
  void whatSomebodyDidIsToldUnderTheNameThatTheyHaveNow() {
    Browser browser = hired("renamed-1", Role.OPERATOR);
    Came filed = browser.post("/api/reports", Calls.to(Calls.freshCard("ICBC"), "500"));
    String history = "/api/cases/" + filed.json().path("caseId").asString() + "/history";
    assertThat(desk.get(Desk.AUDITOR, history).json().at("/facts/0/actorName").asString())
        .as(filed.text())
        .isEqualTo("Ou");
    admin.change(
        "PUT",
        "/api/users/renamed-1",
        "{\"name\":\"Ouyang\",\"roles\":[\"OPERATOR\"],%s,\"disabled\":true}".formatted(UNIT));
    assertThat(desk.get(Desk.AUDITOR, history).json().at("/facts/0/actorName").asString())
        .isEqualTo("Ouyang");
  }

  @Test
  void aPasswordThatIsGivenOutEndsWhatTheOldOneOpened() {
    Browser browser = hired("lost-1", Role.OPERATOR);
    Came given = admin.post("/api/users/lost-1/password", "");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    assertThat(browser.get("/api/session").code()).isEqualTo("session-ended");
    assertThat(new Browser(desk).signIn("lost-1", PASSWORD).code()).isEqualTo("wrong-sign-in");
    Came in = new Browser(desk).signIn("lost-1", given.json().path("password").asString());
    assertThat(in.json().path("passwordMustChange").booleanValue()).isTrue();
  }

  @Test
  void nobodyChangesTheirOwnAccount() {
    assertThat(desk.refused(() -> change("chief", "SUPERVISOR", false)).code())
        .isEqualTo("own-account");
    assertThat(desk.refused(() -> admin.post("/api/users/chief/password", "")).code())
        .isEqualTo("own-account");
  }

  @Test
  void aNameIsOnePersons() {
    hired("taken-1", Role.OPERATOR);
    assertThat(
            desk.refused(() -> admin.post("/api/users", person("taken-1", "OPERATOR", UNIT)))
                .code())
        .isEqualTo("user-exists");
    assertThat(
            desk.refused(() -> admin.post("/api/users", person("sup-1", "OPERATOR", UNIT))).code())
        .as("somebody's with a token")
        .isEqualTo("user-exists");
    assertThat(desk.refused(() -> change("nobody-1", "OPERATOR", false)).code())
        .isEqualTo("no-such-user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b|OPERATOR|UNIT|/id user-id",
        "x-1|MACHINE|UNIT|/roles roles-of-people",
        "x-1|BANK_LIAISON|UNIT|/institution institution-of-members",
        "x-1|OPERATOR|\"institution\":\"ICBC\"|/institution institution-of-members",
        "x-1|BANK_LIAISON|\"institution\":\"NOBANK\"|/institution institution-unknown",
        "x-1|SUPERVISOR|\"disabled\":false|/disabled unknown-member",
        "x-1|SUPERVISOR|\"generation\":9|/generation unknown-member"
      })
  void whatNobodyCanBeIsNotTaken(String id, String role, String more, String fault) {
    String json = person(id, role, more.equals("UNIT") ? UNIT : more);
    assertThat(desk.refused(() -> admin.post("/api/users", json)).faults()).contains(fault);
  }

  @Test
  void theFirstPersonIsHiredOnceAndOnlyWhereThereIsNobody() {
    assertThat(Desk.get(desk.server.staff().first())).isEmpty();
  }

  private Browser hired(String id, Role role) {
    desk.hire(
        new Actor(id, "Ou", Set.of(role), null, new PoliceUnit("q", PoliceUnit.Level.COUNTY)),
        PASSWORD);
    return Browser.of(desk, id, PASSWORD);
  }

  private Came change(String id, String role, boolean disabled) {
    return admin.change(
        "PUT",
        "/api/users/" + id,
        "{\"name\":\"Ou\",\"roles\":[\"%s\"],%s,\"disabled\":%s}".formatted(role, UNIT, disabled));
  }

  private static String person(String id, String role, String more) {
    return "{\"id\":\"%s\",\"name\":\"Ou\",\"roles\":[\"%s\"],%s}".formatted(id, role, more);
  }
}
