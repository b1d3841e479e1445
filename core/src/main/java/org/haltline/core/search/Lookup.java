package org.haltline.core.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.haltline.core.search.Match.Why;
import org.haltline.core.search.Wanted.Part.OneOf;
import org.haltline.core.subject.Link;
import org.jspecify.annotations.Nullable;

/// One question put to the index: the surest ways to understand it first, until enough is found.
final class Lookup {
  private static final int NUMBER_LENGTH_MIN = 7;
  private static final int BEGINNING_LENGTH_MIN = 3;
  private static final int SOUND_LENGTH_MIN = 4;
  private static final int DOMAIN_LENGTH_MIN = 6;

  /// Of the places for names.
  private static final int SLIPS_PERCENT = 50;

  /// Terms that one slip may lead to.
  private static final int NEIGHBOURS_MAX = 64;

  private final Terms terms;
  private final Function<String, Optional<String>> places;
  private final int max;

  /// How many may be found for now, at most [#max].
  private int room;

  private final Map<String, Found> found = new LinkedHashMap<>();

  /// A suspect and the surest reason for it.
  record Found(Suspect suspect, Match match) {}

  /// How far a question is taken.
  enum Reach {
    /// What is typed may be unfinished.
    TYPED,
    /// What is whole: no beginnings.
    WHOLE
  }

  Lookup(Terms terms, Function<String, Optional<String>> places, int max) {
    this.terms = terms;
    this.places = places;
    this.max = max;
    this.room = max;
  }

  List<Found> find(Asked asked, Reach reach) throws IOException {
    if (asked.text().isEmpty()) {
      return List.of();
    }
    exact(asked);
    if (!found.isEmpty() && asked.isWhole()) {
      return List.copyOf(found.values());
    }
    if (asked.numbers().isEmpty() && asked.link().isEmpty() && asked.tail() == null) {
      return named(asked, reach);
    }
    if (asked.link().isPresent()) {
      link(asked.link().get());
    }
    if (asked.tail() != null && !asked.beside().isEmpty()) {
      tailBeside(asked.tail(), asked.beside());
    }
    slips(asked);
    if (asked.tail() != null && asked.beside().isEmpty()) {
      backwards(
          asked.tail(), reach == Reach.TYPED && asked.tail().length() == 4 ? max / 2 + 1 : max);
    }
    if (reach == Reach.TYPED) {
      beginnings(asked);
    }
    return List.copyOf(found.values());
  }

  /// Whoever has the very name or its sound leaves some places to those whose name is a slip away:
  /// what was misheard is often another name that exists.
  private List<Found> named(Asked asked, Reach reach) throws IOException {
    room = max - max * SLIPS_PERCENT / 100;
    names(asked.text());
    if (reach == Reach.TYPED) {
      beginnings(asked);
    }
    room = max;
    nameSlips(asked.text());
    names(asked.text());
    if (reach == Reach.TYPED) {
      beginnings(asked);
    }
    return found.values().stream().sorted(Comparator.comparing(it -> it.match().why())).toList();
  }

  private boolean isEnough() {
    return found.size() >= room;
  }

  private boolean take(String field, String term, Match match) throws IOException {
    return take(field, term, max, match);
  }

  private boolean take(String field, String term, int upTo, Match match) throws IOException {
    if (term.isEmpty() || isEnough()) {
      return false;
    }
    return terms.each(field, term, upTo, suspect -> add(suspect, match));
  }

  private void add(Suspect suspect, Match match) {
    if (!isEnough()) {
      found.putIfAbsent(suspect.key(), new Found(suspect, match));
    }
  }

  private void exact(Asked asked) throws IOException {
    Why why = Why.EXACT;
    for (String number : asked.numbers()) {
      take(SuspectDocs.NUMBER, number, Match.of(why, number));
      why = Why.WRITTEN_OTHERWISE;
    }
    take(SuspectDocs.WORD, asked.text(), Match.of(Why.EXACT, asked.text()));
  }

  private void link(Link link) throws IOException {
    String whole = link.host() + link.path();
    take(SuspectDocs.WORD, whole, Match.of(Why.EXACT, whole));
    take(SuspectDocs.HOST, link.host(), Match.of(Why.HOST, link.host()));
    String domain = link.registrableDomain();
    take(SuspectDocs.DOMAIN, domain, Match.of(Why.DOMAIN, domain));
    for (String host : new LinkedHashSet<>(List.of(domain, link.host()))) {
      String skeleton = HostForms.skeleton(host);
      take(SuspectDocs.SKELETON, skeleton, Match.of(Why.LOOK_ALIKE, skeleton));
    }
    if (domain.length() >= DOMAIN_LENGTH_MIN && !isEnough()) {
      for (String near : near(SuspectDocs.DOMAIN, domain)) {
        take(SuspectDocs.DOMAIN, near, Match.of(Why.TYPO_SQUAT, near));
      }
    }
  }

  private void slips(Asked asked) throws IOException {
    if (asked.numbers().isEmpty() || !found.isEmpty()) {
      return;
    }
    String typed = asked.numbers().getLast();
    if (typed.length() < NUMBER_LENGTH_MIN) {
      return;
    }
    Set<String> near =
        new LinkedHashSet<>(
            terms.taken(
                SuspectDocs.NUMBER,
                Slip.behind(typed, Slip.front(typed.length())),
                NEIGHBOURS_MAX));
    String backwards = reversed(typed);
    for (String term :
        terms.taken(
            SuspectDocs.BACKWARDS,
            Slip.behind(backwards, Slip.back(typed.length())),
            NEIGHBOURS_MAX)) {
      near.add(reversed(term));
    }
    List<Match> told = new ArrayList<>();
    near.forEach(known -> told.add(Slip.told(typed, known)));
    told.sort(Comparator.comparing(Match::why).thenComparing(Match::known));
    for (Match match : told) {
      take(SuspectDocs.NUMBER, match.known(), match);
    }
  }

  private void backwards(String tail, int upTo) throws IOException {
    for (String term : terms.beginning(SuspectDocs.BACKWARDS, reversed(tail), upTo)) {
      if (found.size() < upTo) {
        take(SuspectDocs.BACKWARDS, term, Match.of(Why.TAIL, tail));
      }
    }
  }

  /// The last digits alone fit thousands; with the bank or the name beside them, one or two.
  private void tailBeside(String tail, List<String> beside) throws IOException {
    var account = new ArrayList<Wanted.Part>();
    account.add(
        tail.length() == SuspectDocs.TAIL_LENGTH
            ? new OneOf(SuspectDocs.TAIL, Set.of(tail))
            : new Wanted.Part.Beginning(SuspectDocs.BACKWARDS, reversed(tail)));
    var names = new ArrayList<String>();
    boolean atPlace = false;
    for (String word : beside) {
      Optional<String> place = places.apply(word);
      if (place.isPresent()) {
        // a bank may be called by its very id
        account.add(new OneOf(SuspectDocs.PLACE, new LinkedHashSet<>(List.of(place.get(), word))));
        atPlace = true;
      } else {
        names.add(word);
      }
    }
    if (names.isEmpty()) {
      take(account, null, Match.of(Why.TAIL_AND_BANK, tail));
      return;
    }
    String name = String.join(" ", names);
    boolean known = false;
    for (OneOf way : sureWays(name)) {
      known |= take(account, way, Match.of(Why.TAIL_AND_NAME, tail));
    }
    if (!known) {
      for (OneOf way : nearWays(name)) {
        known |= take(account, way, Match.of(Why.TAIL_AND_NAME, tail));
      }
    }
    if (!known && !atPlace) {
      // nobody knows the word: it may be a bank under a name that is in no table
      take(account, new OneOf(SuspectDocs.PLACE, Set.of(name)), Match.of(Why.TAIL_AND_BANK, tail));
    }
  }

  private boolean take(List<Wanted.Part> account, @Nullable OneOf way, Match match)
      throws IOException {
    var all = new ArrayList<>(account);
    if (way != null) {
      all.add(way);
    }
    return terms.each(new Wanted(all), max, suspect -> add(suspect, match));
  }

  /// The ways to compare a holder's name.
  private static List<OneOf> sureWays(String name) {
    String characters = NameForms.characters(name);
    return List.of(
        new OneOf(SuspectDocs.HOLDER, Set.of(characters)),
        new OneOf(SuspectDocs.HOLDER_SOUND, NameForms.orders(name)),
        new OneOf(SuspectDocs.HOLDER, hidden(characters)));
  }

  /// One slip in the name: sought only where nobody has it as it was typed.
  private List<OneOf> nearWays(String name) throws IOException {
    var ways = new ArrayList<OneOf>();
    String sound = NameForms.orders(name).iterator().next();
    if (sound.length() >= SOUND_LENGTH_MIN) {
      ways.add(
          new OneOf(SuspectDocs.HOLDER_SOUND, Set.copyOf(near(SuspectDocs.HOLDER_SOUND, sound))));
    }
    String characters = NameForms.characters(name);
    if (isHan(characters) && characters.length() >= 2) {
      ways.add(new OneOf(SuspectDocs.HOLDER, Set.copyOf(near(SuspectDocs.HOLDER, characters))));
    }
    return ways;
  }

  private void names(String typed) throws IOException {
    String characters = NameForms.characters(typed);
    if (characters.indexOf('*') >= 0) {
      for (String field : List.of(SuspectDocs.NAME, SuspectDocs.HOLDER)) {
        for (String name : terms.taken(field, withAnything(characters), NEIGHBOURS_MAX)) {
          take(field, name, Match.of(Why.NAME_HIDDEN, name));
        }
      }
      return;
    }
    for (String field : List.of(SuspectDocs.NAME, SuspectDocs.HOLDER)) {
      take(field, characters, Match.of(Why.NAME, characters));
    }
    Why why = Why.SOUND;
    for (String sound : NameForms.orders(typed)) {
      take(SuspectDocs.SOUND, sound, Match.of(why, sound));
      take(SuspectDocs.HOLDER_SOUND, sound, Match.of(why, sound));
      why = Why.SOUND_SWAPPED;
    }
    for (String name : hidden(characters)) {
      take(SuspectDocs.NAME, name, Match.of(Why.NAME_HIDDEN, name));
      take(SuspectDocs.HOLDER, name, Match.of(Why.NAME_HIDDEN, name));
    }
  }

  private void nameSlips(String typed) throws IOException {
    String sound = NameForms.sound(typed);
    if (sound.length() >= SOUND_LENGTH_MIN) {
      nameSlips(SuspectDocs.SOUND, SuspectDocs.HOLDER_SOUND, sound, Why.SOUND_SLIP);
    }
    String characters = NameForms.characters(typed);
    if (isHan(characters) && characters.length() >= 3) {
      nameSlips(SuspectDocs.NAME, SuspectDocs.HOLDER, characters, Why.NAME_SLIP);
    }
  }

  /// Of each near name one before the second of any: a slip leads to several names, a frequent one
  /// has thousands of people, and it is the name that was meant.
  private void nameSlips(String ofPeople, String ofHolders, String typed, Why why)
      throws IOException {
    if (isEnough()) {
      return;
    }
    List<String> people = near(ofPeople, typed);
    List<String> holders = near(ofHolders, typed);
    var names = new TreeSet<>(Slip.closest(typed));
    names.addAll(people);
    names.addAll(holders);
    for (int each : new int[] {1, max}) {
      for (String name : names) {
        boolean any = people.contains(name) && take(ofPeople, name, each, Match.of(why, name));
        if (holders.contains(name) && (each > 1 || !any)) {
          take(ofHolders, name, each, Match.of(why, name));
        }
      }
    }
  }

  private List<String> near(String field, String term) throws IOException {
    List<String> near = new ArrayList<>(terms.taken(field, Slip.behind(term, 0), NEIGHBOURS_MAX));
    near.remove(term);
    return near;
  }

  private void beginnings(Asked asked) throws IOException {
    if (!asked.numbers().isEmpty()) {
      String number = asked.numbers().getFirst();
      if (number.length() >= BEGINNING_LENGTH_MIN) {
        for (String typed : asked.numbers()) {
          beginning(SuspectDocs.NUMBER, typed);
        }
      }
    }
    if (asked.text().length() >= BEGINNING_LENGTH_MIN && asked.tail() == null) {
      beginning(
          SuspectDocs.WORD,
          asked.link().map(link -> link.host() + link.path()).orElse(asked.text()));
    }
    if (asked.numbers().isEmpty() && asked.tail() == null && asked.link().isEmpty()) {
      String characters = NameForms.characters(asked.text());
      String sound = NameForms.sound(asked.text());
      if (isHan(characters) && characters.length() >= 2) {
        beginning(SuspectDocs.NAME, characters);
      } else if (!isHan(characters) && sound.length() >= BEGINNING_LENGTH_MIN) {
        beginning(SuspectDocs.SOUND, sound);
      }
    }
  }

  private void beginning(String field, String typed) throws IOException {
    if (isEnough()) {
      return;
    }
    List<String> there = terms.beginning(field, typed, max);
    for (int each : new int[] {1, max}) {
      for (String term : there) {
        take(field, term, each, Match.of(Why.BEGINNING, term));
      }
    }
  }

  /// How a bank may have hidden a name of two to four characters.
  private static Set<String> hidden(String characters) {
    int length = characters.length();
    if (!isHan(characters) || length < 2 || length > 4 || characters.indexOf('*') >= 0) {
      return Set.of();
    }
    var hidden = new LinkedHashSet<String>();
    for (int at = 0; at < length; at++) {
      hidden.add(characters.substring(0, at) + "*" + characters.substring(at + 1));
    }
    hidden.add(characters.charAt(0) + "*".repeat(length - 1));
    hidden.add("*".repeat(length - 1) + characters.charAt(length - 1));
    return hidden;
  }

  /// A star stands for one character, two for two.
  private static Automaton withAnything(String characters) {
    var parts = new ArrayList<Automaton>();
    characters
        .codePoints()
        .forEach(c -> parts.add(c == '*' ? Automata.makeAnyChar() : Automata.makeChar(c)));
    return Operations.concatenate(parts);
  }

  private static boolean isHan(String text) {
    return text.codePoints().anyMatch(NameForms::isHan);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
