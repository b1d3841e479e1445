package org.haltline.house.desks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Media;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.haltline.house.HouseAtHand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Where a page is looked at otherwise than on a desk: a case on paper, whole and without anything
/// that could be pressed, and the wallboard on a wall of four thousand pixels.
@ExtendWith(InTheHall.class)
@Timeout(300)
class OnPaperAndOnTheWallTest {
  private static final int A4_WIDTH = 718;
  private static final int MANY = 17;

  /// Whatever a finger could press, and is seen.
  private static final String CONTROLS =
      """
      () => [...document.querySelectorAll('button, input, textarea, select, kbd, nav, dialog')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 0)
        .map(one => one.outerHTML.slice(0, 120))
      """;

  /// Whatever shows less than it has.
  private static final String CUT =
      """
      () => [...document.querySelectorAll('body *')]
        .filter(one => one.checkVisibility() && !one.closest('svg') && one.clientWidth > 1 && one.clientHeight > 1)
        .filter(one => {
          const style = getComputedStyle(one)
          const hides = which => style[which] !== 'visible'
          // the letters of a fallback font may stand higher than their one line, and are drawn all the same
          const oneLine = style.whiteSpace === 'nowrap'
          return (hides('overflowX') && one.scrollWidth > one.clientWidth + 1) || (!oneLine && hides('overflowY') && one.scrollHeight > one.clientHeight + 1)
        })
        .map(one => `${one.className}: ${one.textContent.slice(0, 80)}`)
      """;

  /// Whatever large has a ground of its own, the desk's lines between panes among them.
  private static final String GREY =
      """
      () => [...document.querySelectorAll('body, body *')]
        .filter(one => one.checkVisibility() && one.clientWidth > 300 && one.clientHeight > 60)
        .map(one => `${one.className} ${getComputedStyle(one).backgroundColor}`)
        .filter(said => !said.endsWith('rgba(0, 0, 0, 0)') && !said.endsWith('rgb(255, 255, 255)'))
      """;

  /// An amount, its currency, and how the wall tells it.
  private record Paid(String amount, String currency, String said) {}

  private static final String WIDTH = "() => document.documentElement.scrollWidth";

  @Test
  void aCaseIsPrintedWholeAndWithoutControls(Hall hall) throws Exception {
    String lures =
        IntStream.range(0, MANY)
            .mapToObj("{\"phone\":\"139000007%02d\"}"::formatted)
            .collect(Collectors.joining(","));
    String caseId = hall.house().report(lures);
    JsonNode orders = hall.house().readCase(caseId).get("orders");
    assertThat(orders).hasSizeGreaterThanOrEqualTo(MANY);
    Seat supervisor = hall.of(Hall.SUPERVISOR).open("/cases/" + caseId);
    supervisor.page().locator(".tl li").first().waitFor();
    supervisor.page().setViewportSize(A4_WIDTH, 1000);
    supervisor.page().evaluate("() => document.documentElement.classList.add('dark')");

    supervisor.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    supervisor
        .page()
        .waitForCondition(() -> supervisor.page().locator("tbody tr").count() == orders.size());

    assertThat(said(supervisor, CONTROLS)).as("controls on paper").isEmpty();
    assertThat(said(supervisor, CUT)).as("cut off on paper").isEmpty();
    assertThat(((Number) supervisor.page().evaluate(WIDTH)).intValue())
        .isLessThanOrEqualTo(A4_WIDTH);
    assertThat(supervisor.page().evaluate("() => getComputedStyle(document.body).color"))
        .isEqualTo("rgb(0, 0, 0)");
    assertThat(said(supervisor, GREY)).as("grounds that eat toner").isEmpty();
    String paper = printed(supervisor);
    assertThat(paper).contains(caseId, "Printed by " + Hall.SUPERVISOR.name());
    for (JsonNode order : orders) {
      String number = order.get("number").asString();
      assertThat(paper).contains(number.substring(number.length() - 6));
    }
    supervisor.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    supervisor.page().setViewportSize(Seat.WIDTH, Seat.HEIGHT);
  }

  private static String printed(Seat seat) throws Exception {
    byte[] pdf = seat.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void theWallboardGrowsWithItsWall(Hall hall) throws Exception {
    String caseId = hall.house().report("{\"phone\":\"13900000081\"}");
    JsonNode order = hall.house().awaitOrder(caseId, 0, "ON_DESK");
    String path = "/api/cases/" + caseId + "/orders/" + order.get("number").asString();
    hall.house().post(HouseAtHand.SUPERVISOR, path + "/claim", "{}");
    hall.house().post(HouseAtHand.SUPERVISOR, path + "/answer", "{\"outcome\":\"DONE\"}");
    paid(hall, "7100.00", "CNY");
    Seat wall = hall.of(Hall.SUPERVISOR);
    wall.page().setViewportSize(3840, 2160);
    wall.open("/wallboard").page().locator(".wnum").waitFor();

    assertThat(size(wall, ".wv")).isEqualTo(272);
    assertThat(size(wall, ".wl")).isEqualTo(64);
    assertThat(smallest(wall)).as("the smallest letters").isGreaterThanOrEqualTo(48);
    assertThat(said(wall, CUT)).as("cut off, or to be scrolled").isEmpty();
    assertThat(((Number) wall.page().evaluate(WIDTH)).intValue()).isEqualTo(3840);

    // of several currencies each has its figure, and none is out of sight
    for (Paid paid :
        List.of(
            new Paid("9876543.21", "USD", "of $9.8M"),
            new Paid("987.6", "HKD", "of HK$987"),
            new Paid("12345.6", "EUR", "of €12.3k"),
            new Paid("987654321", "KRW", "of KRW 987.6M"))) {
      paid(hall, paid.amount, paid.currency);
      allIsRead(wall, paid.said);
    }
    paid(hall, "9", "VND");
    allIsRead(wall, "+1 currencies");
    wall.page().setViewportSize(Seat.WIDTH, Seat.HEIGHT);
  }

  private static void allIsRead(Seat wall, String heldPartSays) {
    wall.open("/wallboard").page().locator(".wnum").waitFor();
    PlaywrightAssertions.assertThat(wall.page().locator(".heldpart")).containsText(heldPartSays);
    assertThat(smallest(wall)).as("the smallest letters").isGreaterThanOrEqualTo(48);
    assertThat(said(wall, CUT)).as("cut off with %s", heldPartSays).isEmpty();
  }

  private static void paid(Hall hall, String amount, String currency) throws Exception {
    hall.house()
        .post(
            HouseAtHand.OPERATOR,
            "/api/reports",
            """
            {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake parcel","language":"zh","said":"","victimOnLineWithFraudster":false,
             "payments":[{"payee":{"account":"6222023100447812657"},"amount":"%s","currency":"%s","at":"%s"}],"lures":[]}
            """
                .formatted(amount, currency, Instant.now().minusSeconds(60)));
  }

  private static int size(Seat seat, String selector) {
    return ((Number)
            seat.page()
                .evaluate(
                    "it =>"
                        + " Math.round(parseFloat(getComputedStyle(document.querySelector(it)).fontSize))",
                    selector))
        .intValue();
  }

  private static int smallest(Seat seat) {
    String ask =
        """
        () => Math.min(...[...document.querySelectorAll('.wallboard *')]
          .filter(one => one.checkVisibility() && [...one.childNodes].some(it => it.nodeType === 3 && it.data.trim()))
          .map(one => parseFloat(getComputedStyle(one).fontSize)))
        """;
    return ((Number) seat.page().evaluate(ask)).intValue();
  }

  private static List<String> said(Seat seat, String ask) {
    return ((List<?>) seat.page().evaluate(ask)).stream().map(String::valueOf).toList();
  }
}
