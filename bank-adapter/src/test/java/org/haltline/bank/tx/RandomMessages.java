package org.haltline.bank.tx;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.haltline.bank.tx.xml.Content;

/// Messages by chance: any text that XML can carry, any amount, any second of a century.
final class RandomMessages implements MadeRecords.Filling {
  private static final String[] SNIPPETS = {
    "<", ">", "&", "\"", "'", "]]>", "&amp;", "<!--", "何", "雨桐", "𠮷", "😀", "é", "e\u0301",
    "\u00A0", "\uFFFD", "0", "a", "Z", "_", "-", ".", " x", "%", "\\", "\u2022", "ß"
  };
  private static final long CENTURY_BEGINS = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final long CENTURY_SECONDS = 100L * 365 * 24 * 3600;

  private final RandomGenerator random;
  private final boolean feedback;

  private RandomMessages(RandomGenerator random, boolean feedback) {
    this.random = random;
    this.feedback = feedback;
  }

  static TxMessage of(TxCode code, RandomGenerator random) {
    return MadeRecords.message(code, new RandomMessages(random, code.isFeedback()));
  }

  @Override
  public Object value(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return text();
    }
    if (type == BigDecimal.class) {
      long cents = random.nextLong(1_000_000_000_000_000L);
      return BigDecimal.valueOf(feedback && random.nextInt(5) == 0 ? -cents : cents, 2);
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(CENTURY_BEGINS + random.nextLong(CENTURY_SECONDS));
    }
    if (type == Content.class) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      return new Content(bytes);
    }
    Object[] constants = type.getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }

  /// Never the first: an element with nothing in it is no item of a list.
  @Override
  public boolean leavesOut(RecordComponent component) {
    String first = component.getDeclaringRecord().getRecordComponents()[0].getName();
    return !component.getName().equals(first) && random.nextInt(3) == 0;
  }

  @Override
  public int howMany(RecordComponent list) {
    return random.nextInt(4);
  }

  private String text() {
    var text = new StringBuilder("文");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(SNIPPETS[random.nextInt(SNIPPETS.length)]);
    }
    return text.toString();
  }
}
