package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How long people wait at the desks, printed and not judged: a test must not depend on the
/// machine. Runs when it is asked for: `./haltline test -pl house-tests -am -Dtest=DeskTimes`.
@ExtendWith(InTheHall.class)
class DeskTimes {
  private static final int PER_KEY_MS = 80;
  private static final int TIMES = 5;
  private static final String ACCOUNT = "6222023100447812657";

  /// From the last key of an account to the sight of who is known by it, as the page itself sees
  /// it.
  private static final String UNTIL_HIT =
      """
      () => new Promise(done => {
        let pressed = 0
        const says = () => document.querySelector('.editor .says')?.textContent
        const before = says()
        addEventListener('keydown', () => { pressed ||= performance.now() }, { capture: true })
        const seen = new MutationObserver(() => {
          if (!pressed || says() === before || !document.querySelector('.editor .says .risk')) return
          seen.disconnect()
          requestAnimationFrame(() => done(performance.now() - pressed))
        })
        seen.observe(document.body, { childList: true, subtree: true, characterData: true })
        window.__armed = true
      })
      """;

  @Test
  void whatPeopleWaitFor(Hall hall) throws Exception {
    BusyDay.in(hall.house());
    tell("first load of the door, nothing cached", firstLoads(hall));
    tell("sign-in to orders out, pasted, 80 ms a key", List.of(toOrdersOut(hall)));
    tell("keystroke to suspect hits", keystrokes(hall.of(Hall.OPERATOR)));
  }

  private static List<Double> firstLoads(Hall hall) {
    var times = new ArrayList<Double>();
    for (int i = 0; i < TIMES; i++) {
      Seat seat = hall.guest(Hall.MONITOR, hall.address());
      long begun = System.nanoTime();
      seat.open("/sign-in");
      seat.field("User").waitFor();
      times.add(since(begun));
      seat.close();
    }
    return times;
  }

  private static double toOrdersOut(Hall hall) {
    Person person = Person.ofTheCentre("op-3", "沈溪", Role.OPERATOR);
    Seat seat = hall.guest(person, hall.address()).open("/sign-in");
    Page page = seat.page();
    seat.field("User").waitFor();
    long begun = System.nanoTime();
    typed(page, person.id());
    page.keyboard().press("Tab");
    typed(page, Person.PASSWORD);
    page.keyboard().press("Enter");
    seat.field("Number of the caller").waitFor();
    seat.press("Alt+c");
    typed(page, "13605790051");
    seat.press("Alt+t").paste("自称客服的人用13900000051打来，让我转到工商银行6222028400173522909卓永康，我转了22000元。");
    assertThat(seat.button(Pattern.compile("Send 2 orders"))).isEnabled();
    seat.press("Control+Enter");
    assertThat(seat.button(Pattern.compile("2 (orders )?sent"))).isVisible();
    return since(begun);
  }

  private static List<Double> keystrokes(Seat seat) {
    var times = new ArrayList<Double>();
    for (int i = 0; i < TIMES; i++) {
      seat.nextCall().press("Alt+p");
      typed(seat.page(), ACCOUNT.substring(0, ACCOUNT.length() - 1));
      var hit =
          seat.page()
              .evaluateHandle("() => { const wait = (" + UNTIL_HIT + ")(); return { wait } }");
      seat.page().waitForFunction("() => window.__armed");
      seat.press(ACCOUNT.substring(ACCOUNT.length() - 1));
      times.add(((Number) hit.evaluate("it => it.wait")).doubleValue());
      seat.press("Escape");
      seat.page().getByTitle("Take this payment out").click();
    }
    return times;
  }

  private static void typed(Page page, String text) {
    page.keyboard().type(text, new Keyboard.TypeOptions().setDelay(PER_KEY_MS));
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  private static void tell(String what, List<Double> ms) {
    List<Double> sorted = new ArrayList<>(ms);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-45s median %8.0f ms, worst %8.0f ms, %d times%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getLast(),
        sorted.size());
  }
}
