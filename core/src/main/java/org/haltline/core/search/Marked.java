package org.haltline.core.search;

import java.util.List;

/// A piece of what was said in a case, with the places in it that were asked for.
///
/// @param spans from and to, in characters, in their order
public record Marked(Where where, String text, List<Span> spans) {
  public Marked {
    spans = List.copyOf(spans);
  }

  /// From a character to before another.
  public record Span(int from, int to) {}
}
