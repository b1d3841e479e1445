package org.haltline.core.journal.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Locks a secret with a passphrase: PBKDF2 with HMAC-SHA256, 600 000 rounds (OWASP's figure of
/// 2023), then AES-256-GCM.
final class PassphraseLock {

  private static final int ROUNDS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  static final int LENGTH_MIN = 12;

  private PassphraseLock() {}

  static byte[] lock(byte[] secret, char[] passphrase) {
    if (passphrase.length < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "the passphrase needs at least " + LENGTH_MIN + " characters");
    }
    byte[] salt = random(SALT_BYTES);
    byte[] nonce = random(NONCE_BYTES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, nonce, ROUNDS);
      out.writeInt(ROUNDS);
      out.write(salt);
      out.write(nonce);
      out.write(cipher.doFinal(secret));
      return bytes.toByteArray();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot lock", e);
    }
  }

  /// Opens what [#lock] made.
  ///
  /// @throws IllegalArgumentException when it is another passphrase
  static byte[] unlock(byte[] locked, char[] passphrase) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(locked))) {
      int rounds = in.readInt();
      if (rounds < 1 || rounds > 100 * ROUNDS) throw new IOException("rounds: " + rounds);
      byte[] salt = in.readNBytes(SALT_BYTES);
      byte[] nonce = in.readNBytes(NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, passphrase, salt, nonce, rounds)
          .doFinal(in.readAllBytes());
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException("this is not the passphrase of the backup", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("the locked centre key is damaged", e);
    }
  }

  private static Cipher cipher(int mode, char[] passphrase, byte[] salt, byte[] nonce, int rounds)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, 256);
    byte[] derived =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    spec.clearPassword();
    SecretKey key = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(128, nonce));
    return cipher;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
