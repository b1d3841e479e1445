package org.haltline.house.desks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Pictures of every page in both languages by day and in one by night, of the wallboard on a wall
/// of four thousand pixels, and of what is printed, for people to look at: `./haltline screens
/// FOLDER`. No test of its own name, so that it runs when it is asked for and never else.
@ExtendWith(InTheHall.class)
class Screens {
  private static final Set<String> PRINTED = Set.of("case", "telephone");

  @Test
  void ofEveryPageInBothLanguages(Hall hall) throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(System.getProperty("haltline.screens"), "where to"));
    Files.createDirectories(folder);
    List<Stop> stops = Stop.all(BusyDay.in(hall.house()));
    for (String language : List.of("zh", "en")) {
      atTheDoor(hall, folder, language);
      for (Stop stop : stops) {
        Seat seat = hall.of(stop.person());
        seat.speak(language);
        stop.reach(seat);
        if (stop.name().equals("intake-empty")) {
          seat.press("Alt+n"); // the draft of the round before comes back
        }
        byDayAndNight(seat, folder, stop.name(), language);
        if (PRINTED.contains(stop.name())) {
          seat.page().evaluate("() => document.documentElement.classList.remove('dark')");
          seat.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
          take(seat, folder, stop.name() + ".print." + language);
          seat.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
        if (stop.name().equals("wallboard")) {
          seat.page().setViewportSize(3840, 2160);
          take(seat, folder, stop.name() + ".wide." + language);
          seat.page().setViewportSize(Seat.WIDTH, Seat.HEIGHT);
        }
      }
    }
    try (Stream<Path> pictures = Files.list(folder)) {
      assertThat(pictures.filter(it -> it.toString().endsWith(".png")).count())
          .isGreaterThanOrEqualTo(3L * (1 + stops.size()));
    }
  }

  /// Before anybody has signed in.
  private static void atTheDoor(Hall hall, Path folder, String language) {
    Seat door = hall.guest(Hall.MONITOR, hall.address(), language);
    door.open("/sign-in").page().locator("input[type=password]").waitFor();
    byDayAndNight(door, folder, "sign-in", language);
  }

  private static void byDayAndNight(Seat seat, Path folder, String name, String language) {
    take(seat, folder, name + "." + language);
    if (language.equals("zh")) {
      seat.page().evaluate("() => document.documentElement.classList.add('dark')");
      take(seat, folder, name + ".night");
    }
  }

  private static void take(Seat seat, Path folder, String name) {
    seat.page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setFullPage(name.contains(".print.")));
  }
}
