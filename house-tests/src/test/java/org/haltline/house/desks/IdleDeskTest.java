package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.haltline.core.order.Role;
import org.haltline.house.HouseAtHand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A desk that nobody touches locks when the time of the configuration is over, on the screen and
/// in the house, and everything that lies on it is there when its person comes back.
@ExtendWith(InTheHall.class)
@Timeout(300)
class IdleDeskTest {
  private static final Person AWAY = Person.ofTheCentre("op-away", "柳溪", Role.OPERATOR);
  private static final String TYPED = "她说对方还在线上，13900000061。";

  @TempDir Path folder;

  @Test
  void aDeskThatIsLeftLocksByTimeAndKeepsItsForm(Hall hall) throws Exception {
    var soon = Map.of("haltline.sessions.idle-lock", "PT6S");
    try (var house = HouseAtHand.start(folder, 0, "[]", soon)) {
      Seat operator = hall.guest(AWAY, house).signIn().nextCall();
      operator.press("Alt+c").type("13605790061").press("Alt+t").type(TYPED);
      Locator said = operator.field("Said and pasted");
      Locator cover = operator.page().getByRole(AriaRole.DIALOG);

      // nobody touches it from here on
      assertThat(cover).containsText("Locked");

      assertThat(cover).containsText("Nothing was typed for 6 s");
      Assertions.assertThat(asked(operator)).isEqualTo(401);
      operator.type(Person.PASSWORD).press("Enter");
      assertThat(cover).hasCount(0);
      assertThat(said).hasValue(TYPED);
      assertThat(said).isFocused();
      Assertions.assertThat(asked(operator)).isEqualTo(200);
      operator.close();
    }
  }

  /// What the house says to this browser, whatever its page shows.
  private static int asked(Seat seat) {
    return ((Number) seat.page().evaluate("async () => (await fetch('/api/cases')).status"))
        .intValue();
  }
}
