package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.console.Desk.Came;
import org.haltline.console.contract.Contract;
import org.haltline.console.contract.Endpoint;
import org.haltline.console.contract.Parameter.Place;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Markup in every parameter, header and body of every operation: whatever is said back is said as
/// JSON, of which no browser makes a page.
class ReflectedTest extends OneDesk {
  private static final Contract CONTRACT = Contract.load();
  private static final String MARKUP = "'\"><script>alert(1)</script>";
  private static final String IN_ADDRESSES = URLEncoder.encode(MARKUP, UTF_8).replace("+", "%20");

  static Stream<String> doors() {
    return CONTRACT.endpoints().stream().map(Endpoint::operationId);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void nothingThatIsSaidBackIsAPage(String operationId) {
    Endpoint door = CONTRACT.endpoint(operationId);
    String path = (door.underApi() ? "/api" : "") + door.path();
    String query =
        door.parameters().stream()
            .filter(it -> it.place() == Place.QUERY)
            .map(it -> it.name() + "=" + IN_ADDRESSES)
            .collect(Collectors.joining("&", "?" + IN_ADDRESSES + "=" + IN_ADDRESSES + "&", ""));
    String filled = path.replaceAll("\\{[A-Za-z]+}", IN_ADDRESSES);

    for (String token : List.of("", Desk.SUPERVISOR, Desk.ADMIN, Desk.AUDITOR)) {
      harmless(sent(door, token, filled + query));
      harmless(sent(door, token, path.replaceAll("[{}]", "") + query));
    }
    if (door.underApi()) {
      harmless(desk.get(Desk.OPERATOR, filled + "/" + IN_ADDRESSES));
    }
  }

  private Came sent(Endpoint door, String token, String address) {
    HttpRequest.Builder request =
        desk.request(token, address).header("Idempotency-Key", "'><script>alert(1)</script>");
    if (door.method().equals("GET")) {
      return door.operationId().equals("follow") ? desk.peek(request) : desk.send(request.GET());
    }
    String type = door.bodies().keySet().stream().findFirst().orElse("application/json");
    return desk.send(
        request
            .header("Content-Type", type)
            .method(
                door.method(),
                BodyPublishers.ofString("{\"<script>alert(1)</script>\":\"<script>\"}")));
  }

  private static void harmless(Came came) {
    String type = came.header("Content-Type");
    assertThat(came.header("X-Content-Type-Options")).as(came.text()).isEqualTo("nosniff");
    assertThat(came.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(came.header("Location")).doesNotContain("<", "%3C");
    if (came.status() >= 400) {
      assertThat(type).as(came.text()).startsWith("application/problem+json");
    } else {
      assertThat(type).as(came.text()).doesNotContain("html", "xml", "svg");
    }
  }
}
