package org.haltline.bank.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// One account: its balance, and what of it is held. Credits enter at any time; held money does not
/// leave.
final class Account {
  private static final int BEHIND_LENGTH = 12;

  /// How long ago an account was opened when it is asked about for the first time, how long ago the
  /// money came that moved on since, and how long ago that left.
  private static final Duration OPENED = Duration.ofDays(200);

  private static final Duration CAME = Duration.ofMinutes(50);
  private static final Duration LEFT = Duration.ofMinutes(25);

  final String number;
  final String currency;
  final Opening.@Nullable Onward onward;
  final Opening.@Nullable Forwarding forwarding;
  final List<String> others;
  final List<Lien> liens = new ArrayList<>(2);
  private final List<Booking> bookings = new ArrayList<>(4);
  private Customer customer;
  private boolean takesGivenName;
  private long balanceMinor;
  private int stops;
  private int watchers;
  private long recalledMinor;

  /// @param now when it is asked about for the first time, which its past is told from
  Account(String number, Opening.Account opening, Instant now) {
    this.number = number;
    this.currency = opening.balance().currency();
    this.onward = opening.onward();
    this.forwarding = opening.forwarding();
    this.others = opening.others();
    this.customer = opening.customer();
    this.takesGivenName = opening.takesGivenName();
    if (forwarding == null) {
      paidIn(opening.balance(), now.minus(OPENED));
      movedOn(now);
    } else {
      Instant came = now.minus(forwarding.lies());
      movedOn(came);
      paidIn(opening.balance(), came);
    }
  }

  private void paidIn(Money sum, Instant at) {
    credit(sum.minor(), at, null, null, "转入 / paid in");
  }

  private void movedOn(Instant by) {
    if (onward != null && onward.amount().currency().equals(currency)) {
      paidIn(onward.amount(), by.minus(CAME));
      debit(
          onward.amount().minor(), by.minus(LEFT), onward.number(), onward.bank(), "转出 / sent on");
    }
  }

  /// The account behind the card; a number that is no card's is its own.
  String behind() {
    boolean card = number.length() > BEHIND_LENGTH + 3 && number.indexOf('_') < 0;
    return card ? number.substring(number.length() - BEHIND_LENGTH) : number;
  }

  Customer customer() {
    return customer;
  }

  String holder() {
    return customer.name();
  }

  long balanceMinor() {
    return balanceMinor;
  }

  long heldMinorAt(Instant now) {
    // what a stop held may have left in part while it lay under a smaller freeze
    return Math.min(
        balanceMinor,
        liens.stream().filter(lien -> lien.standsAt(now)).mapToLong(l -> l.heldMinor).sum());
  }

  long availableMinorAt(Instant now) {
    return balanceMinor - heldMinorAt(now);
  }

  /// What still stands of these orders and of all that carried them on. What others hold here is no
  /// part of it.
  long stillHeldMinor(Set<String> orders, Instant now) {
    Set<String> chain = new HashSet<>(orders);
    long minor = 0;
    for (Lien lien : liens) {
      if (lien.kind != OrderKind.STOP_PAYMENT
          && lien.original != null
          && chain.contains(lien.original)) {
        chain.add(lien.number);
      }
      if (chain.contains(lien.number) && lien.standsAt(now)) {
        minor += lien.heldMinor;
      }
    }
    return minor;
  }

  /// Whether the account may belong to whom the order names; an order without a name is let pass,
  /// as the law has it for the first minutes.
  boolean answersTo(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return true;
    }
    String given = name.replaceAll("\\s", "");
    if (!takesGivenName) {
      return fits(given, holder());
    }
    if (given.indexOf('*') < 0) {
      customer = customer.renamed(given);
      takesGivenName = false;
    }
    return true;
  }

  int stops() {
    return stops;
  }

  void countStop() {
    stops++;
  }

  int watch() {
    return ++watchers;
  }

  void recall(long minor) {
    recalledMinor = Math.addExact(recalledMinor, minor);
  }

  void credit(long minor, Instant at, @Nullable String from, @Nullable String name, String what) {
    if (minor > 0) {
      balanceMinor = Math.addExact(balanceMinor, minor);
      book(minor, at, from, name, null, what);
    }
  }

  /// Whether the money left; it does not when what is not held is less.
  boolean pay(long minor, Instant now, @Nullable String to, String what) {
    if (minor > availableMinorAt(now)) {
      return false;
    }
    debit(minor, now, to, null, what);
    return true;
  }

  private void debit(
      long minor, Instant at, @Nullable String to, @Nullable String bank, String what) {
    balanceMinor -= minor;
    if (minor > 0) {
      book(-minor, at, to, null, bank, what);
    }
  }

  private void book(
      long minor,
      Instant at,
      @Nullable String other,
      @Nullable String name,
      @Nullable String bank,
      String what) {
    String serial = "%s%06d".formatted(behind(), bookings.size() + 1);
    bookings.add(new Booking(at, minor, balanceMinor, serial, other, name, bank, what));
  }

  /// When the first of the holds that stand runs out; empty when none stands.
  Optional<Instant> nextLapse(Instant now) {
    return liens.stream()
        .filter(lien -> lien.standsAt(now))
        .map(lien -> lien.endsAt)
        .min(Instant::compareTo);
  }

  AccountView view(Instant now) {
    return new AccountView(
        number,
        behind(),
        customer,
        currency,
        balanceMinor,
        heldMinorAt(now),
        stops,
        watchers,
        recalledMinor,
        liens.stream().map(lien -> lien.view(now)).toList(),
        bookings);
  }

  /// Hidden characters of a name stand for one character or more.
  private static boolean fits(String given, String holder) {
    String pattern =
        Arrays.stream(given.split("\\*+", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+"));
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(holder).matches();
  }
}
