package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import org.haltline.core.casefile.CaseCommand.AddNote;
import org.haltline.core.casefile.CaseCommand.LinkCase;
import org.haltline.core.casefile.CaseEvent.CaseLinked;
import org.haltline.core.casefile.CaseEvent.NoteAdded;

/// What people say about a case. What is known of it grows also when it is closed.
final class NotesDecider {
  private NotesDecider() {}

  static Decision add(CaseState state, AddNote command, Asked asked) {
    if (command.text().isBlank()) {
      return refused(Refusal.REASON_MISSING, "text");
    }
    var note =
        new CaseNote(
            asked.by().id(), asked.by().name(), asked.at(), command.text(), command.mentions());
    if (state.notes().stream().anyMatch(note::repeats)) {
      return NOTHING_NEW;
    }
    return state.notes().size() >= AddNote.NOTES_MAX
        ? refused(Refusal.TOO_MANY_NOTES, "text", Why.AT_MOST_AT_ONCE, AddNote.NOTES_MAX)
        : accepted(new NoteAdded(state.caseId(), note));
  }

  static Decision link(CaseState state, LinkCase command, Asked asked) {
    if (command.to().equals(state.caseId())) {
      return refused(Refusal.SAME_CASE, "caseId");
    }
    if (command.because().isBlank()) {
      return refused(Refusal.REASON_MISSING, "because");
    }
    if (state.links().stream().anyMatch(link -> link.to().equals(command.to()))) {
      return NOTHING_NEW;
    }
    return state.links().size() >= LinkCase.LINKS_MAX
        ? refused(Refusal.TOO_MANY_LINKS, "caseId", Why.AT_MOST_AT_ONCE, LinkCase.LINKS_MAX)
        : accepted(
            new CaseLinked(
                state.caseId(),
                new CaseLink(
                    command.to(),
                    asked.by().id(),
                    asked.by().name(),
                    asked.at(),
                    command.because())));
  }
}
