package org.haltline.core.dispatch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The book that a sandbox keeps on disk.
class BookFileTest {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03.456789Z");

  @TempDir Path folder;
  private BookFile.Place place;

  @BeforeEach
  void chooses() {
    place = new BookFile.Place(folder.resolve("bank.book"), true);
  }

  @Test
  void whatWasWrittenIsReadAgainInOrder() throws IOException {
    var held = line(1, AnswerJson.held(new Money(4_980_000, "CNY"), AT, AT.plusSeconds(9), "部分"));
    var refused =
        new BookFile.Line(order(2), AT, false, AnswerJson.refused(ReasonCode.OTHER, null));
    try (BookFile book = open(new ArrayList<>())) {
      book.append(held);
      book.append(refused);
    }

    List<BookFile.Line> read = new ArrayList<>();
    try (BookFile book = open(read)) {
      book.append(line(3, AnswerJson.done(null)));
    }

    assertThat(read).containsExactly(held, refused);
    assertThat(readAll()).hasSize(3);
  }

  @Test
  void aLineCutOffByACrashIsDroppedAndTheNextOneIsWhole() throws IOException {
    try (BookFile book = open(new ArrayList<>())) {
      book.append(line(1, AnswerJson.done(null)));
    }
    Files.writeString(place.file(), "{\"order\":{\"number\":\"2026", StandardOpenOption.APPEND);

    try (BookFile book = open(new ArrayList<>())) {
      book.append(line(2, AnswerJson.done(null)));
    }

    assertThat(readAll())
        .containsExactly(line(1, AnswerJson.done(null)), line(2, AnswerJson.done(null)));
  }

  @Test
  void aLineThatIsNoLineIsNamedAndNothingIsLost() throws IOException {
    try (BookFile book = open(new ArrayList<>())) {
      book.append(line(1, AnswerJson.done(null)));
    }
    Files.writeString(place.file(), "not json\n", UTF_8, StandardOpenOption.APPEND);
    long size = Files.size(place.file());

    assertThatThrownBy(this::readAll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("line 2");
    assertThat(Files.size(place.file())).isEqualTo(size);
  }

  @Test
  void twoSandboxesDoNotWriteOneBook() throws IOException {
    try (BookFile book = open(new ArrayList<>())) {
      assertThat(book).isNotNull();
      assertThatThrownBy(this::readAll)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("running");
    }
    assertThat(readAll()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    BookFile book = open(new ArrayList<>());
    book.close();

    assertThatThrownBy(() -> book.append(line(1, AnswerJson.done(null))))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aSandboxThatCannotWriteItsBookIsAwayAndAnswersNothing() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      var carriesOut = new CarriesOut(SandboxServer.Settings.anyPort().keeping(place));
      await(vertx.deployVerticle(carriesOut));
      assertThat(await(put(vertx, carriesOut, order(1)))).isEqualTo(200);
      Objects.requireNonNull(carriesOut.kept).close();

      assertThatThrownBy(() -> await(put(vertx, carriesOut, order(2))))
          .hasMessageContaining("closed");
      assertThat(carriesOut.faults().down()).isTrue();
    } finally {
      await(vertx.close());
    }
    assertThat(readAll())
        .extracting(line -> line.order().number())
        .containsExactly(order(1).number());
  }

  private static Future<Integer> put(Vertx vertx, SandboxServer to, OrderJson order) {
    HttpClient client = vertx.createHttpClient();
    return client
        .request(HttpMethod.PUT, to.base().getPort(), "127.0.0.1", "/orders/" + order.number())
        .compose(request -> request.send(Buffer.buffer(Wire.JSON.writeValueAsBytes(order))))
        .map(response -> response.statusCode())
        .eventually(client::close);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private BookFile open(List<BookFile.Line> into) throws IOException {
    return BookFile.open(place, into::add);
  }

  private List<BookFile.Line> readAll() throws IOException {
    List<BookFile.Line> read = new ArrayList<>();
    open(read).close();
    return read;
  }

  private static BookFile.Line line(int n, AnswerJson outcome) {
    return new BookFile.Line(order(n), AT, true, outcome);
  }

  private static OrderJson order(int n) {
    return new OrderJson(
        "20261120010203456%015d".formatted(n),
        "QY-261120-0001",
        OrderKind.STOP_PAYMENT,
        new OrderJson.Target("account", "account:icbc/12345", "12345", null, null, null, null),
        "何雨桐",
        4_980_000L,
        "CNY",
        "reported fraud",
        "Inspector Bai, Fengze station",
        AT,
        AT.plusSeconds(60),
        null,
        List.of(),
        null);
  }

  /// Says done to everything.
  private static final class CarriesOut extends SandboxServer {
    CarriesOut(Settings settings) {
      super("bank", settings, InstantSource.system());
    }

    @Override
    protected AnswerJson apply(OrderJson order, Instant at) {
      return AnswerJson.done(null);
    }
  }
}
