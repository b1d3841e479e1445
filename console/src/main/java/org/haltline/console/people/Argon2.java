package org.haltline.console.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) in the form in which everybody writes it,
/// `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, so that the cost can be raised later and old passwords
/// still open. At the default cost it takes a tenth of a second or more: never on an event loop.
final class Argon2 {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Argon2() {}

  static String hash(String password, Passwords.Cost cost) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder text = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            text.encodeToString(salt),
            text.encodeToString(
                derive(password, salt, cost.memoryKib(), cost.passes(), 1, HASH_BYTES)));
  }

  static boolean matches(String password, String stored) {
    Matcher it = FORM.matcher(stored);
    if (!it.matches()) {
      throw new IllegalStateException("a stored password is not one of ours");
    }
    byte[] hash = Base64.getDecoder().decode(it.group(5));
    byte[] derived =
        derive(
            password,
            Base64.getDecoder().decode(it.group(4)),
            Integer.parseInt(it.group(1)),
            Integer.parseInt(it.group(2)),
            Integer.parseInt(it.group(3)),
            hash.length);
    return MessageDigest.isEqual(hash, derived);
  }

  private static byte[] derive(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] derived = new byte[bytes];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
    return derived;
  }
}
