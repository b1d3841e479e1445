package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.DeadlinePassed;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind.Nature;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.Rulebook.Paper;
import org.haltline.core.subject.Bilingual;

/// What time brings about: late answers, holds that end, papers that are due. Each is journalled
/// once.
final class DeadlineDecider {
  private final Rules rules;
  private final Drafting drafting;

  DeadlineDecider(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
  }

  Decision passed(CaseState state, DeadlinePassed command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return NOTHING_NEW;
    }
    return switch (command.deadline()) {
      case ANSWER -> answer(state, file, asked.at());
      case HOLD -> hold(state, file, asked);
      case PAPER -> paper(state, file, asked.at());
      case LETTING_GO -> lettingGo(state, file, asked.at());
    };
  }

  private static Decision answer(CaseState state, OrderFile file, Instant now) {
    Instant due = file.order().answerDueAt();
    return file.isOpen() && !file.overdue() && !now.isBefore(due)
        ? accepted(new AnswerOverdue(state.caseId(), file.order().id(), due))
        : NOTHING_NEW;
  }

  private Decision hold(CaseState state, OrderFile file, Asked asked) {
    Instant now = asked.at();
    Hold hold = file.hold();
    if (hold == null || !hold.stands()) {
      return NOTHING_NEW;
    }
    if (!now.isBefore(hold.endsAt())) {
      var events = new ArrayList<CaseEvent>();
      events.add(new HoldLapsed(state.caseId(), file.order().id(), hold.endsAt()));
      if (file.order().kind().nature() == Nature.CUT) {
        events.addAll(backByTerm(state, file, asked));
      }
      return accepted(events);
    }
    // Several may have passed while the house was down: only the most urgent is worth saying.
    Duration warned = file.warnedBefore();
    return rules.book().rule(file.order().kind()).warnBefore().stream()
        .filter(before -> warned == null || before.compareTo(warned) < 0)
        .filter(before -> !now.isBefore(hold.endsAt().minus(before)))
        .min(Duration::compareTo)
        .map(
            before ->
                accepted(
                    new HoldEndingSoon(state.caseId(), file.order().id(), hold.endsAt(), before)))
        .orElse(NOTHING_NEW);
  }

  /// Money that a bank holds is free when its term is over; a number that was switched off comes
  /// back when its carrier is told so. Whoever said until when said this too, so it goes by the
  /// same person's word and waits for nobody's approval. Nothing leaves where it is being let go
  /// already, and where the journal knows of another order that keeps the same cut: that one's end
  /// brings it back.
  private List<CaseEvent> backByTerm(CaseState state, OrderFile file, Asked asked) {
    OrderId id = new OrderNumbers(asked.at(), asked.seed()).next();
    if (Releases.openFor(state, file) != null || asked.deniedClaims().contains(id.digits())) {
      return List.of();
    }
    Order cut = file.order();
    var events = new ArrayList<>(Releases.askedInVain(state, file, asked, Releases.letGoBy(id)));
    events.add(
        new OrderIssued(
            state.caseId(),
            drafting.lettingGo(
                id,
                cut.kind().endedBy(),
                file,
                rules.book().told(new Bilingual("期限届满", "its term is over")),
                cut.authority(),
                List.of(),
                asked.at())));
    return events;
  }

  private static Decision lettingGo(CaseState state, OrderFile file, Instant now) {
    OrderFile.Unrelated found = file.unrelated();
    return found != null && file.awaitsLettingGo() && !now.isBefore(found.letGoBy())
        ? accepted(new LettingGoOverdue(state.caseId(), file.order().id(), found.letGoBy()))
        : NOTHING_NEW;
  }

  private Decision paper(CaseState state, OrderFile file, Instant now) {
    var events = new ArrayList<CaseEvent>();
    for (Paper paper : rules.book().rule(file.order().kind()).papers()) {
      boolean due = !now.isBefore(Places.paperDueAt(paper, file));
      if (Places.isAwaited(paper, file) && due) {
        events.add(new PaperOverdue(state.caseId(), file.order().id(), paper.name()));
      }
    }
    return accepted(events);
  }
}
