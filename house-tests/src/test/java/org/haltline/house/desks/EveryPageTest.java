package org.haltline.house.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every page, and whatever floats over one, in English by day and in Chinese by night: axe finds
/// nothing serious or critical, nobody has to scroll sideways at 1366 by 768, nothing can push the
/// whole page up from under its head, and no table cuts words short.
@ExtendWith(InTheHall.class)
@Timeout(300)
class EveryPageTest {
  private static final String SPEAK_CHINESE =
      """
      () => {
        if (document.documentElement.lang === 'zh-CN') return true
        const button = document.querySelector('button.lang')
        button?.click()
        return button !== null
      }
      """;

  /// Words in a table of which only the beginning is seen, and nothing says the rest.
  private static final String CUT =
      """
      () => [...document.querySelectorAll('.t th, .t td, .t td *')]
        .filter(one => one.checkVisibility() && !one.closest('svg, [title]') && one.clientWidth > 1)
        .filter(one => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
        .map(one => one.textContent.trim().slice(0, 80))
      """;

  private static final String WIDER =
      "() => document.documentElement.scrollWidth > window.innerWidth";

  /// Pages scroll within their parts; a document that is longer than the window is shifted as a
  /// whole by the first thing that is brought into view.
  private static final String LONGER =
      "() => document.documentElement.scrollHeight > window.innerHeight";

  @Test
  void everybodyCanUseEveryPage(Hall hall) throws Exception {
    var axe = new Axe();
    String caseId = hall.busyDay();
    var findings = new ArrayList<String>();

    Seat door = hall.guest(Hall.MONITOR, hall.address()).open("/sign-in");
    door.field("User").waitFor();
    look(axe, "sign-in", door, findings);
    inChineseByNight(axe, "sign-in", door, findings);
    for (Stop stop : Stop.all(caseId)) {
      Seat seat = hall.of(stop.person());
      stop.reach(seat);
      look(axe, stop.name(), seat, findings);
      if (!speaksChinese(seat)) {
        // the wall has no button for it
        seat.speak("zh");
        stop.reach(seat);
      }
      inChineseByNight(axe, stop.name(), seat, findings);
      seat.speak("en");
    }

    assertThat(findings).isEmpty();
  }

  private static void look(Axe axe, String name, Seat seat, List<String> findings) {
    axe.findings(seat.page()).forEach(found -> findings.add(name + ": " + found));
    if (Boolean.TRUE.equals(seat.page().evaluate(WIDER))) {
      findings.add(name + ": wider than the screen");
    }
    if (Boolean.TRUE.equals(seat.page().evaluate(LONGER))) {
      findings.add(name + ": longer than the screen");
    }
    ((List<?>) seat.page().evaluate(CUT))
        .forEach(words -> findings.add(name + ": cut short: " + words));
  }

  private static void inChineseByNight(Axe axe, String name, Seat seat, List<String> findings) {
    speaksChinese(seat);
    seat.page().evaluate("() => document.documentElement.classList.toggle('dark')");
    look(axe, name + " in Chinese, in the other light", seat, findings);
    assertThat(seat.page().evaluate("() => document.documentElement.lang")).isEqualTo("zh-CN");
  }

  /// Presses the button for it if need be, which lies below whatever floats over the page.
  ///
  /// @return false where the page has no such button
  private static boolean speaksChinese(Seat seat) {
    return Boolean.TRUE.equals(seat.page().evaluate(SPEAK_CHINESE));
  }
}
