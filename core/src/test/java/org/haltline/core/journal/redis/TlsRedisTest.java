package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.haltline.core.journal.redis.RedisConnectionsTest.bytes;
import static org.haltline.core.journal.redis.RedisConnectionsTest.done;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.haltline.core.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server behind TLS: talked to only if its certificate is trusted and names it.
class TlsRedisTest {
  private static final char[] STORE_PASSWORD = "for-tests-only".toCharArray();

  @TempDir Path temp;
  private Path certificate;
  private Path privateKey;

  @Test
  void aServerWithATrustedCertificateIsTalkedTo() throws Exception {
    makeCertificate("ip:127.0.0.1");
    int tlsPort = Ports.free();
    try (TestServer server = startTls(tlsPort);
        RedisConnections connections =
            RedisConnections.open(
                RedisConnectionOptions.to(url(tlsPort)).withTrusted(certificate))) {
      done(connections.commands().set(bytes("{a}:key"), bytes("sealed")));
      try (RedisTalk plain = new RedisTalk(server.uri())) {
        assertThat(plain.commands().get("{a}:key")).isEqualTo("sealed");
      }
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    makeCertificate("ip:127.0.0.1");
    int tlsPort = Ports.free();
    try (TestServer server = startTls(tlsPort)) {
      assertThat(server.port()).isPositive();
      assertThatExceptionOfType(RedisUnreachable.class)
          .isThrownBy(() -> RedisConnections.open(RedisConnectionOptions.to(url(tlsPort))).close())
          .withMessageContaining("certification path");
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
    makeCertificate("dns:elsewhere.example");
    int tlsPort = Ports.free();
    try (TestServer server = startTls(tlsPort)) {
      assertThat(server.port()).isPositive();
      assertThatExceptionOfType(RedisUnreachable.class)
          .isThrownBy(
              () ->
                  RedisConnections.open(
                          RedisConnectionOptions.to(url(tlsPort)).withTrusted(certificate))
                      .close())
          .withMessageContaining("127.0.0.1");
    }
  }

  @BeforeEach
  void nameFiles() {
    certificate = temp.resolve("server.crt");
    privateKey = temp.resolve("server.key");
  }

  private TestServer startTls(int tlsPort) throws IOException {
    return TestServer.start(
        temp,
        "tls-port " + tlsPort,
        "tls-cert-file " + certificate,
        "tls-key-file " + privateKey,
        "tls-ca-cert-file " + certificate,
        "tls-auth-clients no");
  }

  private static String url(int tlsPort) {
    return "rediss://:" + TestServer.PASSWORD + "@127.0.0.1:" + tlsPort;
  }

  private void makeCertificate(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = temp.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=journal",
                "-ext",
                "san=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(STORE_PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD);
    }
    writePem(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    writePem(privateKey, "PRIVATE KEY", keys.getKey("server", STORE_PASSWORD).getEncoded());
  }

  private static void writePem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind),
        StandardCharsets.US_ASCII);
  }
}
