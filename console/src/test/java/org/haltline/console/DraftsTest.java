package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.haltline.console.Desk.Came;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Forms that are not sent yet, and a word to the next shift.
class DraftsTest extends OneDesk {
  private Came save(String token, String draft, String json) {
    return desk.put(token, "/api/drafts/" + draft, "application/json", json.getBytes(UTF_8));
  }

  private Came drop(String token, String draft) {
    HttpRequest.Builder request = desk.request(token, "/api/drafts/" + draft);
    return desk.send(request.DELETE());
  }

  @Test
  void aFormIsKeptAsItIsForItsWriterAlone() {
    String form = "{\"said\":\"对方说\",\"payments\":[{\"amount\":\"49800.00\"}],\"caret\":17}";
    assertThat(save(Desk.OPERATOR, "call-1", form).status()).isEqualTo(200);
    Came came = desk.get(Desk.OPERATOR, "/api/drafts/call-1");
    assertThat(came.json().path("draft").toString()).isEqualTo(form);
    assertThat(came.json().path("savedAt").asString()).startsWith("2026-11-20T01:12:4");
    assertThat(save(Desk.OPERATOR, "call-1", "{\"said\":\"更多\"}").status()).isEqualTo(200);
    assertThat(desk.get(Desk.OPERATOR, "/api/drafts/call-1").text()).contains("更多");
    Came others = desk.refused(() -> desk.get(Desk.ANALYST, "/api/drafts/call-1"));
    assertThat(others.code()).isEqualTo("no-such-draft");
    assertThat(desk.get(Desk.ANALYST, "/api/drafts").json().path("drafts").size()).isZero();
    assertThat(desk.refused(() -> drop(Desk.ANALYST, "call-1")).status()).isEqualTo(404);
    save(Desk.OPERATOR, "call-2", "{}");
    JsonNode mine = desk.get(Desk.OPERATOR, "/api/drafts").json().path("drafts");
    assertThat(mine.valueStream().map(it -> it.path("draftId").asString()))
        .contains("call-1", "call-2");
    assertThat(drop(Desk.OPERATOR, "call-1").text()).doesNotContain("call-1");
    assertThat(desk.refused(() -> desk.get(Desk.OPERATOR, "/api/drafts/call-1")).status())
        .isEqualTo(404);
  }

  @Test
  void whatIsNoObjectOrTooLargeIsNotKept() {
    assertThat(desk.refused(() -> save(Desk.OPERATOR, "call-3", "[1]")).code()).isEqualTo("shape");
    assertThat(desk.refused(() -> save(Desk.OPERATOR, "call-3", "{")).code())
        .isEqualTo("malformed-json");
    String large = "{\"said\":\"" + "x".repeat(256 * 1024) + "\"}";
    assertThat(desk.refused(() -> save(Desk.OPERATOR, "call-3", large)).code())
        .isEqualTo("too-large");
    assertThat(desk.refused(() -> desk.get(Desk.OPERATOR, "/api/drafts/call-3")).status())
        .isEqualTo(404);
  }

  @Test
  void aDeskTellsItsNextShiftAndNoOther() {
    String path = "/api/institutions/ICBC/handover";
    assertThat(desk.get(Desk.SUPERVISOR, path).json().path("text").isNull()).isTrue();
    byte[] word = "{\"text\":\"两笔等网点回电\\n第二行\"}".getBytes(UTF_8);
    assertThat(desk.put(Desk.ICBC_LIAISON, path, "application/json", word).status()).isEqualTo(200);
    JsonNode told = desk.get(Desk.ICBC_LIAISON, path).json();
    assertThat(told.path("text").asString()).isEqualTo("两笔等网点回电\n第二行");
    assertThat(told.path("by").asString()).isEqualTo("member of ICBC");
    assertThat(desk.refused(() -> desk.get(Desk.ABC_LIAISON, path)).code())
        .isEqualTo("no-such-institution");
  }
}
