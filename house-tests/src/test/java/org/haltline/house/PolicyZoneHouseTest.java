package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;
import static org.haltline.house.HouseAtHand.SUPERVISOR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haltline.outside.Bind9;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// A domain of a report goes dark in a real bind9, as a customer of the carrier sees it, and
/// resolves again when it is lifted.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class PolicyZoneHouseTest {
  private static final String DOMAIN = "kuaidi-lipei.top";

  @TempDir Path folder;
  @TempDir Path zones;

  @Test
  void aDomainOfAReportGoesDarkAndComesBackByAnOrder() throws Exception {
    Path secret = Files.writeString(folder.resolve("tsig"), Bind9.SECRET);
    try (Bind9 bind = Bind9.start(zones);
        HouseAtHand house =
            HouseAtHand.start(
                folder,
                """
                - id: CTCC
                  channels:
                    - type: RPZ
                      rpz: {server: "127.0.0.1:%d", zone: %s, key: %s, secret-file: "%s"}
                """
                    .formatted(bind.port(), Bind9.ZONE, Bind9.KEY, secret))) {
      assertThat(bind.ask("www." + DOMAIN)).isEqualTo(Bind9.ADDRESS);
      String caseId = house.report("{\"url\":\"http://" + DOMAIN + "\"}");
      JsonNode block = house.awaitOrder(caseId, 0, "DONE");
      assertThat(block.get("hold").get("stands").asBoolean()).isTrue();
      assertThat(block.get("remark").asString()).contains(DOMAIN, "serial");
      assertThat(bind.awaitAnswer(DOMAIN, "NXDOMAIN")).isEqualTo("NXDOMAIN");
      assertThat(bind.awaitAnswer("www." + DOMAIN, "NXDOMAIN")).isEqualTo("NXDOMAIN");

      house.post(
          OPERATOR,
          "/api/cases/%s/orders/%s/release".formatted(caseId, block.get("number").asString()),
          "{\"reason\":\"not the same shop\"}");
      house.awaitOrder(caseId, 1, "DONE");
      assertThat(bind.awaitAnswer(DOMAIN, Bind9.ADDRESS)).isEqualTo(Bind9.ADDRESS);
      assertThat(house.order(caseId, 0).get("hold").get("stands").asBoolean()).isFalse();

      aBanksDomainWaitsForASupervisor(house, bind, caseId);
    }
  }

  private static void aBanksDomainWaitsForASupervisor(HouseAtHand house, Bind9 bind, String caseId)
      throws Exception {
    String orders = "/api/cases/" + caseId + "/orders";
    String block =
        "{\"kind\":\"BLOCK_LINK\",\"target\":{\"url\":\"http://login.icbc.com.cn\"},\"reason\":\"taken"
            + " over\"}";
    house.post(OPERATOR, orders, block);
    JsonNode waiting = house.awaitOrder(caseId, 2, "REQUESTED");
    assertThat(waiting.get("remark").asString()).contains("the bank's own site");
    assertThat(bind.ask("login.icbc.com.cn")).isEqualTo(Bind9.ADDRESS);
    String approval = orders + "/" + waiting.get("number").asString() + "/approval";
    assertThat(house.tryPost(OPERATOR, approval, "").statusCode()).isEqualTo(403);
    house.post(SUPERVISOR, approval, "");
    house.awaitOrder(caseId, 2, "DONE");
    assertThat(bind.awaitAnswer("login.icbc.com.cn", "NXDOMAIN")).isEqualTo("NXDOMAIN");
    assertThat(bind.ask("www.icbc.com.cn")).isEqualTo(Bind9.ADDRESS);

    for (String number : List.of("110", "96110", "95588")) {
      String intercept =
          "{\"kind\":\"INTERCEPT_CALLS\",\"target\":{\"phone\":\"%s\"},\"reason\":\"forged\"}"
              .formatted(number);
      var refused = house.tryPost(SUPERVISOR, orders, intercept);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    }
  }
}
