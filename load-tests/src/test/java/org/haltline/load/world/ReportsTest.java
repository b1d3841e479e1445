package org.haltline.load.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Route;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");

  private final Reports reports = new Reports(42);

  private JsonObject report(long number) {
    return new JsonObject(new String(reports.body(number, NOW), UTF_8));
  }

  @Test
  void theSameSeedAndNumberGiveTheSameReport() {
    assertThat(new Reports(42).body(7, NOW)).isEqualTo(reports.body(7, NOW));
    assertThat(new Reports(43).body(7, NOW)).isNotEqualTo(reports.body(7, NOW));
    assertThat(reports.body(8, NOW)).isNotEqualTo(reports.body(7, NOW));
  }

  @Test
  void everythingInThemIsUnderstood() {
    for (long number = 1; number <= 200; number++) {
      assertThat(targets(number)).hasSize(Reports.ORDERS);
    }
  }

  @Test
  void noTwoShareAnAccountANumberOrALink() {
    var keys = new ArrayList<String>();
    for (long number = 1; number <= 500; number++) {
      targets(number).forEach(target -> keys.add(target.key()));
    }
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void theInstitutionOfEachTargetIsKnown() {
    Directory directory = Directory.china();
    for (long number = 1; number <= 60; number++) {
      for (Subject target : targets(number)) {
        assertThat(directory.route(target, null))
            .as("route of %s", target.key())
            .isInstanceOf(Route.To.class);
      }
    }
  }

  @Test
  void theirPaymentsLeftWithinTheHour() {
    for (Object payment : report(3).getJsonArray("payments")) {
      var left = Instant.parse(((JsonObject) payment).getString("at"));
      assertThat(left).isBetween(NOW.minusSeconds(3_600), NOW);
    }
  }

  /// What orders leave for: payees, numbers, the link; each parsed as the house parses it.
  private List<Subject> targets(long number) {
    JsonObject report = report(number);
    var targets = new ArrayList<Subject>();
    for (Object payment : report.getJsonArray("payments")) {
      JsonObject payee = ((JsonObject) payment).getJsonObject("payee");
      targets.add(
          BankAccount.parse(payee.getString("account"), payee.getString("bank"), null).orThrow());
    }
    JsonArray lures = report.getJsonArray("lures");
    for (Object lure : lures) {
      var one = (JsonObject) lure;
      targets.add(
          one.containsKey("phone")
              ? PhoneNumber.parse(one.getString("phone")).orThrow()
              : Link.parse(one.getString("url")).orThrow());
    }
    return targets;
  }
}
