package org.haltline.console.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.haltline.console.people.Session.Secret;
import org.haltline.console.people.Sessions.Held;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Remark;
import org.haltline.core.journal.Register;
import org.haltline.core.journal.Register.Tries;
import org.jspecify.annotations.Nullable;

/// Passwords asked for: at the door, after an idle lock, before another password. Every time the
/// tries are counted, per person and per address, and every further one has to wait longer; whether
/// there is such a person makes no difference.
public final class SignIn {
  private static final Tries OF_A_PERSON =
      new Tries(5, Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(2));

  /// A whole centre may sit behind one address.
  private static final Tries OF_AN_ADDRESS =
      new Tries(40, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1));

  private static final String PERSON = "tries-person";
  private static final String ADDRESS = "tries-address";

  private final Vertx vertx;
  private final Register register;
  private final Users users;
  private final Sessions sessions;
  private final Passwords passwords;
  private final InstantSource clock;

  public SignIn(
      Vertx vertx,
      Register register,
      Users users,
      Sessions sessions,
      Passwords passwords,
      InstantSource clock) {
    this.vertx = vertx;
    this.register = register;
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.clock = clock;
  }

  /// A new session for whoever knows the password; one that this browser had before ends.
  public Future<Held> begin(HttpServerRequest request, String typed, String password) {
    SessionCookie.requirePrivateLine(request);
    SameSite.requireOwnPage(request);
    Secret before = SessionCookie.of(request);
    return proven(request, Users.id(typed), password)
        .compose(user -> end(before).compose(ended -> on(sessions.begin(user))));
  }

  public Future<Void> end(@Nullable Secret secret) {
    return secret == null ? Future.succeededFuture() : on(sessions.end(secret));
  }

  public Future<Held> lock(Held held) {
    return on(sessions.lock(held, true));
  }

  public Future<Held> unlock(HttpServerRequest request, Held held, String password) {
    return proven(request, held.user().id(), password)
        .compose(user -> on(sessions.lock(held, false)));
  }

  /// Another password: every session of the person ends, and this browser gets a new one.
  public Future<Held> change(HttpServerRequest request, Held held, String old, String wanted) {
    User user = held.user();
    requireGood(wanted, "/new", user.id(), user.name());
    if (wanted.equals(old)) {
      throw new Refused(
          Problem.faults(ProblemCode.INVALID, List.of(Remark.of("/new", "fault.password-same"))));
    }
    return proven(request, user.id(), old)
        .compose(proven -> passwords.hash(wanted).map(hash -> proven.withPassword(hash, false)))
        .compose(
            changed ->
                on(users.keep(changed))
                    .compose(
                        kept -> {
                          if (!kept) {
                            throw Refused.of(ProblemCode.USER_CHANGED);
                          }
                          return end(held.secret()).compose(ended -> on(sessions.begin(changed)));
                        }));
  }

  /// @throws Refused for a password that nobody should have
  static void requireGood(String password, String pointer, String id, String name) {
    Passwords.fault(password, id, name)
        .ifPresent(
            key -> {
              var fault = Remark.of(pointer, key, Passwords.LENGTH_MIN);
              throw new Refused(Problem.faults(ProblemCode.INVALID, List.of(fault)));
            });
  }

  private Future<User> proven(HttpServerRequest request, String id, String password) {
    String address = Objects.requireNonNullElse(request.remoteAddress().hostAddress(), "nowhere");
    return tried(ADDRESS, address, OF_AN_ADDRESS)
        .compose(may -> tried(PERSON, id, OF_A_PERSON))
        .compose(may -> Users.isId(id) ? on(users.find(id)) : Future.succeededFuture(none()))
        .compose(
            user ->
                passwords
                    .matches(password, user.map(User::password).orElse(null))
                    .map(
                        right -> {
                          if (!right || user.isEmpty() || user.get().disabled()) {
                            throw Refused.of(ProblemCode.WRONG_SIGN_IN);
                          }
                          return user.get();
                        }))
        .compose(
            user ->
                on(register.giveBack(PERSON, id))
                    .compose(_ -> on(register.giveBack(ADDRESS, address)))
                    .map(user));
  }

  private static Optional<User> none() {
    return Optional.empty();
  }

  private Future<Void> tried(String kind, String name, Tries tries) {
    return on(register.tried(kind, name, tries, clock.instant()))
        .map(
            wait -> {
              if (wait.isPositive()) {
                throw Refused.of(ProblemCode.TOO_MANY_TRIES, wait.plusMillis(999).toSeconds());
              }
              return null;
            });
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }
}
