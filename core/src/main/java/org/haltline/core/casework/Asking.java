package org.haltline.core.casework;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.haltline.core.casefile.Asked;
import org.haltline.core.casefile.CaseCommand;
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

  /// The journal had no free place for these: decide again without them.
  void deny(Set<String> claims) {
    var all = new HashSet<>(asked.deniedClaims());
    all.addAll(claims);
    asked = asked.denied(all);
  }
}
