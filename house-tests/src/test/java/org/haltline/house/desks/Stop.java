package org.haltline.house.desks;

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
        page("telecom-desk", Hall.CARRIER, "/telecom", "[role=option]"),
        page("cases", Hall.OPERATOR, "/cases", "tbody tr"),
        page("case", Hall.OPERATOR, "/cases/" + caseId, ".casehead"),
        new Stop(
            "case-act", Hall.OPERATOR, "/cases/" + caseId, ".casehead", seat -> seat.press("o")),
        new Stop("reveal", Hall.AUDITOR, "/cases/" + caseId, ".casehead", seat -> seat.press("v")),
        page("search-empty", Hall.ANALYST, "/search", ".bigfind"),
        page("search", Hall.ANALYST, "/search?q=13900000031", "[role=option]"),
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
        page("nowhere", Hall.OPERATOR, "/no-such-page", "main"));
  }

  private static void fillIn(Seat seat) {
    seat.press("Alt+n", "Alt+c").type("13605790031").press("Alt+t");
    seat.paste("自称客服的人用13900000031打来，让我转到工商银行6222021182590302944贾明轩，我转了68500元。");
    seat.page().locator("#send:enabled").waitFor();
  }

  void reach(Seat seat) {
    seat.open(path);
    seat.page().locator(ready).first().waitFor();
    then.accept(seat);
    seat.page().waitForCondition(() -> seat.page().locator(".skel, [aria-busy=true]").count() == 0);
  }
}
