package org.haltline.bank.sandbox;

import java.time.Instant;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// Money of one account that one order holds. It lapses by itself when its time is over, and lies
/// still under a freeze that was laid over it: when that ends first, it holds again.
final class Lien {
  final String number;
  final OrderKind kind;
  final @Nullable String original;
  final Account account;
  final long heldMinor;
  final Instant startsAt;
  final Instant endsAt;
  private Hold.@Nullable End end;
  private @Nullable Lien over;

  Lien(OrderJson order, Account account, long heldMinor, Instant startsAt, Instant endsAt) {
    this.number = order.number();
    this.kind = order.kind();
    this.original = order.original();
    this.account = account;
    this.heldMinor = heldMinor;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
  }

  boolean standsAt(Instant now) {
    return isOpenAt(now) && (over == null || !over.standsAt(now));
  }

  /// Whether it stands, or will when the freeze over it ends.
  boolean isOpenAt(Instant now) {
    return end == null && now.isBefore(endsAt);
  }

  void under(Lien freeze) {
    over = freeze;
  }

  boolean isUnder(Lien freeze) {
    return freeze.equals(over);
  }

  boolean lapsedBy(Instant now) {
    return end == null && !now.isBefore(endsAt);
  }

  boolean isFreeze() {
    return kind == OrderKind.FREEZE || kind == OrderKind.RENEW;
  }

  void end(Hold.End how) {
    end = how;
  }

  AccountView.Held view(Instant now) {
    Hold.End until = lapsedBy(now) ? Hold.End.LAPSED : end;
    boolean lies = until == null && !standsAt(now);
    return new AccountView.Held(
        number, kind, heldMinor, startsAt, endsAt, lies ? Hold.End.FROZEN : until);
  }
}
