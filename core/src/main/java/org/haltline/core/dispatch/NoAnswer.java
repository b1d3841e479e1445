package org.haltline.core.dispatch;

import org.haltline.core.subject.Bilingual;

/// Why a channel has no answer that could be believed, in words for people. Nobody knows what came
/// of the order. Every other failure of a channel is told to people by what it means to them, and
/// in its own words to the log alone.
public class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Bilingual why;

  public NoAnswer(String zh, String en) {
    super(en);
    this.why = new Bilingual(zh, en);
  }

  /// For people.
  public Bilingual why() {
    return why;
  }
}
