package org.haltline.console.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.console.audit.Entry.Kind;
import org.haltline.console.contract.Endpoint;
import org.haltline.core.journal.JournalFull;
import org.haltline.core.order.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the audit trail. A read is answered when its line is on disk, so that nothing is shown
/// that nobody knows of (on a full Redis the line goes to the log instead); an act has happened by
/// then, and its line follows. The same person who looks at the same again within a minute (a live
/// page does) looks once.
public final class Clerk {
  private static final Logger log = LoggerFactory.getLogger(Clerk.class);
  private static final Duration SAME_LOOK = Duration.ofMinutes(1);
  private static final int LOOKS_REMEMBERED = 20_000;

  private final AuditTrail trail;
  private final Map<Look, Instant> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
          return size() > LOOKS_REMEMBERED;
        }
      };

  private record Look(String who, String way, String operation, String at) {}

  /// What is known of a request when it is over.
  ///
  /// @param actor null where nobody was known
  /// @param session whether they signed in on a browser
  /// @param place what tells two looks apart: path and query
  public record Happened(
      Endpoint endpoint,
      @Nullable Actor actor,
      boolean session,
      String from,
      String place,
      String outcome,
      @Nullable String caseId,
      @Nullable String subject,
      @Nullable String reason) {}

  public Clerk(AuditTrail trail) {
    this.trail = trail;
  }

  /// Completes when whatever has to be known first is.
  public CompletionStage<Void> note(Happened it) {
    Optional<Kind> kind = Recorded.kind(it.endpoint());
    Instant now = trail.now();
    boolean read = kind.isPresent() && kind.get() == Kind.READ;
    if (kind.isEmpty() || (read && it.outcome().equals("done") && isSameLook(it, now))) {
      return CompletableFuture.completedStage(null);
    }
    CompletionStage<Void> written = trail.write(entry(it, kind.get(), now));
    if (read && it.outcome().equals("done")) {
      return written
          .whenComplete((_, failed) -> forgetUnless(failed == null, it))
          .exceptionallyCompose(
              failed -> {
                if (!isFull(failed)) {
                  return CompletableFuture.failedStage(failed);
                }
                // a desk that cannot even read while money runs helps nobody: the log knows of it
                lacks(it, failed);
                return CompletableFuture.completedStage(null);
              });
    }
    var _ =
        written.exceptionally(
            away -> {
              lacks(it, away);
              return null;
            });
    return CompletableFuture.completedStage(null);
  }

  private static boolean isFull(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof JournalFull || String.valueOf(cause.getMessage()).contains("OOM ")) {
        return true;
      }
    }
    return false;
  }

  private static void lacks(Happened it, Throwable why) {
    log.error(
        "the audit trail lacks {} {} {} by {}: {}",
        it.outcome(),
        it.endpoint().operationId(),
        it.caseId() == null ? "" : it.caseId(),
        it.actor() == null ? "nobody" : it.actor().id(),
        why.toString());
  }

  private static Entry entry(Happened it, Kind kind, Instant now) {
    Actor actor = it.actor();
    return new Entry(
        now,
        actor == null ? "" : actor.id(),
        actor == null ? "" : actor.name(),
        actor == null ? List.of() : actor.roles().stream().map(Enum::name).sorted().toList(),
        actor == null ? null : actor.institution(),
        actor == null ? "nobody" : it.session() ? "session" : "token",
        it.from(),
        kind,
        it.endpoint().operationId(),
        it.outcome(),
        it.caseId(),
        it.subject(),
        it.reason());
  }

  private boolean isSameLook(Happened it, Instant now) {
    if (it.reason() != null) {
      return false;
    }
    synchronized (looks) {
      Instant last = looks.get(look(it));
      if (last != null && now.isBefore(last.plus(SAME_LOOK))) {
        return true;
      }
      looks.remove(look(it));
      looks.put(look(it), now);
      return false;
    }
  }

  private void forgetUnless(boolean written, Happened it) {
    if (!written) {
      synchronized (looks) {
        looks.remove(look(it));
      }
    }
  }

  private static Look look(Happened it) {
    Actor actor = it.actor();
    return new Look(
        actor == null ? "" : actor.id(),
        it.session() ? "session" : "token",
        it.endpoint().operationId(),
        it.place());
  }
}
