package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One call from the first word to the verified ledger, by people at six desks, each of whom sees
/// live what the others do.
@ExtendWith(InTheHall.class)
@Timeout(300)
class FivePeopleTest {
  private static final String ACCOUNT = "6222021182590302944";
  private static final String NUMBER = "13900000066";
  private static final String SAID =
      "自称快递客服的人用" + NUMBER + "打来，说要理赔，让我把钱转到工商银行" + ACCOUNT + "贾明轩，我转了68500元。";

  @TempDir Path papers;

  @Test
  void aCallIsHeldCutFrozenLinkedAndVerified(Hall hall) throws Exception {
    String earlier = hall.house().report("{\"phone\":\"" + NUMBER + "\"}");
    Seat operator = hall.of(Hall.OPERATOR);
    Seat bank = hall.of(Hall.BANK).open("/bank");
    Seat carrier = hall.of(Hall.CARRIER).open("/telecom");
    Seat supervisor = hall.of(Hall.SUPERVISOR).open("/supervisor");

    String caseId = theOperatorFiles(operator);
    theBankHolds(bank, operator);
    theCarrierCuts(carrier, operator);
    theFreezeIsAskedForAndApproved(hall, operator, supervisor, bank, caseId);
    theAnalystFindsAndLinks(hall.of(Hall.ANALYST), operator, caseId, earlier);
    theAuditorVerifies(hall.of(Hall.AUDITOR), caseId);
  }

  /// By keys alone: number, paste, send.
  private static String theOperatorFiles(Seat operator) {
    operator.nextCall().press("Alt+c").type("13605790011").press("Alt+t").paste(SAID);
    assertThat(operator.row("贾明轩")).containsText("68,500");
    assertThat(operator.ordered("Stop 贾明轩")).containsText("68,500");
    assertThat(operator.ordered("Suspend")).containsText(NUMBER);
    assertThat(operator.button(Pattern.compile("Send 2 orders"))).isEnabled();

    operator.press("Control+Enter");

    assertThat(operator.ordered("Stop 贾明轩")).containsText("On desk");
    assertThat(operator.ordered("Suspend")).containsText("On desk");
    assertThat(operator.page().getByText(Pattern.compile("institutions have the orders")))
        .isVisible();
    return operator.caseNumber();
  }

  private static void theBankHolds(Seat bank, Seat operator) {
    Locator stop = bank.waiting("Stop").filter(hasText("··2944"));
    assertThat(stop).containsText("68,500");
    stop.click();
    bank.press("d");
    assertThat(bank.field("Amount held (no more than ordered)")).isFocused();
    assertThat(operator.ordered("Stop 贾明轩")).containsText(Hall.BANK.name());
    bank.press("Enter");
    assertThat(bank.page().getByText(Pattern.compile("leaves in \\d s"))).isVisible();
  }

  private static void theCarrierCuts(Seat carrier, Seat operator) {
    carrier.waiting(Seat.spaced(NUMBER)).last().click();
    carrier.press("d", "Enter");

    assertThat(operator.ordered("Stop 贾明轩")).containsText("Done");
    assertThat(operator.ordered("Suspend")).containsText("Done");
    assertThat(operator.page().getByText("All of the 68,500.00 Chinese yuan you reported is held"))
        .isVisible();
  }

  private void theFreezeIsAskedForAndApproved(
      Hall hall, Seat operator, Seat supervisor, Seat bank, String caseId) throws Exception {
    operator.press("Control+k").type(caseId).press("Enter");
    assertThat(operator.page().getByRole(AriaRole.HEADING, named(caseId))).isVisible();
    operator.page().keyboard().press("o");
    dialog(operator).getByLabel("The police's number").fill("青公(刑)立字[2026]0411号");
    operator.press("Enter");
    assertThat(operator.page().getByText("Police number")).isVisible();

    operator.button("Act Stop ··2944").click();
    dialog(operator).getByRole(AriaRole.RADIO, within("Ask for a freeze")).click();
    dialog(operator).getByLabel("Reason (the institution reads it)").fill("赃款账户");
    operator.press("Enter");

    Locator request = supervisor.row("Freeze", "··2944");
    assertThat(request).containsText("Freeze notice missing");
    assertThat(request.getByRole(AriaRole.BUTTON)).isDisabled();
    operator.button("Act Freeze ··2944").click();
    dialog(operator).getByLabel("Documents").fill("freeze-notice");
    dialog(operator).locator("input[type=file]").setInputFiles(notice(hall, caseId));
    dialog(operator).getByLabel("Documents").press("Enter");
    assertThat(dialog(operator)).hasCount(0);

    // "Not complete" says complete, too.
    assertThat(request.getByRole(AriaRole.BUTTON, within("Approve"))).isEnabled();
    request.click();
    // Thought of otherwise, and again: the field has the keys each time.
    supervisor.press("a").type("29").press("Escape");
    supervisor.press("a").type("2944").press("Enter");
    assertThat(request).hasCount(0);

    Locator freeze = bank.waiting("Freeze").filter(hasText("··2944"));
    freeze.click();
    bank.press("d", "Enter");
    assertThat(operator.row("Freeze", "··2944")).containsText("Done");
  }

  /// Drawn up by the house, as it would be printed and signed.
  private Path notice(Hall hall, String caseId) throws Exception {
    String freeze = "";
    for (JsonNode order : hall.house().readCase(caseId).get("orders")) {
      if (order.get("kind").asString().equals("FREEZE")) {
        freeze = order.get("number").asString();
      }
    }
    URI document =
        hall.address().resolve("/api/cases/%s/orders/%s/document".formatted(caseId, freeze));
    Path file = papers.resolve("notice.pdf");
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(document).header("Authorization", "Bearer " + OPERATOR).build(),
          BodyHandlers.ofFile(file));
    }
    return file;
  }

  private static void theAnalystFindsAndLinks(
      Seat analyst, Seat operator, String caseId, String earlier) {
    analyst.open("/search");
    analyst.page().getByRole(AriaRole.TEXTBOX).first().fill(NUMBER);
    assertThat(analyst.waiting(Seat.spaced(NUMBER))).containsText("2 cases");
    analyst.press("Enter");
    assertThat(analyst.page().getByRole(AriaRole.HEADING, named(caseId))).isVisible();

    analyst.button("Link to a case").click();
    analyst.field("Number of the other case").fill(earlier);
    analyst.field("Because: same payee, same script…").fill("同一个号码");
    analyst.press("Enter");

    assertThat(operator.region("Case")).containsText("同一个号码");
  }

  private static void theAuditorVerifies(Seat auditor, String caseId) {
    auditor.open("/audit");
    assertThat(auditor.row(caseId, Hall.OPERATOR.name()).first()).isVisible();
    assertThat(auditor.row(caseId, Hall.BANK.name()).first()).isVisible();
    assertThat(auditor.row(caseId, Hall.SUPERVISOR.name()).first()).isVisible();

    auditor.button("Verify now").click();

    assertThat(auditor.page().getByText(Pattern.compile("none changed, missing or out of order")))
        .isVisible();
    auditor.open("/cases/" + caseId);
    assertThat(auditor.page().getByText("13605790011")).hasCount(0);
  }

  private static Locator dialog(Seat seat) {
    return seat.page().getByRole(AriaRole.DIALOG);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
