package org.haltline.core.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;

/// What one case says of one subject.
///
/// @param names whom it is said to belong to, an account's holders, in alphabetical order
/// @param victim who lost money, as a number that tells one caller from another and nothing else
/// @param money that went there, a sum for each currency
/// @param firstAt when it was first seen in this case
/// @param orders on it, how many of each kind stand where
/// @param holdStands whether something is held or cut now
/// @param unrelated whether somebody found that it has nothing to do with the fraud
public record Mention(
    CaseId caseId,
    Set<Role> roles,
    List<String> names,
    long victim,
    List<Money> money,
    Instant firstAt,
    Instant lastAt,
    List<Orders> orders,
    boolean holdStands,
    boolean unrelated) {

  /// An account that a hundred people are said to own tells nothing more by the next.
  static final int NAMES_MAX = 16;

  public Mention {
    roles = Set.copyOf(roles);
    names = List.copyOf(names);
    money = List.copyOf(money);
    orders = List.copyOf(orders);
  }

  /// What the subject was in a case.
  public enum Role {
    /// A victim paid to it, as the caller told.
    PAYEE,
    LURE,
    /// Money went on to it, as a bank told.
    TRACED,
    /// The name or document behind an account.
    HOLDER,
    /// Somebody had it held, cut or reported.
    TARGET
  }

  /// How many orders of one kind stand in one state.
  public record Orders(OrderKind kind, OrderState state, int count) {}
}
