package org.haltline.house.desks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.function.Consumer;

/// One page as somebody sees it: whose it is, where it is, and when it is ready to be looked at.
///
/// @param name of its picture
/// @param ready what stands on it once it is drawn, as a selector
/// @param then what is done before it is looked at
record Stop(String name, Person person, String path, String ready, Consumer<Seat> then) {

  private static Stop page(String name, Person person, String path, String ready) {
    return new Stop(name, person, path, ready, seat -> {});
  }

  /// Every page, and what floats over pages.
  ///
  /// @param caseId a case with everything in it
  static List<Stop> all(String caseId) {
    return List.of(
        page("intake-empty", Hall.OPERATOR, "/intake", "#said"),
        new Stop("intake", Hall.OPERATOR, "/intake", "#said", Stop::fillIn),
        page("bank-desk", Hall.BANK, "/bank", "[role=option]"),
        new Stop("bank-answer", Hall.BANK, "/bank", "[role=option]", seat -> seat.press("d")),
        new Stop("statement", Hall.BANK, "/bank", "[role=option]", Stop::dropStatement),
        page("telecom-desk", Hall.CARRIER, "/telecom", "[role=option]"),
        page("cases", Hall.OPERATOR, "/cases", "tbody tr"),
        page("case", Hall.OPERATOR, "/cases/" + caseId, ".casehead"),
        new Stop(
            "case-act", Hall.OPERATOR, "/cases/" + caseId, ".casehead", seat -> seat.press("o")),
        new Stop("reveal", Hall.AUDITOR, "/cases/" + caseId, ".casehead", seat -> seat.press("v")),
        page("search-empty", Hall.ANALYST, "/search", ".bigfind"),
        page("search", Hall.ANALYST, "/search?q=13900000031", "[role=option]"),
        page("cases-found", Hall.ANALYST, "/search?in=cases&q=会议软件", ".narrow"),
        new Stop("lists", Hall.ANALYST, "/search", ".acts input", Stop::bringList),
        page("supervisor", Hall.SUPERVISOR, "/supervisor", "tbody tr"),
        page("wallboard", Hall.SUPERVISOR, "/wallboard", ".wnum"),
        page("audit", Hall.AUDITOR, "/audit", "tbody tr"),
        page("admin-users", Hall.ADMIN, "/admin/users", "tbody tr"),
        page("admin-institutions", Hall.ADMIN, "/admin/institutions", "tbody tr"),
        page("admin-rulebook", Hall.ADMIN, "/admin/rulebook", "tbody tr"),
        page("admin-protected", Hall.ADMIN, "/admin/protected", "tbody tr"),
        new Stop("keys", Hall.SUPERVISOR, "/supervisor", ".panes", seat -> seat.press("?")),
        new Stop(
            "palette", Hall.SUPERVISOR, "/supervisor", ".panes", seat -> seat.press("Control+k")),
        new Stop("telephone", Hall.SUPERVISOR, "/supervisor", ".hd kbd", Stop::takeTelephone),
        page("nowhere", Hall.OPERATOR, "/no-such-page", "main"));
  }

  private static void fillIn(Seat seat) {
    seat.press("Alt+n", "Alt+c").type("13605790031").press("Alt+t");
    seat.paste("自称客服的人用13900000031打来，让我转到工商银行6222021182590302944贾明轩，我转了68500元。");
    seat.page().locator("#send:enabled").waitFor();
  }

  private static void dropStatement(Seat seat) {
    seat.page().locator("[role=option]").last().click();
    give(seat, "section input[type=file]", "1123.csv", BusyDay.statement());
    seat.page().locator("section tbody tr").filter(saying("冯立")).waitFor();
    seat.page().locator("button.drop b").waitFor();
  }

  /// One of its rows is none.
  private static void bringList(Seat seat) {
    give(seat, ".acts input >> nth=0", "涉诈号码.csv", "phone\n13900000031\n??\n17000000077\n");
    Locator brought = seat.page().locator(".all li").filter(saying("涉诈号码")).first();
    brought.waitFor();
    brought.evaluate("it => it.scrollIntoView({block: 'center'})");
  }

  private static void takeTelephone(Seat seat) {
    seat.page().locator(".hd kbd:text-is('P')").waitFor();
    seat.press("p").page().locator("dialog[open]").waitFor();
  }

  private static void give(Seat seat, String field, String name, String content) {
    seat.page().setInputFiles(field, new FilePayload(name, "text/csv", content.getBytes(UTF_8)));
  }

  private static Locator.FilterOptions saying(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  void reach(Seat seat) {
    seat.open(path);
    seat.page().locator(ready).first().waitFor();
    then.accept(seat);
    seat.page().waitForCondition(() -> seat.page().locator(".skel, [aria-busy=true]").count() == 0);
  }
}
