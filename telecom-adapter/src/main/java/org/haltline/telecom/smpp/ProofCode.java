package org.haltline.telecom.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haltline.core.order.OrderId;

/// What proves that a warning came from the centre: six digits that follow from the order's number
/// and a secret of the house. The one who was warned rings the hotline and reads them out; in the
/// case they stand beside the order. The same order always has the same.
final class ProofCode {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int CODES = 1_000_000;

  private final SecretKeySpec key;

  ProofCode(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// Such as `482-913`.
  String of(OrderId order) {
    long drawn = ByteBuffer.wrap(mac("proof " + order.digits())).getLong();
    String digits = "%06d".formatted(Long.remainderUnsigned(drawn, CODES));
    return digits.substring(0, 3) + "-" + digits.substring(3);
  }

  /// By which a number is known again without standing anywhere.
  String digest(String e164) {
    return HexFormat.of().formatHex(mac("number " + e164), 0, 16);
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this Java lacks HMAC", lacking);
    }
  }
}
