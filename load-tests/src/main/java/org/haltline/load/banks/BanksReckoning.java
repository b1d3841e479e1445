package org.haltline.load.banks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.order.OrderState;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.crash.Discrepancy;
import org.haltline.load.crash.Discrepancy.Kind;
import org.haltline.load.crash.JournalledCase;
import org.haltline.load.crash.Reckoning;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.JournalOnDisk;

/// The comparison of the journal with the banks' own books once the house has ended.
///
/// @param open the orders that had no answer when waiting ended, by bank
/// @param byPeople how many orders no machine settled in time, so that people had to
record BanksReckoning(
    HaltlineServer house,
    Map<String, List<Book.Entry>> books,
    Set<String> accepted,
    Map<String, List<String>> open,
    int byPeople) {
  /// More than one order in a thousand would be work that nobody has the people for.
  private static final double BY_PEOPLE_PERMILLE_MAX = 1;

  private static final int SHOWN_MAX = 20;

  void tell(Sheet sheet, Targets targets) throws Exception {
    List<JournalledCase> journal;
    String verify = house.verify();
    try (var left = JournalOnDisk.open(house.config())) {
      journal =
          left.cases().stream().map(one -> JournalledCase.of(one.state(), one.version())).toList();
    }
    List<Discrepancy> found = new ArrayList<>(Reckoning.of(List.of(), journal, books));
    Set<String> missing = new HashSet<>(accepted);
    journal.forEach(one -> missing.remove(one.caseId()));
    missing.forEach(id -> found.add(new Discrepancy(Kind.LOST, id + " was acknowledged")));
    if (!open.isEmpty()) {
      found.add(new Discrepancy(Kind.UNTRUE, "orders that never ended: " + open));
    }
    if (verify != null) {
      found.add(new Discrepancy(Kind.UNTRUE, "verify does not hold: " + verify));
    }
    sheet.head("Reckoning");
    sheet.say(
        "Acknowledged: %d reports. In the journal: %d cases, orders %s. In the banks' books: %d orders, come in %d times, %d effects."
            .formatted(
                accepted.size(),
                journal.size(),
                Reckoning.states(journal),
                all().size(),
                all().stream().mapToLong(Book.Entry::sendings).sum(),
                all().stream().mapToLong(Book.Entry::effects).sum()));
    found.stream()
        .limit(SHOWN_MAX)
        .forEach(one -> sheet.say("- " + one.kind() + ": " + one.says()));
    if (found.size() > SHOWN_MAX) {
      sheet.say("- and " + (found.size() - SHOWN_MAX) + " more");
    }
    Map<Kind, Long> counts =
        found.stream().collect(Collectors.groupingBy(Discrepancy::kind, Collectors.counting()));
    long onDesk = Reckoning.states(journal).getOrDefault(OrderState.ON_DESK, 0L);
    sheet.say(
        "%d orders were not settled by machines in time and went to the banks' desks; the people there, played here, answered from their bank's book. %d stayed."
            .formatted(byPeople, onDesk));
    double orders = Reckoning.states(journal).values().stream().mapToLong(Long::longValue).sum();
    targets.atMost("banks-by-people-permille", 1_000 * byPeople / orders, BY_PEOPLE_PERMILLE_MAX);
    targets.none("banks-without-end", onDesk);
    targets.none("banks-lost", counts.getOrDefault(Kind.LOST, 0L));
    targets.none("banks-twice", counts.getOrDefault(Kind.TWICE, 0L));
    targets.none("banks-untrue", counts.getOrDefault(Kind.UNTRUE, 0L));
  }

  private List<Book.Entry> all() {
    return books.values().stream().flatMap(List::stream).toList();
  }
}
