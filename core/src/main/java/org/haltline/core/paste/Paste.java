package org.haltline.core.paste;

import java.time.ZonedDateTime;
import java.util.List;

/// Reads a pasted text: accounts, cards, numbers, links, names, sums and times in the order in
/// which they stand there. Pure: the moment at which "yesterday" is said comes with the question.
///
/// It proposes and never decides: the operator sees each piece marked in the text and takes what is
/// right.
public final class Paste {
  /// Bound of a pasted text, in UTF-16 units.
  public static final int LENGTH_MAX = 20_000;

  private Paste() {}

  /// Every piece of the text, in order.
  ///
  /// @param now when it is read, in the zone of whoever wrote it
  public static List<Piece> read(String text, ZonedDateTime now) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("at most " + LENGTH_MAX + " characters are read at once");
    }
    Folded folded = Folded.of(text);
    var found = new Findings(folded);
    // What has the plainest shape looks first; whatever is left to it, the next may have.
    ChatFinder.profiles(folded, found);
    LinkFinder.find(folded, found);
    TimeFinder.find(folded, now, found);
    ChatFinder.find(folded, found);
    SumFinder.find(folded, found);
    NumberFinder.find(folded, found);
    NameFinder.find(folded, found);
    return found.inOrder();
  }
}
