package org.haltline.core.paste;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.haltline.core.paste.Content.Named;
import org.haltline.core.paste.Content.Unclear;
import org.haltline.core.subject.Note;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.Subject;

/// What was found in one text so far: every character belongs to one piece at most, and whoever
/// looks first has it.
final class Findings {
  private final Folded folded;
  private final List<Piece> pieces = new ArrayList<>();
  private final BitSet taken = new BitSet();

  Findings(Folded folded) {
    this.folded = folded;
  }

  boolean isFree(int start, int end) {
    int next = taken.nextSetBit(start);
    return next < 0 || next >= end;
  }

  /// Keeps a stretch from being read as something else, without telling anything of it.
  void set(int start, int end) {
    taken.set(start, end);
  }

  void add(int start, int last, Content content, List<Note> notes) {
    int end = last;
    while (end > start + 1 && folded.text().charAt(end - 1) == ' ') {
      end--;
    }
    if (isFree(start, end)) {
      taken.set(start, end);
      pieces.add(
          new Piece(folded.start(start), folded.end(end), folded.raw(start, end), content, notes));
    }
  }

  /// What a recogniser made of a stretch; whether it was understood.
  <S extends Subject> boolean add(int start, int end, String is, Parsed<S> parsed) {
    switch (parsed) {
      case Understood<S>(S subject, var notes) -> {
        add(start, end, new Named(subject), notes);
        return true;
      }
      case NotUnderstood<S>(String code, String says, String saysZh) -> {
        add(start, end, new Unclear(is, code, says, saysZh), List.of());
        return false;
      }
    }
  }

  List<Piece> inOrder() {
    return pieces.stream().sorted(Comparator.comparingInt(Piece::start)).toList();
  }
}
