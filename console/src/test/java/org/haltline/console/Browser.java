package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.haltline.console.Desk.Came;

/// A person's browser for tests: it keeps the cookie that it was given, and its page says what it
/// was told to.
final class Browser {
  private final Desk desk;
  String cookie = "";
  String csrf = "";

  Browser(Desk desk) {
    this.desk = desk;
  }

  /// Signs in, and keeps what comes of it.
  Came signIn(String user, String password) {
    return kept(
        send(
            request("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(asked(user, password)))));
  }

  /// The browser of somebody who is in.
  static Browser of(Desk desk, String user, String password) {
    var browser = new Browser(desk);
    Came came = browser.signIn(user, password);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    return browser;
  }

  static String asked(String user, String password) {
    return "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
  }

  Came get(String path) {
    return send(request(path).GET());
  }

  Came post(String path, String json) {
    return change("POST", path, json);
  }

  Came change(String method, String path, String json) {
    return kept(
        send(
            request(path)
                .header("X-Haltline-CSRF", csrf)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, BodyPublishers.ofString(json))));
  }

  Came signOut() {
    return kept(send(request("/api/session").header("X-Haltline-CSRF", csrf).DELETE()));
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = desk.request("", path);
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  Came send(HttpRequest.Builder request) {
    return desk.send(request);
  }

  private Came kept(Came came) {
    String set = came.header("Set-Cookie");
    if (!set.isEmpty()) {
      cookie = set.contains("Max-Age=0") ? "" : set.split(";", 2)[0];
    }
    if (came.status() == 200 && came.text().contains("\"csrf\"")) {
      csrf = came.json().path("csrf").asString();
    }
    return came;
  }
}
