package org.haltline.console.view;

import java.time.Instant;
import java.util.List;
import org.haltline.core.casefile.Claimant;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.OrderFile.Attached;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// An order with all that has come of it; or, where it only waits in a queue, as it was sent.
public record OrderView(
    String number,
    String kind,
    @Nullable String state,
    @Nullable String institution,
    SubjectView target,
    @Nullable String amount,
    @Nullable String currency,
    String reason,
    String authority,
    Instant orderedAt,
    Instant answerDueAt,
    @Nullable Instant termEndsAt,
    @Nullable Instant takenAt,
    @Nullable Instant answeredAt,
    @Nullable ClaimView claimedBy,
    @Nullable Boolean overdue,
    @Nullable String original,
    @Nullable String requestedBy,
    @Nullable String approvedBy,
    @Nullable Boolean major,
    @Nullable String code,
    @Nullable String remark,
    @Nullable HoldView hold,
    @Nullable List<String> papers,
    @Nullable List<String> papersOverdue,
    @Nullable Integer contradictions,
    @Nullable UnrelatedView unrelated,
    @Nullable SignatureView signature) {

  /// The institution of an order that nobody could be found for.
  private static final String NOBODY = "UNKNOWN";

  /// Who at the institution has it in hand.
  public record ClaimView(String id, String name, Instant since) {
    static ClaimView of(Claimant claimant) {
      return new ClaimView(claimant.id(), claimant.name(), claimant.since());
    }
  }

  /// That what it holds has nothing to do with the fraud, and must be free by a moment.
  public record UnrelatedView(
      String by, String reason, Instant foundAt, Instant letGoBy, boolean overdue) {
    static UnrelatedView of(OrderFile.Unrelated found) {
      return new UnrelatedView(
          found.by(), found.reason(), found.foundAt(), found.letGoBy(), found.late());
    }
  }

  /// The signature with which it went out.
  public record SignatureView(
      String form, String algorithm, String keyId, String value, String sha256) {
    static SignatureView of(OrderSignature signature) {
      return new SignatureView(
          signature.form(),
          signature.algorithm(),
          signature.keyId(),
          signature.value(),
          signature.sha256());
    }
  }

  /// What an order left standing.
  public record HoldView(
      boolean stands,
      @Nullable String amount,
      @Nullable String currency,
      Instant startsAt,
      Instant endsAt,
      @Nullable String end,
      @Nullable Instant endedAt) {

    static HoldView of(Hold hold) {
      Money held = hold.held();
      return new HoldView(
          hold.stands(),
          held == null ? null : held.decimal().toPlainString(),
          held == null ? null : held.currency(),
          hold.startsAt(),
          hold.endsAt(),
          hold.end() == null ? null : hold.end().name(),
          hold.endedAt());
    }
  }

  public static OrderView of(OrderFile file) {
    Order order = file.order();
    Receipt settled = file.settled();
    return new OrderView(
        order.id().digits(),
        order.kind().name(),
        file.state().name(),
        order.institution().equals(NOBODY) ? null : order.institution(),
        SubjectView.of(order.target()),
        amount(order.amount()),
        currency(order.amount()),
        order.reason(),
        order.authority(),
        order.orderedAt(),
        order.answerDueAt(),
        order.termEndsAt(),
        file.takenAt(),
        settled == null ? null : settled.at(),
        file.claimedBy() == null ? null : ClaimView.of(file.claimedBy()),
        file.overdue(),
        digits(order.original()),
        file.requestedBy(),
        file.approvedBy(),
        file.major() ? true : null,
        file.reason() == null ? null : file.reason().name(),
        file.remark(),
        file.hold() == null ? null : HoldView.of(file.hold()),
        file.papers().isEmpty() ? null : file.papers().stream().map(Attached::name).toList(),
        file.papersOverdue().isEmpty() ? null : file.papersOverdue().stream().sorted().toList(),
        file.contradictions().isEmpty() ? null : file.contradictions().size(),
        file.unrelated() == null ? null : UnrelatedView.of(file.unrelated()),
        file.signature() == null ? null : SignatureView.of(file.signature()));
  }

  /// The order as it stands in its institution's queue.
  ///
  /// @param claimedBy who has it in hand; null when nobody has
  public static OrderView sent(Order order, @Nullable Claimant claimedBy) {
    return new OrderView(
        order.id().digits(),
        order.kind().name(),
        null,
        order.institution(),
        SubjectView.of(order.target()),
        amount(order.amount()),
        currency(order.amount()),
        order.reason(),
        order.authority(),
        order.orderedAt(),
        order.answerDueAt(),
        order.termEndsAt(),
        null,
        null,
        claimedBy == null ? null : ClaimView.of(claimedBy),
        null,
        digits(order.original()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static @Nullable String amount(@Nullable Money money) {
    return money == null ? null : money.decimal().toPlainString();
  }

  private static @Nullable String currency(@Nullable Money money) {
    return money == null ? null : money.currency();
  }

  private static @Nullable String digits(@Nullable OrderId id) {
    return id == null ? null : id.digits();
  }
}
