package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.bank.sandbox.TrialCertificates.Issued;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.NumberView.State;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Service orders over mutual TLS: a carrier's door that opens to nobody without a certificate of
/// its authority, and a house that says nothing to a door of another.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class CertifiedCarrierTest {
  private static final String NUMBER = "+8613900000066";

  @TempDir static Path lines;
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  /// Held on to: a client that nobody refers to is closed when it is collected.
  private final NetClient inwards = vertx.createNetClient();

  private SandboxTmfCarrier carrier;

  /// Making keys takes seconds, and no story changes the house's own.
  @BeforeAll
  static void certify() {
    TrialCertificates.in(lines).issued("house", "house");
  }

  @BeforeEach
  void start() throws Exception {
    carrier =
        new SandboxTmfCarrier(
            new SeededSubscriptions("CMCC", 1, NumberOdds.allOurs()),
            SandboxTmfCarrier.Options.anyPort(),
            InstantSource.system());
    await(vertx.deployVerticle(carrier));
  }

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
  }

  @Test
  void ordersGoOverMutualTls() throws Exception {
    try (HouseAtHand house = house(door(lines))) {
      String caseId = house.report("{\"phone\":\"13900000066\"}");
      house.awaitOrder(caseId, 0, "DONE");
      assertThat(carrier.number(NUMBER).state()).isEqualTo(State.SUSPENDED);
    }
  }

  /// It may be anybody: it is given neither the order nor the secret by which tokens are had.
  @Test
  void aDoorOfAnotherAuthorityIsToldNothing() throws Exception {
    try (HouseAtHand house = house(door(folder.resolve("keys-of-somebody-else")))) {
      String caseId = house.report("{\"phone\":\"13900000066\"}");
      house.awaitOrder(caseId, 0, "UNKNOWN");
      assertThat(carrier.book().size()).isZero();
      assertThat(carrier.tokens()).isZero();
    }
  }

  /// A port that lets in who shows a certificate of the house's authority.
  ///
  /// @param keys the folder of the door's own authority
  private int door(Path keys) throws Exception {
    Issued its = TrialCertificates.in(keys).issued("carrier", "CMCC");
    NetServer server =
        vertx.createNetServer(
            new NetServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(its.certificateFile().toString())
                        .setKeyPath(its.keyFile().toString()))
                .setTrustOptions(
                    new PemTrustOptions().addCertPath(lines.resolve("authority.crt").toString())));
    server.connectHandler(
        outside -> {
          outside.pause();
          inwards
              .connect(carrier.base().getPort(), "127.0.0.1")
              .onSuccess(
                  inside -> {
                    outside.pipeTo(inside);
                    inside.pipeTo(outside);
                  })
              .onFailure(away -> outside.close());
        });
    return await(server.listen()).actualPort();
  }

  private HouseAtHand house(int door) throws Exception {
    Path secret =
        Files.writeString(folder.resolve("oauth"), SandboxTmfCarrier.CLIENT_SECRET + "\n");
    return HouseAtHand.start(
        folder,
        0,
        """
        - id: CMCC
          channels:
            - type: TMF
              tmf: {ordering-url: "https://127.0.0.1:%1$d/ordering", status-url: "https://127.0.0.1:%1$d/status",
                    token-url: "https://127.0.0.1:%1$d/token", client-id: %2$s, client-secret-file: "%3$s"}
        """
            .formatted(door, SandboxTmfCarrier.CLIENT_ID, secret),
        "tls: {certificate: \"%1$s/house.crt\", key: \"%1$s/house.key\", trusted: \"%1$s/authority.crt\"}, "
            .formatted(lines),
        InstantSource.system());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
