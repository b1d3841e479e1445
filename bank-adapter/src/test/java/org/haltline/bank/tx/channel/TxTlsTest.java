package org.haltline.bank.tx.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.line.MutualTls;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.orders.TxDesk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may come for whose mail when both sides show certificates.
class TxTlsTest {
  private static final String PASSWORD = "for-this-test";
  private static final String OTHER = "999999999999";

  @TempDir static Path folder;

  private final Vertx vertx = Vertx.vertx();

  /// One authority, and what it signed: the house, our bank, another bank. And a stranger that
  /// signed itself.
  @BeforeAll
  static void certificates() throws Exception {
    keytool("ca", "authority", "-ext", "bc:c");
    keytool("house", "house", "-signer", "ca", "-ext", "SAN=ip:127.0.0.1");
    keytool("bank", TxDesk.BANK.id() + ",O=Quanhu Bank", "-signer", "ca");
    keytool("other", OTHER, "-signer", "ca");
    keytool("stranger", TxDesk.BANK.id());
    for (String name : List.of("ca", "house", "bank", "other", "stranger")) {
      alone(name);
    }
    Files.writeString(
        folder.resolve("ca.pem"),
        pem("CERTIFICATE", store("ca").getCertificate("ca").getEncoded()));
  }

  @AfterEach
  void end() {
    TxHouse.get(vertx.close());
  }

  @Test
  void aBankWithItsCertificateFetchesItsMailAndNoOthers() throws Exception {
    for (MutualTls.Own own : List.of(pkcs12(), pemFiles())) {
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
    BankListener listener = listener(pkcs12());
    for (String who : new String[] {"stranger", null}) {
      assertThatThrownBy(() -> status(listener, who, TxDesk.BANK.id()))
          .as("%s", who)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void withoutCertificatesItStandsOnTheLoopbackOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BankListener.Place("0.0.0.0", 0, null, 1_000))
        .withMessageContaining("loopback");
    assertThat(new BankListener.Place("0.0.0.0", 0, new MutualTls(pkcs12(), folder), 1_000).host())
        .isEqualTo("0.0.0.0");
  }

  @Test
  void aPasswordIsNotPrinted() {
    assertThat(pkcs12().toString()).doesNotContain(PASSWORD).contains("house.p12");
  }

  private BankListener listener(MutualTls.Own own) {
    return TxHouse.get(
        BankListener.start(
            vertx,
            BankListener.Place.anyPort().with(new MutualTls(own, folder.resolve("ca.pem")))));
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

  private static MutualTls.Own pkcs12() {
    return new MutualTls.Own.Pkcs12(folder.resolve("house.p12"), PASSWORD);
  }

  private static MutualTls.Own pemFiles() throws Exception {
    KeyStore house = store("house");
    return new MutualTls.Own.Pem(
        Files.writeString(
            folder.resolve("house.crt"),
            pem("CERTIFICATE", house.getCertificate("house").getEncoded())),
        Files.writeString(
            folder.resolve("house.key"),
            pem("PRIVATE KEY", house.getKey("house", PASSWORD.toCharArray()).getEncoded())));
  }

  private static int status(BankListener listener, @Nullable String who, String bankId)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context(who)).build()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(listener.base() + "/tx/" + bankId + "/messages"))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static SSLContext context(@Nullable String who) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", store("ca").getCertificate("ca"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManager[] keys = null;
    if (who != null) {
      var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store(who), PASSWORD.toCharArray());
      keys = own.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  /// A key pair, in one store with all others.
  private static void keytool(String name, String subject, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", name));
    command.addAll(List.of("-dname", "CN=" + subject, "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve("all.p12").toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /// One of them in a store of its own.
  private static void alone(String name) throws Exception {
    KeyStore all = store("all");
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    char[] password = PASSWORD.toCharArray();
    own.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
      own.store(out, password);
    }
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
  }
}
