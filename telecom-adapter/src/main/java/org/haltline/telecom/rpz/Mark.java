package org.haltline.telecom.rpz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.order.OrderId;

/// What one order left in the zone about one name: a TXT record beside the block, in the same
/// update. It bears the order's digest and not its number, for whoever may ask the resolver may
/// read it.
///
/// @param order the first half of the SHA-256 of the order's number, hexadecimal
/// @param until when the block ends; or, of a lifted one, until when it is remembered that the
///   order must not be carried out any more
record Mark(String order, Standing standing, Instant until) {
  private static final Pattern TEXT =
      Pattern.compile("haltline ([bl]) ([0-9a-f]{32}) ([0-9]{1,11})");

  /// What came of the order.
  enum Standing {
    BLOCKS("b"),
    LIFTED("l");

    private final String letter;

    Standing(String letter) {
      this.letter = letter;
    }
  }

  static String digest(OrderId number) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(number.digits().getBytes(US_ASCII));
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  boolean blocks() {
    return standing == Standing.BLOCKS;
  }

  boolean isOver(Instant now) {
    return !until.isAfter(now);
  }

  String text() {
    return "haltline " + standing.letter + " " + order + " " + until.getEpochSecond();
  }

  /// Empty for a text that is none.
  static Optional<Mark> parse(String text) {
    Matcher said = TEXT.matcher(text);
    return said.matches()
        ? Optional.of(
            new Mark(
                said.group(2),
                said.group(1).equals("b") ? Standing.BLOCKS : Standing.LIFTED,
                Instant.ofEpochSecond(Long.parseLong(said.group(3)))))
        : Optional.empty();
  }
}
