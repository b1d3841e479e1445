package org.haltline.core.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// One order of a case and all that has come of it.
///
/// @param requestedBy who asked for it, when it needs a second person
/// @param heardAt of the latest word about it that was no answer: older ones say nothing any more
/// @param claimedBy who at the institution has it in hand; only ever set while it is on the desk
/// @param settled the first valid answer
/// @param remark the reason in words: of a refusal, of standing on the desk, of an unknown
/// @param warnedBefore the shortest time before its hold's end that a warning was given for
/// @param papers the documents attached, in their order; a corrected one stands beside the first
/// @param papersOverdue names of the documents whose lateness is journalled
/// @param contradictions later answers that said something else
/// @param unrelated the finding that what it holds has nothing to do with the fraud; null where
///   nobody found so
/// @param signature with which it went out; null where it did not, or went out unsigned
public record OrderFile(
    Order order,
    OrderState state,
    @Nullable String requestedBy,
    @Nullable String approvedBy,
    boolean major,
    @Nullable Instant takenAt,
    @Nullable Instant heardAt,
    @Nullable Claimant claimedBy,
    @Nullable Receipt settled,
    @Nullable ReasonCode reason,
    @Nullable String remark,
    @Nullable Hold hold,
    boolean overdue,
    @Nullable Duration warnedBefore,
    List<Attached> papers,
    Set<String> papersOverdue,
    List<Receipt> contradictions,
    @Nullable Unrelated unrelated,
    @Nullable OrderSignature signature) {

  public OrderFile {
    contradictions = List.copyOf(contradictions);
    papers = List.copyOf(papers);
    papersOverdue = Set.copyOf(papersOverdue);
  }

  /// A document of an order: its name in the rulebook, and the SHA-256 under which its bytes lie.
  public record Attached(String name, String sha256) {}

  /// That what an order holds has nothing to do with the fraud.
  ///
  /// @param by id of whoever found it
  /// @param letGoBy when it must be free at the latest
  /// @param late whether it was still held then
  public record Unrelated(
      String by, String reason, Instant foundAt, Instant letGoBy, boolean late) {}

  static OrderFile opened(Order order, OrderState state) {
    return new OrderFile(
        order, state, null, null, false, null, null, null, null, null, null, null, false, null,
        List.of(), Set.of(), List.of(), null, null);
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

  OrderFile requested(String by, boolean isMajor, @Nullable String because) {
    return with(
        next -> {
          next.requestedBy = by;
          next.major = isMajor;
          next.remark = because;
        });
  }

  OrderFile approved(Order asItLeft, String by) {
    return with(
        next -> {
          next.order = asItLeft;
          next.state = OrderState.ISSUED;
          next.approvedBy = by;
        });
  }

  OrderFile to(OrderState state, @Nullable String why) {
    return with(
        next -> {
          next.state = state;
          next.remark = why;
        });
  }

  OrderFile notIssued(ReasonCode code, String why) {
    return with(
        next -> {
          next.state = OrderState.NOT_ISSUED;
          next.reason = code;
          next.remark = why;
        });
  }

  OrderFile taken(Instant at, @Nullable String why) {
    return with(
        next -> {
          next.state = OrderState.TAKEN;
          next.takenAt = at;
          next.heardAt = at;
          next.remark = why == null ? remark : why;
        });
  }

  OrderFile unknown(String why, Instant at) {
    return with(
        next -> {
          next.state = OrderState.UNKNOWN;
          next.heardAt = at;
          next.remark = why;
        });
  }

  OrderFile claimed(Claimant by) {
    return with(next -> next.claimedBy = by);
  }

  OrderFile handedBack() {
    return with(next -> next.claimedBy = null);
  }

  OrderFile done(Receipt.Done receipt, @Nullable Hold left) {
    return with(
        next -> {
          next.state = OrderState.DONE;
          next.settled = receipt;
          next.remark = receipt.remark();
          next.hold = left;
        });
  }

  /// A withdrawn order stays withdrawn: now it is known that it had no effect.
  OrderFile refused(Receipt.Refused receipt) {
    return with(
        next -> {
          next.state = state == OrderState.WITHDRAWN ? state : OrderState.REFUSED;
          next.settled = receipt;
          next.reason = receipt.reason();
          next.remark = receipt.remark();
        });
  }

  OrderFile contradicted(Receipt receipt, @Nullable Hold left) {
    return with(
        next -> {
          next.hold = left == null ? hold : left;
          next.contradictions = with(contradictions, receipt);
        });
  }

  OrderFile holding(Hold changed) {
    return with(next -> next.hold = changed);
  }

  OrderFile signed(@Nullable OrderSignature by) {
    return by == null ? this : with(next -> next.signature = by);
  }

  OrderFile late() {
    return with(next -> next.overdue = true);
  }

  OrderFile warned(Duration before) {
    return with(next -> next.warnedBefore = before);
  }

  OrderFile unrelated(Unrelated found) {
    return with(next -> next.unrelated = found);
  }

  OrderFile letGoTooLate() {
    Unrelated found = Objects.requireNonNull(unrelated, () -> "not found unrelated: " + order.id());
    return unrelated(new Unrelated(found.by, found.reason, found.foundAt, found.letGoBy, true));
  }

  /// Whether it was found unrelated and is not free yet, as far as anybody was told.
  boolean awaitsLettingGo() {
    return unrelated != null && !unrelated.late() && (isOpen() || holdStands());
  }

  OrderFile withPaper(Attached paper) {
    return with(next -> next.papers = with(papers, paper));
  }

  OrderFile paperLate(String name) {
    return with(next -> next.papersOverdue = with(papersOverdue, name));
  }

  /// This file but for what is changed. What ends an order, or takes it off the desk, ends the
  /// claim on it.
  private OrderFile with(Consumer<Next> change) {
    var next = new Next(this);
    change.accept(next);
    return next.file();
  }

  /// The fields of a file while it is being changed.
  private static final class Next {
    Order order;
    OrderState state;
    @Nullable String requestedBy;
    @Nullable String approvedBy;
    boolean major;
    @Nullable Instant takenAt;
    @Nullable Instant heardAt;
    @Nullable Claimant claimedBy;
    @Nullable Receipt settled;
    @Nullable ReasonCode reason;
    @Nullable String remark;
    @Nullable Hold hold;
    boolean overdue;
    @Nullable Duration warnedBefore;
    List<Attached> papers;
    Set<String> papersOverdue;
    List<Receipt> contradictions;
    @Nullable Unrelated unrelated;
    @Nullable OrderSignature signature;

    Next(OrderFile was) {
      order = was.order;
      state = was.state;
      requestedBy = was.requestedBy;
      approvedBy = was.approvedBy;
      major = was.major;
      takenAt = was.takenAt;
      heardAt = was.heardAt;
      claimedBy = was.claimedBy;
      settled = was.settled;
      reason = was.reason;
      remark = was.remark;
      hold = was.hold;
      overdue = was.overdue;
      warnedBefore = was.warnedBefore;
      papers = was.papers;
      papersOverdue = was.papersOverdue;
      contradictions = was.contradictions;
      unrelated = was.unrelated;
      signature = was.signature;
    }

    OrderFile file() {
      return new OrderFile(
          order,
          state,
          requestedBy,
          approvedBy,
          major,
          takenAt,
          heardAt,
          state == OrderState.ON_DESK ? claimedBy : null,
          settled,
          reason,
          remark,
          hold,
          overdue,
          warnedBefore,
          papers,
          papersOverdue,
          contradictions,
          unrelated,
          signature);
    }
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
