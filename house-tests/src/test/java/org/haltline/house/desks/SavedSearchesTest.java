package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A search is kept under a name, found again, named otherwise and removed, by keys, in both
/// languages, by its owner alone.
@ExtendWith(InTheHall.class)
@Timeout(300)
class SavedSearchesTest {
  private static final Person KEEPER = Person.ofTheCentre("an-keeper", "云衣", Role.ANALYST);
  private static final Person OTHER = Person.ofTheCentre("an-other", "谷雨", Role.ANALYST);
  private static final String PICTURE = "<img src=x onerror=alert(1)>";

  @Test
  void aSearchIsKeptNamedOpenedRenamedAndRemoved(Hall hall) throws Exception {
    hall.house().report("{\"phone\":\"13900000097\"}");
    Seat keeper = hall.guest(KEEPER, hall.address()).signIn().open("/search?q=13900000097");
    assertThat(keeper.waiting(Seat.spaced("13900000097"))).isVisible();
    Locator name = keeper.field("Name of this search; ↵ keeps it");

    keeper.press("Escape", "w");
    assertThat(name).isFocused();
    assertThat(name).hasValue("13900000097");
    keeper.type("催收的号码").press("Enter");
    assertThat(saved(keeper)).hasText(new String[] {"催收的号码"});
    keeper.open("/search?in=cases&q=快递理赔&statuses=REPORTED");
    assertThat(keeper.page().locator(".res").first()).isVisible();
    keeper.press("Escape", "w");
    assertThat(name).isFocused();
    keeper.press("Escape");
    assertThat(name).hasCount(0);
    assertThat(saved(keeper)).hasCount(1);
    keeper.press("w").type(PICTURE).press("Enter");
    assertThat(saved(keeper)).hasText(new String[] {PICTURE, "催收的号码"});
    assertThat(keeper.page().locator("img[src=x]")).hasCount(0);

    // from anywhere in the search, and after the page was left
    keeper.open("/search").page().locator(".bigfind").waitFor();
    assertThat(saved(keeper)).hasCount(2);
    keeper.press("Escape", "2");
    assertThat(keeper.page()).hasURL(Pattern.compile("q=13900000097"));
    assertThat(keeper.page().locator(".bigfind input")).hasValue("13900000097");
    keeper.press("Escape", "1");
    assertThat(keeper.page()).hasURL(Pattern.compile("in=cases.*statuses=REPORTED"));
    assertThat(keeper.page().locator(".res").first()).isVisible();

    // what is kept is not kept twice, but named otherwise
    keeper.press("Escape", "w");
    assertThat(name).hasValue(PICTURE);
    keeper.type("未立案的理赔").press("Enter");
    assertThat(saved(keeper)).hasText(new String[] {"未立案的理赔", "催收的号码"});

    keeper.button("Remove 未立案的理赔").click();
    assertThat(saved(keeper)).hasText(new String[] {"催收的号码"});
    keeper.press(".");
    assertThat(saved(keeper)).hasText(new String[] {"未立案的理赔", "催收的号码"});
    keeper.button("Remove 未立案的理赔").click();
    assertThat(saved(keeper)).hasCount(1);

    keeper.speak("zh");
    keeper.open("/search").page().locator(".bigfind").waitFor();
    keeper.button("改名 催收的号码").click();
    Locator named = keeper.field("给这次检索起名；↵ 存下");
    assertThat(named).hasValue("催收的号码");
    keeper.type("催收").press("Enter");
    assertThat(saved(keeper)).hasText(new String[] {"催收"});
    keeper.button("删去 催收").click();
    assertThat(keeper.page().getByText("还没有存过的检索。")).isVisible();

    Seat other = hall.guest(OTHER, hall.address()).signIn().open("/search");
    assertThat(other.page().getByText("No saved searches yet.")).isVisible();
    other.close();
    keeper.close();
  }

  private static Locator saved(Seat seat) {
    return seat.page().locator(".facet a");
  }
}
