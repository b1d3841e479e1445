package org.haltline.core.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import org.haltline.core.order.OrderSignature;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON Web Signature over the body of a request that does not repeat the body: RFC 7515 with the
/// payload left out (appendix F) and not encoded (RFC 7797). Signed are the protected header, a dot
/// and the body's very bytes.
public final class DetachedJws {
  /// The header of a request that carries it.
  public static final String HEADER = "x-jws-signature";

  /// The form by which evidence names it.
  public static final String FORM = "jws";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private DetachedJws() {}

  /// The evidence over this body; its value is what the header says.
  public static OrderSignature over(byte[] body, Signer by) {
    String head =
        ENCODER.encodeToString(
            "{\"alg\":\"%s\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"%s\"}"
                .formatted(alg(by.algorithm()), by.keyId())
                .getBytes(US_ASCII));
    String value = head + ".." + ENCODER.encodeToString(by.sign(input(head, body)));
    return new OrderSignature(FORM, by.algorithm(), by.keyId(), value, Signer.digest(body));
  }

  /// Why this is no signature on the body by that key; null when it is one.
  ///
  /// @param value of the header; null when there was none
  public static @Nullable String fault(@Nullable String value, byte[] body, Signer by) {
    if (value == null) {
      return "no signature";
    }
    String[] parts = value.split("\\.", -1);
    if (parts.length != 3 || !parts[1].isEmpty()) {
      return "the signature is no detached JWS";
    }
    try {
      JsonNode head = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      if (!head.path("alg").asString("").equals(alg(by.algorithm()))
          || !head.path("kid").asString("").equals(by.keyId())) {
        return "the signature is by another key";
      }
      if (!head.path("crit").equals(JSON.readTree("[\"b64\"]"))
          || head.path("b64").asBoolean(true)) {
        return "the signature is over something else than the body";
      }
      return by.verifies(input(parts[0], body), Signer.decoded(parts[2]))
          ? null
          : "the signature is not on this body";
    } catch (IllegalArgumentException | JacksonException garbled) {
      return "the signature is no detached JWS";
    }
  }

  /// Ed25519 is EdDSA there (RFC 8037); a name that is not registered stands as it is.
  private static String alg(String algorithm) {
    return algorithm.equals(Ed25519Signer.ALGORITHM) ? "EdDSA" : algorithm;
  }

  private static byte[] input(String head, byte[] body) {
    byte[] input = new byte[head.length() + 1 + body.length];
    System.arraycopy(head.getBytes(US_ASCII), 0, input, 0, head.length());
    input[head.length()] = '.';
    System.arraycopy(body, 0, input, head.length() + 1, body.length);
    return input;
  }
}
