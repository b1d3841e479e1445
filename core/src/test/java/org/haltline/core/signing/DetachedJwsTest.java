package org.haltline.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.haltline.core.order.OrderSignature;
import org.junit.jupiter.api.Test;

/// A signature over a body that travels beside it.
class DetachedJwsTest {
  private static final byte[] BODY = "{\"number\":\"1\",\"holder\":\"钱多多\"}".getBytes(UTF_8);

  /// The first of the test vectors of RFC 8032 section 7.1.
  private static final Ed25519Signer PUBLISHED =
      Ed25519Signer.of(
          HexFormat.of()
              .parseHex(
                  "302e020100300506032b657004220420"
                      + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

  private final Ed25519Signer centre = Ed25519Signer.random();

  @Test
  void theKeySignsAsPublished() {
    assertThat(HexFormat.of().formatHex(PUBLISHED.sign(new byte[0])))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    assertThat(HexFormat.of().formatHex(PUBLISHED.publicKey().getEncoded()))
        .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  }

  @Test
  void whatIsSignedIsTheHeadADotAndTheBodyItself() {
    OrderSignature signed = DetachedJws.over(BODY, centre);
    String[] parts = signed.value().split("\\.", -1);
    assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8))
        .isEqualTo(
            "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"%s\"}"
                .formatted(centre.keyId()));
    assertThat(parts[1]).isEmpty();
    assertThat(
            centre.verifies(
                (parts[0] + "." + new String(BODY, UTF_8)).getBytes(UTF_8),
                Base64.getUrlDecoder().decode(parts[2])))
        .isTrue();
    assertThat(signed.form()).isEqualTo("jws");
    assertThat(signed.algorithm()).isEqualTo("Ed25519");
    assertThat(signed.keyId()).isEqualTo(centre.keyId());
    assertThat(signed.sha256()).isEqualTo(Signer.digest(BODY));
  }

  @Test
  void theSameBodyIsSignedTheSame() {
    assertThat(DetachedJws.over(BODY, centre)).isEqualTo(DetachedJws.over(BODY.clone(), centre));
  }

  @Test
  void thePublicHalfAloneIsEnoughToLook() {
    Ed25519Signer bank =
        Ed25519Signer.verifying(Pem.find("PUBLIC KEY", centre.publicPem()).orElseThrow());
    assertThat(DetachedJws.fault(DetachedJws.over(BODY, centre).value(), BODY, bank)).isNull();
    assertThat(bank.keyId()).isEqualTo(centre.keyId());
    assertThatThrownBy(() -> bank.sign(BODY)).hasMessageContaining("public half");
  }

  @Test
  void aChangedBodyIsSeen() {
    String value = DetachedJws.over(BODY, centre).value();
    for (int i = 0; i < BODY.length; i++) {
      byte[] changed = BODY.clone();
      changed[i] ^= 1;
      assertThat(DetachedJws.fault(value, changed, centre)).contains("not on this body");
    }
  }

  @Test
  void anotherKeyIsSeen() {
    Ed25519Signer stranger = Ed25519Signer.random();
    assertThat(DetachedJws.fault(DetachedJws.over(BODY, stranger).value(), BODY, centre))
        .contains("another key");
    // a stranger who says that he is the centre
    String claimed =
        DetachedJws.over(BODY, centre).value().replaceFirst("\\.\\..*", "")
            + ".."
            + DetachedJws.over(BODY, stranger).value().replaceFirst(".*\\.\\.", "");
    assertThat(DetachedJws.fault(claimed, BODY, centre)).contains("not on this body");
  }

  @Test
  void whatIsNoSignatureIsNone() {
    assertThat(DetachedJws.fault(null, BODY, centre)).isEqualTo("no signature");
    String head = DetachedJws.over(BODY, centre).value().replaceFirst("\\.\\..*", "");
    for (String garbled : new String[] {"", ".", "..", "a..b", head, head + "..", head + ".x.y"}) {
      assertThat(DetachedJws.fault(garbled, BODY, centre)).as(garbled).isNotNull();
    }
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"b64\":false,\"crit\":[\"b64\"]}".getBytes(UTF_8));
    assertThat(DetachedJws.fault(none + "..", BODY, centre)).contains("another key");
  }

  /// Whoever ignores `b64` would look at other bytes: a head that does not insist is refused.
  @Test
  void aHeadThatDoesNotSayHowTheBodyStandsIsRefused() {
    for (String says :
        new String[] {
          "", ",\"crit\":[\"b64\"]", ",\"b64\":true,\"crit\":[\"b64\"]", ",\"b64\":false"
        }) {
      assertThat(DetachedJws.fault(withHead(says), BODY, centre))
          .as(says)
          .contains("something else");
    }
    assertThat(DetachedJws.fault(withHead(",\"b64\":false,\"crit\":[\"b64\"]"), BODY, centre))
        .isNull();
  }

  private String withHead(String says) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    String head =
        encoder.encodeToString(
            "{\"alg\":\"EdDSA\",\"kid\":\"%s\"%s}".formatted(centre.keyId(), says).getBytes(UTF_8));
    byte[] input = (head + "." + new String(BODY, UTF_8)).getBytes(UTF_8);
    return head + ".." + encoder.encodeToString(centre.sign(input));
  }
}
