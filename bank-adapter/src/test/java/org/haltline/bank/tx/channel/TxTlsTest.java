package org.haltline.bank.tx.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.line.Certificates;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.orders.TxDesk;
import org.haltline.core.dispatch.MutualTls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Who may come for whose mail when both sides show certificates.
class TxTlsTest {
  private static final String OTHER = "999999999999";

  @TempDir static Path folder;
  private static @Nullable Certificates certificates;

  private final Vertx vertx = Vertx.vertx();

  /// What one authority signed: the house, our bank, another bank. And a stranger that signed
  /// itself.
  @BeforeAll
  static void certificates() throws Exception {
    certificates =
        new Certificates(folder, "EC")
            .sign("house", "house", "-ext", "SAN=ip:127.0.0.1")
            .sign("bank", TxDesk.BANK.id() + ",O=Quanhu Bank")
            .sign("other", OTHER)
            .sign("late", TxDesk.BANK.id(), "-startdate", "-3d", "-validity", "1")
            .stranger("stranger", TxDesk.BANK.id());
  }

  private static Certificates given() {
    return Objects.requireNonNull(certificates);
  }

  @AfterEach
  void end() {
    TxHouse.get(vertx.close());
  }

  @Test
  void aBankWithItsCertificateFetchesItsMailAndNoOthers() throws Exception {
    for (MutualTls.Own own : List.of(given().pkcs12("house"), given().pem("house"))) {
      BankListener listener = listener(own);
      TxChannel channel = channel(listener);
      assertThat(status(listener, "bank", TxDesk.BANK.id())).as("%s", own).isEqualTo(204);
      assertThat(status(listener, "bank", OTHER)).isEqualTo(403);
      assertThat(status(listener, "other", TxDesk.BANK.id())).isEqualTo(403);
      assertThat(status(listener, "other", OTHER)).as("signed, and no mailbox here").isEqualTo(503);
      TxHouse.get(channel.close());
      TxHouse.get(listener.close());
    }
  }

  @Test
  void nobodyComesInWithoutACertificateOfTheAuthority() {
    BankListener listener = listener(given().pkcs12("house"));
    for (String who : new String[] {"stranger", null}) {
      assertThatThrownBy(() -> status(listener, who, TxDesk.BANK.id()))
          .as("%s", who)
          .isInstanceOf(IOException.class);
    }
  }

  /// Not answered at all, so the bank keeps what it wanted to say; and somebody here is told.
  @Test
  void aBankWhoseCertificateHasEndedIsNotLetInAndTheLogSaysSo() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var log = (Logger) LoggerFactory.getLogger(BankListener.class);
    log.addAppender(lines);
    try {
      BankListener listener = listener(given().pkcs12("house"));
      TxChannel channel = channel(listener);
      assertThatThrownBy(() -> status(listener, "late", TxDesk.BANK.id()))
          .isInstanceOf(IOException.class);
      TxHouse.await(() -> !List.copyOf(lines.list).isEmpty());
      assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.WARN);
      assertThat(lines.list.getFirst().getFormattedMessage())
          .contains("not let in", String.valueOf(listener.base().getPort()));
      TxHouse.get(channel.close());
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void withoutCertificatesItStandsOnTheLoopbackOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BankListener.Place("0.0.0.0", 0, null, 1_000))
        .withMessageContaining("loopback");
    assertThat(
            new BankListener.Place(
                    "0.0.0.0", 0, new MutualTls(given().pkcs12("house"), folder), 1_000)
                .host())
        .isEqualTo("0.0.0.0");
  }

  @Test
  void aPasswordIsNotPrinted() {
    assertThat(given().pkcs12("house").toString())
        .doesNotContain(Certificates.PASSWORD)
        .contains("house.p12");
  }

  private BankListener listener(MutualTls.Own own) {
    return TxHouse.get(
        BankListener.start(
            vertx, BankListener.Place.anyPort().with(new MutualTls(own, given().authority()))));
  }

  private TxChannel channel(BankListener listener) {
    var channel =
        new TxChannel(
            vertx,
            "QUANHU",
            TxReach.to(TxDesk.BANK, TxOptions.usual().papers(Map.of())),
            new TxPost(listener, TxDesk.SENDER, folder.resolve("books")),
            InstantSource.system());
    channel.onFeedback(feedback -> io.vertx.core.Future.succeededFuture());
    return channel;
  }

  private static int status(BankListener listener, @Nullable String who, String bankId)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(given().context(who)).build()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(listener.base() + "/tx/" + bankId + "/messages"))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
