package org.haltline.core.casefile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haltline.core.order.Money;

/// What was reported and what is held, in one currency; the one definition for whoever tells of it.
///
/// @param reported every payment that was told, whether it has left or not
/// @param notYetLeft of `reported`, what had not left when it was told
/// @param held what stands held now, on unsent payments too
public record CaseSum(Money reported, Money notYetLeft, Money held) {

  public String currency() {
    return reported.currency();
  }

  public static List<CaseSum> of(CaseState state) {
    return over(List.of(state));
  }

  /// The sums over several cases, one for each currency, by its code.
  public static List<CaseSum> over(Collection<CaseState> cases) {
    Map<String, CaseSum> sums = new TreeMap<>();
    for (CaseState state : cases) {
      for (Payment payment : state.payments()) {
        Money amount = payment.amount();
        Money none = Money.zero(amount.currency());
        add(sums, new CaseSum(amount, payment.hasLeft() ? none : amount, none));
      }
      for (OrderFile file : state.orders().values()) {
        Money held = file.hold() == null || !file.hold().stands() ? null : file.hold().held();
        if (held != null) {
          Money none = Money.zero(held.currency());
          add(sums, new CaseSum(none, none, held));
        }
      }
    }
    return List.copyOf(sums.values());
  }

  private static void add(Map<String, CaseSum> sums, CaseSum more) {
    sums.merge(more.currency(), more, CaseSum::plus);
  }

  /// Both together, of one currency.
  public CaseSum plus(CaseSum other) {
    return new CaseSum(
        reported.plus(other.reported), notYetLeft.plus(other.notYetLeft), held.plus(other.held));
  }
}
