package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.haltline.core.casefile.CaseCommand.DeadlinePassed;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Rulebook.Paper;

/// What time brings about: late answers, holds that end, papers that are due. Each is journalled
/// once.
final class DeadlineDecider {
  private final Rules rules;

  DeadlineDecider(Rules rules) {
    this.rules = rules;
  }

  Decision passed(CaseState state, DeadlinePassed command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return NOTHING_NEW;
    }
    return switch (command.deadline()) {
      case ANSWER -> answer(state, file, asked.at());
      case HOLD -> hold(state, file, asked.at());
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

  private Decision hold(CaseState state, OrderFile file, Instant now) {
    Hold hold = file.hold();
    if (hold == null || !hold.stands()) {
      return NOTHING_NEW;
    }
    if (!now.isBefore(hold.endsAt())) {
      return accepted(new HoldLapsed(state.caseId(), file.order().id(), hold.endsAt()));
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
