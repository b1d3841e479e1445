package org.haltline.console;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.order.Rulebook.Paper;
import org.haltline.core.order.Term;
import org.jspecify.annotations.Nullable;

/// The law in force, as the house reads it.
final class RulebookReads {
  private final Rulebook book;

  RulebookReads(Rulebook book) {
    this.book = book;
  }

  private record ApprovalView(String role, String level, String majorLevel) {
    static @Nullable ApprovalView of(@Nullable Approval it) {
      return it == null
          ? null
          : new ApprovalView(it.role().name(), it.level().name(), it.majorLevel().name());
    }
  }

  private record PaperView(String name, @Nullable String dueWithin) {
    static PaperView of(Paper it) {
      return new PaperView(it.name(), text(it.dueWithin()));
    }
  }

  private record KindView(
      String kind,
      String answerWithin,
      @Nullable String term,
      @Nullable String majorTerm,
      @Nullable Integer mostPerTarget,
      @Nullable Integer mostPerDay,
      @Nullable ApprovalView approval,
      @Nullable ApprovalView ifProtected,
      boolean needsFiledCase,
      List<String> warnBefore,
      List<PaperView> papers) {

    static KindView of(OrderKind kind, KindRule it) {
      return new KindView(
          kind.name(),
          it.answerWithin().toString(),
          text(it.term()),
          text(it.majorTerm()),
          it.mostPerTarget(),
          it.mostPerDay(),
          ApprovalView.of(it.approval()),
          ApprovalView.of(it.ifProtected()),
          it.needsFiledCase(),
          it.warnBefore().stream().map(Duration::toString).toList(),
          it.papers().stream().map(PaperView::of).toList());
    }
  }

  private record RulebookView(
      String jurisdiction,
      String version,
      String language,
      String zone,
      String goldenTime,
      String oldestPayment,
      long largestAmountMinor,
      String unfreezeWithin,
      List<String> onReport,
      String objection,
      List<KindView> kinds) {}

  Map<String, Handling> handlings() {
    return Map.of("readRulebook", this::read);
  }

  private Future<Answer> read(Exchange exchange) {
    return Future.succeededFuture(
        Answer.json(
            200,
            new RulebookView(
                book.jurisdiction(),
                book.version(),
                book.language(),
                book.zone().getId(),
                book.goldenTime().toString(),
                book.oldestPayment().toString(),
                book.largestAmountMinor(),
                book.unfreezeWithin().iso(),
                book.onReport().stream().sorted().map(Enum::name).toList(),
                Objects.requireNonNullElse(book.objection().get(exchange.language().tag()), ""),
                Arrays.stream(OrderKind.values())
                    .map(kind -> KindView.of(kind, book.rule(kind)))
                    .toList())));
  }

  private static @Nullable String text(@Nullable Duration it) {
    return it == null ? null : it.toString();
  }

  private static @Nullable String text(@Nullable Term it) {
    return it == null ? null : it.iso();
  }
}
