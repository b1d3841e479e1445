package org.haltline.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String PASSWORD = "seven quiet boats";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    get(vertx.close());
  }

  /// Less than this is a change that somebody has to want: RFC 9106, and OWASP's 19 MiB and two.
  @Test
  void whatIsStoredCosts32MiBAndThreePassesUnlessSaidOtherwise() throws Exception {
    var passwords = new Passwords(vertx, Passwords.Cost.defaults());
    String stored = get(passwords.hash(PASSWORD));
    assertThat(stored).startsWith("$argon2id$v=19$m=32768,t=3,p=1$");
    assertThat(get(passwords.matches(PASSWORD, stored))).isTrue();
    assertThat(get(passwords.matches(PASSWORD + "s", stored))).isFalse();
  }

  @Test
  void whatIsStoredOpensWhateverAPasswordCostsToday() throws Exception {
    var dearer = new Passwords(vertx, new Passwords.Cost(128, 2));
    String stored = QuickPasswords.hash(PASSWORD);
    assertThat(get(dearer.matches(PASSWORD, stored))).isTrue();
    assertThat(get(dearer.matches("seven quiet goats", stored))).isFalse();
    assertThat(get(dearer.matches(PASSWORD, null))).as("nobody of that name").isFalse();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
