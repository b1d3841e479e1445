package org.haltline.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.haltline.console.audit.Entry;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.jspecify.annotations.Nullable;

/// The audit trail as a sheet, the newest line first; written as [OrderSheet] is.
public final class AuditSheet {
  private static final List<String> COLUMNS =
      List.of(
          "at",
          "who",
          "name",
          "roles",
          "way",
          "from",
          "what",
          "operation",
          "outcome",
          "case",
          "subject",
          "reason");

  private final Language language;
  private final DateTimeFormatter moment;

  /// @param zone in which moments are told
  public AuditSheet(Language language, ZoneId zone) {
    this.language = language;
    this.moment = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(zone);
  }

  public byte[] bytes(List<Entry> entries) {
    var bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(bytes, UTF_8)) {
      out.write(OrderSheet.MARK);
      try (CsvWriter csv = CsvWriter.builder().build(out)) {
        csv.writeRecord(COLUMNS.stream().map(it -> Phrases.say(language, "audit." + it)).toList());
        entries.forEach(entry -> csv.writeRecord(row(entry)));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private List<String> row(Entry it) {
    return List.of(
            moment.format(it.at()),
            it.who(),
            it.name(),
            String.join(" ", it.roles()),
            it.way(),
            it.from(),
            Phrases.sayOr(language, "operation." + it.operation(), it.operation()),
            it.operation(),
            it.outcome(),
            told(it.caseId()),
            told(it.subject()),
            told(it.reason()))
        .stream()
        .map(OrderSheet::text)
        .toList();
  }

  private static String told(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
