package org.haltline.load;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haltline.core.directory.Directory;
import org.haltline.core.search.BulkCasebook;
import org.haltline.core.search.BulkIndex;
import org.haltline.core.search.Casebook;
import org.haltline.load.find.CaseRun;
import org.haltline.load.find.CaseWorld;
import org.haltline.load.find.FindRun;
import org.haltline.load.find.FindRun.Kind;
import org.haltline.load.find.HouseRun;
import org.haltline.load.find.Underworld;
import org.haltline.load.house.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How fast and how surely suspects are found among many, and how fast cases are.
@Command(
    name = "find",
    mixinStandardHelpOptions = true,
    description =
        "Lookups of suspects, in process and over HTTP, and searches of cases / 嫌疑对象查询、案件检索")
final class FindBench extends Bench {
  private static final double GIB = 1 << 30;

  @Option(names = "--suspects", paramLabel = "N", description = "how many there are / 嫌疑对象数量")
  private long suspects = 20_000_000;

  @Option(names = "--lookups", paramLabel = "N", description = "of each kind / 每类查询次数")
  private int lookups = 5_000;

  @Option(names = "--cases", paramLabel = "N", description = "how many there are / 案件数量")
  private long cases = 1_000_000;

  @Option(names = "--searches", paramLabel = "N", description = "of each kind / 每类检索次数")
  private int searches = 200;

  @Option(names = "--rate", paramLabel = "N", description = "reports a second / 每秒报案数")
  private double reportsPerSecond = 200;

  @Option(names = "--seconds", paramLabel = "S", description = "of reports / 报案持续时长")
  private double seconds = 30;

  @Option(names = "--warm-up", paramLabel = "S", description = "seconds before / 预热秒数")
  private double warmupSeconds = 60;

  @Option(names = "--rows", paramLabel = "N", description = "of the list / 名单行数")
  private int rows = 1_000_000;

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    var world = new Underworld(seed);
    try (var index =
        new BulkIndex(
            workspace.folder(HouseRun.INDEX),
            name -> Optional.of(name).filter(Underworld::isBank))) {
      sheet.progress("adding " + suspects + " suspects");
      long beganAt = System.nanoTime();
      for (long number = 0; number < suspects; number++) {
        index.add(world.suspect(number));
      }
      index.finish();
      double seconds = (System.nanoTime() - beganAt) / 1e9;
      double gib = index.bytesOnDisk() / GIB;
      List<Kind> kinds = new FindRun(world, index, suspects, lookups, seed).run();
      sheet.head(suspects + " suspects, " + lookups + " lookups of each kind, one thread");
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("lookup", "p50 ms", "p99 ms", "meant among the first ten"));
      kinds.forEach(kind -> rows.add(kind.row()));
      sheet.table(rows);
      sheet.say("");
      sheet.say(
          "Of strangers the last column is the share of false alarms: somebody known is one slip"
              + " away.");
      sheet.say(
          String.format(
              Locale.ROOT,
              "Added and on disk in %.1f s by one thread, %.0f a second (made up as well in that"
                  + " time); %.3f GiB, %.0f bytes each.",
              seconds,
              suspects / seconds,
              gib,
              index.bytesOnDisk() / (double) suspects));
      targets(targets, kinds, suspects / seconds, gib);
    }
    var house =
        new HouseRun.Settings(suspects, lookups, reportsPerSecond, seconds, warmupSeconds, rows);
    new HouseRun(workspace, house, seed, sheet, targets).run();
    cases(workspace, seed, sheet, targets);
  }

  private void cases(Workspace workspace, long seed, Sheet sheet, Targets targets)
      throws Exception {
    var world = new CaseWorld(seed);
    var tables =
        new Casebook.Tables(
            Directory.china()::byId, account -> account, ZoneId.of("Asia/Shanghai"));
    try (var casebook = new BulkCasebook(workspace.folder("cases"), tables)) {
      sheet.progress("adding " + cases + " cases");
      long beganAt = System.nanoTime();
      for (long number = 0; number < cases; number++) {
        casebook.add(world.state(number));
      }
      casebook.finish();
      double seconds = (System.nanoTime() - beganAt) / 1e9;
      double gib = casebook.bytesOnDisk() / GIB;
      List<CaseRun.Kind> kinds = new CaseRun(world, casebook, cases, searches, seed).run();
      sheet.head(
          cases
              + " cases, "
              + searches
              + " searches of each kind with all facets and sums, one thread");
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("search", "most matches", "p50 ms", "p99 ms", "found anything"));
      kinds.forEach(kind -> rows.add(kind.row()));
      sheet.table(rows);
      sheet.say("");
      sheet.say(
          String.format(
              Locale.ROOT,
              "Added and on disk in %.1f s by one thread, %.0f a second (made up as well in that"
                  + " time); %.3f GiB, %.0f bytes each.",
              seconds,
              cases / seconds,
              gib,
              casebook.bytesOnDisk() / (double) cases));
      targets
          .atMost("case_search_p99_ms_up_to_100000_matches", worst(kinds, true), 50)
          .atMost("case_search_p99_ms_beyond", worst(kinds, false), 200);
    }
  }

  /// Zero where no search was of that sort.
  private static double worst(List<CaseRun.Kind> kinds, boolean narrow) {
    return kinds.stream()
        .filter(kind -> kind.matches() <= CaseRun.NARROW_MAX == narrow)
        .mapToDouble(CaseRun.Kind::p99Ms)
        .max()
        .orElse(0);
  }

  private static void targets(Targets targets, List<Kind> kinds, double perSecond, double gib) {
    Kind bare = kinds.getFirst();
    Kind exact = kinds.get(1);
    targets
        .atMost("exact_lookup_p99_ms", exact.p99Ms(), 0.15)
        .atMost("exact_to_term_query_p50_ratio", exact.p50Ms() / bare.p50Ms(), 1.5);
    targets.atMost(
        "every_other_lookup_p99_ms",
        kinds.stream().skip(2).mapToDouble(Kind::p99Ms).max().orElseThrow(),
        10);
    for (Kind kind : kinds) {
      String name = kind.name();
      if (name.startsWith("one slip")) {
        targets.atLeast(slug(name) + "_recall_at_10", kind.found(), 0.99);
      } else if (name.contains("pinyin") || name.startsWith("name")) {
        targets.atLeast(slug(name) + "_recall_at_10", kind.found(), 0.97);
      }
    }
    targets.atMost("index_gib", gib, 4).atLeast("added_per_second", perSecond, 50_000);
  }

  private static String slug(String name) {
    return name.replaceAll("[^a-z]+", "_");
  }
}
