package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever somebody types or puts into an address is shown as what it is: no element comes of it,
/// and no script. That the policy forbids scripts in a page is the second wall; here nothing ever
/// reaches it.
@ExtendWith(InTheHall.class)
@Timeout(300)
class WordsStayWordsTest {
  private static final String PICTURE = "<img src=x onerror=alert(1)>";
  private static final String SCRIPT = "\"><script>alert(1)</script>";
  private static final String ACCOUNT = "6222027173811357845";
  private static final String NUMBER = "13900000041";

  @Test
  void whatIsTypedAnywhereIsShownAsText(Hall hall) {
    Seat operator = hall.of(Hall.OPERATOR);
    String caseId = filedWithPayloads(operator);
    Seat bank = hall.of(Hall.BANK).open("/bank");
    Seat carrier = hall.of(Hall.CARRIER).open("/telecom");

    refusedByTheBank(bank);
    handedBackByTheCarrier(carrier);
    toldInTheCase(operator, caseId);
    administered(hall.of(Hall.ADMIN));

    shows(operator.open("/cases/" + caseId), PICTURE, SCRIPT);
    shows(operator.open("/cases"), PICTURE);
    shows(hall.of(Hall.SUPERVISOR).open("/supervisor"), "Orders unanswered", "Today");
    shows(hall.of(Hall.SUPERVISOR).open("/wallboard"), caseId);
    shows(hall.of(Hall.ANALYST).open("/cases/" + caseId), PICTURE, SCRIPT);
    shows(hall.of(Hall.AUDITOR).open("/audit"), caseId);
    shows(carrier.open("/telecom"), SCRIPT);
  }

  @Test
  void whatStandsInAnAddressIsShownAsText(Hall hall) {
    String picture = URLEncoder.encode(PICTURE, UTF_8).replace("+", "%20");
    String script = URLEncoder.encode(SCRIPT, UTF_8).replace("+", "%20");
    for (String payload : List.of(picture, script)) {
      Seat analyst = hall.of(Hall.ANALYST).open("/search?q=" + payload + "&at=" + payload);
      assertThat(analyst.page().locator(".bigfind input")).hasValue(decoded(payload, picture));
      unharmed(analyst);
      unharmed(analyst.open("/cases?q=" + payload + "&state=" + payload));
      shows(analyst.open("/cases/" + payload), decoded(payload, picture));
      unharmed(hall.of(Hall.AUDITOR).open("/audit?who=" + payload + "&from=" + payload));
      unharmed(hall.of(Hall.SUPERVISOR).open("/bank/" + payload));
      unharmed(hall.of(Hall.ADMIN).open("/admin/" + payload));
      shows(analyst.open("/nowhere/" + payload), "no such page");
    }
    analyst(hall).press("Control+k").type(PICTURE);
    unharmed(analyst(hall));
  }

  /// Whoever is signed in already passes the door at once.
  @Test
  void theDoorLeadsToPagesOfThisHouseAlone(Hall hall) {
    Seat operator = hall.of(Hall.OPERATOR);
    for (String elsewhere :
        List.of(
            "https://elsewhere.example/",
            "//elsewhere.example/",
            "/\\elsewhere.example/",
            "javascript:alert(1)")) {
      operator.open("/sign-in?to=" + URLEncoder.encode(elsewhere, UTF_8));
      assertThat(operator.page()).hasURL(hall.address() + "/intake");
      unharmed(operator);
    }
    operator.open("/sign-in?to=%2Fcases");
    assertThat(operator.page()).hasURL(hall.address() + "/cases");
  }

  @Test
  void thePolicyForbidsScriptsInPages(Hall hall) throws Exception {
    String policy =
        hall.house().tryGet("/").headers().firstValue("Content-Security-Policy").orElseThrow();
    Assertions.assertThat(policy)
        .containsPattern("script-src 'self'(;|$)")
        .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
  }

  private static String filedWithPayloads(Seat operator) {
    operator.nextCall();
    operator.field("Number of the caller").fill("13605790041");
    operator.field("Name").first().fill(PICTURE);
    operator.field("Said and pasted").fill("骗子用" + NUMBER + "打来" + SCRIPT);
    operator.field("The answer; ↵ puts it into the text").fill(PICTURE);
    operator.press("Enter", "Alt+p").type(ACCOUNT);
    ofThePayment(operator, "Name").fill(SCRIPT);
    ofThePayment(operator, "Bank").fill(PICTURE);
    ofThePayment(operator, "Amount").fill("100");
    operator.press("Enter", "Alt+l").type(PICTURE);
    operator.page().locator(".adding select").selectOption("app");
    operator.page().locator(".adding input").press("Enter");
    assertThat(operator.button(Pattern.compile("Send 3 orders"))).isEnabled();
    unharmed(operator);
    operator.press("Control+Enter");
    assertThat(operator.button(Pattern.compile("\\d orders? sent"))).isVisible();
    shows(operator, PICTURE, SCRIPT);
    return operator.caseNumber();
  }

  /// By what stands above it, for what stands within it is a part of its name as well.
  private static Locator ofThePayment(Seat operator, String label) {
    Locator above = operator.page().getByText(label, new Page.GetByTextOptions().setExact(true));
    return operator
        .page()
        .locator(".editor label")
        .filter(new Locator.FilterOptions().setHas(above))
        .locator("input");
  }

  private static void refusedByTheBank(Seat bank) {
    bank.waiting("Stop").filter(new Locator.FilterOptions().setHasText("··7845")).click();
    bank.press("r", "9");
    bank.field("Say why, Enter sends").fill(PICTURE);
    bank.press("Enter");
    bank.field("A word: the officer was called, waiting for his answer").fill(SCRIPT);
    bank.button(Pattern.compile("Hand over")).click();
    shows(bank, SCRIPT);
  }

  private static void handedBackByTheCarrier(Seat carrier) {
    carrier.waiting(Seat.spaced(NUMBER)).click();
    carrier.press("m");
    assertThat(
            carrier.page().getByText("In your hands", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    carrier.press("h");
    carrier.field("A word for whoever takes it (may be empty)").fill(SCRIPT);
    carrier.press("Enter");
    assertThat(carrier.button("Take M")).isVisible();
    carrier.field("A word: the officer was called, waiting for his answer").fill(SCRIPT);
    carrier.button(Pattern.compile("Hand over")).click();
    shows(carrier, SCRIPT);
  }

  private static void toldInTheCase(Seat operator, String caseId) {
    operator.open("/cases/" + caseId);
    operator.field("A note; @id calls a colleague").fill(PICTURE + SCRIPT);
    operator.press("Enter");
    assertThat(operator.page().locator(".notes")).containsText(PICTURE + SCRIPT);
    operator.page().locator("h1").click();
    operator.press("o");
    Locator dialog = operator.page().getByRole(AriaRole.DIALOG);
    dialog.getByLabel("The police's number").fill(SCRIPT);
    operator.press("Enter");
    assertThat(dialog).hasCount(0);
    assertThat(operator.page().locator(".casehead")).containsText(SCRIPT);
    assertThat(operator.row("Stop")).containsText("Refused");
    assertThat(operator.row("Stop")).containsText(PICTURE);
  }

  private static void administered(Seat admin) {
    admin.open("/admin/protected");
    admin.page().getByLabel("Kind").selectOption("domain");
    admin.field("What").fill("words-stay-words.example");
    admin.field("Why").fill(PICTURE);
    admin.press("Enter");
    assertThat(admin.row("words-stay-words.example")).containsText(PICTURE);
    admin.open("/admin/users");
    admin.button("New user").click();
    admin.field("Id").fill("words");
    admin.field("Name").fill(SCRIPT);
    admin.page().getByLabel("Analyst").check();
    admin.page().locator("#u-unit").fill(PICTURE);
    admin.press("Enter");
    admin.button("Close").click();
    assertThat(admin.row("words")).containsText(SCRIPT);
    unharmed(admin);
  }

  private static Seat analyst(Hall hall) {
    return hall.of(Hall.ANALYST);
  }

  private static String decoded(String payload, String picture) {
    return payload.equals(picture) ? PICTURE : SCRIPT;
  }

  private static void shows(Seat seat, String... texts) {
    for (String text : texts) {
      assertThat(seat.page().locator("#app")).containsText(text);
    }
    unharmed(seat);
  }

  /// No element came of the words, and nothing ran. Whatever the policy had to stop fails the story
  /// as well.
  private static void unharmed(Seat seat) {
    assertThat(seat.page().locator("#app")).not().isEmpty();
    assertThat(seat.page().locator("img[src=x], #app script")).hasCount(0);
  }
}
