package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haltline.console.audit.AuditTrail;
import org.haltline.console.audit.AuditTrail.Filter;
import org.haltline.console.audit.Entry;
import org.haltline.console.audit.Entry.Kind;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.AuditSheet;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Remark;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// Who did and read what, for those who watch over it; and who looked at one case, for those who
/// work on it.
final class AuditReads {
  private static final int ENTRIES_UNLESS_SAID = 100;
  private static final int EXPORT_PAGE = 1_000;
  private static final int EXPORTED_MAX = 20_000;
  private static final int LOOKS_MAX = 500;

  private final AuditTrail trail;
  private final ZoneId zone;

  AuditReads(AuditTrail trail, ZoneId zone) {
    this.trail = trail;
    this.zone = zone;
  }

  private record EntryView(
      Instant at,
      String who,
      String name,
      List<String> role,
      @Nullable String institution,
      String way,
      String from,
      String kind,
      String what,
      String operation,
      String outcome,
      @Nullable String caseId,
      @Nullable String subject,
      @Nullable String reason) {

    static EntryView of(Entry it, Language language) {
      return new EntryView(
          it.at(),
          it.who(),
          it.name(),
          it.roles(),
          it.institution(),
          it.way(),
          it.from(),
          it.kind().name().toLowerCase(Locale.ROOT),
          Phrases.sayOr(language, "operation." + it.operation(), it.operation()),
          it.operation(),
          it.outcome(),
          it.caseId(),
          it.subject(),
          it.reason());
    }
  }

  private record EntriesView(List<EntryView> entries, @Nullable String next) {}

  Map<String, Handling> handlings() {
    return Map.of("readAudit", this::read, "exportAudit", this::export, "readLooks", this::looks);
  }

  private Future<Answer> read(Exchange exchange) {
    String said = exchange.query("after");
    Position after = said == null ? null : Exchange.place("query:after", said);
    int limit = exchange.query("limit", ENTRIES_UNLESS_SAID);
    return exchange
        .on(trail.page(filter(exchange), after, limit))
        .map(
            page -> {
              Position next = page.next();
              return Answer.json(
                  200,
                  new EntriesView(
                      views(page.entries(), exchange.language()),
                      next == null ? null : next.toString()));
            });
  }

  private Future<Answer> looks(Exchange exchange) {
    String caseId = exchange.caseId().value();
    return exchange
        .on(trail.ofCase(caseId, it -> it.outcome().equals("done"), LOOKS_MAX))
        .map(
            entries ->
                Answer.json(200, new EntriesView(views(entries, exchange.language()), null)));
  }

  private Future<Answer> export(Exchange exchange) {
    return gathered(exchange, filter(exchange), null, new ArrayList<>())
        .map(
            all ->
                Answer.of(
                        200,
                        "text/csv; charset=utf-8",
                        Buffer.buffer(new AuditSheet(exchange.language(), zone).bytes(all)))
                    .with("Content-Disposition", "attachment; filename=\"audit.csv\""));
  }

  private Future<List<Entry>> gathered(
      Exchange exchange, Filter filter, @Nullable Position after, List<Entry> before) {
    return exchange
        .on(trail.page(filter, after, EXPORT_PAGE))
        .compose(
            page -> {
              before.addAll(page.entries());
              return page.next() == null || before.size() >= EXPORTED_MAX
                  ? Future.succeededFuture(before)
                  : gathered(exchange, filter, page.next(), before);
            });
  }

  private static List<EntryView> views(List<Entry> entries, Language language) {
    return entries.stream().map(it -> EntryView.of(it, language)).toList();
  }

  private static Filter filter(Exchange exchange) {
    Instant from = instant(exchange, "from");
    String kind = exchange.query("kind");
    return new Filter(
        from == null ? Instant.EPOCH : from,
        instant(exchange, "to"),
        exchange.query("who"),
        exchange.query("caseId"),
        kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
  }

  private static @Nullable Instant instant(Exchange exchange, String name) {
    String said = exchange.query(name);
    try {
      return said == null ? null : OffsetDateTime.parse(said).toInstant();
    } catch (DateTimeException noTime) {
      var fault = Remark.of("query:" + name, "fault.time-shape", said);
      throw new Refused(Problem.faults(ProblemCode.BAD_PARAMETER, List.of(fault)));
    }
  }
}
