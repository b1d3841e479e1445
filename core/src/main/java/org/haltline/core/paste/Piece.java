package org.haltline.core.paste;

import java.util.List;
import org.haltline.core.subject.Note;

/// One thing that a text names, and where.
///
/// @param start of it in the text as it was pasted, in UTF-16 units
/// @param end behind its last unit
/// @param text what stands there, as it was pasted
/// @param notes doubts about it; none is the usual case
public record Piece(int start, int end, String text, Content content, List<Note> notes) {
  public Piece {
    notes = List.copyOf(notes);
  }
}
