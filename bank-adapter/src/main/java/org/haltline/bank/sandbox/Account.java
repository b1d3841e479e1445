package org.haltline.bank.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// One account: its balance, and what of it is held. Credits enter at any time; held money does not
/// leave.
final class Account {
  final String number;
  final String currency;
  final Opening.@Nullable Onward onward;
  final List<Lien> liens = new ArrayList<>(2);
  private String holder;
  private boolean takesGivenName;
  private long balanceMinor;
  private int stops;
  private int watchers;
  private long recalledMinor;

  Account(String number, Opening.Account opening) {
    this.number = number;
    this.currency = opening.balance().currency();
    this.onward = opening.onward();
    this.holder = opening.holder();
    this.takesGivenName = opening.takesGivenName();
    this.balanceMinor = opening.balance().minor();
  }

  String holder() {
    return holder;
  }

  long balanceMinor() {
    return balanceMinor;
  }

  long heldMinorAt(Instant now) {
    return liens.stream().filter(lien -> lien.standsAt(now)).mapToLong(l -> l.heldMinor).sum();
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
      return fits(given, holder);
    }
    if (given.indexOf('*') < 0) {
      holder = given;
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

  void credit(long minor) {
    balanceMinor = Math.addExact(balanceMinor, minor);
  }

  /// Whether the money left; it does not when what is not held is less.
  boolean pay(long minor, Instant now) {
    if (minor > availableMinorAt(now)) {
      return false;
    }
    balanceMinor -= minor;
    return true;
  }

  AccountView view(Instant now) {
    return new AccountView(
        number,
        holder,
        currency,
        balanceMinor,
        heldMinorAt(now),
        stops,
        watchers,
        recalledMinor,
        liens.stream().map(lien -> lien.view(now)).toList());
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
