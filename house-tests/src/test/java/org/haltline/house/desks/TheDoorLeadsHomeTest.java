package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever is asked to sign in comes back to where they wanted to be, which is never anywhere else
/// than in this house, whatever a link says.
@ExtendWith(InTheHall.class)
@Timeout(300)
class TheDoorLeadsHomeTest {
  private static final Person LURED = Person.ofTheCentre("op-lured", "简宁", Role.OPERATOR);
  private static final String[] ELSEWHERE = {
    "//evil.example/", "https://evil.example/", "/\\evil.example/", "javascript:alert(1)"
  };

  @Test
  void nobodyIsLedOutOfTheHouse(Hall hall) {
    Seat lured = hall.guest(LURED, hall.address());
    for (String wanted : ELSEWHERE) {
      lured.page().context().clearCookies();
      lured.open("/sign-in?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
      lured.field("User").fill(LURED.id());
      lured.field("Password").fill(Person.PASSWORD);
      lured.press("Enter");
      assertThat(lured.field("Number of the caller")).isVisible();
      Assertions.assertThat(lured.page().url()).isEqualTo(hall.address() + "/intake");
    }
  }

  @Test
  void whoeverWantedAPageOfTheHouseGetsIt(Hall hall) {
    Seat lured = hall.guest(LURED, hall.address()).open("/cases");
    lured.field("User").fill(LURED.id());
    lured.field("Password").fill(Person.PASSWORD);
    lured.press("Enter");

    lured.page().waitForURL(hall.address() + "/cases");
    lured.close();
  }
}
