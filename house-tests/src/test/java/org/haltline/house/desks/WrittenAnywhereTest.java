package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Markup that came over the API, past every form, in each member of the contract that takes words,
/// from people whose very names and units are markup: every page shows it, and none makes an
/// element of it. A dialog that opens, or whatever the policy had to stop, fails the story as well.
@Timeout(300)
class WrittenAnywhereTest {
  private static final String MARKUP = "'><img src=y onerror=alert(2)><script>alert(2)</script>";
  private static final String SHORT = "<img src=y onerror=alert(2)>";
  private static final String CARD = "6222021182590315508";
  private static final String NEXT_CARD = "6222021182590315516";
  private static final String THIRD_CARD = "6222021182590315524";
  private static final String NUMBER = "13900000098";
  private static final DateTimeFormatter OF_BANKS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  private static final Person OPERATOR = ofTheCentre("words-op", Role.OPERATOR);
  private static final Person SUPERVISOR = ofTheCentre("words-sv", Role.SUPERVISOR);
  private static final Person ANALYST = ofTheCentre("words-an", Role.ANALYST);
  private static final Person AUDITOR = ofTheCentre("words-au", Role.AUDITOR);
  private static final Person ADMIN = ofTheCentre("words-ad", Role.ADMIN);
  private static final Person BANK = Person.of("ICBC", "words-icbc", MARKUP, Role.BANK_LIAISON);
  private static final Person CARRIER = Person.of("CMCC", "words-cmcc", MARKUP, Role.TELECOM_STAFF);

  /// Who looks at the page that the other one is for.
  private static final Map<Person, Person> IN_PLACE =
      Map.of(
          Hall.OPERATOR, OPERATOR,
          Hall.SUPERVISOR, SUPERVISOR,
          Hall.ANALYST, ANALYST,
          Hall.AUDITOR, AUDITOR,
          Hall.ADMIN, ADMIN,
          Hall.BANK, BANK,
          Hall.CARRIER, CARRIER);

  /// What is a number, an instant, an id of a list or a secret, by the names of such members: the
  /// house refuses whatever else stands there.
  private static final Set<String> NO_WORDS =
      Set.of(
          "account",
          "phone",
          "url",
          "email",
          "idDocument",
          "person",
          "service",
          "caller",
          "amount",
          "currency",
          "held",
          "least",
          "most",
          "at",
          "receivedAt",
          "pickedUpAt",
          "startsAt",
          "endsAt",
          "from",
          "to",
          "institution",
          "takingOverFrom",
          "banks",
          "carriers",
          "user",
          "password",
          "old",
          "new");

  /// Elements that no page of ours has, and attributes that none of our elements bear.
  private static final String MADE_OF_WORDS =
      """
      () => [...document.querySelectorAll('img[src=y], body script:not([src]), [onerror], [onload], a[href^="javascript:" i]')]
        .map(one => one.outerHTML.slice(0, 120))
      """;

  private static final String SAYS =
      """
      words => [...document.querySelectorAll('main, dialog')].some(one => one.innerText.includes(words)
        || [...one.querySelectorAll('input, textarea')].some(field => field.value.includes(words)))
      """;

  private static final String DIALOG_SAYS =
      """
      words => [...document.querySelectorAll('dialog[open]')].some(one => one.innerText.includes(words)
        || [...one.querySelectorAll('input, textarea')].some(field => field.value.includes(words)))
      """;

  private static Person ofTheCentre(String id, Role role) {
    var unit = new PoliceUnit(MARKUP, PoliceUnit.Level.CITY);
    return new Person(new Actor(id, MARKUP, Set.of(role), null, unit));
  }

  /// In a house of its own: such names would make a mess of everybody else's pages.
  @Test
  void noPageMakesAnElementOfWords() throws Exception {
    try (Hall hall = Hall.open()) {
      everyPageIsLookedAt(hall);
      Assertions.assertThat(hall.troubles()).as("what went wrong in the pages").isEmpty();
    }
  }

  private static void everyPageIsLookedAt(Hall hall) throws Exception {
    var pen = new Pen(hall, MARKUP);
    String caseId = written(pen, hall);
    var left = ContractWords.all();
    left.removeAll(pen.written());
    Assertions.assertThat(left)
        .as("members that got no words")
        .allMatch(
            member ->
                NO_WORDS.contains(member.replaceFirst("(/\\*)?$", "").replaceFirst(".*/", "")));
    var shown = new TreeSet<String>();
    for (Stop stop : Stop.all(caseId)) {
      Seat seat = hall.of(IN_PLACE.getOrDefault(stop.person(), stop.person()));
      stop.reach(seat);
      look(stop.name(), seat, shown);
    }
    visit(hall, SUPERVISOR, "bank", "/bank/ICBC", ".pane", shown);
    visit(hall, SUPERVISOR, "telecom", "/telecom/CMCC", ".pane", shown);
    visit(hall, ANALYST, "subject", "/search?q=" + CARD, "[role=option]", shown);
    visit(hall, ANALYST, "link", "/search?q=javascript", ".bigfind", shown);
    visit(hall, ANALYST, "search in cases", "/search?in=cases&q=" + CARD, ".res", shown);
    visit(hall, AUDITOR, "audit of one", "/audit?who=" + OPERATOR.id(), "tbody tr", shown);
    Seat supervisor = hall.of(SUPERVISOR).open("/cases/" + caseId);
    supervisor.button("All").click();
    look("timeline", supervisor, shown);
    everyDialogIsLookedAt(hall, caseId, shown);
    everySheetOfPaperIsLookedAt(hall, caseId, shown);
    filesAreLookedAt(hall, shown);

    Assertions.assertThat(shown)
        .as("pages that show the words at all")
        .contains(
            "admin-protected",
            "admin-users",
            "audit",
            "bank-answer",
            "bank-desk",
            "case",
            "case-act",
            "cases",
            "dialog of a case found",
            "dialog of a user",
            "dialog of an order",
            "dialog of the telephone",
            "dialog of the telephone sheet",
            "file at a desk",
            "file of a list",
            "intake-empty",
            "paper of a case",
            "paper of the telephone",
            "reveal",
            "search-empty",
            "search in cases",
            "statement",
            "subject",
            "supervisor",
            "telecom-desk",
            "telephone",
            "timeline");
  }

  /// What floats over a page is outside of it, and shows what people wrote.
  private static void everyDialogIsLookedAt(Hall hall, String caseId, Set<String> shown)
      throws Exception {
    String told = "";
    for (JsonNode order : hall.house().readCase(caseId).get("orders")) {
      told =
          order.get("kind").asString().equals("REPORT_TO_PLATFORM")
              ? order.get("number").asString()
              : told;
    }
    Seat supervisor = hall.of(SUPERVISOR).open("/cases/" + caseId + "?act=" + told);
    lookIn("dialog of an order", supervisor, shown);
    unanswered(supervisor);
    lookIn("dialog of the telephone", supervisor.press("p"), shown);
    lookIn("dialog of somebody else", supervisor.press("Escape", "r"), shown);
    supervisor.open("/supervisor").page().locator(".panes").waitFor();
    supervisor.press("Control+k").type(CARD);
    supervisor.page().locator("dialog [role=option] .why").first().waitFor();
    lookIn("dialog of a case found", supervisor, shown);
    Seat admin = hall.of(ADMIN).open("/admin/users");
    admin.row("words-new").getByRole(AriaRole.BUTTON).first().click();
    lookIn("dialog of a user", admin, shown);
    Seat operator = hall.of(OPERATOR).open("/intake");
    operator.page().locator("#said").waitFor();
    operator.press("Alt+n").field("Name").first().fill(SHORT);
    lookIn("dialog of the telephone sheet", operator.press("F9"), shown);
  }

  /// The key for the telephone is there once an order waits.
  private static void unanswered(Seat supervisor) {
    supervisor.open("/supervisor").page().locator(".hd kbd:text-is('P')").waitFor();
  }

  private static void lookIn(String name, Seat seat, Set<String> shown) {
    seat.page().locator("dialog[open]").first().waitFor();
    look(name + " and its page", seat, shown);
    if (Boolean.TRUE.equals(seat.page().evaluate(DIALOG_SAYS, SHORT))) {
      shown.add(name);
    }
  }

  /// Printed, a page shows what it hides on the screen.
  private static void everySheetOfPaperIsLookedAt(Hall hall, String caseId, Set<String> shown) {
    Seat supervisor = hall.of(SUPERVISOR).open("/cases/" + caseId);
    supervisor.page().locator(".tl li").first().waitFor();
    printed("paper of a case", supervisor, shown);
    unanswered(supervisor);
    supervisor.press("p").page().locator("dialog[open]").waitFor();
    printed("paper of the telephone", supervisor, shown);
  }

  private static void printed(String name, Seat seat, Set<String> shown) {
    seat.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    look(name, seat, shown);
    seat.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  /// A file is called what its owner called it.
  private static void filesAreLookedAt(Hall hall, Set<String> shown) {
    Seat bank = hall.of(BANK).open("/bank");
    bank.page().locator("[role=option]").first().waitFor();
    named(bank, "section input[type=file]", "no,statement\n1,2\n");
    assertThat(bank.page().locator("[role=alert]").first()).containsText(SHORT);
    look("file at a desk", bank, shown);
    Seat analyst = hall.of(ANALYST).open("/search");
    analyst.page().locator(".acts input").first().waitFor();
    named(analyst, ".acts input >> nth=0", "phone\n13900000097\n");
    assertThat(analyst.page().locator(".all li").filter(saying(SHORT + ".csv"))).hasCount(1);
    look("file of a list", analyst, shown);
  }

  private static Locator.FilterOptions saying(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  private static void named(Seat seat, String field, String content) {
    seat.page()
        .setInputFiles(field, new FilePayload(SHORT + ".csv", "text/csv", content.getBytes(UTF_8)));
  }

  private static void visit(
      Hall hall, Person person, String name, String path, String ready, Set<String> shown) {
    new Stop(name, person, path, ready, seat -> {}).reach(hall.of(person));
    look(name, hall.of(person), shown);
  }

  private static void look(String name, Seat seat, Set<String> shown) {
    assertThat(seat.page().locator("#app")).not().isEmpty();
    Assertions.assertThat((List<?>) seat.page().evaluate(MADE_OF_WORDS))
        .as("made of words on %s", name)
        .isEmpty();
    if (Boolean.TRUE.equals(seat.page().evaluate(SAYS, SHORT))) {
      shown.add(name);
    }
  }

  /// A case that has the markup wherever a person may write, and whatever else keeps words.
  private static String written(Pen pen, Hall hall) throws Exception {
    String caseId = reported(pen);
    answered(pen, hall, caseId);
    administered(pen);
    kept(pen);
    refused(pen, caseId);
    return caseId;
  }

  private static String reported(Pen pen) {
    String caseId =
        pen.write(
                OPERATOR,
                "fileReport",
                "/reports",
                """
                {"caller":{"name":"§","phone":"13605790098"},"via":"§","kind":"§","language":"zh",
                 "said":"§ %1$s","victimOnLineWithFraudster":true,
                 "payments":[{"payer":{"account":"%2$s","name":"§","bank":"§"},
                   "payee":{"account":"%3$s","name":"§","bank":"§"},"amount":"7100.00","currency":"CNY","at":"%4$s","method":"§"}],
                 "lures":[{"app":"§"},{"wechat":"4§"},{"qq":"4§"},{"phone":"%1$s"},{"phone":"13900000031"},{"chat":{"service":"wechat","handle":"§"}}]}
                """
                    .formatted(NUMBER, NEXT_CARD, CARD, Instant.now().minusSeconds(240)))
            .get("caseId")
            .asString();
    String path = "/cases/" + caseId;
    pen.write(
        OPERATOR,
        "addPayments",
        path + "/payments",
        """
        {"payments":[{"payer":{"account":"%1$s","name":"§","bank":"§"},
          "payee":{"account":"%2$s","name":"§","bank":"§"},"amount":"5.00","currency":"CNY","at":"%3$s","method":"§"}]}
        """
            .formatted(NEXT_CARD, CARD, Instant.now().minusSeconds(200)));
    pen.write(
        OPERATOR,
        "addLures",
        path + "/lures",
        "{\"lures\":[{\"app\":\"2§\"},{\"wechat\":\"5§\"},{\"qq\":\"5§\"},{\"chat\":{\"service\":\"wechat\",\"handle\":\"2§\"}}]}");
    return caseId;
  }

  private static void answered(Pen pen, Hall hall, String caseId) throws Exception {
    String path = "/cases/" + caseId;
    String stop = numberOf(hall, caseId, "STOP_PAYMENT");
    String order = path + "/orders/" + stop;
    pen.write(BANK, "claimOrder", order + "/claim", "{}");
    pen.write(BANK, "handBackOrder", order + "/hand-back", "{\"why\":\"§\"}");
    pen.write(BANK, "claimOrder", order + "/claim", "{}");
    pen.writeTable(
        BANK,
        "dropStatement",
        order + "/statement?name=" + URLEncoder.encode(MARKUP, UTF_8),
        "交易时间,借贷标志,金额,对方户名,对方账号,对方开户行,流水号,摘要\n%s,借,60.00,§,6228480402564890018,§,F1,§\n"
            .formatted(OF_BANKS.format(Instant.now().minusSeconds(60))));
    pen.write(
        BANK,
        "answerOrder",
        order + "/answer",
        "{\"outcome\":\"DONE\",\"held\":\"7000.00\",\"currency\":\"CNY\",\"remark\":\"§\"}");
    pen.write(OPERATOR, "fileCase", path + "/filing", "{\"policeCaseNumber\":\"§\"}");
    pen.write(OPERATOR, "addNote", path + "/notes", "{\"text\":\"§\",\"mentions\":[\"§\"]}");
    pen.write(
        OPERATOR,
        "linkCases",
        path + "/links",
        "{\"caseId\":\"%s\",\"because\":\"§\"}".formatted(letGo(pen, hall)));
    String freeze = "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"§\"}".formatted(stop);
    pen.write(OPERATOR, "issueOrder", path + "/orders", freeze);
    String asked = numberOf(hall, caseId, "FREEZE");
    pen.write(
        SUPERVISOR, "declineOrder", path + "/orders/" + asked + "/decline", "{\"reason\":\"§\"}");
    pen.write(OPERATOR, "issueOrder", path + "/orders", freeze);
    for (String target :
        List.of(
            "{\"app\":\"3§\"}",
            "{\"wechat\":\"6§\"}",
            "{\"qq\":\"6§\"}",
            "{\"chat\":{\"service\":\"wechat\",\"handle\":\"3§\"}}")) {
      pen.write(
          OPERATOR,
          "issueOrder",
          path + "/orders",
          "{\"kind\":\"REPORT_TO_PLATFORM\",\"target\":%s,\"reason\":\"§\"}".formatted(target));
    }
    pen.write(
        OPERATOR,
        "issueOrder",
        path + "/orders",
        "{\"kind\":\"STOP_PAYMENT\",\"target\":{\"account\":\"%s\",\"bank\":\"§\",\"name\":\"§\"},\"amount\":\"1.00\",\"currency\":\"CNY\",\"reason\":\"§\"}"
            .formatted(THIRD_CARD));
    pen.write(
        AUDITOR,
        "reveal",
        path + "/reveal",
        "{\"field\":\"/report/caller/phone\",\"reason\":\"§\"}");
  }

  /// Another case, of which everything was given up again.
  private static String letGo(Pen pen, Hall hall) throws Exception {
    String caseId =
        pen.write(
                OPERATOR,
                "fileReport",
                "/reports",
                """
                {"caller":{"name":"§","phone":"13605790098"},"via":"§","kind":"§","language":"zh","said":"§","victimOnLineWithFraudster":false,
                 "payments":[{"payee":{"account":"%s","name":"§","bank":"§"},"amount":"300.00","currency":"CNY","at":"%s"}],"lures":[]}
                """
                    .formatted(THIRD_CARD, Instant.now().minusSeconds(100)))
            .get("caseId")
            .asString();
    String path = "/cases/" + caseId;
    String order = path + "/orders/" + numberOf(hall, caseId, "STOP_PAYMENT");
    pen.write(BANK, "claimOrder", order + "/claim", "{}");
    pen.write(
        BANK,
        "answerOrder",
        order + "/answer",
        "{\"outcome\":\"DONE\",\"held\":\"300.00\",\"currency\":\"CNY\",\"remark\":\"§\"}");
    pen.write(SUPERVISOR, "findUnrelated", order + "/unrelated", "{\"reason\":\"§\"}");
    pen.write(SUPERVISOR, "releaseOrder", order + "/release", "{\"reason\":\"§\"}");
    pen.write(OPERATOR, "fileCase", path + "/filing", "{\"policeCaseNumber\":\"§\"}");
    pen.write(SUPERVISOR, "solveCase", path + "/solution", "{\"how\":\"§\"}");
    String idle = hall.house().report("");
    pen.write(SUPERVISOR, "closeCase", "/cases/" + idle + "/closure", "{\"why\":\"§\"}");
    return caseId;
  }

  private static String numberOf(Hall hall, String caseId, String kind) throws Exception {
    int place = 0;
    for (JsonNode order : hall.house().readCase(caseId).get("orders")) {
      if (order.get("kind").asString().equals(kind)) {
        return kind.equals("FREEZE")
            ? order.get("number").asString()
            : hall.house().awaitOrder(caseId, place, "ON_DESK").get("number").asString();
      }
      place++;
    }
    throw new AssertionError("no " + kind + " in " + caseId);
  }

  private static void administered(Pen pen) {
    pen.write(
        ADMIN,
        "createUser",
        "/users",
        "{\"id\":\"words-new\",\"name\":\"§\",\"roles\":[\"ANALYST\"],\"unit\":{\"name\":\"§\",\"level\":\"CITY\"}}");
    pen.write(
        ADMIN,
        "changeUser",
        "/users/words-new",
        "{\"name\":\"§\",\"roles\":[\"ANALYST\"],\"unit\":{\"name\":\"§\",\"level\":\"CITY\"},\"disabled\":false}");
    pen.write(ADMIN, "addProtected", "/protected", "{\"name\":\"§\",\"reason\":\"§\"}");
    pen.write(BANK, "writeHandover", "/institutions/ICBC/handover", "{\"text\":\"§\"}");
    pen.write(CARRIER, "writeHandover", "/institutions/CMCC/handover", "{\"text\":\"§\"}");
    pen.writeTable(
        SUPERVISOR,
        "bringList",
        "/lists?name=" + URLEncoder.encode(MARKUP, UTF_8),
        "phone,name\n" + NUMBER + ",§\n§,§\n");
  }

  private static void kept(Pen pen) {
    pen.write(
        ANALYST,
        "saveSearch",
        "/searches/words",
        "{\"name\":\"§\",\"narrowed\":\"§\",\"search\":{\"q\":\"§\",\"kinds\":[\"§\"],\"places\":[\"§\"]}}");
    pen.write(
        OPERATOR,
        "saveDraft",
        "/drafts/words",
        """
        {"id":"words","pickedUpAt":"%s","callerName":"§","callerPhone":"13605790099","via":"§","kind":"§","said":"§","onLine":true,
         "payments":[{"id":"p","payeeAccount":"%s","payeeBank":"§","payeeName":"§","payerAccount":"","payerBank":"§","amount":"§","currency":"CNY","at":"","left":false,"origin":"hand","sent":false}],
         "lures":[{"id":"l","kind":"app","value":"§","origin":"hand","sent":false}],"dismissed":["§"],"notTheSame":["§"],
         "answers":{"1":"§"},"ticked":[],"sendings":[],"ordered":0,"touchedAt":%d}
        """
            .formatted(Instant.now(), NEXT_CARD, System.currentTimeMillis()));
    pen.write(OPERATOR, "readPaste", "/pastes", "{\"text\":\"§\"}");
    pen.write(OPERATOR, "screenList", "/screenings", "{\"entries\":[\"§\"]}");
    pen.write(OPERATOR, "findSameCases", "/same-cases", "{\"entries\":[\"§\"]}");
    pen.write(
        ANALYST,
        "searchCases",
        "/case-search",
        "{\"q\":\"§\",\"kinds\":[\"§\"],\"places\":[\"§\"]}");
  }

  /// What is no word takes none, whatever the form would have let through.
  private static void refused(Pen pen, String caseId) {
    for (String kind : List.of("phone", "url", "email")) {
      pen.refuse(
          OPERATOR,
          "addLures",
          "/cases/" + caseId + "/lures",
          "{\"lures\":[{\"%s\":\"§\"}]}".formatted(kind));
      pen.refuse(
          OPERATOR,
          "issueOrder",
          "/cases/" + caseId + "/orders",
          "{\"kind\":\"HOLDER_QUERY\",\"reason\":\"x\",\"target\":{\"%s\":\"§\"}}".formatted(kind));
    }
    for (String kind : List.of("account", "phone", "domain")) {
      pen.refuse(
          ADMIN, "addProtected", "/protected", "{\"%s\":\"§\",\"reason\":\"x\"}".formatted(kind));
    }
    String user =
        "{\"id\":\"%s\",\"name\":\"x\",\"roles\":[\"BANK_LIAISON\"],\"institution\":\"%s\"}";
    pen.refuse(ADMIN, "createUser", "/users", user.formatted("§", "ICBC"));
    pen.refuse(ADMIN, "createUser", "/users", user.formatted("words-two", "§"));
  }
}
