package org.haltline.bank.tx;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.haltline.core.order.OrderId;

/// The numbers of the messages.
public final class TxNumbers {
  private static final Pattern ORGANISATION = Pattern.compile("\\d{12}");
  private static final Pattern APPLICATION = Pattern.compile("\\d{36}");
  private static final Pattern PREFIX = Pattern.compile("\\d{4}");
  private static final int PREFIX_LENGTH = 4;
  private static final int SERIAL_DIGITS = 28;
  private static final BigInteger SERIALS = BigInteger.TEN.pow(SERIAL_DIGITS);
  private static final int SERIAL_BITS = 128;

  private TxNumbers() {}

  /// Whether it has the shape of the number of a bank or another house: 12 digits.
  public static boolean isOrganisation(String text) {
    return ORGANISATION.matcher(text).matches();
  }

  static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  /// `ApplicationID`: four digits and the 32 of the order. The four are the same for every kind of
  /// order, so that the number of an earlier order follows from the order's own alone.
  public static String application(String prefix, OrderId order) {
    return prefix + order.digits();
  }

  /// The order that an `ApplicationID` of ours stands for, whatever its first four digits.
  public static Optional<OrderId> order(String applicationId) {
    return APPLICATION.matcher(applicationId).matches()
        ? Optional.of(new OrderId(applicationId.substring(PREFIX_LENGTH)))
        : Optional.empty();
  }

  /// `TransSerialNumber`: the sender, `_`, twelve zeros, 28 digits by chance.
  public static String serial(String organisation, RandomGenerator random) {
    if (!isOrganisation(organisation)) {
      throw new IllegalArgumentException("expected the 12 digits of a house: " + organisation);
    }
    byte[] bits = new byte[SERIAL_BITS / 8];
    random.nextBytes(bits);
    String digits = new BigInteger(1, bits).mod(SERIALS).toString();
    return organisation
        + "_"
        + "0".repeat(12)
        + "0".repeat(SERIAL_DIGITS - digits.length())
        + digits;
  }
}
