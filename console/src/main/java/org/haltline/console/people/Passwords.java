package org.haltline.console.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.jspecify.annotations.Nullable;

/// Passwords made into hashes and held against them, aside from the event loops: two at once, each
/// with its memory, and a short queue; who comes beyond it is told to come again.
public final class Passwords {
  /// Too short to be guessed is a matter of length; what follows from it is NIST SP 800-63B.
  static final int LENGTH_MIN = 10;

  private static final int AT_ONCE = 2;
  private static final int WAITING_MAX = 32;
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 4;
  private static final Set<String> COMMON =
      Set.of(
          "password12",
          "password123",
          "password1234",
          "1234567890",
          "0123456789",
          "12345678910",
          "123456789a",
          "a123456789",
          "qwertyuiop",
          "qwerty12345",
          "1q2w3e4r5t",
          "woaini1314",
          "woaini520520",
          "iloveyou1314",
          "haltline123",
          "haltline2026",
          "administrator",
          "admin12345",
          "admin123456",
          "9876543210",
          "1111111111",
          "0000000000",
          "8888888888",
          "6666666666",
          "abcdefghij",
          "abcd123456",
          "asdfghjkl1",
          "zxcvbnm123",
          "qazwsxedcrfv");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WorkerExecutor aside;
  private final Cost cost;
  private final AtomicInteger waiting = new AtomicInteger();

  /// What is compared where there is nobody of that name, so that the answer takes as long.
  private volatile @Nullable String nobodys;

  /// What a password costs to be tried, which is what whoever stole the hashes pays for each guess.
  ///
  /// @param memoryKib of one try
  /// @param passes over that memory
  public record Cost(int memoryKib, int passes) {

    /// 32 MiB and three passes; the least that OWASP's cheat sheet asks for is 19 MiB and two.
    public static Cost defaults() {
      return new Cost(32 << 10, 3);
    }
  }

  public Passwords(Vertx vertx, Cost cost) {
    this.cost = cost;
    aside = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
  }

  /// One that is made up for somebody: 79 bits, in groups that can be read out over the telephone.
  public static String random() {
    var text = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      text.append(group == 0 ? "" : "-");
      for (int i = 0; i < GROUP_LENGTH; i++) {
        text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
    }
    return text.toString();
  }

  /// Why nobody should have this password, as the key of a phrase; empty where it will do.
  static Optional<String> fault(String password, String id, String name) {
    String low = plain(password).toLowerCase(Locale.ROOT);
    if (low.codePointCount(0, low.length()) < LENGTH_MIN) {
      return Optional.of("fault.password-short");
    }
    if (holds(low, id) || holds(low, plain(name).toLowerCase(Locale.ROOT))) {
      return Optional.of("fault.password-names");
    }
    boolean dull = low.codePoints().distinct().count() < 5;
    return dull || COMMON.contains(low) ? Optional.of("fault.password-common") : Optional.empty();
  }

  /// A short name stands in many a word; two Chinese characters do not.
  private static boolean holds(String password, String name) {
    boolean tells = name.length() >= 4 || name.codePoints().anyMatch(Character::isIdeographic);
    return tells && password.contains(name);
  }

  public Future<String> hash(String password) {
    return bounded(() -> Argon2.hash(plain(password), cost));
  }

  /// Whether the password opens this hash; with none it is never so, and takes as long.
  Future<Boolean> matches(String password, @Nullable String stored) {
    return bounded(() -> Argon2.matches(plain(password), against(stored)) && stored != null);
  }

  private String against(@Nullable String stored) {
    if (stored != null) {
      return stored;
    }
    String known = nobodys;
    if (known == null) {
      known = Argon2.hash(random(), cost);
      nobodys = known;
    }
    return known;
  }

  /// Made beforehand, so that the first wrong name takes no longer than the others.
  public Future<Void> ready() {
    return bounded(() -> against(null)).mapEmpty();
  }

  /// The same letters, however the keyboard composed them.
  private static String plain(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private <T> Future<T> bounded(Callable<T> work) {
    if (waiting.incrementAndGet() > WAITING_MAX) {
      waiting.decrementAndGet();
      return Future.failedFuture(Refused.of(ProblemCode.OVERLOADED));
    }
    return aside
        .executeBlocking(work, false)
        .map(Objects::requireNonNull)
        .onComplete(done -> waiting.decrementAndGet());
  }
}
