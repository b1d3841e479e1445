package org.haltline.bank.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.haltline.core.dispatch.MutualTls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many banks come in by one port, and none keeps another out.
class BankListenerTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
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

  /// Sixteen of all banks together were once let in, however small they were: each waits until it
  /// is journalled, so a house that was behind turned most of what banks said away, and all of it
  /// was said again.
  @Test
  void smallMessagesOfManyBanksWaitForNobodyElses() throws Exception {
    int banks = 2 * BankListener.LARGE_AT_ONCE_MAX;
    var slow = new SlowDoor(banks);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < banks; i++) {
      listener.open("tx", "bank" + i, slow);
      waiting.add(post("bank" + i));
    }
    assertThat(slow.come.await(30, SECONDS)).as("all have come in").isTrue();
    slow.journalled();
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      assertThat(each.get(30, SECONDS).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void ofLargeMessagesOnlySoManyAreReadAtOnceAndSmallOnesPassThemBy() throws Exception {
    var slow = new SlowDoor(BankListener.LARGE_AT_ONCE_MAX);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < BankListener.LARGE_AT_ONCE_MAX; i++) {
      listener.open("iso", "bank" + i, slow);
      waiting.add(post("iso/bank" + i, "x".repeat(70_000)));
    }
    assertThat(slow.come.await(30, SECONDS)).isTrue();
    listener.open("iso", "late", new SlowDoor(1).journalled());
    assertThat(post("iso/late", "x".repeat(70_000)).get(30, SECONDS).statusCode()).isEqualTo(503);
    assertThat(post("iso/late", "small").get(30, SECONDS).statusCode()).isEqualTo(204);
    slow.journalled();
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      assertThat(each.get(30, SECONDS).statusCode()).isEqualTo(204);
    }
    assertThat(post("iso/late", "x".repeat(70_000)).get(30, SECONDS).statusCode()).isEqualTo(204);
  }

  @Test
  void theSecondInstitutionWithOneBanksIdIsRefused() {
    listener.open("tx", "one", new SlowDoor(1));
    assertThatThrownBy(() -> listener.open("tx", "one", new SlowDoor(1)))
        .hasMessageContaining("two institutions are one bank");
  }

  @Test
  void aBankThatOpensLineAfterLineIsHungUpOnAndKeepsThoseItHas(@TempDir Path folder)
      throws Exception {
    var certificates =
        new Certificates(folder, "EC").sign("house", "house", "-ext", "san=ip:127.0.0.1");
    certificates.sign("one", "bank-one").sign("other", "bank-other");
    var tls = new MutualTls(certificates.pkcs12("house"), certificates.authority());
    BankListener secure =
        BankListener.start(vertx, BankListener.Place.anyPort().with(tls))
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, SECONDS);
    SSLContext one = certificates.context("one");
    List<Socket> lines = new ArrayList<>();
    for (int i = 0; i < BankListener.LINES_OF_ONE_MAX; i++) {
      lines.add(line(secure, one));
    }
    assertThat(lines).allSatisfy(line -> assertThat(asks(line)).startsWith("HTTP/1.1 4"));
    assertThat(asks(line(secure, one))).as("one too many").isNull();
    assertThat(asks(line(secure, certificates.context("other")))).startsWith("HTTP/1.1 4");
    assertThat(asks(lines.getFirst())).startsWith("HTTP/1.1 4");
    for (Socket line : lines) {
      line.close();
    }
  }

  /// Whoever has one bank's certificate is that bank alone, whether it fetches or answers, in
  /// whatever language.
  @Test
  void aBankOpensNoDoorButItsOwn(@TempDir Path folder) throws Exception {
    var certificates =
        new Certificates(folder, "EC").sign("house", "house", "-ext", "san=ip:127.0.0.1");
    certificates.sign("one", "bankone").sign("other", "bankother");
    var tls = new MutualTls(certificates.pkcs12("house"), certificates.authority());
    BankListener secure =
        BankListener.start(vertx, BankListener.Place.anyPort().with(tls))
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, SECONDS);
    var heard = new SlowDoor(1).journalled();
    for (String door : List.of("bankone", "bankother")) {
      secure.open("tx", door, heard);
      secure.open("iso", door, heard);
    }
    try (HttpClient one = HttpClient.newBuilder().sslContext(certificates.context("one")).build()) {
      for (String language : List.of("tx", "iso")) {
        for (String others : List.of("bankother", "bankOne", "bankone/x", "BANKONE")) {
          URI door = secure.base().resolve("/" + language + "/" + others + "/messages");
          assertThat(status(one, HttpRequest.newBuilder(door).build()))
              .as("asks at %s", door)
              .isBetween(403, 404);
          assertThat(
                  status(
                      one, HttpRequest.newBuilder(door).POST(BodyPublishers.ofString("x")).build()))
              .as("answers at %s", door)
              .isBetween(403, 404);
        }
      }
      assertThat(heard.come.getCount()).as("nothing was read").isEqualTo(1);
      URI own = secure.base().resolve("/iso/bankone/messages");
      assertThat(
              status(one, HttpRequest.newBuilder(own).POST(BodyPublishers.ofString("x")).build()))
          .isEqualTo(204);
      assertThat(heard.come.getCount()).isZero();
    }
  }

  private static int status(HttpClient who, HttpRequest request) throws Exception {
    return who.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedWhetherItSaysSoOrNotAndTheNextIsRead() throws Exception {
    int most = 100_000;
    BankListener small =
        BankListener.start(vertx, new BankListener.Place("127.0.0.1", 0, null, most))
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, SECONDS);
    var heard = new SlowDoor(1).journalled();
    small.open("tx", "one", heard);
    URI door = small.base().resolve("/tx/one/messages");
    byte[] tooMuch = new byte[most + 1];
    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofByteArray(tooMuch),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooMuch)))) {
      assertThat(status(client, HttpRequest.newBuilder(door).POST(body).build())).isEqualTo(413);
    }
    assertThat(heard.come.getCount()).as("nothing was handed in").isEqualTo(1);
    var allowed = BodyPublishers.ofByteArray(new byte[most]);
    assertThat(status(client, HttpRequest.newBuilder(door).POST(allowed).build())).isEqualTo(204);
  }

  @Test
  void soManyMessagesAreHandedOutAtOnceAndNoMore() throws Exception {
    listener.open("tx", "one", new SlowDoor(1));
    for (String most : List.of("0", "-1", String.valueOf(BankListener.MOST + 1), "x", "")) {
      URI door = listener.base().resolve("/tx/one/messages?most=" + most);
      assertThat(status(client, HttpRequest.newBuilder(door).build())).as(most).isEqualTo(400);
    }
    URI door = listener.base().resolve("/tx/one/messages?most=" + BankListener.MOST);
    assertThat(status(client, HttpRequest.newBuilder(door).build()))
        .as("called, and never waited for")
        .isEqualTo(405);
  }

  /// A line on which hands are shaken: whoever only knocks is not waited for.
  private static Socket line(BankListener to, SSLContext who) throws IOException {
    var line = (SSLSocket) who.getSocketFactory().createSocket("127.0.0.1", to.base().getPort());
    line.startHandshake();
    return line;
  }

  /// The first line of the answer; null where there is none.
  private static @Nullable String asks(Socket line) throws IOException {
    line.setSoTimeout(30_000);
    try {
      line.getOutputStream().write("GET / HTTP/1.1\r\nHost: house\r\n\r\n".getBytes(UTF_8));
      var answer = new BufferedReader(new InputStreamReader(line.getInputStream(), UTF_8));
      String first = answer.readLine();
      for (String head = first; head != null && !head.isEmpty(); ) {
        head = answer.readLine();
      }
      return first;
    } catch (SocketException | SSLException hungUp) {
      return null;
    }
  }

  private CompletableFuture<HttpResponse<String>> post(String bank) {
    return post("tx/" + bank, "a message");
  }

  private CompletableFuture<HttpResponse<String>> post(String door, String message) {
    URI messages = listener.base().resolve("/" + door + "/messages");
    return client.sendAsync(
        HttpRequest.newBuilder(messages).POST(BodyPublishers.ofString(message)).build(),
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
