package org.haltline.house.desks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.haltline.core.order.Role;
import org.haltline.house.HouseAtHand;
import org.haltline.outside.GarblingProxy;
import org.haltline.outside.MachinePrograms;
import org.haltline.outside.Ports;
import org.jspecify.annotations.Nullable;

/// One house whose institutions all work at their desks, one browser, and the people who sit down
/// at it. The house can be stopped and started again under their hands.
final class Hall implements AutoCloseable {
  static final Person OPERATOR = Person.ofTheCentre("op-1", "苏晴", Role.OPERATOR);
  static final Person SUPERVISOR = Person.ofTheCentre("sv-1", "岳明", Role.SUPERVISOR);
  static final Person ANALYST = Person.ofTheCentre("an-1", "程澈", Role.ANALYST);
  static final Person AUDITOR = Person.ofTheCentre("au-1", "白露", Role.AUDITOR);
  static final Person ADMIN = Person.ofTheCentre("ad-1", "穆远", Role.ADMIN);
  static final Person MONITOR = Person.ofTheCentre("mo-1", "大屏", Role.SUPERVISOR);
  static final Person BANK = Person.of("ICBC", "icbc-1", "贺兰", Role.BANK_LIAISON);
  static final Person CARRIER = Person.of("CMCC", "cmcc-1", "乔木", Role.TELECOM_STAFF);

  /// The machine is shared and may be slow; nothing here is a measure of speed.
  private static final double PATIENCE_MS = 30_000;

  private static final List<String> QUIETLY =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Path folder;
  private final int port;
  private final Playwright playwright;
  private final Browser browser;
  private final Map<Person, Seat> seats = new LinkedHashMap<>();
  private final List<Seat> guests = new ArrayList<>();
  private final GarblingProxy wire;
  private HouseAtHand house;
  private @Nullable String busyDay;

  private Hall(Path folder, int port, HouseAtHand house, Playwright playwright, Browser browser)
      throws IOException {
    this.folder = folder;
    this.port = port;
    this.house = house;
    this.playwright = playwright;
    this.browser = browser;
    this.wire = new GarblingProxy(port);
  }

  static Hall open() throws IOException {
    // before anything is started that somebody would have to end
    Path node = MachinePrograms.node();
    Path chromium = MachinePrograms.chromium();
    Path folder = Files.createTempDirectory("haltline-desks-");
    // kept over a restart: open desks come back to where they were
    int port = Ports.free();
    var house = CompletableFuture.supplyAsync(() -> startedIn(folder, port));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(QUIETLY));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    return new Hall(folder, port, house.join(), playwright, browser);
  }

  private static HouseAtHand startedIn(Path folder, int port) {
    try {
      return HouseAtHand.start(folder, port, "- {id: ICBC, channels: [{type: DESK}]}");
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  HouseAtHand house() {
    return house;
  }

  /// The case of the [BusyDay] that all stories share: the law lets nobody stop its account thrice.
  String busyDay() throws Exception {
    String caseId = busyDay;
    if (caseId == null) {
      caseId = BusyDay.in(house);
      busyDay = caseId;
    }
    return caseId;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The seat of one of those who are always there; whoever comes first signs in.
  Seat of(Person person) {
    return seats.computeIfAbsent(person, it -> guest(it, address()).signIn());
  }

  /// The seat of somebody whose browser reaches the house over the wire that can be tampered with.
  Seat atTheWire(Person person) {
    wire.garble(said -> said);
    return seats.computeIfAbsent(
        person, it -> guest(it, URI.create("http://127.0.0.1:" + wire.port())).signIn());
  }

  GarblingProxy wire() {
    return wire;
  }

  /// Somebody for one story alone, in front of the door.
  ///
  /// @param desks where this browser believes the house to be
  Seat guest(Person person, URI desks) {
    return guest(person, desks, "en");
  }

  Seat guest(Person person, URI desks, String language) {
    return guest(person, house, desks, language);
  }

  /// Somebody in front of another house than the hall's own.
  Seat guest(Person person, HouseAtHand other) {
    return guest(person, other, other.address(), "en");
  }

  private Seat guest(Person person, HouseAtHand house, URI desks, String language) {
    house.place(person.actor(), Person.PASSWORD);
    Seat seat = Seat.before(person, browser, desks, language);
    seat.page().setDefaultTimeout(PATIENCE_MS);
    guests.add(seat);
    return seat;
  }

  void stopHouse() {
    house.close();
  }

  void startHouse() {
    house = startedIn(folder, port);
  }

  /// What went wrong in any page since this was asked last.
  List<String> troubles() {
    List<String> all = guests.stream().flatMap(seat -> seat.troubles().stream()).toList();
    guests.forEach(seat -> seat.troubles().clear());
    return all;
  }

  /// Leaves pictures of what everybody saw last.
  void photograph(Path into) throws IOException {
    Files.createDirectories(into);
    for (Seat seat : guests) {
      if (!seat.page().isClosed()) {
        seat.page()
            .screenshot(
                new Page.ScreenshotOptions().setPath(into.resolve(seat.person().id() + ".png")));
      }
    }
  }

  @Override
  public void close() throws IOException {
    browser.close();
    playwright.close();
    wire.close();
    house.close();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
