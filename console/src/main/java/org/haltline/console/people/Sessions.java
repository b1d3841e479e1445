package org.haltline.console.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.console.people.Session.Secret;
import org.haltline.core.journal.Register;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The sessions of a centre, in its register: they outlive a restart, and any process serves them.
/// Asked for anew with every request, together with the person, so that whoever is disabled is out
/// at once.
public final class Sessions {
  /// How old the note of the last sign of life may be: a note is a write.
  static final Duration NOTED_EVERY = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);
  private static final String KIND = "session";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Register register;
  private final Users users;
  private final InstantSource clock;
  private final Lengths lengths;

  /// How long a session lasts.
  ///
  /// @param idle without a request, until the password is asked for again
  /// @param longest at most, whatever happens
  public record Lengths(Duration idle, Duration longest) {}

  /// A session with whose it is.
  public record Held(Secret secret, Session session, User user) {}

  public Sessions(Register register, Users users, InstantSource clock, Lengths lengths) {
    this.register = register;
    this.users = users;
    this.clock = clock;
    this.lengths = lengths;
  }

  Lengths lengths() {
    return lengths;
  }

  /// A new one, under a secret that never was anybody's.
  CompletionStage<Held> begin(User user) {
    long now = clock.instant().toEpochMilli();
    var session = new Session(user.id(), user.generation(), now, now, false);
    Secret secret = Secret.random();
    return register
        .lend(KIND, secret.name(), JSON.writeValueAsBytes(session), lengths.longest())
        .thenApply(_ -> new Held(secret, session, user));
  }

  /// The session of this secret; empty once it ended, was ended, or its person may no longer be in.
  CompletionStage<Optional<Held>> find(Secret secret) {
    return register
        .lent(KIND, secret.name())
        .thenCompose(
            stored -> {
              if (stored.isEmpty()) {
                return nobody();
              }
              Session session = JSON.readValue(stored.get(), Session.class);
              if (!session.left(clock.instant(), lengths.longest()).isPositive()) {
                return nobody();
              }
              return users
                  .find(session.user())
                  .thenApply(
                      user ->
                          user.filter(it -> !it.disabled())
                              .filter(it -> it.generation() == session.generation())
                              .map(it -> new Held(secret, session, it)));
            });
  }

  private static CompletionStage<Optional<Held>> nobody() {
    return CompletableFuture.completedStage(Optional.empty());
  }

  boolean isLocked(Held held) {
    return held.session().isLocked(clock.instant(), lengths.idle());
  }

  /// Notes a sign of life. That the note is lost costs an early lock, so nobody waits for it.
  void used(Held held) {
    Instant now = clock.instant();
    if (now.toEpochMilli() - held.session().usedAtMs() > NOTED_EVERY.toMillis()) {
      var _ =
          keep(held.secret(), held.session().usedAt(now))
              .exceptionally(
                  away -> {
                    log.debug("a sign of life was not noted: {}", away.toString());
                    return null;
                  });
    }
  }

  CompletionStage<Held> lock(Held held, boolean locked) {
    Session changed = held.session().locked(locked, clock.instant());
    return keep(held.secret(), changed)
        .thenApply(_ -> new Held(held.secret(), changed, held.user()));
  }

  CompletionStage<Void> end(Secret secret) {
    return register.giveBack(KIND, secret.name());
  }

  /// One that was ended meanwhile stays ended.
  private CompletionStage<Void> keep(Secret secret, Session session) {
    Duration left = session.left(clock.instant(), lengths.longest());
    return register.lendOn(KIND, secret.name(), JSON.writeValueAsBytes(session), left);
  }
}
