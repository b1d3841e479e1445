package org.haltline.core.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Latest;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The suspects of cases that were journalled a moment ago, in memory, by the same terms as on
/// disk: found at once, while the index gathers, writes and merges. A case stays until the index
/// has it as well.
///
/// Whoever hands a case over only queues it; what waits is taken in before the next lookup, or some
/// moments later. So a lookup finds whatever was handed over before it began.
final class Newest {
  private static final Logger LOG = LoggerFactory.getLogger(Newest.class);

  /// Cases, at most: ten seconds of three hundred reports each. One with six suspects takes some
  /// ten KB.
  static final int CASES_MAX = 3_000;

  /// For whoever has everything on disk.
  static final Newest NOTHING = new Newest(UnaryOperator.identity());

  private final UnaryOperator<BankAccount> settle;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(CASES_MAX);

  /// The first that came first.
  private final Map<CaseId, Named> cases = new LinkedHashMap<>();

  private final Map<String, NavigableMap<String, Set<One>>> byTerm = new HashMap<>();
  private final Map<String, Set<One>> byKey = new HashMap<>();

  /// How far cases are in the index: what is handed over late is not taken in again.
  private final Latest<CaseId, Long> told = new Latest<>(CASES_MAX);

  /// Those that left before the index had them, while it stays so far behind.
  private long lost;

  private record Waiting(long version, CaseState state) {}

  /// A suspect as one case names it.
  private static final class One {
    final Named in;
    final Suspect said;
    final List<String[]> terms = new ArrayList<>();

    One(Named in, Suspect said) {
      this.in = in;
      this.said = said;
    }
  }

  /// The suspects of one case.
  private static final class Named {
    final CaseId caseId;
    final long version;
    final List<One> ones = new ArrayList<>();

    /// The index has it, and those who read it still may not.
    boolean isTold;

    Named(CaseId caseId, long version) {
      this.caseId = caseId;
      this.version = version;
    }
  }

  /// @param settle an account as the institution that keeps it knows it
  Newest(UnaryOperator<BankAccount> settle) {
    this.settle = settle;
  }

  /// Hands over how a case stands in the journal, from any thread.
  void written(long version, CaseState state) {
    var it = new Waiting(version, state);
    while (!waiting.offer(it)) {
      takeIn();
    }
  }

  /// Takes in what was handed over.
  synchronized void takeIn() {
    for (Waiting it = waiting.poll(); it != null; it = waiting.poll()) {
      take(it);
    }
  }

  private void take(Waiting it) {
    CaseId caseId = it.state().caseId();
    Named there = cases.get(caseId);
    Long inIndex = told.get(caseId);
    boolean known =
        (there != null && there.version >= it.version())
            || (inIndex != null && inIndex >= it.version());
    if (!known) {
      put(caseId, it.version(), Mentions.of(it.state(), settle).values());
    }
  }

  /// What a case says at this version, in place of what it said before.
  synchronized void put(CaseId caseId, long version, Collection<Suspect> suspects) {
    remove(caseId);
    var named = new Named(caseId, version);
    for (Suspect said : suspects) {
      var one = new One(named, said);
      named.ones.add(one);
      byKey.computeIfAbsent(said.key(), key -> new LinkedHashSet<>()).add(one);
      SuspectDocs.terms(
          said,
          (field, term) -> {
            one.terms.add(new String[] {field, term});
            byTerm
                .computeIfAbsent(field, its -> new TreeMap<>())
                .computeIfAbsent(term, its -> new LinkedHashSet<>())
                .add(one);
          });
    }
    cases.put(caseId, named);
    if (cases.size() > CASES_MAX) {
      Named eldest = cases.values().iterator().next();
      remove(eldest.caseId);
      if (!eldest.isTold && lost++ == 0) {
        LOG.warn("the index of suspects is {} cases behind: some are found late", CASES_MAX);
      }
    }
  }

  private void remove(CaseId caseId) {
    Named named = cases.remove(caseId);
    if (named == null) {
      return;
    }
    for (One one : named.ones) {
      takeOut(byKey, one.said.key(), one);
      for (String[] term : one.terms) {
        takeOut(byTerm.get(term[0]), term[1], one);
      }
    }
  }

  private static void takeOut(@Nullable Map<String, Set<One>> all, String key, One one) {
    if (all != null) {
      all.computeIfPresent(
          key,
          (its, ones) -> {
            ones.remove(one);
            return ones.isEmpty() ? null : ones;
          });
    }
  }

  /// A case was erased.
  synchronized void forget(CaseId caseId) {
    takeIn();
    remove(caseId);
  }

  /// These cases are in the index, at least as far, for whoever reads it from now on. They leave at
  /// the next call: until then somebody may hold on to the index as it was.
  synchronized void letGo(Map<CaseId, Long> versions) {
    takeIn();
    cases.values().stream()
        .filter(named -> named.isTold)
        .map(named -> named.caseId)
        .toList()
        .forEach(this::remove);
    versions.forEach(
        (caseId, version) -> {
          told.put(caseId, version);
          Named named = cases.get(caseId);
          if (named != null && named.version <= version) {
            named.isTold = true;
          }
        });
    if (lost > 0 && cases.size() < CASES_MAX / 2) {
      LOG.info("the index of suspects has caught up; {} cases were found late", lost);
      lost = 0;
    }
  }

  synchronized int cases() {
    return cases.size();
  }

  // --- looking

  /// The keys of those that have this very term.
  synchronized Set<String> keys(String field, String term) {
    var keys = new LinkedHashSet<String>();
    NavigableMap<String, Set<One>> its = byTerm.get(field);
    if (its != null) {
      its.getOrDefault(term, Set.of()).forEach(one -> keys.add(one.said.key()));
    }
    return keys;
  }

  /// The keys of those that have all that is wanted.
  synchronized Set<String> keys(Wanted wanted) {
    Set<One> fit = null;
    for (Wanted.Part part : wanted.parts()) {
      Set<One> those = having(part);
      if (fit != null) {
        those.retainAll(fit);
      }
      fit = those;
    }
    var keys = new LinkedHashSet<String>();
    if (fit != null) {
      fit.forEach(one -> keys.add(one.said.key()));
    }
    return keys;
  }

  private Set<One> having(Wanted.Part part) {
    var having = new LinkedHashSet<One>();
    NavigableMap<String, Set<One>> its = byTerm.get(part.field());
    if (its != null) {
      switch (part) {
        case Wanted.Part.OneOf(var _, Set<String> terms) ->
            terms.forEach(term -> having.addAll(its.getOrDefault(term, Set.of())));
        case Wanted.Part.Beginning(var _, String prefix) ->
            its.tailMap(prefix, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .forEach(entry -> having.addAll(entry.getValue()));
      }
    }
    return having;
  }

  /// The first terms that begin so and pass, in their order.
  synchronized List<String> terms(String field, String prefix, Predicate<String> passes, int max) {
    var found = new ArrayList<String>();
    NavigableMap<String, Set<One>> its = byTerm.get(field);
    if (its != null) {
      for (String term : its.tailMap(prefix, true).keySet()) {
        if (found.size() == max || !term.startsWith(prefix)) {
          break;
        }
        if (passes.test(term)) {
          found.add(term);
        }
      }
    }
    return found;
  }

  /// What is said of everybody, by the suspects' keys.
  synchronized Map<String, List<Suspect>> all() {
    var all = new HashMap<String, List<Suspect>>();
    byKey.forEach((key, ones) -> all.put(key, ones.stream().map(one -> one.said).toList()));
    return all;
  }

  /// A suspect with what its newest cases say of it.
  ///
  /// @param known as the index has it; null where it does not
  /// @return null where nobody knows it
  synchronized @Nullable Suspect merged(String key, @Nullable Suspect known) {
    Set<One> ones = byKey.get(key);
    if (ones == null) {
      return known;
    }
    List<Suspect> said =
        ones.stream()
            .filter(one -> !one.in.isTold || known == null || !known.isNamedIn(one.in.caseId))
            .map(one -> one.said)
            .toList();
    if (said.isEmpty()) {
      return known;
    }
    return (known == null ? said.getFirst() : known).with(said);
  }
}
