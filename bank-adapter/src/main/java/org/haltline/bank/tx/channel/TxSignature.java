package org.haltline.bank.tx.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.random.RandomGenerator;
import org.haltline.bank.tx.TxCode;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxHead;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxRequest;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;

/// Our signature on a request to a bank, and how it travels beside the message. No public source
/// says how the real front end signs: all of this is ours.
///
/// Signed are three lines in UTF-8: the code, `MessageFrom`, and the message from `<Body>` to
/// `</Body>` as it stands. The serial number is left out, for it is new whenever the message is laid
/// out again, and the order is the same.
///
///     base64-of-message algorithm key-id base64url-of-signature
public final class TxSignature {
  /// The form by which evidence names it.
  public static final String FORM = "tx";

  private static final String BODY = "<Body>";
  private static final String BODY_END = "</Body>";

  private TxSignature() {}

  /// The bytes that are signed.
  ///
  /// @throws IllegalArgumentException when the message has no body
  public static byte[] bytes(TxCode code, String from, String xml) {
    int begin = xml.indexOf(BODY);
    int end = xml.lastIndexOf(BODY_END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("a message without a body");
    }
    String body = xml.substring(begin, end + BODY_END.length());
    return (code.code() + "\n" + from + "\n" + body).getBytes(UTF_8);
  }

  /// The bytes that are signed of a request.
  ///
  /// @param from the 12 digits of the house
  static byte[] bytes(TxRequest request, String from, TxCodec codec, RandomGenerator dice) {
    var head = new TxHead.ToBank(request.code(), from, TxNumbers.serial(from, dice));
    return bytes(request.code(), from, codec.write(head, request));
  }

  static OrderSignature over(byte[] bytes, Signer by) {
    return new OrderSignature(
        FORM,
        by.algorithm(),
        by.keyId(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(by.sign(bytes)),
        Signer.digest(bytes));
  }

  /// The message with its signature behind it.
  static String beside(String carried, @Nullable OrderSignature signature) {
    return signature == null
        ? carried
        : String.join(" ", carried, signature.algorithm(), signature.keyId(), signature.value());
  }

  /// Why what stands beside a message is no signature on these bytes by that key; null when it is.
  ///
  /// @param line as it was fetched
  public static @Nullable String fault(String line, byte[] bytes, Signer by) {
    String[] words = line.split(" ", -1);
    if (words.length == 1) {
      return "no signature";
    }
    if (words.length != 4) {
      return "a line of a message and its signature has four words";
    }
    if (!words[1].equals(by.algorithm()) || !words[2].equals(by.keyId())) {
      return "the signature is by another key";
    }
    return isOn(words[3], bytes, by) ? null : "the signature is not on this message";
  }

  /// Whether this is the value of a signature on these bytes by that key.
  public static boolean isOn(String value, byte[] bytes, Signer by) {
    try {
      return by.verifies(bytes, Signer.decoded(value));
    } catch (IllegalArgumentException garbled) {
      return false;
    }
  }
}
