package org.haltline.bank.sandbox.tx;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Elements of a feedback while they are written, in order. What is null is left out.
final class TxWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Shanghai"));

  private final StringBuilder xml = new StringBuilder();

  TxWords put(String name, @Nullable String value) {
    if (value != null) {
      xml.append('<').append(name).append('>');
      xml.append(value.replace("&", "&amp;").replace("<", "&lt;"));
      xml.append("</").append(name).append('>');
    }
    return this;
  }

  TxWords at(String name, @Nullable Instant instant) {
    return put(name, instant == null ? null : TIME.format(instant));
  }

  TxWords units(String name, @Nullable Long minor) {
    return put(name, minor == null ? null : BigDecimal.valueOf(minor, 2).toPlainString());
  }

  /// Elements that were written before.
  TxWords as(String written) {
    xml.append(written);
    return this;
  }

  TxWords in(String name, Consumer<TxWords> children) {
    xml.append('<').append(name).append('>');
    children.accept(this);
    xml.append("</").append(name).append('>');
    return this;
  }

  @Override
  public String toString() {
    return xml.toString();
  }
}
