package org.haltline.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// The orders that wait at an institution, to be worked on away from the screen: one a row, with
/// empty columns for the answer that is typed in later.
///
/// UTF-8 with its mark and CRLF (RFC 4180), which spreadsheets open as it is. What a spreadsheet
/// would take for a formula, or for a number whose last digits it drops, is kept as text.
public final class OrderSheet {
  static final String MARK = "\uFEFF";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "case",
          "kind",
          "target",
          "holder",
          "amount",
          "currency",
          "reason",
          "authority",
          "orderedAt",
          "answerDueAt",
          "termEndsAt",
          "claimedBy",
          "outcome",
          "held",
          "doneAt",
          "remark");

  /// A spreadsheet shows longer numbers rounded.
  private static final int DIGITS_KEPT = 11;

  private final Language language;
  private final DateTimeFormatter moment;

  /// @param zone in which moments are told
  public OrderSheet(Language language, ZoneId zone) {
    this.language = language;
    this.moment = MOMENT.withZone(zone);
  }

  public byte[] bytes(List<OutgoingOrder> orders) {
    var bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(bytes, UTF_8)) {
      out.write(MARK);
      try (CsvWriter csv = CsvWriter.builder().build(out)) {
        csv.writeRecord(COLUMNS.stream().map(it -> Phrases.say(language, "sheet." + it)).toList());
        orders.forEach(order -> csv.writeRecord(row(order)));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private List<String> row(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    Money amount = order.amount();
    var row =
        new ArrayList<>(
            List.of(
                order.id().digits(),
                outgoing.caseId().value(),
                Phrases.say(language, "order-kind." + order.kind()),
                order.target().display(),
                order.target() instanceof BankAccount account
                    ? Objects.requireNonNullElse(account.holder(), "")
                    : "",
                amount == null ? "" : amount.decimal().toPlainString(),
                amount == null ? "" : amount.currency(),
                order.reason(),
                order.authority(),
                told(order.orderedAt()),
                told(order.answerDueAt()),
                told(order.termEndsAt()),
                outgoing.claimedBy() == null ? "" : outgoing.claimedBy().name()));
    row.replaceAll(OrderSheet::text);
    while (row.size() < COLUMNS.size()) {
      row.add("");
    }
    return row;
  }

  private String told(@Nullable Instant at) {
    return at == null ? "" : moment.format(at);
  }

  /// A cell that no spreadsheet computes.
  static String text(String cell) {
    boolean formula = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
    boolean longNumber = cell.length() > DIGITS_KEPT && cell.chars().allMatch(Character::isDigit);
    return formula || longNumber ? "'" + cell : cell;
  }
}
