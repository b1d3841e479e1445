package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.haltline.house.HouseAtHand.OPERATOR;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.haltline.core.order.Role;
import org.haltline.house.HouseAtHand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Every view in each of its states. While what it shows is read, it says so and nothing else; when
/// that fails it says that, and how to try again, which helps once the house answers; where there
/// is nothing, it says that nothing is there; and when it is ready, it says none of this. The feed
/// goes on all the while.
@ExtendWith(InTheHall.class)
@Timeout(300)
class EveryStateTest {
  /// Has forms of her own in hand, so that nobody else finds them.
  private static final Person CALLED = Person.ofTheCentre("op-states", "林舟", Role.OPERATOR);

  /// Each view and the words that it says.
  ///
  /// Page: whose it is and its path; `!` where something is asked for on it, `->` where its being
  /// empty is seen at another path. Held: which of its reads are held back, all of them for `*`.
  /// Within: `# heading`, `@ region`, or a selector. Nothing: in a house where nothing has
  /// happened; `bare:` in one with a case that has nothing in it, `order:` with one that has an
  /// order. What is in brackets is why a view never says that.
  private static final String VIEWS =
      """
      view                     | page                                                | held           | within              | failed                                           | nothing                                        | ready
      intake/IntakePage        | OPERATOR /intake                                    | /drafts        | main                | (the form is there without the house)            | (an empty form is a form)                      | Said and pasted
      intake/OrdersPane        | OPERATOR /intake                                    | /cases         | .orders             | Could not read the orders                        | (a form leaves with something to order)        | Stop
      intake/CallerPane        | OPERATOR /intake !                                  | /callers /pastes | .hist             | Could not read earlier calls of this number      | First call                                     | report
      intake/KnownPane         | OPERATOR /intake !                                  | /callers /pastes | .knowns           | Could not read who is known                      | No hit.                                        | 139 0000 0031
      case/CaseList            | OPERATOR /cases                                     | *              | @ Cases             | Could not read Cases                             | No such case                                   | {case}
      desk/QueuePane           | BANK /bank                                          | *              | .queue              | Could not read Queue                             | No order waits for you                         | by what can still be caught
      desk/DeskPage            | BANK /bank                                          | *              | @ The order in hand | (the queue beside it says so)                    | Nothing in hand                                | As ordered
      desk/HoldsPart           | BANK /bank                                          | *              | # About to end      | Could not read About to end                      | Nothing ends within 12 hours.                  | within 12 hours
      desk/HandOver            | BANK /bank                                          | *              | .over               | Could not read the word of the shift before      | The shift before left no word.                 | 夜里平安
      desk/OrderPane           | BANK /bank                                          | /cases         | @ The order in hand | Could not read                                   | (an order is of a case)                        | As ordered
      desk/StatementPart       | BANK /bank                                          | /cases         | # Statement         | Could not read Statement                         | order: Nothing was told of this account yet.   | 冯立
      desk/DeskPage            | SUPERVISOR /bank                                    | /institutions  | @ Queue             | Could not read which institutions there are      | (there always are some)                        | Whose queue
      case/CasePage            | ANALYST /cases/{case}                               | *              | main                | Could not read case {case}                       | (what is not there is refused)                 | {case}
      case/TimelinePart        | ANALYST /cases/{case}                               | /history /looks /same /findings | # Timeline | Could not read Timeline                    | (a case begins with its report)                | took down the report
      case/SidePane            | ANALYST /cases/{case}                               | /history /looks /same /findings | .kv2  | Could not read cases that share something           | bare: No linked cases.                         | 同一收款人
      case/SidePane            | ANALYST /cases/{case}                               | /history /looks /same /findings | .kv2  | Could not read who looked                           | (whoever reads it has looked)                  | 程澈
      case/TrailPart           | ANALYST /cases/{case}                               | /history /looks /same /findings | # Money trail | Could not read the statements               | order: No statement yet                        | 冯立
      search/SearchPage        | ANALYST /search?q=13900000031                       | *              | @ Results           | Could not read results                           | Nothing fits                                   | 139 0000 0031
      search/SubjectPane       | ANALYST /search?q=13900000031                       | *              | @ Subject           | (the results beside it say so)                   | (the results beside it say so)                 | Named in
      search/SavedSearches     | ANALYST /search?q=13900000031                       | *              | # Saved             | Could not read Saved                             | No saved searches yet.                         | 夜班
      search/ListsPart         | ANALYST /search?q=13900000031                       | *              | # Lists             | Could not read Lists                             | No list was brought in yet.                    | 涉诈号码
      search/CasesFound        | ANALYST /search?in=cases                            | *              | @ Results           | Could not read results                           | No case yet                                    | {case}
      search/CasesFound        | ANALYST /search?in=cases                            | *              | @ All of them together | (the results beside them say so)              | 0 cases                                        | Reported
      supervisor/ApprovalsPart | SUPERVISOR /supervisor                              | *              | # Waiting for approval | Could not read Waiting for approval           | Nothing waits.                                 | Freeze
      supervisor/EndingPart    | SUPERVISOR /supervisor                              | *              | # Holds about to end | Could not read Holds about to end               | None ends within 12 hours.                     | none may lapse without a word
      supervisor/UnansweredPart | SUPERVISOR /supervisor                             | *              | # Orders unanswered | Could not read Orders unanswered                 | Every order has its answer.                    | by what can still be caught
      supervisor/FiguresPane   | SUPERVISOR /supervisor                              | *              | @ Today             | Could not read Today                             | No call yet today.                             | Standing holds
      supervisor/FiguresPane   | SUPERVISOR /supervisor                              | /seats         | # Desks             | Could not read who is signed in                  | (whoever reads it is signed in)                | signed in
      wall/WallPage            | SUPERVISOR /wallboard                               | *              | main                | Could not read Wallboard                         | No answers today yet                           | Held today
      wall/WallPage            | SUPERVISOR /wallboard                               | /holds         | .wmid               | Could not read the holds about to end            | No hold ends within 12 hours                   | within 12 h
      audit/AuditPage          | AUDITOR /audit -> /audit?who=nobody                 | *              | @ Who did and read what | Could not read Who did and read what         | Nothing was written in this time               | 白露
      supervisor/LedgerPart    | AUDITOR /audit -> /audit?who=nobody                 | *              | # Ledger            | Could not read Ledger                            | Not verified yet                               | Verified
      admin/UsersPart          | ADMIN /admin/users                                  | *              | @ Users             | Could not read Users                             | (there always are some)                        | 岳明
      admin/InstitutionsPart   | ADMIN /admin/institutions                           | *              | @ Institutions and channels | Could not read Institutions and channels | (there always are some)                        | ICBC
      admin/RulebookPart       | ADMIN /admin/rulebook                               | *              | @ Rulebook in force | Could not read Rulebook in force                 | (there always is one)                          | Answer within
      admin/ProtectedPart      | ADMIN /admin/protected                              | *              | @ Protected list    | Could not read Protected list                    | (there always is the national one)             | national
      shell/Palette            | SUPERVISOR /supervisor !                            | /suspects      | dialog[open]        | Could not be looked up                           | Nothing found                                  | 139 0000 0031
      """;

  /// Whatever else is drawn, by what it is drawn from: none of it reads anything of its own.
  private static final Map<String, String> WITHOUT_STATES =
      Map.of(
          "what its page has read",
          "admin/AdminPage case/CaseHead case/OrdersPart case/TrailFlow desk/CheckPart"
              + " desk/OrderHead search/ListedPart search/Marked supervisor/HoursPart"
              + " supervisor/SupervisorPage wall/HeldPart",
          "the form that is filled in",
          "intake/LureTable intake/PaymentEditor intake/PaymentTable intake/PhoneSheet"
              + " intake/Questions intake/RawText intake/SendBar",
          "a case or an order that is there already",
          "case/ActDialog case/RevealDialog desk/AnswerPart intake/ProofCode"
              + " supervisor/PhoneOrder supervisor/Reassign",
          "the session, the feed and the keys",
          "sign-in/SignInPage shell/IdleLock shell/KeyMap shell/Nowhere shell/OfflineStrip"
              + " shell/Shell shell/Toasts shell/TopBar");

  private static final Path SOURCES = Path.of("..", "console", "web", "src");
  private static final Pattern ENDS_AT = Pattern.compile("\"endsAt\":\"[^\"]*\"");
  private static final Duration SOON = Duration.ofHours(3);
  private static final String NO_ANSWER =
      """
      {"type":"urn:haltline:problem:unavailable","title":"Unavailable","status":503,
       "detail":"The house cannot answer now.","instance":"urn:uuid:00000000-0000-4000-8000-000000000000","errors":[]}
      """;
  private static final String CLICK_ALL =
      "() => [...document.querySelectorAll('[role=alert] button')].filter(it =>"
          + " it.textContent.trim() === 'Try now').forEach(it => it.click())";

  @TempDir Path folder;

  /// One view, and where it is found.
  private record View(
      String part,
      String page,
      String held,
      String within,
      String failed,
      String nothing,
      String ready) {

    static View of(String row) {
      String[] cells = row.split("\\|", -1);
      Assertions.assertThat(cells).as(row).hasSize(7);
      Arrays.setAll(cells, i -> cells[i].strip());
      return new View(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    Person person() {
      return switch (page.substring(0, page.indexOf(' '))) {
        case "OPERATOR" -> CALLED;
        case "BANK" -> Hall.BANK;
        case "ANALYST" -> Hall.ANALYST;
        case "SUPERVISOR" -> Hall.SUPERVISOR;
        case "AUDITOR" -> Hall.AUDITOR;
        case "ADMIN" -> Hall.ADMIN;
        default -> throw new IllegalArgumentException(page);
      };
    }

    String path() {
      return page.split(" ", -1)[1];
    }

    String pathOfNothing() {
      return page.contains("-> ") ? page.substring(page.indexOf("-> ") + 3) : path();
    }

    boolean isAsked() {
      return page.endsWith("!");
    }

    String selector() {
      String name = within.substring(Math.min(2, within.length()));
      return switch (within.charAt(0)) {
        case '#' -> ".sec:has(> .hd :is(h2, h3):text-is('" + name + "'))";
        case '@' -> "section[aria-label='" + name + "']";
        default -> within;
      };
    }

    Locator on(Seat seat) {
      return seat.page().locator(selector()).first();
    }

    /// Which of the page's reads are held back.
    Pattern reads() {
      return Pattern.compile(
          held.equals("*")
              ? "/api/(?!session|feed)"
              : "/api/.*(" + held.substring(1).replace(" /", "|") + ")");
    }

    View in(String caseId) {
      return new View(
          part,
          page.replace("{case}", caseId),
          held,
          within,
          failed.replace("{case}", caseId),
          nothing,
          ready.replace("{case}", caseId));
    }
  }

  private static List<View> views() {
    return VIEWS.lines().skip(1).map(View::of).toList();
  }

  /// What a page asks of the house, held back until it is decided what becomes of it.
  private static final class Reads {
    private final List<Route> held = new ArrayList<>();
    private boolean fails;

    void on(Route route) {
      String method = route.request().method();
      boolean asks =
          method.equals("GET") || route.request().url().matches(".*/(case-search|pastes)");
      if (!asks) {
        route.resume();
      } else if (fails) {
        fail(route);
      } else {
        held.add(route);
      }
    }

    void fail() {
      fails = true;
      held.forEach(Reads::fail);
      held.clear();
    }

    private static void fail(Route route) {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(503)
              .setContentType("application/problem+json")
              .setBody(NO_ANSWER));
    }
  }

  @Test
  void noViewIsForgotten() throws IOException {
    var drawn = new TreeSet<String>();
    for (String where : List.of("pages", "shell")) {
      Path top = where.equals("pages") ? SOURCES.resolve(where) : SOURCES;
      try (Stream<Path> files = Files.walk(SOURCES.resolve(where))) {
        files
            .filter(it -> it.toString().endsWith(".vue"))
            .forEach(it -> drawn.add(top.relativize(it).toString().replace(".vue", "")));
      }
    }
    var told = new TreeSet<String>();
    views().forEach(view -> told.add(view.part()));
    WITHOUT_STATES.values().forEach(parts -> told.addAll(List.of(parts.split(" ", -1))));
    Assertions.assertThat(told).isEqualTo(drawn);
  }

  @Test
  void everyViewSaysHowItIs(Hall hall) throws Exception {
    String caseId = prepared(hall);
    Map<String, List<View>> places = new LinkedHashMap<>();
    for (View each : views()) {
      View view = each.in(caseId);
      places.computeIfAbsent(view.page() + " of " + view.held(), it -> new ArrayList<>()).add(view);
    }
    for (List<View> views : places.values()) {
      heldBackThenFailedThenReady(hall.of(views.getFirst().person()), views);
    }
  }

  private static void heldBackThenFailedThenReady(Seat seat, List<View> views) {
    View first = views.getFirst();
    var reads = new Reads();
    if (first.isAsked()) {
      seat.open(first.path());
    }
    seat.page().route(url -> first.reads().matcher(url).find(), reads::on);
    if (first.isAsked()) {
      ask(seat, first);
    } else {
      seat.open(first.path());
    }
    for (View view : views) {
      assertThat(view.on(seat).locator("[aria-busy=true]").first()).isAttached();
    }
    saysNothingUntrue(seat, views);
    if (!first.person().equals(Hall.ADMIN)) {
      assertThat(seat.page().locator(".feed").first()).containsText("Live");
    }

    reads.fail();
    for (View view : views) {
      if (!isNever(view.failed())) {
        Locator said = view.on(seat).locator("[role=alert]").filter(saying(view.failed()));
        assertThat(said.first()).isVisible();
        assertThat(said.first().getByText("Try now")).isVisible();
      }
    }
    saysNothingUntrue(seat, views);

    seat.page().unrouteAll();
    seat.page().route(url -> url.contains("/api/holds"), EveryStateTest::soon);
    seat.page().evaluate(CLICK_ALL);
    for (View view : views) {
      assertThat(view.on(seat)).containsText(view.ready());
      assertThat(view.on(seat).locator("[aria-busy=true], [role=alert]")).hasCount(0);
      if (!isNever(view.nothing())) {
        assertThat(view.on(seat)).not().containsText(words(view.nothing()));
      }
    }
    seat.page().unrouteAll();
  }

  /// Where everything is held back, no view of the page may say that there is nothing; else none of
  /// those that are waiting.
  private static void saysNothingUntrue(Seat seat, List<View> views) {
    String shown = seat.page().locator("body").innerText();
    boolean whole = views.getFirst().held().equals("*");
    (whole ? views() : views)
        .stream()
            .map(View::nothing)
            .filter(nothing -> !isNever(nothing))
            .forEach(nothing -> Assertions.assertThat(shown).doesNotContain(words(nothing)));
  }

  @Test
  void whereNothingIsItSaysSo(Hall hall) throws Exception {
    try (var house = HouseAtHand.start(folder, "- {id: ICBC, channels: [{type: DESK}]}")) {
      Map<Person, Seat> seats = new LinkedHashMap<>();
      saysNothing(hall, house, seats, "", "");
      saysNothing(hall, house, seats, "bare: ", house.report(""));
      saysNothing(hall, house, seats, "order: ", ordered(house));
      seats.values().forEach(Seat::close);
    }
  }

  private static void saysNothing(
      Hall hall, HouseAtHand house, Map<Person, Seat> seats, String since, String caseId) {
    String at = "";
    for (View each : views()) {
      View view = each.in(caseId);
      String prefix = view.nothing().replaceFirst("^(bare: |order: |).*", "$1");
      if (isNever(view.nothing()) || !prefix.equals(since)) {
        continue;
      }
      Seat seat =
          seats.computeIfAbsent(view.person(), person -> hall.guest(person, house).signIn());
      String here = view.page();
      if (!here.equals(at)) {
        seat.open(view.pathOfNothing());
        if (view.isAsked()) {
          ask(seat, view);
        }
        at = here;
      }
      assertThat(view.on(seat)).containsText(words(view.nothing()));
      assertThat(view.on(seat).locator("[aria-busy=true], [role=alert]")).hasCount(0);
    }
  }

  private static boolean isNever(String words) {
    return words.startsWith("(");
  }

  private static String words(String nothing) {
    return nothing.replaceFirst("^(bare|order): ", "");
  }

  private static Locator.FilterOptions saying(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /// What is read only when somebody asks: who calls and who is known, or whatever is searched for.
  private static void ask(Seat seat, View view) {
    if (view.part().startsWith("intake/")) {
      seat.field("Number of the caller").waitFor();
      seat.press("Alt+n", "Alt+c").type("13605790032").press("Alt+t");
      seat.paste("自称客服的人用13900000031打来。");
    } else {
      seat.page().locator(".panes").waitFor();
      seat.press("Control+k").type("13900000031");
    }
  }

  /// A day with something for every view.
  private static String prepared(Hall hall) throws Exception {
    String caseId = hall.busyDay();
    var pen = new Pen(hall, "");
    pen.write(Hall.BANK, "writeHandover", "/institutions/ICBC/handover", "{\"text\":\"夜里平安\"}");
    pen.write(
        Hall.ANALYST,
        "saveSearch",
        "/searches/states",
        "{\"name\":\"夜班\",\"subjects\":true,\"search\":{\"q\":\"13900000031\"}}");
    pen.write(
        CALLED,
        "saveDraft",
        "/drafts/states",
        """
        {"id":"states","caseId":"%s","pickedUpAt":"%s","callerName":"","callerPhone":"","via":"110","kind":"service","said":"","onLine":false,
         "payments":[],"lures":[],"dismissed":[],"notTheSame":[],"answers":{},"ticked":[],"sendings":[],"ordered":0,"touchedAt":%d}
        """
            .formatted(caseId, Instant.now(), System.currentTimeMillis() + 60_000));
    Seat analyst = hall.of(Hall.ANALYST).open("/search");
    analyst.page().locator(".acts input").first().waitFor();
    give(analyst, ".acts input >> nth=0", "涉诈号码.csv", "phone\n13900000031\n");
    analyst.page().locator(".all li").filter(saying("涉诈号码")).first().waitFor();
    Seat bank = hall.of(Hall.BANK).open("/bank");
    bank.page().locator("[role=option]").first().waitFor();
    give(bank, "section input[type=file]", "1123.csv", BusyDay.statement());
    bank.page().locator("section tbody tr").filter(saying("冯立")).first().waitFor();
    Seat auditor = hall.of(Hall.AUDITOR).open("/audit");
    auditor.button("Verify now").click();
    assertThat(auditor.region("Ledger")).containsText("Verified");
    return caseId;
  }

  private static void give(Seat seat, String field, String name, String content) {
    seat.page().setInputFiles(field, new FilePayload(name, "text/csv", content.getBytes(UTF_8)));
  }

  /// A case with one payment, whose order waits at the bank's desk.
  private static String ordered(HouseAtHand house) throws Exception {
    String caseId =
        house
            .post(
                OPERATOR,
                "/api/reports",
                """
                {"caller":{"name":"陆川","phone":"13605790033"},"via":"hotline","kind":"service","language":"zh","said":"说要退款","victimOnLineWithFraudster":false,
                 "payments":[{"payee":{"account":"6222023100447812657","name":"贾明轩"},"amount":"3200.00","currency":"CNY","at":"%s"}],"lures":[]}
                """
                    .formatted(Instant.now().minus(Duration.ofMinutes(7))))
            .get("caseId")
            .asString();
    house.awaitOrder(caseId, 0, "ON_DESK");
    return caseId;
  }

  /// Holds of a young house end in days: they are told as if it were in hours.
  private static void soon(Route route) {
    String further = route.request().url().replace("PT12H", "PT72H");
    APIResponse told = route.fetch(new Route.FetchOptions().setUrl(further));
    String sooner = "\"endsAt\":\"" + Instant.now().plus(SOON) + "\"";
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(told)
            .setBody(ENDS_AT.matcher(told.text()).replaceAll(sooner)));
  }
}
