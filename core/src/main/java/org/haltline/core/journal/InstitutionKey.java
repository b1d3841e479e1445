package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The secret that a centre shares with one institution's adapter: opens that institution's orders,
/// nothing else. Every order is sealed under a key of its own, derived from this one and its
/// number, so that no key ever meets enough random nonces for two to be alike.
public final class InstitutionKey {

  private final String institution;
  private final SecretKey key;

  InstitutionKey(String institution, SecretKey key) {
    this.institution = institution;
    this.key = key;
  }

  /// Reads what [#toHex()] wrote, for an adapter that runs apart from the centre.
  ///
  /// @throws IllegalArgumentException when it is not 64 hexadecimal digits
  public static InstitutionKey ofHex(String institution, String hex) {
    Names.requireInstitution(institution);
    String digits = hex.strip();
    if (digits.length() != Crypto.KEY_BYTES * 2) {
      throw new IllegalArgumentException("an institution's key is written as 64 hex digits");
    }
    return new InstitutionKey(
        institution, new SecretKeySpec(HexFormat.of().parseHex(digits), "HmacSHA256"));
  }

  /// The secret itself, for the adapter's configuration.
  public String toHex() {
    return HexFormat.of().formatHex(key.getEncoded());
  }

  public String institution() {
    return institution;
  }

  /// Seals what travels between the centre and this institution's adapter by another way than the
  /// queue.
  ///
  /// @param use what it is and about which order, never an order number alone; opens under the same
  ///   words only
  public byte[] seal(String use, byte[] payload) {
    try (Crypto crypto = Crypto.borrow()) {
      return seal(crypto, use, payload);
    }
  }

  /// Opens what was sealed for the same use.
  ///
  /// @throws JournalDamaged when it was not sealed with this key for this use
  public byte[] open(String use, byte[] sealed) {
    try (Crypto crypto = Crypto.borrow()) {
      return open(crypto, use, sealed);
    }
  }

  byte[] seal(Crypto crypto, String orderId, byte[] payload) {
    byte[] order = orderId.getBytes(UTF_8);
    return crypto.seal(orderKey(crypto, order), order, payload);
  }

  byte[] open(Crypto crypto, String orderId, byte[] sealed) {
    byte[] order = orderId.getBytes(UTF_8);
    try {
      return crypto.open(orderKey(crypto, order), order, sealed);
    } catch (AEADBadTagException e) {
      throw new JournalDamaged(
          "order " + orderId + " does not open with the key of " + institution, e);
    }
  }

  private SecretKey orderKey(Crypto crypto, byte[] order) {
    return new SecretKeySpec(crypto.hmac(key, order), "AES");
  }

  @Override
  public String toString() {
    return "institution key of " + institution;
  }
}
