package org.haltline.console.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.haltline.console.access.Tokens;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Remark;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;

/// Hires people, gives them other roles, lets them go, and gives out passwords that their owners
/// must change. Whatever is changed of somebody ends their sessions at once.
public final class Staff {
  private static final Set<Role> OF_INSTITUTIONS = Set.of(Role.BANK_LIAISON, Role.TELECOM_STAFF);
  private static final Set<Role> OF_MACHINES = Set.of(Role.MACHINE, Role.MONITOR);
  private static final String FIRST = "admin";

  private final Vertx vertx;
  private final Users users;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Predicate<String> isInstitution;

  /// A person with a password that was made up for them; it is shown once and kept nowhere.
  public record GivenOut(User user, String password) {}

  /// @param isInstitution whether there is an institution of this id
  public Staff(
      Vertx vertx,
      Users users,
      Passwords passwords,
      Tokens tokens,
      Predicate<String> isInstitution) {
    this.vertx = vertx;
    this.users = users;
    this.passwords = passwords;
    this.tokens = tokens;
    this.isInstitution = isInstitution;
  }

  public Future<List<User>> all() {
    return on(users.all());
  }

  /// The first person of a centre that has none: an administrator, who hires the others. Of several
  /// processes that start at once one hires.
  public Future<Optional<GivenOut>> first() {
    return all()
        .compose(
            known -> {
              if (!known.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              var unit = new PoliceUnit("Haltline", PoliceUnit.Level.CITY);
              var actor = new Actor(FIRST, "Administrator", Set.of(Role.ADMIN), null, unit);
              String password = Passwords.random();
              return kept(actor, password, true, 0)
                  .map(user -> user.map(it -> new GivenOut(it, password)));
            });
  }

  /// Somebody new.
  public Future<GivenOut> hire(Actor actor) {
    requireSound(actor);
    if (tokens.knows(actor.id())) {
      throw Refused.of(ProblemCode.USER_EXISTS, actor.id());
    }
    String password = Passwords.random();
    return kept(actor, password, true, 0)
        .map(
            user ->
                new GivenOut(
                    user.orElseThrow(() -> Refused.of(ProblemCode.USER_EXISTS, actor.id())),
                    password));
  }

  /// Somebody with a password that is known, whoever had the name before: for the demo's people.
  public Future<Void> place(Actor actor, String password) {
    return on(users.find(actor.id()))
        .compose(
            before ->
                kept(actor, password, false, before.map(User::version).orElse(0L)).mapEmpty());
  }

  /// Other roles, another name, in or out.
  ///
  /// @param by who asks; nobody does so with themselves
  public Future<User> change(Actor by, Actor wanted, boolean disabled) {
    requireOther(by, wanted.id());
    requireSound(wanted);
    return found(wanted.id()).compose(user -> keep(user.as(wanted, disabled)));
  }

  /// A password that opens nothing but its own change.
  public Future<GivenOut> givePassword(Actor by, String id) {
    requireOther(by, id);
    String password = Passwords.random();
    return found(id)
        .compose(user -> passwords.hash(password).map(hash -> user.withPassword(hash, true)))
        .compose(this::keep)
        .map(user -> new GivenOut(user, password));
  }

  private static void requireOther(Actor by, String id) {
    if (by.id().equals(id)) {
      throw Refused.of(ProblemCode.OWN_ACCOUNT);
    }
  }

  private void requireSound(Actor actor) {
    var faults = new ArrayList<Remark>();
    if (!Users.isId(actor.id())) {
      faults.add(Remark.of("/id", "fault.user-id"));
    }
    if (actor.name().isBlank()) {
      faults.add(Remark.of("/name", "fault.blank"));
    }
    Set<Role> roles = actor.roles();
    if (roles.isEmpty() || roles.stream().anyMatch(OF_MACHINES::contains)) {
      faults.add(Remark.of("/roles", "fault.roles-of-people"));
    }
    boolean member = roles.stream().anyMatch(OF_INSTITUTIONS::contains);
    if (member && !OF_INSTITUTIONS.containsAll(roles)) {
      faults.add(Remark.of("/roles", "fault.roles-mixed"));
    }
    String institution = actor.institution();
    if (member ? institution == null || actor.unit() != null : institution != null) {
      faults.add(Remark.of("/institution", "fault.institution-of-members"));
    } else if (institution != null && !isInstitution.test(institution)) {
      faults.add(Remark.of("/institution", "fault.institution-unknown", institution));
    }
    if (!member && actor.unit() == null) {
      faults.add(Remark.of("/unit", "fault.unit-missing"));
    }
    if (!faults.isEmpty()) {
      throw new Refused(Problem.faults(ProblemCode.INVALID, faults));
    }
  }

  private Future<Optional<User>> kept(
      Actor actor, String password, boolean givenOut, long version) {
    return passwords
        .hash(password)
        .compose(
            hash -> {
              var user =
                  new User(
                      actor.id(),
                      actor.name(),
                      actor.roles(),
                      actor.institution(),
                      actor.unit(),
                      false,
                      hash,
                      givenOut,
                      version + 1,
                      version);
              return on(users.keep(user)).map(done -> done ? Optional.of(user) : Optional.empty());
            });
  }

  private Future<User> found(String id) {
    if (!Users.isId(id)) {
      throw Refused.of(ProblemCode.NO_SUCH_USER);
    }
    return on(users.find(id))
        .map(user -> user.orElseThrow(() -> Refused.of(ProblemCode.NO_SUCH_USER)));
  }

  private Future<User> keep(User changed) {
    return on(users.keep(changed))
        .map(
            kept -> {
              if (!kept) {
                throw Refused.of(ProblemCode.USER_CHANGED);
              }
              return changed;
            });
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }
}
