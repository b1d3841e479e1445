package org.haltline.core.board;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// One of the last things worth a line on the wall.
///
/// @param type of the fact
/// @param institution whose order it is about; null where it is about none
/// @param held by it; null where nothing is
public record Happening(
    String position,
    Instant at,
    String type,
    CaseId caseId,
    @Nullable OrderId orderId,
    @Nullable OrderKind kind,
    @Nullable String institution,
    @Nullable Money held) {
  private static final Set<String> WORTH_A_LINE =
      Stream.<Class<? extends CaseEvent>>of(
              ReportFiled.class,
              CaseFiled.class,
              CaseSolved.class,
              CaseClosed.class,
              OrderDone.class,
              OrderRefused.class,
              OrderApproved.class,
              HoldReleased.class,
              HoldLapsed.class)
          .map(FactCodec::type)
          .collect(Collectors.toUnmodifiableSet());

  /// Told by its type alone: most facts are not, and need not be decoded for it.
  static boolean isWorthALine(Fact fact) {
    return WORTH_A_LINE.contains(fact.type());
  }

  /// @param state of its case, then or later
  static Happening of(Fact fact, CaseState state) {
    return switch (FactCodec.event(fact)) {
      case OrderDone e -> line(fact, state.order(e.orderId()), e.hold());
      case OrderRefused e -> line(fact, state.order(e.orderId()), null);
      case OrderApproved e -> line(fact, state.order(e.orderId()), null);
      case HoldReleased e -> line(fact, state.order(e.orderId()), null);
      case HoldLapsed e -> line(fact, state.order(e.orderId()), null);
      default -> line(fact, null, null);
    };
  }

  private static Happening line(Fact fact, @Nullable OrderFile about, @Nullable Hold hold) {
    return new Happening(
        fact.position().toString(),
        fact.at(),
        fact.type(),
        fact.caseId(),
        about == null ? null : about.order().id(),
        about == null ? null : about.order().kind(),
        about == null ? null : about.order().institution(),
        hold == null ? null : hold.held());
  }

  boolean isBefore(Position position) {
    return position.isAfter(Position.parse(this.position));
  }
}
