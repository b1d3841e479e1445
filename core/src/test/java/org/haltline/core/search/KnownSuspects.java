package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.search.Lookup.Found;
import org.haltline.core.search.Lookup.Reach;
import org.haltline.core.search.Mention.Role;
import org.haltline.core.subject.Subject;

/// An index of suspects that a test names, without a journal behind it.
final class KnownSuspects implements AutoCloseable {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  private static final Map<String, String> BANKS =
      Map.of("icbc", "icbc", "工行", "icbc", "工商银行", "icbc", "农行", "abc", "建设银行", "ccb");

  final SuspectIndex index;
  private final boolean inMemory;
  private int cases;

  KnownSuspects(Path folder) {
    this(folder, false);
  }

  /// @param inMemory whether they are known to the index's memory alone
  KnownSuspects(Path folder, boolean inMemory) {
    this.inMemory = inMemory;
    try {
      index = SuspectIndex.open(folder);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /// One more suspect, in a case of its own.
  KnownSuspects knows(Subject subject, String... holders) {
    var mention =
        new Mention(
            new CaseId("HX-261120-%05d".formatted(++cases)),
            Set.of(Role.PAYEE),
            Arrays.stream(holders).sorted().toList(),
            cases,
            List.of(new Money(100, "CNY")),
            NOON,
            NOON,
            List.of(),
            false,
            false);
    try {
      var suspect = new Suspect(subject, List.of(mention));
      if (inMemory) {
        index.newest().put(mention.caseId(), 1, List.of(suspect));
        return this;
      }
      index.apply(List.of(suspect));
      index.refresh();
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
    return this;
  }

  List<Found> find(String typed) {
    var found = new ArrayList<Found>();
    try {
      index.look(
          terms ->
              found.addAll(
                  new Lookup(
                          terms,
                          name -> Optional.ofNullable(BANKS.get(name.toLowerCase(Locale.ROOT))),
                          10)
                      .find(Asked.of(typed), Reach.TYPED)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  /// `key WHY` of everything found, in its order.
  List<String> told(String typed) {
    return find(typed).stream()
        .map(found -> found.suspect().key() + " " + found.match().why())
        .toList();
  }

  @Override
  public void close() {
    index.close();
  }
}
