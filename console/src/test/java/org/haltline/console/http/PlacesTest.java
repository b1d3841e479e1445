package org.haltline.console.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.console.problem.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTest {
  private static final String HALF_A_BODY =
      "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nhalf";

  private static Vertx vertx;

  private final Places places = new Places(1);
  private final AtomicInteger after = new AtomicInteger();
  private final CompletableFuture<HttpServerResponse> over = new CompletableFuture<>();

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void aPlaceIsGivenBackOnceItIsAnswered() throws Exception {
    try (var there =
            server(
                request -> {
                  places.take(request.response(), after::incrementAndGet);
                  assertThatThrownBy(() -> places.take(request.response(), () -> {}))
                      .isInstanceOf(Refused.class);
                  request.response().end().onComplete(sent -> over.complete(request.response()));
                });
        Socket client = there.client()) {
      send(client, HALF_A_BODY);
      over.get(30, TimeUnit.SECONDS);
      isGivenBack();
    }
  }

  @Test
  void aPlaceIsGivenBackWhenItsSenderLeavesInTheMiddle() throws Exception {
    var taken = new CompletableFuture<Integer>();
    try (var there =
        server(
            request -> {
              places.take(request.response(), after::incrementAndGet);
              taken.complete(places.taken());
              request.connection().closeHandler(gone -> over.complete(request.response()));
            })) {
      try (Socket client = there.client()) {
        send(client, HALF_A_BODY);
        assertThat(taken.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      }
      over.get(30, TimeUnit.SECONDS);
      isGivenBack();
    }
  }

  /// As after a session that took its time to be looked up.
  @Test
  void whoHasLeftBeforeTakesNone() throws Exception {
    try (var there =
        server(
            request ->
                request
                    .connection()
                    .closeHandler(
                        gone ->
                            vertx.runOnContext(
                                later -> {
                                  places.take(request.response(), after::incrementAndGet);
                                  over.complete(request.response());
                                })))) {
      try (Socket client = there.client()) {
        send(client, HALF_A_BODY);
      }
      over.get(30, TimeUnit.SECONDS);
      isGivenBack();
    }
  }

  private void isGivenBack() throws Exception {
    // whoever hears of the end beside us may hear of it first
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (after.get() == 0 && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    assertThat(after).hasValue(1);
    assertThat(places.taken()).isZero();
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
    client.getOutputStream().flush();
  }

  private record There(HttpServer server) implements AutoCloseable {
    Socket client() throws IOException {
      return new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    @Override
    public void close() {
      server.close().await();
    }
  }

  private static There server(Handler<HttpServerRequest> handler) {
    return new There(
        vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1").await());
  }
}
