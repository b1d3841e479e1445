package org.haltline.core.dispatch.sandbox;

import java.util.HashSet;
import java.util.Set;
import org.haltline.core.dispatch.OrderJson;

/// The numbers an institution has seen, and those it was told never to carry out: an order that is
/// called back while it is still on its way must find that out when it arrives at last.
public final class Withdrawals {
  /// What is said to an order that was called back.
  public static final String REMARK = "指令到达前已撤回 / was withdrawn before it came";

  private final Set<String> seen = new HashSet<>();
  private final Set<String> withdrawn = new HashSet<>();

  /// Notes the order's own number, and those it withdraws that have not come yet.
  public void arrived(OrderJson order) {
    seen.add(order.number());
    for (String number : order.withdraws()) {
      if (!seen.contains(number)) {
        withdrawn.add(number);
      }
    }
  }

  public boolean contain(String number) {
    return withdrawn.contains(number);
  }

  /// Whether the number was seen or withdrawn: what a letting-go may refer to.
  public boolean know(String number) {
    return seen.contains(number) || withdrawn.contains(number);
  }
}
