package org.haltline.core.casework;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.haltline.core.casefile.Asked;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseCommand.AddLures;
import org.haltline.core.casefile.CaseCommand.AddPayments;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.journal.Idempotency;
import org.jspecify.annotations.Nullable;

/// One command waiting for its reply.
final class Asking {
  final CaseCommand command;
  final @Nullable Idempotency idempotency;
  final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private Asked asked;

  Asking(CaseCommand command, Asked asked, @Nullable Idempotency idempotency) {
    this.command = command;
    this.asked = asked;
    this.idempotency = idempotency;
  }

  Asked asked() {
    return asked;
  }

  /// The journal had no free place for these orders: decide again without them.
  void deny(Set<String> orders) {
    var all = new HashSet<>(asked.deniedClaims());
    all.addAll(orders);
    asked = asked.denied(all);
  }

  /// What the journal said before holds no more: decide again from the start.
  void forgetDenied() {
    asked = asked.denied(Set.of());
  }

  /// About how many facts may come of it, for the bound of one write.
  int weight() {
    return switch (command) {
      case FileReport c -> 2 + 2 * c.report().payments().size() + c.report().lures().size();
      case AddPayments c -> 1 + 2 * c.payments().size();
      case AddLures c -> 1 + c.lures().size();
      default -> 4;
    };
  }
}
