package org.haltline.house.desks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A person at a desk: a browser context of his own, and everything that went wrong in its pages.
final class Seat implements AutoCloseable {
  static final int WIDTH = 1366;
  static final int HEIGHT = 768;

  private static final Pattern CASE = Pattern.compile("[A-Z]{2}-\\d{6}-\\d{4}");

  private final Person person;
  private final BrowserContext context;
  private final Page page;
  private final URI desks;
  private final List<String> troubles = new ArrayList<>();

  private Seat(Person person, BrowserContext context, URI desks) {
    this.person = person;
    this.context = context;
    this.desks = desks;
    this.page = listened(context.newPage());
  }

  /// In front of the door, not signed in.
  static Seat before(Person person, Browser browser, URI desks, String language) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setTimezoneId("Asia/Shanghai")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.addInitScript(beforehand(language));
    return new Seat(person, context, desks);
  }

  /// What runs before anything of the page: the language, unless the person chose another one, and
  /// an ear for whatever the content security policy had to forbid.
  private static String beforehand(String language) {
    return """
    if (!localStorage.getItem('haltline.language')) localStorage.setItem('haltline.language', '%s')
    document.addEventListener('securitypolicyviolation', event =>
      console.error(`POLICY ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
    """
        .formatted(language);
  }

  private Page listened(Page opened) {
    opened.onPageError(error -> troubles.add(person.id() + ": " + error));
    opened.onDialog(this::dismissed);
    opened.onConsoleMessage(
        said -> {
          if (said.type().equals("error") && said.text().startsWith("POLICY ")) {
            troubles.add(person.id() + ": " + said.text());
          }
        });
    return opened;
  }

  private void dismissed(Dialog dialog) {
    troubles.add(person.id() + ": a dialog says " + dialog.message());
    dialog.dismiss();
  }

  /// Scripts that broke off, what the policy forbade, dialogs that nobody asked for.
  List<String> troubles() {
    return troubles;
  }

  Person person() {
    return person;
  }

  Page page() {
    return page;
  }

  Seat signIn() {
    open("/sign-in");
    field("User").fill(person.id());
    field("Password").fill(Person.PASSWORD);
    page.keyboard().press("Enter");
    page.getByRole(AriaRole.BANNER).waitFor();
    return this;
  }

  Seat open(String path) {
    page.navigate(desks.resolve(path).toString());
    return this;
  }

  /// From the next page on.
  void speak(String language) {
    page.evaluate("it => localStorage.setItem('haltline.language', it)", language);
  }

  Locator field(String label) {
    return page.getByLabel(label, new GetByLabelOptions().setExact(true));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  Locator button(Pattern name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  /// A part of the page by what it is called.
  Locator region(String name) {
    return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(name).setExact(true));
  }

  /// A mobile number as it is shown: 139 0000 0066.
  static String spaced(String number) {
    return number.replaceFirst("(\\d{3})(\\d{4})(\\d{4})", "$1 $2 $3");
  }

  /// A waiting order in the queue, by words of its row.
  Locator waiting(String words) {
    return page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(words));
  }

  /// An order on the operator's desk, or whatever else stands in a row, by words of it.
  Locator ordered(String words) {
    return page.locator(".ord").filter(new Locator.FilterOptions().setHasText(words));
  }

  Locator row(String... words) {
    Locator rows = page.getByRole(AriaRole.ROW);
    for (String each : words) {
      rows = rows.filter(new Locator.FilterOptions().setHasText(each));
    }
    return rows;
  }

  Seat press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  Seat type(String text) {
    page.keyboard().type(text);
    return this;
  }

  /// As Ctrl V would, out of another program.
  Seat paste(String text) {
    page.evaluate("text => navigator.clipboard.writeText(text)", text);
    return press("Control+v");
  }

  /// An empty form of the operator, whatever was in hand before.
  Seat nextCall() {
    open("/intake");
    field("Number of the caller").waitFor();
    return press("Alt+n");
  }

  /// The number of the case in hand, once it has one.
  String caseNumber() {
    Locator number =
        page.locator("main .head .mono").filter(new Locator.FilterOptions().setHasText(CASE));
    return Objects.requireNonNull(number.first().textContent()).strip();
  }

  @Override
  public void close() {
    context.close();
  }
}
