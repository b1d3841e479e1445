package org.haltline.console.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.haltline.console.access.Permissions;
import org.haltline.console.access.Reach;
import org.haltline.console.access.Tokens;
import org.haltline.console.people.Session.Secret;
import org.haltline.console.people.Sessions.Held;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;

/// Finds out who asks: the holder of a token, or whoever signed in on this browser.
public final class Reception {
  /// What a locked screen may still do.
  private static final Set<String> WHILE_LOCKED = Set.of("unlockSession", "signOut", "lockSession");

  /// What a password that was given out opens.
  private static final Set<String> BEFORE_OWN_PASSWORD =
      Set.of("readSession", "changePassword", "signOut", "lockSession", "unlockSession");

  private final Vertx vertx;
  private final Tokens tokens;
  private final Sessions sessions;

  public Reception(Vertx vertx, Tokens tokens, Sessions sessions) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /// Who asks for this operation; fails with a refusal, without a wait where a token came. Whether
  /// they may is [another question][#requireAllowed].
  public Future<Visitor> visitor(HttpServerRequest request, String operationId) {
    try {
      String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
      if (authorization == null && SessionCookie.came(request)) {
        return inSession(request, operationId);
      }
      return Future.succeededFuture(withToken(authorization == null ? "" : authorization));
    } catch (Refused refused) {
      return Future.failedFuture(refused);
    }
  }

  /// Looks into the table.
  ///
  /// @throws Refused where the table does not let them
  public static void requireAllowed(Visitor visitor, String operationId) {
    if (Permissions.reach(visitor.actor(), operationId) == Reach.NONE) {
      throw Refused.of(ProblemCode.NOT_ALLOWED, operationId);
    }
  }

  private Visitor withToken(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw Refused.of(ProblemCode.NO_TOKEN);
    }
    return new Visitor(
        tokens
            .actor(authorization.substring(7).strip())
            .orElseThrow(() -> Refused.of(ProblemCode.TOKEN_UNKNOWN)),
        null);
  }

  private Future<Visitor> inSession(HttpServerRequest request, String operationId) {
    SessionCookie.requirePrivateLine(request);
    Secret secret = SessionCookie.of(request);
    if (secret == null) {
      throw Refused.of(ProblemCode.SESSION_ENDED);
    }
    SameSite.requireMeant(request, secret);
    return on(sessions.find(secret))
        .map(
            found -> {
              Held held = found.orElseThrow(() -> Refused.of(ProblemCode.SESSION_ENDED));
              if (!WHILE_LOCKED.contains(operationId)) {
                if (sessions.isLocked(held)) {
                  throw Refused.of(ProblemCode.SESSION_LOCKED);
                }
                sessions.used(held);
              }
              if (held.user().mustChange() && !BEFORE_OWN_PASSWORD.contains(operationId)) {
                throw Refused.of(ProblemCode.PASSWORD_MUST_CHANGE);
              }
              return new Visitor(held.user().actor(), held);
            });
  }

  /// Whether somebody who was let in once still is: for a line that stays open.
  public Future<Boolean> isStillIn(Visitor visitor) {
    Held held = visitor.session();
    return held == null
        ? Future.succeededFuture(true)
        : on(sessions.find(held.secret()))
            .map(found -> found.isPresent() && !sessions.isLocked(found.get()));
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }
}
