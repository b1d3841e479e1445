package org.haltline.load.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.HdrHistogram.Histogram;
import org.haltline.core.search.BulkIndex;
import org.haltline.core.search.Hit;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// Lookups of every kind, in process, each kind by itself: how long they take, and how often who
/// was meant is among the first ten.
public final class FindRun {
  private static final int HITS = 10;

  private final Underworld world;
  private final BulkIndex index;
  private final long size;
  private final int lookups;
  private final SplittableRandom dice;

  /// One kind of lookup.
  ///
  /// @param found share of those who were meant among the first ten; for strangers the share of
  ///   false alarms
  public record Kind(String name, double p50Ms, double p99Ms, double found) {
    public List<String> row() {
      return List.of(
          name,
          String.format(Locale.ROOT, "%.3f", p50Ms),
          String.format(Locale.ROOT, "%.3f", p99Ms),
          String.format(Locale.ROOT, "%.4f", found));
    }
  }

  /// What is typed for one who is meant, and whether a hit is that one.
  private record Question(String typed, Meant meant) {}

  private interface Meant {
    boolean is(Hit hit);
  }

  private interface Asking {
    Question about(long number);
  }

  public FindRun(Underworld world, BulkIndex index, long size, int lookups, long seed) {
    this.world = world;
    this.index = index;
    this.size = size;
    this.lookups = lookups;
    this.dice = new SplittableRandom(seed);
  }

  /// Every kind in turn, the exact one beside Lucene's own; all of them once before, for the
  /// compiler, so that none is measured colder than another.
  public List<Kind> run() throws IOException {
    each();
    return each();
  }

  private List<Kind> each() throws IOException {
    var kinds = new ArrayList<Kind>();
    kinds.add(bare());
    kinds.add(ask("exact card", Underworld::isCard, number -> question(number, digits(number))));
    kinds.add(
        ask(
            "exact phone",
            Underworld::isPhone,
            number -> question(number, "+86 " + digits(number))));
    kinds.add(
        ask(
            "beginning, 12 of 19 digits",
            Underworld::isCard,
            number -> question(number, digits(number).substring(0, 12))));
    kinds.add(
        ask("last six digits", Underworld::isCard, number -> question(number, last(number, 6))));
    kinds.add(
        ask(
            "last four and bank",
            Underworld::isCard,
            number -> question(number, last(number, 4) + " " + bank(number))));
    kinds.add(
        ask(
            "one slip in a card",
            Underworld::isCard,
            number -> question(number, Underworld.slipped(digits(number), dice))));
    kinds.add(
        ask(
            "one slip in a phone number",
            Underworld::isPhone,
            number -> question(number, Underworld.slipped(digits(number), dice))));
    kinds.add(
        ask(
            "name in characters",
            Underworld::isPerson,
            number -> named(number, world.name(number))));
    kinds.add(
        ask(
            "name in pinyin",
            Underworld::isPerson,
            number -> named(number, Pinyin.of(world.name(number)))));
    kinds.add(
        ask(
            "name in pinyin, one letter wrong",
            Underworld::isPerson,
            number -> named(number, misheard(Pinyin.of(world.name(number))))));
    kinds.add(
        ask(
            "name and last four",
            Underworld::isCard,
            number -> question(number, world.name(number) + " " + last(number, 4))));
    kinds.add(
        ask(
            "pinyin, one letter wrong, and last four",
            Underworld::isCard,
            number ->
                question(number, misheard(Pinyin.of(world.name(number))) + " " + last(number, 4))));
    kinds.add(
        ask(
            "link by host",
            Underworld::isLink,
            number -> question(number, ((Link) subject(number)).host())));
    kinds.add(
        ask(
            "link, one letter off",
            Underworld::isLink,
            number -> question(number, dropped(((Link) subject(number)).registrableDomain()))));
    kinds.add(
        ask("a stranger's card", Underworld::isCard, number -> stranger(Underworld.card(dice))));
    kinds.add(
        ask(
            "a stranger's phone number",
            Underworld::isPhone,
            number ->
                stranger("1%d%09d".formatted(dice.nextInt(3, 10), dice.nextInt(1_000_000_000)))));
    return kinds;
  }

  private Kind bare() throws IOException {
    var nanos = new Histogram(3);
    for (int i = 0; i < lookups; i++) {
      String card = digits(pick(Underworld::isCard));
      long before = System.nanoTime();
      int bytes = index.bare(card);
      long took = System.nanoTime() - before;
      if (bytes == 0) {
        throw new IllegalStateException("not in the index: " + card);
      }
      nanos.recordValue(took);
    }
    return kind("Lucene's TermQuery alone", nanos, 1);
  }

  private Kind ask(String name, LongPredicate whom, Asking asking) throws IOException {
    var nanos = new Histogram(3);
    int found = 0;
    for (int i = 0; i < lookups; i++) {
      Question question = asking.about(pick(whom));
      long before = System.nanoTime();
      List<Hit> hits = index.find(question.typed(), HITS);
      long took = System.nanoTime() - before;
      nanos.recordValue(took);
      found += hits.stream().anyMatch(question.meant()::is) ? 1 : 0;
    }
    return kind(name, nanos, (double) found / lookups);
  }

  private static Kind kind(String name, Histogram nanos, double found) {
    return new Kind(
        name, nanos.getValueAtPercentile(50) / 1e6, nanos.getValueAtPercentile(99) / 1e6, found);
  }

  private long pick(LongPredicate whom) {
    long number = dice.nextLong(size);
    while (!whom.test(number)) {
      number = dice.nextLong(size);
    }
    return number;
  }

  private Subject subject(long number) {
    return world.suspect(number).subject();
  }

  private String digits(long number) {
    return switch (subject(number)) {
      case BankAccount it -> it.number();
      case PhoneNumber it -> it.national();
      case Subject other -> throw new IllegalArgumentException("no number: " + other);
    };
  }

  private String last(long number, int count) {
    String digits = digits(number);
    return digits.substring(digits.length() - count);
  }

  private String bank(long number) {
    return subject(number) instanceof BankAccount it && it.bankHint() != null ? it.bankHint() : "";
  }

  private Question question(long number, String typed) {
    String key = subject(number).key();
    return new Question(typed, hit -> hit.suspect().key().equals(key));
  }

  /// Of people with one name or one sound any will do: nobody can tell them apart by it.
  private static Question anyNamed(String name, String typed) {
    String sound = Pinyin.of(name).replace(" ", "");
    return new Question(
        typed,
        hit ->
            hit.suspect().subject().display().equals(name)
                || Pinyin.of(hit.suspect().subject().display()).replace(" ", "").equals(sound)
                || hit.suspect().names().stream()
                    .anyMatch(it -> Pinyin.of(it).replace(" ", "").equals(sound)));
  }

  private Question named(long number, String typed) {
    return anyNamed(world.name(number), typed);
  }

  /// Whoever is found where nobody was meant is a false alarm.
  private static Question stranger(String typed) {
    return new Question(typed, hit -> true);
  }

  private String misheard(String pinyin) {
    int at = dice.nextInt(1, pinyin.length());
    while (pinyin.charAt(at) == ' ') {
      at = dice.nextInt(1, pinyin.length());
    }
    return pinyin.substring(0, at) + (char) ('a' + dice.nextInt(26)) + pinyin.substring(at + 1);
  }

  private String dropped(String domain) {
    int at = dice.nextInt(1, domain.indexOf('-'));
    return domain.substring(0, at) + domain.substring(at + 1);
  }
}
