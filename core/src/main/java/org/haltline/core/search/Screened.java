package org.haltline.core.search;

import java.util.List;
import org.haltline.core.paste.Piece;

/// One piece of a text that was screened, and the suspects that it leads to; none is good news.
public record Screened(Piece piece, List<Hit> hits) {
  public Screened {
    hits = List.copyOf(hits);
  }
}
