package org.haltline.core.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;

/// A key that signs orders on their way out. The same bytes always give the same signature, so that
/// an order that is sent again carries the evidence that it had. May be used on any thread.
public interface Signer {

  /// As evidence names it: `Ed25519`, `SM3withSM2`.
  String algorithm();

  PublicKey publicKey();

  byte[] sign(byte[] bytes);

  /// Whether this signature is on these bytes, by the public half of this key. For the other side,
  /// and for whoever looks later.
  boolean verifies(byte[] bytes, byte[] signature);

  /// By which an institution finds the public key that it was given.
  String keyId();

  /// SHA-256 of the key as every tool writes it (SubjectPublicKeyInfo), Base64url.
  static String keyId(PublicKey key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(key.getEncoded()));
  }

  /// The digest by which evidence names the signed bytes.
  static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// The public half in PEM, to be given to institutions.
  default String publicPem() {
    return Pem.of("PUBLIC KEY", publicKey().getEncoded());
  }

  /// The bytes of a signature that is written in Base64url without padding, in the one way in which
  /// they are written: other characters are another signature.
  ///
  /// @throws IllegalArgumentException when it is written in another way
  static byte[] decoded(String base64url) {
    byte[] bytes = Base64.getUrlDecoder().decode(base64url);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64url)) {
      throw new IllegalArgumentException("not as Base64url writes it: " + base64url);
    }
    return bytes;
  }

  /// Bytes of a text that is signed.
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
