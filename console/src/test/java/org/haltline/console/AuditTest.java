package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whoever reads or does something stands in the audit trail.
class AuditTest extends OneDesk {

  @Test
  void aReadAndAnActStandThereWithWhoAndWhat() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    desk.get(Desk.ANALYST, "/api/cases/" + caseId);
    desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId);
    acts.filing(caseId);

    List<JsonNode> entries = audit("?caseId=" + caseId);

    assertThat(entries)
        .extracting(it -> it.path("who").asString() + " " + it.path("operation").asString())
        .containsExactly("ana-1 fileCase", "icbc-1 readCase", "ana-1 readCase", "op-1 fileReport");
    JsonNode read = entries.get(2);
    assertThat(read.path("kind").asString()).isEqualTo("read");
    assertThat(read.path("what").asString()).isEqualTo("looked at the case");
    assertThat(read.path("role").get(0).asString()).isEqualTo("ANALYST");
    assertThat(read.path("outcome").asString()).isEqualTo("done");
    assertThat(read.path("from").asString()).isEqualTo("127.0.0.1");
    assertThat(read.path("way").asString()).isEqualTo("token");
    assertThat(entries.getFirst().path("kind").asString()).isEqualTo("act");
    assertThat(entries.get(1).path("institution").asString()).isEqualTo("ICBC");
  }

  @Test
  void whoWorksOnACaseSeesWhoLooked() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "901"));
    CaseId another = desk.filed(Calls.to(Calls.freshCard("ICBC"), "902"));
    desk.get(Desk.AUDITOR, "/api/cases/" + caseId);
    desk.get(Desk.ANALYST, "/api/cases/" + another);

    Came looks = desk.get(Desk.OPERATOR, "/api/cases/" + caseId + "/looks");

    assertThat(looks.json().path("entries").valueStream().map(it -> it.path("who").asString()))
        .containsExactly("aud-1", "op-1");
  }

  @Test
  void aLivePageLooksOnce() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "903"));
    for (int i = 0; i < 3; i++) {
      desk.get(Desk.ANALYST, "/api/cases/" + caseId);
    }
    assertThat(audit("?kind=read&caseId=" + caseId)).hasSize(1);
    desk.passes(Duration.ofMinutes(2));
    desk.get(Desk.ANALYST, "/api/cases/" + caseId);
    assertThat(audit("?kind=read&caseId=" + caseId)).hasSize(2);
  }

  @Test
  void whatSomebodyMayNotDoIsKnown() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "904"));
    desk.get(Desk.ADMIN, "/api/cases/" + caseId);
    desk.post("", "/api/session", Browser.asked("somebody-9", "not this one either"));

    assertThat(audit("?who=adm-1").getFirst().path("outcome").asString()).isEqualTo("refused");
    JsonNode signIn = audit("?kind=act").getFirst();
    assertThat(signIn.path("operation").asString()).isEqualTo("signIn");
    assertThat(signIn.path("outcome").asString()).isEqualTo("refused");
    assertThat(signIn.path("who").asString()).isEmpty();
    assertThat(signIn.path("subject").asString()).isEqualTo("somebody-9");
  }

  @Test
  void theTrailIsReadPageByPageAndFromADay() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "905"));
    for (int i = 0; i < 5; i++) {
      desk.get(Desk.OPERATOR, "/api/cases/" + caseId + "/findings?limit=" + (i + 1));
    }
    Came first = audited("?limit=4&caseId=" + caseId);
    Came second =
        audited("?limit=4&caseId=" + caseId + "&after=" + first.json().path("next").asString());
    assertThat(first.json().path("entries")).hasSize(4);
    assertThat(second.json().path("entries")).hasSize(2);
    assertThat(second.json().has("next")).isFalse();
    assertThat(audit("?caseId=" + caseId + "&to=2026-11-01T00:00:00Z")).isEmpty();
    assertThat(audit("?caseId=" + caseId + "&from=2026-11-20T00:00:00Z")).hasSize(6);
    assertThat(desk.refused(() -> audited("?from=yesterday")).code()).isEqualTo("bad-parameter");
  }

  @Test
  void aSheetOfItComputesNothing() {
    desk.hire(
        new Actor(
            "formula-1",
            "=cmd()",
            Set.of(Role.AUDITOR),
            null,
            new PoliceUnit("q", PoliceUnit.Level.CITY)),
        "four words and a sheet");
    Browser browser = Browser.of(desk, "formula-1", "four words and a sheet");
    Came sheet = browser.get("/api/audit/export?who=formula-1");
    assertThat(sheet.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(sheet.text()).contains("formula-1,'=cmd()", "signed in");
    assertThat(audit("?who=formula-1").getFirst().path("operation").asString())
        .isEqualTo("exportAudit");
  }

  /// Nobody who can read the store learns who was looked at.
  @Test
  void theStoreTellsNobody() {
    String name = "周小满";
    desk.filed(
        Calls.report(Calls.payment("工商银行", Calls.freshCard("ICBC"), "7").replace("周某", name), ""));
    Desk.await(
        "found",
        () ->
            desk.get(Desk.ANALYST, "/api/suspects?q=" + URLEncoder.encode(name, UTF_8))
                .text()
                .contains("subject"));
    assertThat(audit("?who=ana-1").getFirst().path("subject").asString()).isEqualTo(name);
    byte[] stream = "{qy}:diary:2026-11".getBytes(UTF_8);
    var lines = Desk.get(desk.connections.commands().xrange(stream, Range.unbounded()));
    assertThat(lines).isNotEmpty();
    for (var line : lines) {
      line.getBody()
          .values()
          .forEach(
              stored ->
                  assertThat(new String(stored, UTF_8)).doesNotContain(name, "ana-1", "operation"));
    }
  }

  private List<JsonNode> audit(String query) {
    Came came = audited(query);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    return came.json().path("entries").valueStream().toList();
  }

  private Came audited(String query) {
    return desk.get(Desk.AUDITOR, "/api/audit" + query);
  }
}
