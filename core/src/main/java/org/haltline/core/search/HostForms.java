package org.haltline.core.search;

import com.ibm.icu.text.SpoofChecker;
import java.net.IDN;
import java.util.Locale;

/// A host as it looks to somebody who glances at it: every letter in the shape that it is taken
/// for.
final class HostForms {
  private static final SpoofChecker SHAPES = new SpoofChecker.Builder().build();

  private HostForms() {}

  /// Names of one look have one skeleton (UTS 39), `іcbc.example` with a Cyrillic і that of
  /// `icbc.example`.
  static String skeleton(String asciiHost) {
    String shown = IDN.toUnicode(asciiHost, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    // 0 looks like O and 1 like l: after the second folding both are what they look like
    String shape = SHAPES.getSkeleton(shown).toLowerCase(Locale.ROOT);
    return shape.replace("rn", "m").replace("vv", "w").replace('i', 'l');
  }
}
