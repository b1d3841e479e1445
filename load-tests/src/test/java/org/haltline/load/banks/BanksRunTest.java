package org.haltline.load.banks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.subject.BankAccount;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run as small as it can be: real banks of both kinds, a real house, one bank down.
class BanksRunTest {
  @Test
  @Timeout(900)
  void aSmallRunEndsInAStateThatAgreesWithTheBanksBooks() throws Exception {
    var said = new ByteArrayOutputStream();
    var sheet = new Sheet("banks", new PrintStream(said, true, UTF_8));
    var targets = new Targets();
    var settings = new BanksRun.Settings(4, 12, 2.5, 1, 0, 1, 1.5);
    try (var workspace = Workspace.open("banks-test", false)) {
      new BanksRun(workspace, settings, 11, sheet, targets).run();
    }
    assertThat(targets.lines())
        .as(said.toString(UTF_8))
        .contains(
            "TARGET banks-lost 0 =0 held",
            "TARGET banks-twice 0 =0 held",
            "TARGET banks-untrue 0 =0 held");
    assertThat(targets.lines()).anyMatch(line -> line.startsWith("TARGET banks-others-p99-ratio "));
    assertThat(said.toString(UTF_8)).contains("BANK02 down for 1 s").contains("DONE=");
  }

  @Test
  void noTwoReportsShareAnAccountAndItsBooksKnowItByWhatTheReportSays() {
    var reports = new BankReports(42, 6);
    List<String> keys = new ArrayList<>();
    for (long number = 1; number <= 300; number++) {
      JsonObject report = new JsonObject(new String(reports.body(number, Instant.EPOCH), UTF_8));
      for (int i = 0; i < BankReports.ORDERS; i++) {
        JsonObject payee = report.getJsonArray("payments").getJsonObject(i).getJsonObject("payee");
        BankAccount account =
            BankAccount.parse(payee.getString("account"), payee.getString("bank"), null).orThrow();
        assertThat(account.key()).isEqualTo(reports.target(number, i));
        keys.add(account.key());
      }
      assertThat(report.getJsonArray("payments").getJsonObject(0).getJsonObject("payee"))
          .as("two banks")
          .isNotEqualTo(report.getJsonArray("payments").getJsonObject(1).getJsonObject("payee"));
    }
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void halfOfTheBanksSpeakEachLanguage() {
    assertThatThrownBy(() -> new BanksRun.Settings(3, 1, 1, 1, 1, 1, 1))
        .hasMessageContaining("an even number of banks");
  }
}
