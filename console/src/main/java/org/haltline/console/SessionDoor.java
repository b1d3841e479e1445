package org.haltline.console;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.people.SessionCookie;
import org.haltline.console.people.Sessions;
import org.haltline.console.people.Sessions.Held;
import org.haltline.console.people.SignIn;
import org.haltline.console.people.Users;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.ActorView;
import org.haltline.core.order.Actor;

/// Signing in and out, and what lies between: the lock of an idle screen, another password.
final class SessionDoor {
  private static final String SET_COOKIE = "Set-Cookie";

  private final SignIn signIn;
  private final Sessions.Lengths lengths;

  SessionDoor(SignIn signIn, Sessions.Lengths lengths) {
    this.signIn = signIn;
    this.lengths = lengths;
  }

  /// @param csrf what every changing request says; empty for the holder of a token
  private record SessionView(
      ActorView actor, String csrf, long idleSeconds, boolean passwordMustChange) {}

  private record EndedView(boolean ended) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "signIn", this::signIn,
        "readSession", this::read,
        "signOut", this::signOut,
        "lockSession", this::lock,
        "unlockSession", this::unlock,
        "changePassword", this::changePassword);
  }

  private Future<Answer> signIn(Exchange exchange) {
    String typed = said(exchange, "user");
    exchange.about(Users.id(typed));
    return signIn
        .begin(exchange.request(), typed, said(exchange, "password"))
        .map(
            held -> {
              exchange.by(held.user().actor());
              return begun(held);
            });
  }

  private Future<Answer> read(Exchange exchange) {
    Held held = exchange.visitor().session();
    return Future.succeededFuture(
        held == null ? Answer.json(200, ofToken(exchange.actor())) : Answer.json(200, view(held)));
  }

  private Future<Answer> signOut(Exchange exchange) {
    Held held = exchange.visitor().session();
    return held == null
        ? Future.succeededFuture(Answer.json(200, new EndedView(false)))
        : signIn
            .end(held.secret())
            .map(
                ended ->
                    Answer.json(200, new EndedView(true)).with(SET_COOKIE, SessionCookie.ended()));
  }

  private Future<Answer> lock(Exchange exchange) {
    return signIn.lock(held(exchange)).map(held -> Answer.json(200, view(held)));
  }

  private Future<Answer> unlock(Exchange exchange) {
    return signIn
        .unlock(exchange.request(), held(exchange), said(exchange, "password"))
        .map(held -> Answer.json(200, view(held)));
  }

  private Future<Answer> changePassword(Exchange exchange) {
    return signIn
        .change(exchange.request(), held(exchange), said(exchange, "old"), said(exchange, "new"))
        .map(this::begun);
  }

  private Answer begun(Held held) {
    return Answer.json(200, view(held)).with(SET_COOKIE, SessionCookie.begun(held.secret()));
  }

  private SessionView view(Held held) {
    return new SessionView(
        ActorView.of(held.user().actor()),
        held.secret().csrf(),
        lengths.idle().toSeconds(),
        held.user().mustChange());
  }

  private static SessionView ofToken(Actor actor) {
    return new SessionView(ActorView.of(actor), "", 0, false);
  }

  /// A token has no session to lock, and no password.
  private static Held held(Exchange exchange) {
    Held held = exchange.visitor().session();
    if (held == null) {
      throw Refused.of(ProblemCode.NO_SESSION);
    }
    return held;
  }

  /// As it was typed: spaces belong to a password.
  private static String said(Exchange exchange, String member) {
    return Objects.requireNonNullElse(exchange.sound().get(member).text(), "");
  }
}
