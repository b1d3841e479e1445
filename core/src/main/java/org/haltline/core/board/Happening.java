package org.haltline.core.board;

import java.time.Instant;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
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

  /// Null for what is not worth a line.
  static @Nullable Happening of(Fact fact, CaseEvent event, CaseState state) {
    return switch (event) {
      case ReportFiled _, CaseFiled _, CaseSolved _, CaseClosed _ -> line(fact, null, null);
      case OrderDone e -> line(fact, state.order(e.orderId()), e.hold());
      case OrderRefused e -> line(fact, state.order(e.orderId()), null);
      case OrderApproved e -> line(fact, state.order(e.orderId()), null);
      case HoldReleased e -> line(fact, state.order(e.orderId()), null);
      case HoldLapsed e -> line(fact, state.order(e.orderId()), null);
      default -> null;
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
