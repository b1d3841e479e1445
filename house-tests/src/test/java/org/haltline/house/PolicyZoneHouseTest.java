package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haltline.outside.Bind9;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A domain of a report goes dark in a real bind9, as a customer of the carrier sees it, and
/// resolves again when it is lifted.
@Timeout(120)
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
    }
  }
}
