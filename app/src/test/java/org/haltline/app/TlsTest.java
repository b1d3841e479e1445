package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A house with a certificate serves its API over TLS.
@Timeout(300)
class TlsTest {
  private static final char[] PASSWORD = "for-this-test".toCharArray();

  @TempDir Path folder;

  @Test
  void theApiIsServedUnderTheConfiguredCertificate() throws Exception {
    KeyStore store = selfSigned();
    Path certificate = pem("CERTIFICATE", store.getCertificate("house").getEncoded());
    Path key = pem("PRIVATE KEY", store.getKey("house", PASSWORD).getEncoded());
    try (var house =
            HouseProcess.run(
                "--set=haltline.storage.data=" + folder.resolve("data"),
                "--set=haltline.storage.keys=" + folder.resolve("keys"),
                "--set=haltline.storage.witness=" + folder.resolve("witness"),
                "--set=haltline.http.port=0",
                "--set=haltline.http.tls-certificate=" + certificate,
                "--set=haltline.http.tls-key=" + key);
        var trusting = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
      assertThat(house.uri("").getScheme()).isEqualTo("https");

      HttpResponse<String> ready =
          trusting.send(
              HttpRequest.newBuilder(house.uri("/../ready").normalize()).build(),
              BodyHandlers.ofString());

      assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
      assertThat(ready.sslSession()).isPresent();
      house.terminate();
      house.ended();
    }
  }

  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("house.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "house",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=house",
                    "-ext",
                    "SAN=ip:127.0.0.1",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    file.toString()))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(String what, byte[] bytes) throws Exception {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                what,
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(bytes),
                what);
    return Files.writeString(folder.resolve(what.replace(' ', '-') + ".pem"), text);
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("house", store.getCertificate("house"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
