package org.haltline.core.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderState;
import org.haltline.core.search.Mention.Orders;
import org.haltline.core.search.Mention.Role;
import org.jspecify.annotations.Nullable;

/// How a suspect stands over all of its cases.
///
/// @param reports cases that name it
/// @param victims callers who do
/// @param reasons of the colour, the heaviest first
/// @param protectedBecause why it may never be ordered on; null where it may
public record Standing(
    int reports,
    int victims,
    List<Money> money,
    Instant firstAt,
    Instant lastAt,
    List<Orders> orders,
    boolean holdStands,
    Colour colour,
    List<Reason> reasons,
    @Nullable String protectedBecause) {

  /// Sums from which money alone makes a colour, in minor units of yuan; other currencies do not
  /// count, for their rates are nobody's here.
  private static final long RED_MINOR = 50_000_000;

  private static final long ORANGE_MINOR = 5_000_000;
  private static final int RED_REPORTS = 3;

  /// Why a colour is what it is.
  public enum Reason {
    PROTECTED,
    ALL_FOUND_UNRELATED,
    MANY_REPORTS,
    GREAT_SUM,
    CONFIRMED_BY_INSTITUTION,
    TWO_REPORTS,
    LARGE_SUM,
    ONE_REPORT,
    ONLY_TRACED
  }

  /// @param protectedBecause what the protected list says of it
  static Standing of(Suspect suspect, @Nullable String protectedBecause) {
    List<Mention> mentions = suspect.mentions();
    var money = new TreeMap<String, Money>();
    var orders = new TreeMap<String, Orders>();
    for (Mention mention : mentions) {
      mention.money().forEach(sum -> money.merge(sum.currency(), sum, Money::plus));
      mention
          .orders()
          .forEach(
              some ->
                  orders.merge(
                      some.kind() + " " + some.state(),
                      some,
                      (a, b) -> new Orders(a.kind(), a.state(), a.count() + b.count())));
    }
    boolean holdStands = mentions.stream().anyMatch(Mention::holdStands);
    List<Reason> reasons = reasons(mentions, money, List.copyOf(orders.values()), holdStands);
    if (protectedBecause != null) {
      reasons = List.of(Reason.PROTECTED);
    }
    return new Standing(
        mentions.size(),
        (int) mentions.stream().mapToLong(Mention::victim).distinct().count(),
        List.copyOf(money.values()),
        mentions.stream().map(Mention::firstAt).min(Comparator.naturalOrder()).orElseThrow(),
        mentions.stream().map(Mention::lastAt).max(Comparator.naturalOrder()).orElseThrow(),
        List.copyOf(orders.values()),
        holdStands,
        colour(reasons.getFirst()),
        reasons,
        protectedBecause);
  }

  private static List<Reason> reasons(
      List<Mention> mentions,
      TreeMap<String, Money> money,
      List<Orders> orders,
      boolean holdStands) {
    List<Mention> accusing = mentions.stream().filter(mention -> !mention.unrelated()).toList();
    if (accusing.isEmpty()) {
      return List.of(Reason.ALL_FOUND_UNRELATED);
    }
    long yuan = money.containsKey("CNY") ? money.get("CNY").minor() : 0;
    boolean confirmed =
        holdStands
            || orders.stream()
                .anyMatch(some -> some.state() == OrderState.DONE && some.kind().leavesStanding());
    boolean told =
        accusing.stream()
            .anyMatch(it -> !it.roles().stream().allMatch(role -> role == Role.TRACED));
    var reasons = new ArrayList<Reason>();
    if (accusing.size() >= RED_REPORTS) {
      reasons.add(Reason.MANY_REPORTS);
    }
    if (yuan >= RED_MINOR) {
      reasons.add(Reason.GREAT_SUM);
    }
    if (accusing.size() == 2) {
      reasons.add(Reason.TWO_REPORTS);
    }
    if (confirmed) {
      reasons.add(Reason.CONFIRMED_BY_INSTITUTION);
    }
    if (yuan >= ORANGE_MINOR && yuan < RED_MINOR) {
      reasons.add(Reason.LARGE_SUM);
    }
    if (reasons.isEmpty()) {
      reasons.add(told ? Reason.ONE_REPORT : Reason.ONLY_TRACED);
    }
    return reasons;
  }

  private static Colour colour(Reason heaviest) {
    return switch (heaviest) {
      case MANY_REPORTS, GREAT_SUM -> Colour.RED;
      case TWO_REPORTS, CONFIRMED_BY_INSTITUTION, LARGE_SUM -> Colour.ORANGE;
      case ONE_REPORT -> Colour.BLUE;
      case PROTECTED, ALL_FOUND_UNRELATED, ONLY_TRACED -> Colour.GREEN;
    };
  }
}
