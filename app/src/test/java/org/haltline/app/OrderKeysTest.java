package org.haltline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Pem;
import org.haltline.core.signing.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which key signs orders: the house's own, or one that the configuration names by its file.
class OrderKeysTest {
  private static final byte[] ORDER = "an order".getBytes(UTF_8);

  /// From `openssl genpkey -algorithm SM2`.
  private static final String SM2 =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgdxyxt041Ri2zNK2A
      v5bolY94A1LXNX+1y/dMLJIsDcqhRANCAATFKwV9sihLrLhDFo41wf4BXq9JznSb
      SHS3rgVF+ShhxnCMVKq/LGd1j6RekgFxNip5VHfBXVsWsImxmbb9lC2a
      -----END PRIVATE KEY-----
      """;

  @TempDir Path folder;

  @Test
  void withoutAWordTheHouseMakesOne() {
    Settings settings = read(Map.of());
    Signer made = OrderKeys.general(settings);
    assertThat(OrderKeys.general(settings).sign(ORDER)).isEqualTo(made.sign(ORDER));
    assertThat(OrderKeys.tx(settings, made)).isSameAs(made);
    Signer published = OrderKeys.published(folder.resolve("keys").resolve("order.key.public"));
    assertThat(published.verifies(ORDER, made.sign(ORDER))).isTrue();
  }

  @Test
  void theKeyOfAPemSigns() throws IOException {
    Ed25519Signer theirs = Ed25519Signer.random();
    Path file = write("order.pem", Pem.of("PRIVATE KEY", theirs.privateBytes()));
    Signer key = OrderKeys.general(read(Map.of("haltline.signing.key", file.toString())));
    assertThat(key.sign(ORDER)).isEqualTo(theirs.sign(ORDER));
    assertThat(folder.resolve("keys")).as("none is made beside it").doesNotExist();
  }

  @Test
  void theKeyOfAPkcs12Signs() throws Exception {
    Path store = folder.resolve("order.p12");
    Path password = write("password", "for-tests-only\n");
    var tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "orders",
                "-keyalg",
                "Ed25519",
                "-dname",
                "CN=Qingyu",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "for-tests-only")
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
    var keys =
        Map.of(
            "haltline.signing.key-store", store.toString(),
            "haltline.signing.key-store-password-file", password.toString());
    Signer key = OrderKeys.general(read(keys));
    assertThat(key.verifies(ORDER, key.sign(ORDER))).isTrue();

    write("password", "another\n");
    assertThatThrownBy(() -> read(keys))
        .hasMessageContaining("haltline.signing: ")
        .hasMessageContaining("that password");
  }

  @Test
  void theMailboxMayHaveTheNationalOne() throws IOException {
    Path file = write("sm2.pem", SM2);
    Settings settings =
        read(
            Map.of(
                "haltline.tx.organisation", "350500000000",
                "haltline.tx.name", "青屿市反诈中心",
                "haltline.tx.operator.id-number", "P0001",
                "haltline.tx.operator.name", "林一帆",
                "haltline.tx.operator.phone", "0599-5550110",
                "haltline.tx.investigator.id-number", "P0002",
                "haltline.tx.investigator.name", "苏可",
                "haltline.tx.signing.algorithm", "SM3_WITH_SM2",
                "haltline.tx.signing.key", file.toString()));
    Signer general = OrderKeys.general(settings);
    Signer tx = OrderKeys.tx(settings, general);
    assertThat(general.algorithm()).isEqualTo("Ed25519");
    assertThat(tx.algorithm()).isEqualTo("SM3withSM2");
    Path published = write("tx.pem", tx.publicPem());
    assertThat(OrderKeys.published(published).verifies(ORDER, tx.sign(ORDER))).isTrue();
  }

  @Test
  void whatIsWrongIsToldWithItsKey() throws IOException {
    Path sm2 = write("sm2.pem", SM2);
    Path none = write("none.pem", "nothing\n");
    assertThatThrownBy(() -> read(Map.of("haltline.signing.key", sm2.toString())))
        .hasMessageContaining("haltline.signing: not an Ed25519 private key");
    Path ed25519 = write("ed.pem", Pem.of("PRIVATE KEY", Ed25519Signer.random().privateBytes()));
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "haltline.signing.algorithm",
                        "SM3_WITH_SM2",
                        "haltline.signing.key",
                        ed25519.toString())))
        .hasMessageContaining("haltline.signing: not a key of the curve sm2p256v1");
    assertThatThrownBy(() -> read(Map.of("haltline.signing.key", none.toString())))
        .hasMessageContaining("holds no private key in PEM");
    assertThatThrownBy(() -> read(Map.of("haltline.signing.key", folder + "/missing")))
        .hasMessageContaining("no file that can be read");
    assertThatThrownBy(() -> read(Map.of("haltline.signing.algorithm", "ED25519")))
        .hasMessageContaining("one of them");
    assertThatThrownBy(() -> read(Map.of("haltline.signing.key-store", sm2.toString())))
        .hasMessageContaining("key-store-password-file");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "haltline.signing.algorithm",
                        "RSA",
                        "haltline.signing.key",
                        sm2.toString())))
        .hasMessageContaining("haltline.signing.algorithm");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Settings read(Map<String, String> keys) {
    var all = new HashMap<>(keys);
    all.put("haltline.storage.data", folder + "/data");
    all.put("haltline.storage.keys", folder + "/keys");
    all.put("haltline.storage.witness", folder + "/witness");
    return SettingsFile.read(null, all).settings();
  }
}
