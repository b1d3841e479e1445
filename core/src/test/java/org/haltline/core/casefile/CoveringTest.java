package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.AddPayments;
import org.haltline.core.casefile.CaseCommand.ApproveOrder;
import org.haltline.core.casefile.CaseCommand.FileCase;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which payments an order names, so that a bank finds them in its books.
class CoveringTest {
  private static final Instant LEFT = NOON.minusSeconds(600);

  @Test
  void aStopNamesEveryPaymentThatItsSumIsMadeOf() {
    Story story = story().given(paid("SN-1", 30_000), paid(null, 12_000));
    Order stop = story.file(1).order();
    assertThat(stop.amount()).isEqualTo(cny(42_000));
    assertThat(stop.covers())
        .containsExactly(covered("SN-1", cny(30_000)), covered(null, cny(12_000)));
  }

  @Test
  void aRecallNamesItsPayment() {
    Story story = story().given(Cast.paid(MULE, "icbc", 30_000, null));
    Order recall = story.file(1).order();
    assertThat(recall.kind()).isEqualTo(OrderKind.RECALL);
    assertThat(recall.covers())
        .containsExactly(
            new CoveredPayment(null, cny(30_000), null, VICTIMS.at("bocom"), MULE.at("icbc")));
  }

  @Test
  void aLaterPaymentIsNamedByTheStopThatLeavesForItAlone() {
    Story story = story().given(paid("SN-1", 30_000));
    story.given(new AddPayments(CASE, List.of(paid("SN-2", 500))));
    assertThat(story.file(2).order().covers()).containsExactly(covered("SN-2", cny(500)));
  }

  @Test
  void anOrderByHandNamesThePaymentsToItsAccountInItsCurrency() {
    Payment dollars =
        new Payment(null, at(MULE, "icbc"), null, new Money(500_00, "USD"), LEFT, null, "SN-3");
    Story story = story().given(paid("SN-1", 30_000), dollars);
    story.given(issue(OrderKind.STOP_PAYMENT, MULE, "icbc", cny(10_000)));
    assertThat(story.file(3).order().covers()).containsExactly(covered("SN-1", cny(30_000)));
    story.given(issue(OrderKind.RECALL, VICTIMS, "bocom", cny(10_000)));
    assertThat(story.file(4).order().covers()).containsExactly(covered("SN-1", cny(30_000)));
    story.given(issue(OrderKind.STOP_PAYMENT, SECOND_MULE, "abc", cny(10_000)));
    assertThat(story.file(5).order().covers()).isEmpty();
    story.given(issue(OrderKind.HOLDER_QUERY, MULE, "icbc", null));
    assertThat(story.file(6).order().covers()).isEmpty();
  }

  @Test
  void whatCarriesOnNamesThePaymentsOfTheFirstAndAnApprovalKeepsThem() {
    Story story = story().given(paid("SN-1", 30_000));
    story.given(new AddPayments(CASE, List.of(paid("SN-2", 500))));
    story.by(ICBC).given(done(cny(30_000)), 1).by(OPERATOR);
    story.given(new FileCase(CASE, "A33-2026-7")).given(story.carryOn(OrderKind.FREEZE, 1));
    assertThat(story.file(3).order().covers()).containsExactly(covered("SN-1", cny(30_000)));
    story.given(story.paper(3, "freeze-notice"));
    story.by(COUNTY_CHIEF).given(new ApproveOrder(CASE, story.order(3)));
    assertThat(story.file(3).order().covers()).containsExactly(covered("SN-1", cny(30_000)));
  }

  @Test
  void thereIsABound() {
    var many = new ArrayList<Payment>();
    for (int i = 0; i <= Order.COVERS_MAX; i++) {
      many.add(paid("SN-" + i, 100 + i));
    }
    Story story = story().given(many.toArray(Payment[]::new));
    assertThat(story.file(1).order().covers()).hasSize(Order.COVERS_MAX);
  }

  private static Payment paid(@Nullable String reference, long yuan) {
    return new Payment(
        at(VICTIMS, "bocom"), at(MULE, "icbc"), null, cny(yuan), LEFT, "手机银行", reference);
  }

  private static CoveredPayment covered(@Nullable String reference, Money amount) {
    return new CoveredPayment(reference, amount, LEFT, VICTIMS.at("bocom"), MULE.at("icbc"));
  }
}
