package org.haltline.core.order;

import java.time.Instant;
import java.util.List;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One order to one institution about one target.
///
/// @param amount the sum of a hold or a recall; null where the kind names none
/// @param reason what the institution is told, never empty
/// @param authority by whose order: the name and unit of the person who ordered it
/// @param answerDueAt when an unanswered order becomes overdue
/// @param termEndsAt when what it leaves standing ends unless the institution says otherwise; null
///   where nothing is left standing
/// @param original the earlier order that this one prolongs, extends, freezes, renews or ends
/// @param withdraws pending orders on the same target that must not be sent any more
/// @param covers the payments it is about, as far as they are known; at most [#COVERS_MAX], and not
///   always all that `amount` is the sum of
public record Order(
    OrderId id,
    OrderKind kind,
    String institution,
    Subject target,
    @Nullable Money amount,
    String reason,
    String authority,
    Instant orderedAt,
    Instant answerDueAt,
    @Nullable Instant termEndsAt,
    @Nullable OrderId original,
    List<OrderId> withdraws,
    List<CoveredPayment> covers) {
  public static final int COVERS_MAX = 50;
  private static final String APPROVED = "; approved: ";

  // An order that was stored before orders named their payments has none.
  public Order {
    withdraws = List.copyOf(withdraws);
    covers = covers == null ? List.of() : List.copyOf(covers);
  }

  /// An order about no payment in particular.
  public Order(
      OrderId id,
      OrderKind kind,
      String institution,
      Subject target,
      @Nullable Money amount,
      String reason,
      String authority,
      Instant orderedAt,
      Instant answerDueAt,
      @Nullable Instant termEndsAt,
      @Nullable OrderId original,
      List<OrderId> withdraws) {
    this(
        id,
        kind,
        institution,
        target,
        amount,
        reason,
        authority,
        orderedAt,
        answerDueAt,
        termEndsAt,
        original,
        withdraws,
        List.of());
  }

  /// The same order about these payments, the first [#COVERS_MAX] of them.
  public Order covering(List<CoveredPayment> payments) {
    return new Order(
        id,
        kind,
        institution,
        target,
        amount,
        reason,
        authority,
        orderedAt,
        answerDueAt,
        termEndsAt,
        original,
        withdraws,
        payments.stream().limit(COVERS_MAX).toList());
  }

  /// The same order, taking these with it.
  public Order withdrawing(List<OrderId> pending) {
    return new Order(
        id,
        kind,
        institution,
        target,
        amount,
        reason,
        authority,
        orderedAt,
        answerDueAt,
        termEndsAt,
        original,
        pending,
        covers);
  }

  /// An authority behind which two persons stand.
  public static String approved(String authority, String approver) {
    return authority + APPROVED + approver;
  }

  /// By whose authority, as it is written on Chinese paper.
  public String authorityInChinese() {
    return authority.replace(APPROVED, "；批准：");
  }

  /// Whether a second person approved it.
  public boolean hasApproval() {
    return authority.contains(APPROVED);
  }

  /// Orders with the same key leave in journal order, across channels.
  public String targetKey() {
    return target.key();
  }
}
