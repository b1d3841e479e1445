package org.haltline.core.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// One order of a case and all that has come of it.
///
/// @param requestedBy who asked for it, when it needs a second person
/// @param heardAt of the latest word about it that was no answer: older ones say nothing any more
/// @param settled the first valid answer
/// @param remark the reason in words: of a refusal, of standing on the desk, of an unknown
/// @param warnedBefore the shortest time before its hold's end that a warning was given for
/// @param papers the documents attached, in their order; a corrected one stands beside the first
/// @param papersOverdue names of the documents whose lateness is journalled
/// @param contradictions later answers that said something else
public record OrderFile(
    Order order,
    OrderState state,
    @Nullable String requestedBy,
    @Nullable String approvedBy,
    boolean major,
    @Nullable Instant takenAt,
    @Nullable Instant heardAt,
    @Nullable Receipt settled,
    @Nullable ReasonCode reason,
    @Nullable String remark,
    @Nullable Hold hold,
    boolean overdue,
    @Nullable Duration warnedBefore,
    List<Attached> papers,
    Set<String> papersOverdue,
    List<Receipt> contradictions) {

  public OrderFile {
    contradictions = List.copyOf(contradictions);
    papers = List.copyOf(papers);
    papersOverdue = Set.copyOf(papersOverdue);
  }

  /// A document of an order: its name in the rulebook, and the SHA-256 under which its bytes lie.
  public record Attached(String name, String sha256) {}

  static OrderFile opened(Order order, OrderState state) {
    return new OrderFile(
        order, state, null, null, false, null, null, null, null, null, null, false, null, List.of(),
        Set.of(), List.of());
  }

  public boolean isOpen() {
    return state.isOpen();
  }

  public boolean holdStands() {
    return hold != null && hold.stands();
  }

  /// When it was answered, or left as long as it was not.
  Instant answeredAt() {
    if (settled != null) {
      return settled.at();
    }
    return contradictions.isEmpty() ? order.orderedAt() : contradictions.getLast().at();
  }

  public boolean hasPaper(String name) {
    return papers.stream().anyMatch(paper -> paper.name().equals(name));
  }

  OrderFile requested(String by, boolean isMajor) {
    return new OrderFile(
        order,
        state,
        by,
        approvedBy,
        isMajor,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile approved(Order asItLeft, String by) {
    return new OrderFile(
        asItLeft,
        OrderState.ISSUED,
        requestedBy,
        by,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile to(OrderState next, @Nullable String why) {
    return new OrderFile(
        order,
        next,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        why,
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile notIssued(ReasonCode code, String why) {
    return new OrderFile(
        order,
        OrderState.NOT_ISSUED,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        code,
        why,
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile taken(Instant at) {
    return new OrderFile(
        order,
        OrderState.TAKEN,
        requestedBy,
        approvedBy,
        major,
        at,
        at,
        settled,
        reason,
        remark,
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile unknown(String why, Instant at) {
    return new OrderFile(
        order,
        OrderState.UNKNOWN,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        at,
        settled,
        reason,
        why,
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile done(Receipt.Done receipt, @Nullable Hold left) {
    return new OrderFile(
        order,
        OrderState.DONE,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        receipt,
        reason,
        receipt.remark(),
        left,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  /// A withdrawn order stays withdrawn: now it is known that it had no effect.
  OrderFile refused(Receipt.Refused receipt) {
    return new OrderFile(
        order,
        state == OrderState.WITHDRAWN ? state : OrderState.REFUSED,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        receipt,
        receipt.reason(),
        receipt.remark(),
        hold,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile contradicted(Receipt receipt, @Nullable Hold left) {
    return new OrderFile(
        order,
        state,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        left == null ? hold : left,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        with(contradictions, receipt));
  }

  OrderFile holding(Hold changed) {
    return new OrderFile(
        order,
        state,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        changed,
        overdue,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile late() {
    return new OrderFile(
        order,
        state,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        hold,
        true,
        warnedBefore,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile warned(Duration before) {
    return new OrderFile(
        order,
        state,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        hold,
        overdue,
        before,
        papers,
        papersOverdue,
        contradictions);
  }

  OrderFile withPaper(Attached paper) {
    return new OrderFile(
        order,
        state,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        hold,
        overdue,
        warnedBefore,
        with(papers, paper),
        papersOverdue,
        contradictions);
  }

  OrderFile paperLate(String name) {
    return new OrderFile(
        order,
        state,
        requestedBy,
        approvedBy,
        major,
        takenAt,
        heardAt,
        settled,
        reason,
        remark,
        hold,
        overdue,
        warnedBefore,
        papers,
        with(papersOverdue, name),
        contradictions);
  }

  private static Set<String> with(Set<String> names, String name) {
    var more = new HashSet<>(names);
    more.add(name);
    return more;
  }

  private static <T> List<T> with(List<T> all, T one) {
    var more = new ArrayList<>(all);
    more.add(one);
    return more;
  }
}
