package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.core.casefile.CaseCommand.RecordFindings;
import org.haltline.core.casefile.CaseEvent.FindingsRecorded;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.order.Actor;

/// What an institution told about accounts becomes part of the case, once: whoever tells the same
/// again, by another message or as a statement, adds nothing.
final class FindingsDecider {
  /// In one fact, so that none grows beyond what one write may carry.
  static final int TRANSFERS_A_FACT = 500;

  private FindingsDecider() {}

  static Decision record(CaseState state, RecordFindings command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    Actor by = asked.by();
    if (by.institution() != null && !by.belongsTo(file.order().institution())) {
      return refused(Refusal.NOT_YOUR_ORDER, command.orderId().digits());
    }
    if (!file.state().hasLeft()) {
      return refused(Refusal.ORDER_NOT_WAITING, command.orderId().digits());
    }
    if (!file.order().kind().concernsAccount()) {
      return refused(Refusal.WRONG_TARGET, command.orderId().digits());
    }
    if (command.findings().transfers().size() > CaseCommand.RecordFindings.TRANSFERS_MAX) {
      return refused(
          Refusal.TOO_MANY_TRANSFERS,
          "transfers",
          Why.AT_MOST_AT_ONCE,
          CaseCommand.RecordFindings.TRANSFERS_MAX);
    }
    Decision inOtherHands = DeskDecider.inOtherHands(file, by);
    if (inOtherHands != null) {
      return inOtherHands;
    }
    Findings fresh = fresh(state, command);
    return fresh.tellNothing() ? NOTHING_NEW : accepted(facts(command, fresh));
  }

  private static List<CaseEvent> facts(RecordFindings command, Findings fresh) {
    var facts = new ArrayList<CaseEvent>();
    List<Transfer> all = fresh.transfers();
    int from = 0;
    do {
      int to = Math.min(all.size(), from + TRANSFERS_A_FACT);
      Findings part =
          from == 0
              ? new Findings(
                  fresh.holders(), fresh.balances(), all.subList(from, to), fresh.unread())
              : Findings.transfers(all.subList(from, to));
      facts.add(new FindingsRecorded(command.caseId(), command.orderId(), command.source(), part));
      from = to;
    } while (from < all.size());
    return facts;
  }

  private static Findings fresh(CaseState state, RecordFindings command) {
    Map<Transfer.Movement, Integer> known = new HashMap<>();
    Set<AccountHolder> holders = new HashSet<>();
    Set<AccountBalance> balances = new HashSet<>();
    int unread = 0;
    for (Found found : state.found()) {
      found.findings().transfers().forEach(it -> known.merge(it.movement(), 1, Integer::sum));
      if (found.orderId().equals(command.orderId())) {
        holders.addAll(found.findings().holders());
        balances.addAll(found.findings().balances());
        unread = Math.max(unread, found.findings().unread());
      }
    }
    Findings told = command.findings();
    return new Findings(
        told.holders().stream().filter(holders::add).toList(),
        told.balances().stream().filter(balances::add).toList(),
        told.transfers().stream().filter(it -> isFresh(it, known)).toList(),
        told.unread() > unread ? told.unread() : 0);
  }

  /// The second of two that look the same is known only where two were told before.
  private static boolean isFresh(Transfer transfer, Map<Transfer.Movement, Integer> known) {
    Integer before = known.computeIfPresent(transfer.movement(), (movement, n) -> n - 1);
    return before == null || before < 0;
  }
}
