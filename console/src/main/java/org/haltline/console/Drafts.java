package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.journal.Shelf;
import org.haltline.core.journal.Shelf.Kept;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/// Forms that are not sent yet, each its writer's alone; and a word of a desk to its next shift.
final class Drafts {
  private static final Pattern DRAFT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final String HANDOVER = "handover";

  private final Shelf drafts;
  private final Shelf handovers;

  Drafts(Shelf drafts, Shelf handovers) {
    this.drafts = drafts;
    this.handovers = handovers;
  }

  private record DraftView(String draftId, Instant savedAt, @Nullable RawValue draft) {
    static DraftView headOf(Kept kept) {
      return new DraftView(kept.name(), kept.savedAt(), null);
    }

    static DraftView of(Kept kept) {
      return new DraftView(
          kept.name(), kept.savedAt(), new RawValue(new String(kept.bytes(), UTF_8)));
    }
  }

  private record DraftsView(List<DraftView> drafts) {}

  private record HandoverView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String text,
      @Nullable String by,
      @Nullable Instant savedAt) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "listDrafts", this::list,
        "saveDraft", this::save,
        "readDraft", this::read,
        "dropDraft", this::drop,
        "readHandover", this::handover,
        "writeHandover", this::handOver);
  }

  private Future<Answer> list(Exchange exchange) {
    return exchange
        .on(drafts.all(exchange.actor().id()))
        .map(all -> Answer.json(200, new DraftsView(all.stream().map(DraftView::headOf).toList())));
  }

  private Future<Answer> save(Exchange exchange) {
    exchange.sound();
    return exchange
        .on(drafts.put(exchange.actor().id(), draftId(exchange), exchange.json().getBytes(UTF_8)))
        .map(kept -> Answer.json(200, DraftView.headOf(kept)));
  }

  private Future<Answer> read(Exchange exchange) {
    return exchange
        .on(drafts.get(exchange.actor().id(), draftId(exchange)))
        .map(kept -> Answer.json(200, DraftView.of(kept.orElseThrow(Drafts::none))));
  }

  private Future<Answer> drop(Exchange exchange) {
    return exchange
        .on(drafts.remove(exchange.actor().id(), draftId(exchange)))
        .compose(was -> was ? list(exchange) : Future.failedFuture(none()));
  }

  private static String draftId(Exchange exchange) {
    String id = exchange.path("draftId");
    if (!DRAFT_ID.matcher(id).matches()) {
      throw none();
    }
    return id;
  }

  private static Refused none() {
    return new Refused(Problem.at(ProblemCode.NO_SUCH_DRAFT, "path:draftId"));
  }

  private Future<Answer> handover(Exchange exchange) {
    return exchange
        .on(handovers.get(institution(exchange), HANDOVER))
        .map(kept -> Answer.json(200, kept.map(Drafts::word).orElse(nothingSaid())));
  }

  private static HandoverView nothingSaid() {
    return new HandoverView(null, null, null);
  }

  private Future<Answer> handOver(Exchange exchange) {
    String text = Objects.requireNonNullElse(exchange.sound().get("text").text(), "").strip();
    String said = exchange.actor().name() + "\n" + text;
    return exchange
        .on(handovers.put(institution(exchange), HANDOVER, said.getBytes(UTF_8)))
        .map(kept -> Answer.json(200, word(kept)));
  }

  /// Who said it stands on the first line.
  private static HandoverView word(Kept kept) {
    String[] lines = new String(kept.bytes(), UTF_8).split("\n", 2);
    return new HandoverView(lines[1], lines[0], kept.savedAt());
  }

  private static String institution(Exchange exchange) {
    String id = exchange.path("institutionId");
    if (!exchange.wall().shows(id)) {
      throw Refused.of(ProblemCode.NO_SUCH_INSTITUTION);
    }
    return id;
  }
}
