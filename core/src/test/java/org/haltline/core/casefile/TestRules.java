package org.haltline.core.casefile;

import static org.haltline.core.casefile.Cast.CHINA;
import static org.haltline.core.casefile.Cast.PROTECTED;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Rulebook.KindRule;

/// China's rulebook with one thing changed.
public final class TestRules {
  private TestRules() {}

  static Rules onReport(OrderKind... kinds) {
    return new Rules(with(Set.of(kinds), CHINA.kinds()), PROTECTED);
  }

  /// The same rulebook, one kind ruled otherwise.
  public static Rulebook ruling(OrderKind kind, UnaryOperator<KindRule> otherwise) {
    var kinds = new EnumMap<OrderKind, KindRule>(CHINA.kinds());
    kinds.put(kind, otherwise.apply(CHINA.rule(kind)));
    return with(CHINA.onReport(), kinds);
  }

  /// A law under which a cut is let go by two.
  static Rules carefulWithCuts() {
    var kinds = new EnumMap<OrderKind, KindRule>(CHINA.kinds());
    for (OrderKind kind : List.of(OrderKind.RESTORE_NUMBER, OrderKind.LIFT)) {
      kinds.put(
          kind,
          new KindRule(
              CHINA.rule(kind).answerWithin(),
              null,
              null,
              null,
              CHINA.rule(OrderKind.FREEZE).approval(),
              false,
              List.of(),
              List.of()));
    }
    return new Rules(with(CHINA.onReport(), kinds), PROTECTED);
  }

  /// The same law, told to institutions in English.
  static Rules inEnglish() {
    return new Rules(
        new Rulebook(
            CHINA.jurisdiction(),
            CHINA.version(),
            "en",
            CHINA.zone(),
            CHINA.goldenTime(),
            CHINA.oldestPayment(),
            CHINA.largestAmountMinor(),
            CHINA.unfreezeWithin(),
            CHINA.onReport(),
            CHINA.objection(),
            CHINA.kinds()),
        PROTECTED);
  }

  public static Rulebook with(Set<OrderKind> onReport, Map<OrderKind, KindRule> kinds) {
    return new Rulebook(
        CHINA.jurisdiction(),
        CHINA.version(),
        CHINA.language(),
        CHINA.zone(),
        CHINA.goldenTime(),
        CHINA.oldestPayment(),
        CHINA.largestAmountMinor(),
        CHINA.unfreezeWithin(),
        onReport,
        CHINA.objection(),
        kinds);
  }
}
