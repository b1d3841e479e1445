package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What goes wrong on a bad night, seen from the desks: nothing that was typed is lost, nothing is
/// filed twice, and nothing old is shown as new.
@ExtendWith(InTheHall.class)
@Timeout(300)
class UglyMomentsTest {
  private static final Person FAR_OFF = Person.ofTheCentre("op-2", "柳溪", Role.OPERATOR);
  private static final byte[] NOTHING = {};
  private static final Pattern UNKNOWN = Pattern.compile("Unknown, look it up");
  private static final Pattern SENT = Pattern.compile("\\d orders? sent");

  @Test
  void aReplyIsLostAndTheReportIsFiledOnce(Hall hall) throws Exception {
    Seat operator = hall.atTheWire(FAR_OFF);
    reportOf(operator, "13605790021", "13900000021");
    var losing = new AtomicBoolean(true);
    hall.wire().garble(said -> losing.get() && isFiled(said) ? NOTHING : said);

    operator.press("Control+Enter");
    assertThat(operator.button(UNKNOWN)).isVisible();
    losing.set(false);

    assertThat(operator.button(SENT)).isVisible();
    assertThat(operator.page().getByText("It had arrived the first time")).isVisible();
    Assertions.assertThat(hall.wire().garbled()).isPositive();
    Assertions.assertThat(casesOf(hall, "13605790021")).hasSize(1);
  }

  @Test
  void whoPressesTwiceFilesOnce(Hall hall) throws Exception {
    Seat operator = hall.atTheWire(FAR_OFF);
    reportOf(operator, "13605790022", "13900000022");
    var pressedTwice = new CountDownLatch(1);
    hall.wire()
        .garble(
            said -> {
              if (isFiled(said)) {
                awaited(pressedTwice);
              }
              return said;
            });

    operator.page().locator("#send").dblclick();
    operator.press("Control+Enter", "Control+Enter");
    assertThat(operator.button(Pattern.compile("Writing"))).isVisible();
    pressedTwice.countDown();

    assertThat(operator.button(SENT)).isVisible();
    Assertions.assertThat(casesOf(hall, "13605790022")).hasSize(1);
    Assertions.assertThat(hall.house().readCase(operator.caseNumber()).get("orders")).hasSize(1);
  }

  @Test
  void theSecondOfTwoLiaisonsIsToldWhoHasTheOrder(Hall hall) throws Exception {
    hall.house().report("{\"phone\":\"13900000023\"}");
    Seat first = hall.of(Hall.CARRIER).open("/telecom");
    Person late = Person.of("CMCC", "cmcc-late", "简宁", Role.TELECOM_STAFF);
    Seat second = hall.atTheWire(late).open("/telecom");
    first.waiting("139 0000 0023").click();
    second.waiting("139 0000 0023").click();
    assertThat(second.button("Take M")).isVisible();
    var newsHeldBack = new CountDownLatch(1);
    hall.wire()
        .garble(
            said -> {
              if (text(said).contains("event: fact")) {
                awaited(newsHeldBack);
              }
              return said;
            });

    first.press("m");
    assertThat(first.page().getByText("In your hands", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    second.press("m");

    Locator told = second.page().locator(".toast.bad");
    assertThat(told).containsText(Hall.CARRIER.name());
    assertThat(told).containsText("has it in hand");
    assertThat(second.waiting("139 0000 0023")).containsText("With " + Hall.CARRIER.name());
    assertThat(second.button("Take it over")).isVisible();
    newsHeldBack.countDown();
  }

  @Test
  void theFormSurvivesASessionThatEndsAndALockedDesk(Hall hall) throws Exception {
    Seat operator = hall.atTheWire(FAR_OFF);
    reportOf(operator, "13605790024", "13900000024");
    Locator said = operator.field("Said and pasted");
    String before = said.inputValue();

    hall.house().place(FAR_OFF.actor(), Person.PASSWORD);
    operator.page().keyboard().insertText("她还在哭。");

    Locator cover = operator.page().getByRole(AriaRole.DIALOG);
    assertThat(cover).containsText("The session ended");
    assertThat(cover.getByLabel("Password of " + FAR_OFF.name())).isFocused();
    operator.type(Person.PASSWORD).press("Enter");
    assertThat(cover).hasCount(0);
    assertThat(said).hasValue(before + "她还在哭。");
    assertThat(said).isFocused();

    operator.page().getByTitle("Lock").click();
    assertThat(cover).containsText("Locked");
    assertThat(cover).not().containsText("minutes");
    operator.type(Person.PASSWORD).press("Enter");
    assertThat(cover).hasCount(0);
    assertThat(said).hasValue(before + "她还在哭。");
    operator.press("Control+Enter");

    assertThat(operator.button(SENT)).isVisible();
    JsonNode filed = hall.house().readCase(operator.caseNumber());
    Assertions.assertThat(filed.get("report").get("said").asString()).endsWith("她还在哭。");
    Assertions.assertThat(casesOf(hall, "13605790024")).hasSize(1);
  }

  @Test
  void theHouseGoesAndComesBackUnderOpenDesks(Hall hall) throws Exception {
    Seat operator = hall.of(Hall.OPERATOR);
    reportOf(operator, "13605790025", "13900000025");
    operator.press("Control+Enter");
    assertThat(operator.ordered("Suspend")).containsText("On desk");
    Seat carrier = hall.of(Hall.CARRIER).open("/telecom");
    assertThat(carrier.waiting("139 0000 0025")).isVisible();
    Seat wall = hall.of(Hall.SUPERVISOR).open("/wallboard");
    assertThat(wall.page().getByText(Pattern.compile("^Live"))).isVisible();

    hall.stopHouse();

    for (Seat each : List.of(operator, carrier)) {
      assertThat(each.page().getByRole(AriaRole.ALERT).first()).containsText("Offline for");
      assertThat(each.page().locator(".feed")).containsText("Offline");
    }
    assertThat(operator.region("Known")).containsText("as of");
    assertThat(wall.page().getByRole(AriaRole.STATUS).first()).containsText("Offline since");
    operator.press("Alt+n", "Alt+c").type("13605790026").press("Alt+l").type("13900000026");
    operator.press("Enter");
    assertThat(operator.button(Pattern.compile("Keep 1, send when back"))).isEnabled();
    operator.press("Control+Enter");
    assertThat(operator.button(Pattern.compile("1 kept, goes when back"))).isVisible();

    hall.startHouse();

    assertThat(operator.button(SENT)).isVisible();
    for (Seat each : List.of(operator, carrier)) {
      assertThat(each.page().locator(".feed")).containsText("Live");
      assertThat(each.page().getByText("Offline for")).hasCount(0);
    }
    assertThat(wall.page().getByText(Pattern.compile("^Live"))).isVisible();
    assertThat(carrier.waiting("139 0000 0026")).isVisible();
    Assertions.assertThat(casesOf(hall, "13605790026")).hasSize(1);
  }

  /// A report ready to be sent: who calls, and the number that lured them. The caret stays in the
  /// text.
  private static void reportOf(Seat operator, String caller, String lure) {
    operator.nextCall().press("Alt+c").type(caller).press("Alt+t");
    operator.paste("骗子用" + lure + "打来，说是客服。");
    assertThat(operator.button(Pattern.compile("Send 1 order"))).isEnabled();
  }

  private static boolean isFiled(byte[] said) {
    return text(said).startsWith("HTTP/1.1 201");
  }

  private static String text(byte[] said) {
    return new String(said, StandardCharsets.UTF_8);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      Assertions.assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode casesOf(Hall hall, String caller) throws Exception {
    return hall.house().get("/api/callers?number=" + caller).get("cases");
  }
}
