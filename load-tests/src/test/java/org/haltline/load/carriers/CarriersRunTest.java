package org.haltline.load.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run as small as it can be: three carriers, a real house, one carrier down.
class CarriersRunTest {
  @Test
  @Timeout(600)
  void aSmallRunEndsInAStateThatAgreesWithTheCarriersBooks() throws Exception {
    var said = new ByteArrayOutputStream();
    var sheet = new Sheet("carriers", new PrintStream(said, true, UTF_8));
    var targets = new Targets();
    var settings = new CarriersRun.Settings(12, 2, 0.5, 0, 0, 1);
    try (var workspace = Workspace.open("carriers-test", false)) {
      new CarriersRun(workspace, settings, 11, sheet, targets).run();
    }
    assertThat(targets.lines())
        .as(said.toString(UTF_8))
        .contains(
            "TARGET carriers-lost 0 =0 held",
            "TARGET carriers-twice 0 =0 held",
            "TARGET carriers-untrue 0 =0 held");
    assertThat(said.toString(UTF_8)).contains("CMCC down for").contains("DONE=");
  }

  @Test
  void noTwoReportsShareANumberAndItsBooksKnowItByWhatTheReportSays() {
    var reports = new CarrierReports(42);
    List<String> keys = new ArrayList<>();
    for (long number = 1; number <= 300; number++) {
      JsonObject report = new JsonObject(new String(reports.body(number), UTF_8));
      for (int i = 0; i < CarrierReports.ORDERS; i++) {
        String phone = report.getJsonArray("lures").getJsonObject(i).getString("phone");
        String key = PhoneNumber.parse(phone).orThrow().key();
        assertThat(key).isEqualTo(reports.target(number, i));
        keys.add(key);
      }
    }
    assertThat(keys).doesNotHaveDuplicates();
  }
}
