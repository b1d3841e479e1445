package org.haltline.console.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.haltline.console.access.Wall;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Found;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.directory.Institution;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.jspecify.annotations.Nullable;

/// What institutions told about accounts in one case: holders and balances whole, transfers a page
/// at a time in the order in which they were told.
///
/// @param unread movements that were told of and are no transfers
public record FindingsView(
    String caseId,
    long version,
    List<HolderView> holders,
    List<BalanceView> balances,
    int transfersInAll,
    int unread,
    List<TransferView> transfers,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer next) {

  /// Whose account it is.
  public record HolderView(
      String order,
      @Nullable String account,
      @Nullable String name,
      @Nullable String idType,
      @Nullable String idNumber,
      @Nullable String phone,
      @Nullable String address) {
    static HolderView of(String order, AccountHolder it) {
      return new HolderView(
          order, it.account(), it.name(), it.idType(), it.idNumber(), it.phone(), it.address());
    }
  }

  /// What was in an account.
  public record BalanceView(
      String order,
      @Nullable String account,
      @Nullable String currency,
      @Nullable String balance,
      @Nullable String available) {
    static BalanceView of(String order, AccountBalance it) {
      return new BalanceView(
          order, it.account(), it.currency(), shown(it.balance()), shown(it.available()));
    }

    private static @Nullable String shown(@Nullable BigDecimal sum) {
      return sum == null ? null : sum.setScale(Math.max(2, sum.scale())).toPlainString();
    }
  }

  /// Money that moved.
  public record TransferView(
      String order,
      String source,
      @Nullable SideView from,
      @Nullable SideView to,
      String amount,
      String currency,
      Instant at,
      @Nullable String reference,
      @Nullable String remark) {
    static TransferView of(
        Found found, Transfer it, Function<String, Optional<Institution>> byName) {
      return new TransferView(
          found.orderId().digits(),
          found.source().kind().name(),
          SideView.of(it.from(), byName),
          SideView.of(it.to(), byName),
          it.amount().decimal().toPlainString(),
          it.amount().currency(),
          it.at(),
          it.reference(),
          it.remark());
    }
  }

  /// One end of a transfer.
  ///
  /// @param bank as it was told
  /// @param institution whom that names; null where nobody known is called so
  public record SideView(
      @Nullable String account,
      @Nullable String holder,
      @Nullable String bank,
      @Nullable String institution) {
    static @Nullable SideView of(
        @Nullable TransferSide it, Function<String, Optional<Institution>> byName) {
      return it == null
          ? null
          : new SideView(it.account(), it.holder(), it.bank(), known(it.bank(), byName));
    }

    private static @Nullable String known(
        @Nullable String bank, Function<String, Optional<Institution>> byName) {
      return bank == null ? null : byName.apply(bank).map(Institution::id).orElse(null);
    }
  }

  /// A page of it.
  ///
  /// @param wall an institution sees what was told on its own orders
  /// @param byName the institution that people call so
  /// @param after so many transfers
  public static FindingsView of(
      CaseState state,
      long version,
      Wall wall,
      Function<String, Optional<Institution>> byName,
      int after,
      int limit) {
    var holders = new ArrayList<HolderView>();
    var balances = new ArrayList<BalanceView>();
    var page = new ArrayList<TransferView>();
    int all = 0;
    int unread = 0;
    for (Found found : state.found()) {
      OrderFile file = state.order(found.orderId());
      if (file == null || !wall.shows(file)) {
        continue;
      }
      String order = found.orderId().digits();
      found.findings().holders().forEach(it -> holders.add(HolderView.of(order, it)));
      found.findings().balances().forEach(it -> balances.add(BalanceView.of(order, it)));
      unread += found.findings().unread();
      for (Transfer transfer : found.findings().transfers()) {
        if (all >= after && page.size() < limit) {
          page.add(TransferView.of(found, transfer, byName));
        }
        all++;
      }
    }
    int next = after + page.size();
    return new FindingsView(
        state.caseId().value(),
        version,
        holders,
        balances,
        all,
        unread,
        page,
        next < all ? next : null);
  }
}
