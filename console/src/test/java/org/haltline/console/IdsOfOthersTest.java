package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.haltline.console.Desk.Came;
import org.haltline.console.access.Permissions;
import org.haltline.console.access.Reach;
import org.haltline.console.contract.Contract;
import org.haltline.console.contract.Endpoint;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An id that somebody guessed, or found elsewhere, opens nothing: every id of an address is looked
/// at together with the one before it, and with who asks.
class IdsOfOthersTest extends OneDesk {
  private static final Contract CONTRACT = Contract.load();

  static Stream<String> doorsOfOrders() {
    return CONTRACT.endpoints().stream()
        .filter(door -> door.path().contains("{orderId}"))
        .map(Endpoint::operationId);
  }

  static Stream<String> doorsOfCases() {
    return CONTRACT.endpoints().stream()
        .filter(door -> door.path().contains("{caseId}"))
        .map(Endpoint::operationId);
  }

  /// Both cases are the asker's own, and both orders went to the same bank.
  @ParameterizedTest
  @MethodSource("doorsOfOrders")
  void anOrderOfAnotherCaseIsNoOrderOfThisOne(String operationId) {
    Endpoint door = CONTRACT.endpoint(operationId);
    CaseId mine = desk.filed(Calls.to(Calls.freshCard("ICBC"), "100"));
    CaseId other = desk.filed(Calls.to(Calls.freshCard("ICBC"), "200"));
    String theirs = desk.order(other, "STOP_PAYMENT");
    for (String token : new String[] {Desk.CITY_SUPERVISOR, Desk.ICBC_LIAISON}) {
      if (Permissions.reach(actor(token), operationId) == Reach.NONE) {
        continue;
      }
      Came came = desk.refused(() -> knock(token, door, mine.value(), theirs));
      assertThat(came.status()).as(operationId).isEqualTo(404);
      assertThat(came.code()).as(operationId).isEqualTo("no-such-order");
    }
  }

  /// What a liaison is told of a case of other banks is what is said of one that never was.
  @ParameterizedTest
  @MethodSource("doorsOfCases")
  void aCaseBehindTheWallIsAsOneThatIsNot(String operationId) {
    if (Permissions.reach(actor(Desk.ABC_LIAISON), operationId) == Reach.NONE) {
      return;
    }
    Endpoint door = CONTRACT.endpoint(operationId);
    CaseId theirs = desk.filed(Calls.to(Calls.freshCard("ICBC"), "300"));
    String order = desk.order(theirs, "STOP_PAYMENT");
    Came hidden = desk.refused(() -> knock(Desk.ABC_LIAISON, door, theirs.value(), order));
    Came absent = desk.refused(() -> knock(Desk.ABC_LIAISON, door, "QY-261120-9998", order));
    assertThat(hidden.status()).as(operationId).isEqualTo(404);
    assertThat(told(hidden)).as(operationId).isEqualTo(told(absent));
  }

  @Test
  void aPaperOfAnotherOrderIsNoPaperOfThisOne() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "400"));
    CaseId other = desk.filed(Calls.to(Calls.freshCard("ICBC"), "500"));
    String theirs = desk.order(other, "STOP_PAYMENT");
    assertThat(acts.paper(other, theirs, "reply", "a scan").status()).isEqualTo(200);
    String mine = desk.order(caseId, "STOP_PAYMENT");
    assertThat(
            desk.refused(() -> desk.get(Desk.OPERATOR, Acts.path(caseId, mine) + "/papers/reply"))
                .code())
        .isEqualTo("no-paper");
    assertThat(
            desk.refused(() -> desk.get(Desk.OPERATOR, Acts.path(caseId, theirs) + "/papers/reply"))
                .code())
        .isEqualTo("no-such-order");
  }

  private static Actor actor(String token) {
    return Objects.requireNonNull(Desk.ACTORS.get(token));
  }

  private Came knock(String token, Endpoint door, String caseId, String order) {
    String path =
        "/api"
            + door.path()
                .replace("{caseId}", caseId)
                .replace("{orderId}", order)
                .replace("{name}", "reply");
    HttpRequest.Builder request = desk.request(token, path);
    String body = EveryoneAtEveryDoorTest.BODIES.get(door.operationId());
    if (body == null) {
      return desk.send(request.GET());
    }
    return desk.send(
        request
            .header("Content-Type", EveryoneAtEveryDoorTest.typeFor(door))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(door.method(), BodyPublishers.ofString(body)));
  }

  private static String told(Came came) {
    return came.text().replaceAll("urn:uuid:[0-9a-f-]+", "");
  }
}
