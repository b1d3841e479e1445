package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haltline.outside.MessageCentre;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// A warning that an operator orders arrives over a message centre that others wrote, and its
/// delivery stands in the case; whom the case suspects is not warned.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class MessageCentreHouseTest {
  @TempDir Path folder;

  @Test
  void aWarningIsDeliveredAndItsProofCodeStandsInTheCase() throws Exception {
    Path password =
        Files.writeString(folder.resolve("smpp-password"), MessageCentre.PASSWORD + "\n");
    try (MessageCentre centre = MessageCentre.start(0);
        HouseAtHand house =
            HouseAtHand.start(
                folder,
                """
                - id: CMCC
                  channels:
                    - type: SMPP
                      smpp: {host: 127.0.0.1, port: %d, system-id: %s, password-file: "%s", sender: "96110"}
                """
                    .formatted(centre.port(), MessageCentre.SYSTEM_ID, password))) {
      String caseId = house.report("{\"phone\":\"13900000066\"}");
      house.awaitOrder(caseId, 0, "ON_DESK");
      String orders = "/api/cases/" + caseId + "/orders";
      String warning =
          "{\"kind\":\"WARNING_MESSAGE\",\"target\":{\"phone\":\"%s\"},\"reason\":\"is being"
              + " lured\"}";

      centre.tell("{\"receipt\":\"\"}");
      house.post(OPERATOR, orders, warning.formatted("13900000005"));
      JsonNode goingOut = house.awaitRemark(caseId, 1, "going out");
      assertThat(goingOut.get("state").asString()).isEqualTo("TAKEN");
      centre.awaitAtLeast("submit", 2);
      for (JsonNode part : centre.submitted()) {
        centre.tell(
            "{\"say\":{\"id\":\"%s\",\"stat\":\"DELIVRD\",\"to\":\"8613900000005\"}}"
                .formatted(part.get("id").asString()));
      }
      JsonNode done = house.awaitOrder(caseId, 1, "DONE");

      List<JsonNode> parts = centre.submitted();
      assertThat(parts)
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.get("to").asString()).isEqualTo("8613900000005"));
      var text = new StringBuilder();
      parts.forEach(part -> text.append(part.get("text").asString()));
      String code = text.toString().replaceFirst("(?s).*核验码(\\d{3}-\\d{3}).*", "$1");
      assertThat(goingOut.get("remark").asString()).as("while it goes out").contains(code);
      assertThat(done.get("remark").asString()).contains(code);

      var refused = house.tryPost(OPERATOR, orders, warning.formatted("13900000066"));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("/target");

      // nor is it in another case, that has heard nothing of it
      String other = house.report("{\"url\":\"http://kuaidi-lipei.top\"}");
      var elsewhere =
          house.tryPost(
              OPERATOR, "/api/cases/" + other + "/orders", warning.formatted("13900000066"));
      assertThat(elsewhere.statusCode()).isEqualTo(422);
      assertThat(elsewhere.body()).contains("/target").containsAnyOf("another case", "其他案件");
      assertThat(centre.submitted()).hasSameSizeAs(parts);
    }
  }
}
