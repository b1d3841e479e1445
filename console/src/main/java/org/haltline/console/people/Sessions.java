package org.haltline.console.people;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  /// How old the note of the last sign of life may be: a note is a write. Where the lock comes
  /// sooner than that, a part of its time.
  private static final Duration NOTED_EVERY = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);
  private static final String KIND = "session";

  /// Of everybody, the session that they began last: by it is found who is in.
  private static final String SEAT = "seat";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Register register;
  private final Users users;
  private final InstantSource clock;
  private final Lengths lengths;

  /// How long a session lasts.
  ///
  /// @param idle without a request, until the password is asked for again
  /// @param longest at most, whatever happens
  public record Lengths(Duration idle, Duration longest) {
    private static final Duration IDLE_MIN = Duration.ofSeconds(5);
    private static final Duration IDLE_MAX = Duration.ofHours(4);
    private static final Duration LONGEST_MAX = Duration.ofHours(24);

    public static Lengths defaults() {
      return new Lengths(Duration.ofMinutes(15), Duration.ofHours(12));
    }

    /// What is wrong with these, a sentence each.
    ///
    /// @param idleName what whoever chose them calls the first
    /// @param longestName and the second
    public List<String> faults(String idleName, String longestName) {
      var faults = new ArrayList<String>();
      if (idle.compareTo(IDLE_MIN) < 0 || idle.compareTo(IDLE_MAX) > 0) {
        faults.add("%s: %s to %s, not %s".formatted(idleName, IDLE_MIN, IDLE_MAX, idle));
      }
      if (longest.compareTo(LONGEST_MAX) > 0) {
        faults.add("%s: at most %s, not %s".formatted(longestName, LONGEST_MAX, longest));
      }
      if (longest.compareTo(idle) < 0) {
        faults.add("%s: not shorter than %s (%s)".formatted(longestName, idleName, idle));
      }
      return faults;
    }

    Duration notedEvery() {
      Duration part = idle.dividedBy(4);
      return part.compareTo(NOTED_EVERY) < 0 ? part : NOTED_EVERY;
    }
  }

  /// Somebody who is signed in.
  public record Seat(User user, Instant since, Instant usedAt, boolean locked) {}

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
        .thenCompose(_ -> sit(user, secret))
        .thenApply(_ -> new Held(secret, session, user));
  }

  /// Of two at once either may stay.
  private CompletionStage<Boolean> sit(User user, Secret secret) {
    return register
        .read(SEAT, user.id())
        .thenCompose(
            before ->
                register.write(
                    SEAT,
                    user.id(),
                    before.map(Register.Entry::version).orElse(0L),
                    secret.name().getBytes(StandardCharsets.US_ASCII)));
  }

  /// Who is signed in now, in any process of the centre.
  public CompletionStage<List<Seat>> seated() {
    return register
        .all(SEAT)
        .thenCompose(
            seats -> {
              var found =
                  seats.stream()
                      .map(seat -> new String(seat.value(), StandardCharsets.US_ASCII))
                      .map(name -> find(name).toCompletableFuture())
                      .toList();
              return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
                  .thenApply(
                      _ ->
                          found.stream()
                              .flatMap(it -> it.join().stream())
                              .map(this::seat)
                              .toList());
            });
  }

  private Seat seat(Known it) {
    return new Seat(
        it.user(),
        Instant.ofEpochMilli(it.session().startedAtMs()),
        Instant.ofEpochMilli(it.session().usedAtMs()),
        it.session().isLocked(clock.instant(), lengths.idle()));
  }

  private record Known(Session session, User user) {}

  /// The session of this secret; empty once it ended, was ended, or its person may no longer be in.
  CompletionStage<Optional<Held>> find(Secret secret) {
    return find(secret.name())
        .thenApply(known -> known.map(it -> new Held(secret, it.session(), it.user())));
  }

  private CompletionStage<Optional<Known>> find(String name) {
    return register
        .lent(KIND, name)
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
                              .map(it -> new Known(session, it)));
            });
  }

  private static CompletionStage<Optional<Known>> nobody() {
    return CompletableFuture.completedStage(Optional.empty());
  }

  boolean isLocked(Held held) {
    return held.session().isLocked(clock.instant(), lengths.idle());
  }

  /// Notes a sign of life. That the note is lost costs an early lock, so nobody waits for it.
  void used(Held held) {
    Instant now = clock.instant();
    if (now.toEpochMilli() - held.session().usedAtMs() > lengths.notedEvery().toMillis()) {
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
