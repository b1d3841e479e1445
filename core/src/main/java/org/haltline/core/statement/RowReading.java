package org.haltline.core.statement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Money;
import org.haltline.core.statement.Statement.RowFault;
import org.haltline.core.statement.Statement.Wrong;
import org.haltline.core.statement.StatementReader.Headed;
import org.haltline.core.statement.Table.Cell;
import org.haltline.core.statement.Table.Row;
import org.jspecify.annotations.Nullable;

/// One row of a statement as a transfer.
final class RowReading {
  private static final int DIGITS_KEPT = 15;
  private static final Map<String, String> CURRENCIES =
      Map.of(
          "人民币", "CNY", "人民币元", "CNY", "元", "CNY", "RMB", "CNY", "美元", "USD", "港币", "HKD", "欧元",
          "EUR", "日元", "JPY", "英镑", "GBP");

  private final Headed headed;
  private final ZoneId zone;
  private final @Nullable TransferSide own;
  private final boolean knowsDirection;

  RowReading(Headed headed, ZoneId zone, @Nullable TransferSide own, boolean knowsDirection) {
    this.headed = headed;
    this.zone = zone;
    this.own = own;
    this.knowsDirection = knowsDirection;
  }

  boolean knowsDirection() {
    return knowsDirection;
  }

  /// Null when the row is about nothing, or when faults were added.
  @Nullable Transfer read(Row row, List<RowFault> faults) {
    int before = faults.size();
    Instant at = at(row, faults);
    BigDecimal signed = signed(row, faults);
    String currency = currency(row, faults);
    TransferSide mine = mine(row, faults);
    TransferSide other =
        side(
            account(row, Column.OTHER_ACCOUNT, faults),
            Values.words(headed.text(row, Column.OTHER_NAME)),
            Values.words(headed.text(row, Column.OTHER_BANK)));
    if (faults.size() > before
        || at == null
        || signed == null
        || currency == null
        || signed.signum() == 0) {
      return null;
    }
    Optional<Long> minor = minor(signed.abs(), currency);
    if (minor.isEmpty() || (mine == null && other == null)) {
      Column where = headed.has(Column.AMOUNT) ? Column.AMOUNT : Column.DEBIT;
      faults.add(fault(row, minor.isEmpty() ? Wrong.AMOUNT : Wrong.DIRECTION, where));
      return null;
    }
    boolean out = signed.signum() < 0;
    return new Transfer(
        out ? mine : other,
        out ? other : mine,
        new Money(minor.get(), currency),
        at,
        Values.words(headed.text(row, Column.REFERENCE)),
        Values.words(headed.text(row, Column.REMARK)));
  }

  private static Optional<Long> minor(BigDecimal sum, String currency) {
    try {
      return Optional.of(
          sum.movePointRight(Money.fractionDigits(currency))
              .setScale(0, RoundingMode.UNNECESSARY)
              .longValueExact());
    } catch (ArithmeticException tooFine) {
      return Optional.empty();
    }
  }

  /// A day and a clock stand in one column or in two, and what is called a time may be either.
  private @Nullable Instant at(Row row, List<RowFault> faults) {
    Cell time = headed.cell(row, Column.TIME);
    Optional<LocalDateTime> whole = moment(time);
    if (whole.isPresent()) {
      return instant(whole.get());
    }
    Column clockColumn = time.text().isBlank() ? Column.CLOCK : Column.TIME;
    Cell clock = headed.cell(row, clockColumn);
    Optional<LocalDateTime> day = moment(headed.cell(row, Column.DATE));
    Optional<LocalTime> hour = clock(clock);
    if (day.isEmpty() || (hour.isEmpty() && !clock.text().isBlank())) {
      boolean ofTheDay = day.isEmpty() && headed.has(Column.DATE);
      faults.add(fault(row, Wrong.TIME, ofTheDay ? Column.DATE : clockColumn));
      return null;
    }
    return instant(hour.map(it -> day.get().toLocalDate().atTime(it)).orElse(day.get()));
  }

  private Instant instant(LocalDateTime told) {
    return told.atZone(zone).toInstant();
  }

  private static Optional<LocalDateTime> moment(Cell cell) {
    return cell.time() != null ? Optional.of(cell.time()) : Values.moment(cell.text());
  }

  private static Optional<LocalTime> clock(Cell cell) {
    return cell.time() != null ? Optional.of(cell.time().toLocalTime()) : Values.clock(cell.text());
  }

  /// Below zero when it went out.
  private @Nullable BigDecimal signed(Row row, List<RowFault> faults) {
    if (!headed.has(Column.AMOUNT)) {
      return ofTwo(row, faults);
    }
    Optional<BigDecimal> sum = Values.sum(headed.text(row, Column.AMOUNT));
    if (sum.isEmpty()) {
      faults.add(fault(row, Wrong.AMOUNT, Column.AMOUNT));
      return null;
    }
    if (!headed.has(Column.DIRECTION)) {
      return sum.get();
    }
    Boolean out = Values.isOut(headed.text(row, Column.DIRECTION));
    if (out == null) {
      faults.add(fault(row, Wrong.DIRECTION, Column.DIRECTION));
      return null;
    }
    // A minus beside a direction is a booking taken back: it went the other way.
    return out ? sum.get().negate() : sum.get();
  }

  private @Nullable BigDecimal ofTwo(Row row, List<RowFault> faults) {
    BigDecimal out = one(row, Column.DEBIT, faults);
    BigDecimal in = one(row, Column.CREDIT, faults);
    if (out == null || in == null) {
      return null;
    }
    if (out.signum() != 0 && in.signum() != 0) {
      faults.add(fault(row, Wrong.TWO_SUMS, Column.DEBIT));
      return null;
    }
    return out.signum() != 0 ? out.negate() : in;
  }

  private @Nullable BigDecimal one(Row row, Column column, List<RowFault> faults) {
    String text = headed.text(row, column);
    if (text.isBlank() || text.strip().matches("[-—]+")) {
      return BigDecimal.ZERO;
    }
    Optional<BigDecimal> sum = Values.sum(text);
    if (sum.isEmpty()) {
      faults.add(fault(row, Wrong.AMOUNT, column));
    }
    return sum.orElse(null);
  }

  private @Nullable String currency(Row row, List<RowFault> faults) {
    String told = headed.text(row, Column.CURRENCY).strip();
    if (told.isEmpty()) {
      return "CNY";
    }
    String code = CURRENCIES.getOrDefault(told, told.toUpperCase(Locale.ROOT));
    if (Money.circulates(code)) {
      return code;
    }
    faults.add(fault(row, Wrong.CURRENCY, Column.CURRENCY));
    return null;
  }

  private @Nullable TransferSide mine(Row row, List<RowFault> faults) {
    String account = account(row, Column.OWN_ACCOUNT, faults);
    String name = Values.words(headed.text(row, Column.OWN_NAME));
    if (account == null) {
      return own;
    }
    TransferSide asked = own;
    return asked != null && account.equals(asked.account())
        ? new TransferSide(account, name == null ? asked.holder() : name, asked.bank())
        : new TransferSide(account, name, null);
  }

  private @Nullable String account(Row row, Column column, List<RowFault> faults) {
    Cell cell = headed.cell(row, column);
    if (cell.number() && cell.text().length() > DIGITS_KEPT) {
      faults.add(fault(row, Wrong.DIGITS_LOST, column));
      return null;
    }
    return Values.account(cell.text());
  }

  private static @Nullable TransferSide side(
      @Nullable String account, @Nullable String name, @Nullable String bank) {
    return account == null && name == null && bank == null
        ? null
        : new TransferSide(account, name, bank);
  }

  private RowFault fault(Row row, Wrong wrong, Column column) {
    return new RowFault(row.line(), wrong, headed.heading(column), headed.text(row, column));
  }
}
