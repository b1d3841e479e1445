package org.haltline.bank.tx.xml;

import java.util.ArrayList;
import java.util.List;

/// What was strange in a message and was let pass, a short line each, up to a bound.
public final class Oddities {
  private static final int LINES_MAX = 50;

  private final List<String> lines = new ArrayList<>();
  private int more;

  public void add(String line) {
    if (lines.size() < LINES_MAX) {
      lines.add(line);
    } else {
      more++;
    }
  }

  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (more > 0) {
      all.add("and " + more + " more");
    }
    return List.copyOf(all);
  }
}
