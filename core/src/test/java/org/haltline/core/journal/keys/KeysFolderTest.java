package org.haltline.core.journal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.seal.SealKey;
import org.haltline.core.signing.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys are made once, kept from other eyes, and never lie with the data.
class KeysFolderTest {

  @TempDir Path temp;

  @Test
  void keysAreMadeAtTheFirstStartAndStayTheSame() throws IOException {
    CentreKey key = open().centreKey("harbour");
    SealKey seal = open().sealKey();
    assertThat(open().centreKey("harbour").toHex()).isEqualTo(key.toHex());
    assertThat(open().sealKey().privateBytes()).isEqualTo(seal.privateBytes());
    assertThat(open().trusted()).containsExactly(seal.publicKey());
    for (String name : List.of("harbour.centre.key", "seal.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys().resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theKeyThatSignsOrdersIsMadeOnceAndItsPublicHalfLiesBesideIt() throws IOException {
    Ed25519Signer key = open().orderKey();
    assertThat(open().orderKey().privateBytes()).isEqualTo(key.privateBytes());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(keys().resolve("order.key"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(keys().resolve("order.key.public")).strip())
        .isEqualTo(key.publicPem().strip());
    assertThat(open().trusted()).as("it signs no seals").isEmpty();
  }

  @Test
  void thePublicHalvesOfEarlierKeysOfOrdersStay() throws IOException {
    Ed25519Signer old = open().orderKey();
    Files.delete(keys().resolve("order.key"));
    Ed25519Signer fresh = open().orderKey();
    assertThat(fresh.keyId()).isNotEqualTo(old.keyId());
    assertThat(Files.readString(keys().resolve("order-" + old.keyId() + ".key.public")).strip())
        .isEqualTo(old.publicPem().strip());
    assertThat(Files.readString(keys().resolve("order.key.public")).strip())
        .isEqualTo(fresh.publicPem().strip());

    Ed25519Signer named = Ed25519Signer.random();
    open().keepSigning(named.publicKey());
    open().keepSigning(named.publicKey());
    assertThat(Files.readString(keys().resolve("order-" + named.keyId() + ".key.public")).strip())
        .isEqualTo(named.publicPem().strip());
    assertThat(open().trusted()).as("they sign no seals").isEmpty();
  }

  @Test
  void everyCentreHasItsOwn() {
    assertThat(open().centreKey("harbour").toHex()).isNotEqualTo(open().centreKey("hill").toHex());
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    open().centreKey("harbour");
    Files.setPosixFilePermissions(
        keys().resolve("harbour.centre.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> open().centreKey("harbour"))
        .withMessageContaining("chmod 600");
  }

  @Test
  void keysAndDataMustLieApart() {
    Path data = temp.resolve("data");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeysFolder.open(data.resolve("keys"), data))
        .withMessageContaining("must lie apart");
    assertThatIllegalArgumentException().isThrownBy(() -> KeysFolder.open(temp, data));
  }

  @Test
  void afterANewSealKeyEarlierSealsAreStillTrusted() throws IOException {
    SealKey old = open().sealKey();
    Files.delete(keys().resolve("seal.key"));
    SealKey fresh = open().sealKey();
    assertThat(open().trusted()).containsExactlyInAnyOrder(old.publicKey(), fresh.publicKey());
  }

  @Test
  void halvesThatAreNoPairAreRefused() throws IOException {
    open().sealKey();
    Path elsewhere = temp.resolve("elsewhere");
    KeysFolder.open(elsewhere, temp.resolve("data")).sealKey();
    Files.delete(keys().resolve("seal.pub"));
    Files.copy(elsewhere.resolve("seal.pub"), keys().resolve("seal.pub"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open().sealKey())
        .withMessageContaining("not a pair");
  }

  @Test
  void aKeyThatIsNoneIsRefused() throws IOException {
    open().centreKey("harbour");
    Files.writeString(keys().resolve("harbour.centre.key"), "rubbish");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open().centreKey("harbour"))
        .withMessageContaining("64 hexadecimal digits");
  }

  @Test
  void aKeyFromABackupIsKeptUnlessThereIsAnother() {
    CentreKey key = CentreKey.random();
    open().keepCentreKey("harbour", key);
    open().keepCentreKey("harbour", key);
    assertThat(open().centreKey("harbour").toHex()).isEqualTo(key.toHex());
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> open().keepCentreKey("harbour", CentreKey.random()))
        .withMessageContaining("another key");
  }

  @Test
  void keysFromABackupAreTrustedBesideTheOwn() {
    var lost = List.of(SealKey.random().publicKey(), SealKey.random().publicKey());
    open().keepTrusted(lost);
    open().keepTrusted(lost);
    assertThat(open().trusted()).containsExactlyInAnyOrderElementsOf(lost);
    SealKey own = open().sealKey();
    assertThat(open().trusted()).hasSize(3).containsAll(lost).contains(own.publicKey());
  }

  @Test
  void manyThatStartTogetherMakeOneKey() throws InterruptedException {
    var seen = ConcurrentHashMap.<String>newKeySet();
    List<Thread> starting =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              seen.add(open().centreKey("harbour").toHex());
                              seen.add(open().sealKey().publicKey().toString());
                            }))
            .toList();
    for (Thread thread : starting) thread.join();
    assertThat(seen).hasSize(2);
  }

  private KeysFolder open() {
    return KeysFolder.open(keys(), temp.resolve("data"));
  }

  private Path keys() {
    return temp.resolve("keys");
  }
}
