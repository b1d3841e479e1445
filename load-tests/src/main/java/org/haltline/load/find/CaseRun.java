package org.haltline.load.find;

import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.haltline.core.search.BulkCasebook;
import org.haltline.core.search.CaseFacet;
import org.haltline.core.search.CasePart;
import org.haltline.core.search.CaseQuestion;
import org.haltline.core.search.CaseQuestion.Order;

/// Searches of cases of every kind, in process, with all facets counted and all money summed: how
/// long they take by how many they find.
public final class CaseRun {
  /// Up to so many matches a search is a narrow one.
  public static final int NARROW_MAX = 100_000;

  private static final int PAGE = 20;

  private final CaseWorld world;
  private final BulkCasebook casebook;
  private final long size;
  private final int searches;
  private final SplittableRandom dice;

  /// One kind of search.
  ///
  /// @param matches of the search that found most
  /// @param found share of searches that found anything
  public record Kind(String name, int matches, double p50Ms, double p99Ms, double found) {
    public List<String> row() {
      return List.of(
          name,
          Integer.toString(matches),
          String.format(Locale.ROOT, "%.2f", p50Ms),
          String.format(Locale.ROOT, "%.2f", p99Ms),
          String.format(Locale.ROOT, "%.4f", found));
    }
  }

  private interface Asking {
    CaseQuestion next();
  }

  public CaseRun(CaseWorld world, BulkCasebook casebook, long size, int searches, long seed) {
    this.world = world;
    this.casebook = casebook;
    this.size = size;
    this.searches = searches;
    this.dice = new SplittableRandom(seed);
  }

  public List<Kind> run() throws IOException {
    var kinds = new ArrayList<Kind>();
    kinds.add(ask("every case", () -> question("", Map.of(), Order.NEWEST)));
    kinds.add(
        ask(
            "the most frequent kind of fraud",
            () ->
                question(
                    "", Map.of(CaseFacet.KIND, Set.of(CaseWorld.KINDS.getFirst())), Order.MONEY)));
    kinds.add(
        ask(
            "a month, one bank",
            () ->
                question(
                    "",
                    Map.of(CaseFacet.MONTH, Set.of(month()), CaseFacet.BANK, Set.of("ABC")),
                    Order.NEWEST)));
    kinds.add(ask("one word", () -> question("返利", Map.of(), Order.BEST)));
    kinds.add(
        ask(
            "two words and a kind",
            () ->
                question(
                    "屏幕 客服", Map.of(CaseFacet.KIND, Set.of(CaseWorld.KINDS.get(2))), Order.BEST)));
    kinds.add(ask("a phrase", () -> question("\"无法提现\"", Map.of(), Order.NEWEST)));
    kinds.add(ask("a caller's name", () -> question(name(), Map.of(), Order.NEWEST)));
    kinds.add(ask("a card", () -> question(card(), Map.of(), Order.NEWEST)));
    kinds.add(
        ask(
            "the last six digits of a card",
            () -> question(card().substring(13), Map.of(), Order.NEWEST)));
    return kinds;
  }

  private Kind ask(String name, Asking asking) throws IOException {
    var nanos = new Histogram(3);
    int matches = 0;
    int found = 0;
    for (int i = 0; i < 2 * searches; i++) {
      CaseQuestion question = asking.next();
      long before = System.nanoTime();
      int total = casebook.ask(question).total();
      long took = System.nanoTime() - before;
      // the first half is for the compiler
      if (i >= searches) {
        nanos.recordValue(took);
        matches = Math.max(matches, total);
        found += total > 0 ? 1 : 0;
      }
    }
    return new Kind(
        name,
        matches,
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        (double) found / searches);
  }

  private static CaseQuestion question(
      String words, Map<CaseFacet, Set<String>> chosen, Order order) {
    return new CaseQuestion(
        words,
        chosen,
        null,
        null,
        null,
        null,
        order,
        EnumSet.complementOf(EnumSet.of(CasePart.ID_NUMBER)),
        0,
        PAGE);
  }

  private String month() {
    return YearMonth.of(2025, dice.nextInt(1, 13)).toString();
  }

  private String name() {
    var report = world.state(dice.nextLong(size)).report();
    return report == null ? "" : report.caller().name();
  }

  private String card() {
    return world.state(dice.nextLong(size)).payments().getFirst().payee().subject().number();
  }
}
