package org.haltline.console.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The web application is served as it was built, and nothing else is.
class WebAppTest {
  private static final String FOLDER = "org/haltline/console/site-test/";
  private static final Vertx vertx = Vertx.vertx();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void open() throws Exception {
    WebApp app = WebApp.load(WebAppTest.class.getClassLoader(), FOLDER);
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (!app.serve(request)) {
                    request.response().setStatusCode(404).end("nothing");
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() throws Exception {
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/intake", "/cases/QY-261120-0031", "/index.html"})
  void everyPageIsTheApplication(String path) throws Exception {
    HttpResponse<String> page = get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>desk</title>");
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "cache-control")).isEqualTo("no-store");
  }

  @Test
  void everythingIsGuarded() throws Exception {
    for (String path : new String[] {"/", "/assets/desk-AbCd1234.js", "/mark.svg"}) {
      HttpResponse<String> answer = get(path);
      assertThat(header(answer, "content-security-policy"))
          .contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'")
          .contains("object-src 'none'", "base-uri 'none'", "form-action 'self'")
          .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'", "*");
      assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
      assertThat(header(answer, "x-frame-options")).isEqualTo("DENY");
      assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
      assertThat(header(answer, "permissions-policy")).contains("camera=()", "geolocation=()");
      assertThat(header(answer, "cross-origin-opener-policy")).isEqualTo("same-origin");
    }
  }

  @Test
  void whatBearsItsHashIsKeptForEverAndTheRestIsAskedFor() throws Exception {
    HttpResponse<String> script = get("/assets/desk-AbCd1234.js");
    assertThat(script.body()).contains("desk()");
    assertThat(header(script, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(script, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    HttpResponse<String> mark = get("/mark.svg");
    assertThat(header(mark, "cache-control")).isEqualTo("no-cache");
    HttpResponse<String> again = get("/mark.svg", "If-None-Match", header(mark, "etag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void whatWasCompressedBeforehandIsSentSo() throws Exception {
    String path = "/assets/desk-AbCd1234.js";
    assertThat(header(get(path, "Accept-Encoding", "gzip, br"), "content-encoding"))
        .isEqualTo("br");
    assertThat(header(get(path, "Accept-Encoding", "gzip"), "content-encoding")).isEqualTo("gzip");
    assertThat(header(get(path, "Accept-Encoding", "br;q=0"), "content-encoding")).isEmpty();
    assertThat(header(get(path, "Accept-Encoding", "br"), "vary")).isEqualTo("Accept-Encoding");
    assertThat(header(get("/mark.svg", "Accept-Encoding", "br"), "content-encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/nothing",
        "/assets/",
        "/assets/gone-AbCd1234.js",
        "/mark.png",
        "/.git/config",
        "/haltline-api.yaml",
        "/WebApp.class",
        "/assets/desk-AbCd1234.js.br"
      })
  void whatIsNotThereIsNotAPage(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../haltline-api.yaml", "/assets/../../haltline-api.yaml", "/%2e%2e/haltline-api.yaml",
        "/assets/..%2f..%2fhaltline-api.yaml", "//etc/passwd", "/..\\..\\x.yaml",
        "/assets/%00.js", "/../../../../etc/hostname.txt"
      })
  void nothingElseIsReached(String path) throws IOException {
    String answer = raw(path);
    assertThat(answer).doesNotContain("openapi", "root:");
    assertThat(answer.lines().findFirst().orElse("")).containsAnyOf(" 404 ", " 200 ", " 400 ");
    if (answer.contains(" 200 ")) {
      assertThat(answer).contains("<title>desk</title>");
    }
  }

  @Test
  void nobodyIsSentElsewhere() throws IOException {
    for (String path : new String[] {"//evil.example", "/\\evil.example", "/%2f%2fevil.example"}) {
      assertThat(raw(path).toLowerCase(java.util.Locale.ROOT)).doesNotContain("location:");
    }
  }

  @Test
  void itIsReadAndNeverWritten() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/"));
    assertThat(
            http.send(
                    request.POST(HttpRequest.BodyPublishers.ofString("x")).build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(404);
    HttpResponse<String> head =
        http.send(
            request.method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aHouseThatWasBuiltWithoutServesNone() {
    assertThat(WebApp.load(WebAppTest.class.getClassLoader(), "org/haltline/nowhere/").isThere())
        .isFalse();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.GET().build(), BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  /// As it is typed, for clients tidy paths up.
  private static String raw(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout(30_000);
      String head = "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.joining("\n"));
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
