package org.haltline.bank.line;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many banks come in by one port, and none keeps another out.
class BankListenerTest {
  private final Vertx vertx = Vertx.vertx();
  private BankListener listener;

  @BeforeEach
  void listen() throws Exception {
    listener =
        BankListener.start(vertx, BankListener.Place.anyPort())
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }

  @Test
  void aBankThatLeavesManyMessagesAtOnceKeepsNobodyElseOut() throws Exception {
    var slow = new SlowDoor(4);
    listener.open("tx", "busy", slow);
    listener.open("tx", "calm", new SlowDoor(1).journalled());
    List<CompletableFuture<HttpResponse<String>>> waiting =
        Stream.generate(() -> post("busy")).limit(4).toList();
    assertThat(slow.come.await(30, SECONDS)).isTrue();

    assertThat(post("busy").get(30, SECONDS).statusCode()).isEqualTo(503);
    assertThat(post("calm").get(30, SECONDS).statusCode()).isEqualTo(204);

    slow.journalled();
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      assertThat(each.get(30, SECONDS).statusCode()).isEqualTo(204);
    }
    assertThat(post("busy").get(30, SECONDS).statusCode()).isEqualTo(204);
  }

  @Test
  void theSecondInstitutionWithOneBanksIdIsRefused() {
    listener.open("tx", "one", new SlowDoor(1));
    assertThatThrownBy(() -> listener.open("tx", "one", new SlowDoor(1)))
        .hasMessageContaining("two institutions are one bank");
  }

  private CompletableFuture<HttpResponse<String>> post(String bank) {
    URI messages = listener.base().resolve("/tx/" + bank + "/messages");
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(messages).POST(BodyPublishers.ofString("a message")).build(),
            BodyHandlers.ofString());
  }

  /// Takes messages, and says that they are journalled when it is told to.
  private static final class SlowDoor implements Door {
    private final CountDownLatch come;
    private final Promise<Taken> journalled = Promise.promise();

    SlowDoor(int messages) {
      come = new CountDownLatch(messages);
    }

    SlowDoor journalled() {
      journalled.complete(new Taken.Journalled());
      return this;
    }

    @Override
    public Optional<List<String>> fetch(int most) {
      return Optional.empty();
    }

    @Override
    public Future<Taken> take(Buffer message) {
      come.countDown();
      return journalled.future();
    }
  }
}
