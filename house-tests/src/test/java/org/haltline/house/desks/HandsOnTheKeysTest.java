package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;
import static org.haltline.house.HouseAtHand.SUPERVISOR;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Nobody has to reach for the mouse: what the map of keys promises is there on every page, and
/// does what it says.
@ExtendWith(InTheHall.class)
@Timeout(300)
class HandsOnTheKeysTest {
  private static final List<String> ANYWHERE = List.of("Ctrl K", "?", "Esc", ".", "F9", "F10");
  private static final List<String> DESK = List.of("J", "C", "D", "R", "H", "Z", "E", "T", "X");

  @Test
  void theMapShowsEveryKeyOfThePage(Hall hall) throws Exception {
    String caseId = stopped(hall, "6222021182590314402", "4100.00");
    hall.house().report("{\"phone\":\"13900000091\"}");
    Map<String, List<String>> promised =
        Map.of(
            "/intake",
            List.of(
                "Ctrl ↵", "F2", "F3", "F4", "F6", "1-7", "Alt P", "Alt L", "Alt K", "Alt V", "M",
                "N"),
            "/bank/ICBC",
            DESK,
            "/supervisor",
            List.of("A", "B", "J", "P", "R", "↵"),
            "/cases/" + caseId,
            List.of("O", "V", "T", "D", "A", "B", "L", "F4"),
            "/search?q=6222021182590314402",
            List.of("F", "W", "A", "J", "L", "↵"));
    Seat supervisor = hall.of(Hall.SUPERVISOR);
    for (var page : promised.entrySet()) {
      supervisor.open(page.getKey());
      supervisor.page().locator("main .pane").first().waitFor();
      if (page.getKey().startsWith("/bank")) {
        supervisor.waiting("··4402").waitFor();
      }
      if (page.getKey().startsWith("/search")) {
        supervisor.press("Escape"); // out of the field, where letters are letters
      }

      supervisor.press("?");

      List<String> keys = supervisor.page().locator(".map kbd").allTextContents();
      Assertions.assertThat(keys).as(page.getKey()).containsAll(ANYWHERE);
      Assertions.assertThat(keys).as(page.getKey()).containsAll(page.getValue());
      Assertions.assertThat(keys).as(page.getKey()).contains("G I", "G Q", "G C", "G S", "G W");
      supervisor.press("Escape");
      assertThat(supervisor.page().locator(".map")).hasCount(0);
    }
  }

  @Test
  void theCodeOfAWarningIsOneKeyAway(Hall hall) throws Exception {
    Seat operator = hall.of(Hall.OPERATOR).nextCall();
    operator.press("Alt+c").type("13605790092").press("Alt+t");
    operator.paste("骗子用13900000092打来。");
    assertThat(operator.button(Pattern.compile("Send 1 order"))).isEnabled();
    operator.press("Control+Enter");
    assertThat(operator.button("Text a warning to")).isVisible();

    operator.press("Alt+v");
    assertThat(operator.button("Text a warning to")).isFocused();
    operator.press("Enter");

    assertThat(operator.ordered("Text 136 0579 0092")).isVisible();
    assertThat(operator.button("Text a warning to")).hasCount(0);
    String caseId = operator.caseNumber();
    warned(hall, caseId, "短信已送达，核验码 482-913，共 2 条 / delivered, proof code 482-913, 2 SMS");
    Locator proof = operator.page().locator(".proof");
    assertThat(proof).containsText("482-913");
    assertThat(operator.ordered("Text 136 0579 0092")).containsText("proof code 482-913");
    operator.press("Alt+t", "Alt+v");
    assertThat(proof).isFocused();

    operator.open("/cases/" + caseId);
    assertThat(operator.row("Text", "136 0579 0092")).containsText("482-913");
  }

  @Test
  void theSheetForTheTelephoneIsReachedFromAnywhereAndPrintedAlone(Hall hall) {
    Seat operator = hall.of(Hall.OPERATOR).nextCall();
    operator.press("Alt+c").type("13605790093");
    Page page = operator.page();
    operator.open("/cases");
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }");
    page.getByRole(AriaRole.TABLE).waitFor();

    operator.press("F9");
    Locator sheet = page.getByRole(AriaRole.DIALOG);
    assertThat(sheet).containsText("Orders by phone");
    assertThat(sheet).containsText("13605790093");
    operator.press("F10");
    Assertions.assertThat(page.evaluate("() => window.printed")).isEqualTo(1);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(sheet).isVisible();
    assertThat(page.locator("#app")).isHidden();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    operator.press("Escape");
    assertThat(sheet).hasCount(0);

    operator.press("F10");
    assertThat(sheet).containsText("13605790093");
    Assertions.assertThat(page.evaluate("() => window.printed")).isEqualTo(2);
    operator.press("Escape");
  }

  @Test
  void whatIsPastedOutsideOfAnyFieldIsWhatTheCallerSays(Hall hall) {
    Seat operator = hall.of(Hall.OPERATOR).nextCall();
    operator.page().locator("h2").first().click();

    operator.paste("骗子用13900000094打来，说是客服。");

    assertThat(operator.field("Said and pasted")).hasValue("骗子用13900000094打来，说是客服。");
    assertThat(operator.ordered("Suspend")).containsText("13900000094");
    operator.press("Control+k");
    operator.paste("13900000095");
    assertThat(operator.field("Said and pasted")).hasValue("骗子用13900000094打来，说是客服。");
    operator.press("Escape");
  }

  @Test
  void anUnansweredOrderIsReadOutAndGivenToSomebodyElse(Hall hall) throws Exception {
    String caseId = stopped(hall, "6222021182590311176", "987654.00");
    String number = hall.house().order(caseId, 0).get("number").asString();
    hall.of(Hall.BANK).open("/bank").waiting("··1176").click();
    hall.of(Hall.BANK).press("m");
    Seat supervisor = hall.of(Hall.SUPERVISOR).open("/supervisor");
    Locator row = supervisor.row("··1176");
    assertThat(row).containsText(Hall.BANK.name());
    row.getByRole(AriaRole.CELL).first().click();

    supervisor.press("r");
    Locator dialog = supervisor.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText(Hall.BANK.name() + " has it in hand");
    dialog.getByLabel("A word for whoever takes it").fill("开完会再看");
    supervisor.press("Enter");
    assertThat(dialog).hasCount(0);
    assertThat(row).not().containsText(Hall.BANK.name());

    supervisor.press("p");
    assertThat(dialog).containsText("6222021182590311176");
    assertThat(dialog).containsText(number.replaceAll("(.{4})(?=.)", "$1 "));
    supervisor.press("Enter");
    assertThat(supervisor.page()).hasURL(Pattern.compile("/bank/ICBC$"));
    assertThat(supervisor.waiting("··1176")).hasAttribute("aria-selected", "true");
  }

  @Test
  void aRequestIsWeighedInItsCaseByKeys(Hall hall) throws Exception {
    String caseId = stopped(hall, "6222021182590312281", "5200.00");
    String stop = held(hall, caseId, "5200.00");
    filed(hall, caseId);
    Seat supervisor = hall.of(Hall.SUPERVISOR).open("/cases");
    supervisor.page().getByRole(AriaRole.TABLE).waitFor();
    supervisor.open("/cases/" + caseId);
    Locator dialog = supervisor.page().getByRole(AriaRole.DIALOG);
    Locator waits = supervisor.page().locator(".know.ask");
    assertThat(supervisor.row("Stop", "··2281")).containsText("Done");

    supervisor.press("l");
    assertThat(dialog.getByRole(AriaRole.RADIO).first()).hasAttribute("aria-checked", "true");
    assertThat(dialog).containsText("Ask for a freeze");
    supervisor.press("Escape");
    assertThat(dialog).hasCount(0);
    askForAFreeze(hall, caseId, stop);
    assertThat(waits).hasCount(1);

    // a grave one wants the last four digits here as well
    supervisor.press("a");
    supervisor.type("0000").press("Enter");
    assertThat(supervisor.page().getByText("Not the last four digits")).isVisible();
    assertThat(waits).hasCount(1);
    supervisor.press("Escape", "b");
    supervisor.type("金额不对").press("Enter");
    assertThat(waits).hasCount(0);

    supervisor.press("d");
    assertThat(dialog.getByLabel("Documents")).isVisible();
    supervisor.press("Escape", "Escape");
    assertThat(supervisor.page()).hasURL(Pattern.compile("/cases$"));
  }

  @Test
  void whatIsFoundIsJoinedToTheCaseAtHandAndFrozen(Hall hall) throws Exception {
    String found = stopped(hall, "6222021182590313396", "6300.00");
    held(hall, found, "6300.00");
    heldInTheIndex(hall, "6222021182590313396");
    String hand = hall.house().report("{\"phone\":\"13900000096\"}");
    Seat analyst = hall.of(Hall.ANALYST).open("/cases/" + hand);
    analyst.page().locator(".casehead").waitFor();

    analyst.press("g", "s").page().locator(".bigfind input").waitFor();
    analyst.type("6222021182590313396");
    assertThat(analyst.button("Join to " + hand.substring(hand.length() - 4))).isVisible();
    analyst.press("Escape", "a");

    assertThat(analyst.page().getByText(found + " is joined to " + hand)).isVisible();
    Assertions.assertThat(hall.house().readCase(hand).get("links").findValuesAsString("caseId"))
        .contains(found);
    analyst.press("l");
    assertThat(analyst.page()).hasURL(Pattern.compile("/cases/" + found + "$"));
    assertThat(analyst.page().getByRole(AriaRole.DIALOG)).containsText("Ask for a freeze");
    analyst.press("Escape");
  }

  private static String stopped(Hall hall, String account, String amount) throws Exception {
    String caseId =
        hall.house()
            .post(
                OPERATOR,
                "/api/reports",
                """
                {"caller":{"name":"来电人","phone":"13605790099"},"via":"hotline","kind":"冒充客服","language":"zh",
                 "said":"说要退款","victimOnLineWithFraudster":false,
                 "payments":[{"payee":{"account":"%s","name":"贾明轩"},"amount":"%s","currency":"CNY","at":"%s"}],"lures":[]}
                """
                    .formatted(account, amount, Instant.now().minus(Duration.ofMinutes(3))))
            .get("caseId")
            .asString();
    hall.house().awaitOrder(caseId, 0, "ON_DESK");
    return caseId;
  }

  private static String held(Hall hall, String caseId, String amount) throws Exception {
    String number = hall.house().order(caseId, 0).get("number").asString();
    String order = "/api/cases/" + caseId + "/orders/" + number;
    hall.house().post(SUPERVISOR, order + "/claim", "{}");
    hall.house()
        .post(
            SUPERVISOR,
            order + "/answer",
            "{\"outcome\":\"DONE\",\"held\":\"%s\",\"currency\":\"CNY\"}".formatted(amount));
    hall.house().awaitOrder(caseId, 0, "DONE");
    return number;
  }

  /// The index follows the journal at a distance.
  private static void heldInTheIndex(Hall hall, String account) throws Exception {
    JsonNode found;
    do {
      Thread.sleep(50);
      found = hall.house().get("/api/suspects?q=" + account).get("suspects");
    } while (found.isEmpty() || !found.get(0).get("holdStands").asBoolean());
  }

  private static void filed(Hall hall, String caseId) throws Exception {
    hall.house()
        .post(
            OPERATOR,
            "/api/cases/" + caseId + "/filing",
            "{\"policeCaseNumber\":\"青公(刑)立字[2026]0412号\"}");
  }

  private static void askForAFreeze(Hall hall, String caseId, String stop) throws Exception {
    hall.house()
        .post(
            OPERATOR,
            "/api/cases/" + caseId + "/orders",
            "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"赃款账户\"}".formatted(stop));
  }

  /// The carrier's word about the warning of that case.
  private static void warned(Hall hall, String caseId, String remark) throws Exception {
    int place = 0;
    for (JsonNode order : hall.house().readCase(caseId).get("orders")) {
      if (order.get("kind").asString().equals("WARNING_MESSAGE")) {
        break;
      }
      place++;
    }
    String number = hall.house().awaitOrder(caseId, place, "ON_DESK").get("number").asString();
    String order = "/api/cases/" + caseId + "/orders/" + number;
    hall.house().post(SUPERVISOR, order + "/claim", "{}");
    hall.house()
        .post(
            SUPERVISOR,
            order + "/answer",
            "{\"outcome\":\"DONE\",\"remark\":\"%s\"}".formatted(remark));
  }
}
