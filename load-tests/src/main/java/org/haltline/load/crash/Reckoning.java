package org.haltline.load.crash;

import static org.haltline.load.crash.Discrepancy.lost;
import static org.haltline.load.crash.Discrepancy.twice;
import static org.haltline.load.crash.Discrepancy.untrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderState;
import org.haltline.load.crash.JournalledCase.JournalledOrder;
import org.haltline.load.world.Reports;
import org.jspecify.annotations.Nullable;

/// The comparison of three memories once all is quiet: what clients were told, what the journal
/// holds, what institutions did. No two reports share an account, a number or a link, so that
/// anything done twice shows on its target.
public final class Reckoning {
  private final List<Acknowledged> acknowledged;
  private final Map<String, JournalledCase> cases = new HashMap<>();
  private final Map<String, Book.Entry> booked = new HashMap<>();
  private final Map<String, JournalledOrder> journalled = new HashMap<>();
  private final List<Discrepancy> found = new ArrayList<>();

  private Reckoning(
      List<Acknowledged> acknowledged,
      List<JournalledCase> journal,
      Map<String, List<Book.Entry>> books) {
    this.acknowledged = acknowledged;
    for (JournalledCase one : journal) {
      cases.put(one.caseId(), one);
      one.orders().forEach(order -> journalled.put(order.number(), order));
    }
    books.forEach(
        (institution, entries) ->
            entries.forEach(entry -> booked.put(at(institution, entry.number()), entry)));
    clients();
    journal(journal);
    books.forEach(this::institution);
  }

  /// Everything that does not agree; empty when every promise was kept.
  ///
  /// @param books what each institution received, by its id
  public static List<Discrepancy> of(
      List<Acknowledged> acknowledged,
      List<JournalledCase> journal,
      Map<String, List<Book.Entry>> books) {
    return List.copyOf(new Reckoning(acknowledged, journal, books).found);
  }

  private static String at(String institution, String number) {
    return institution + " " + number;
  }

  /// What was acknowledged is there, with at least what it had then.
  private void clients() {
    for (Acknowledged told : acknowledged) {
      JournalledCase here = cases.get(told.caseId());
      if (here == null) {
        found.add(lost("report " + told.report() + " was acknowledged as " + told.caseId()));
        continue;
      }
      if (!here.caller().equals(Reports.caller(told.report()))) {
        found.add(untrue(told.caseId() + " was given to report " + told.report() + " as well"));
      }
      if (here.version() < told.version()) {
        found.add(
            lost(
                "%s had %d facts when it was acknowledged and has %d"
                    .formatted(told.caseId(), told.version(), here.version())));
      }
      var numbers = new HashSet<String>();
      here.orders().forEach(order -> numbers.add(order.number()));
      for (String number : told.orders()) {
        if (!numbers.contains(number)) {
          found.add(lost("order " + number + " of " + told.caseId() + " was acknowledged"));
        }
      }
    }
  }

  /// One report opened one case, and every order in it ended as its institution knows it.
  private void journal(List<JournalledCase> journal) {
    var byCaller = new TreeMap<String, String>();
    for (JournalledCase one : journal) {
      String other = byCaller.putIfAbsent(one.caller(), one.caseId());
      if (other != null) {
        found.add(twice(one.caller() + " opened " + other + " and " + one.caseId()));
      }
      one.orders().forEach(order -> order(one, order));
    }
  }

  private void order(JournalledCase one, JournalledOrder order) {
    Book.@Nullable Entry entry = booked.get(at(order.institution(), order.number()));
    int effects = entry == null ? 0 : entry.effects();
    String what =
        "order %s of %s at %s is %s"
            .formatted(order.number(), one.caseId(), order.institution(), order.state());
    switch (order.state()) {
      case DONE -> {
        if (entry == null || effects == 0) {
          found.add(untrue(what + " and was never carried out there"));
        } else if (!Objects.equals(order.held(), held(entry))) {
          found.add(untrue(what + " holding " + order.held() + ", there it is " + held(entry)));
        }
      }
      case REFUSED, NOT_ISSUED, DECLINED, REQUESTED -> {
        if (effects > 0) {
          found.add(untrue(what + " and was carried out there"));
        }
      }
      case ON_DESK -> {
        if (order.because() == null || order.because().isBlank()) {
          found.add(untrue(what + " without a reason"));
        }
      }
      case ISSUED, TAKEN, UNKNOWN -> found.add(untrue(what + " and has no end"));
      case WITHDRAWN -> found.add(untrue(what + " though nobody called it back"));
    }
  }

  private static @Nullable Money held(Book.Entry entry) {
    Long minor = entry.answer().heldMinor();
    String currency = entry.answer().currency();
    return minor == null || currency == null ? null : new Money(minor, currency);
  }

  /// Every effect was ordered, and none happened twice: not under one number, not on one target.
  private void institution(String institution, List<Book.Entry> entries) {
    var effectsOn = new HashMap<String, Integer>();
    for (Book.Entry entry : entries) {
      if (entry.effects() == 0) {
        continue;
      }
      if (effectsOn.merge(entry.targetKey(), entry.effects(), Integer::sum) > 1) {
        found.add(
            twice("%s: %s, last by %s".formatted(institution, entry.targetKey(), entry.number())));
      }
      JournalledOrder order = journalled.get(entry.number());
      if (order == null) {
        found.add(untrue(institution + " carried out " + entry.number() + ", never journalled"));
      } else if (!order.institution().equals(institution)
          || !order.targetKey().equals(entry.targetKey())) {
        found.add(
            untrue(
                "%s carried out %s on %s; ordered was %s at %s"
                    .formatted(
                        institution,
                        entry.number(),
                        entry.targetKey(),
                        order.targetKey(),
                        order.institution())));
      }
    }
  }

  /// How many orders stand in each state: what a run tells when nothing is wrong.
  public static Map<OrderState, Long> states(List<JournalledCase> journal) {
    var states = new TreeMap<OrderState, Long>();
    for (JournalledCase one : journal) {
      one.orders().forEach(order -> states.merge(order.state(), 1L, Long::sum));
    }
    return states;
  }
}
