package org.haltline.core.journal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// The ciphers and digests that one thread works with for a moment. Making them anew costs more
/// than using them, and a thread-local would not survive virtual threads, so they are lent:
/// [#borrow()] in a try-with-resources. As many exist as were ever in use at once.
///
/// Sealed bytes are a random 96-bit nonce, then AES-256-GCM's ciphertext and its 128-bit tag (NIST
/// SP 800-38D).
final class Crypto implements AutoCloseable {

  static final int HASH_BYTES = 32;
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final int RANDOM_POOL_BYTES = 1 << 12;
  private static final ConcurrentLinkedQueue<Crypto> IDLE = new ConcurrentLinkedQueue<>();

  private final Cipher aesGcm;
  private final MessageDigest sha256;
  private final Mac hmacSha256;
  private final SecureRandom random = new SecureRandom();
  private final byte[] randomPool = new byte[RANDOM_POOL_BYTES];
  private int randomUsed = RANDOM_POOL_BYTES;

  private Crypto() {
    try {
      aesGcm = Cipher.getInstance("AES/GCM/NoPadding");
      sha256 = MessageDigest.getInstance("SHA-256");
      hmacSha256 = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks an algorithm that every Java has", e);
    }
  }

  static Crypto borrow() {
    Crypto idle = IDLE.poll();
    return idle != null ? idle : new Crypto();
  }

  @Override
  public void close() {
    IDLE.add(this);
  }

  byte[] seal(SecretKey key, byte[] aad, byte[] plain) {
    byte[] sealed = new byte[NONCE_BYTES + plain.length + TAG_BYTES];
    nextRandom(sealed, NONCE_BYTES);
    try {
      aesGcm.init(
          Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, 0, NONCE_BYTES));
      aesGcm.updateAAD(aad);
      aesGcm.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /// @throws AEADBadTagException when the key, the bytes or what they are bound to is another
  byte[] open(SecretKey key, byte[] aad, byte[] sealed) throws AEADBadTagException {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) {
      throw new AEADBadTagException("sealed bytes are never this few: " + sealed.length);
    }
    try {
      aesGcm.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, 0, NONCE_BYTES));
      aesGcm.updateAAD(aad);
      return aesGcm.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open", e);
    }
  }

  /// SHA-256 over the parts, one after another.
  byte[] sha256(byte[] first, byte[] second, byte[] third) {
    sha256.update(first);
    sha256.update(second);
    return sha256.digest(third);
  }

  byte[] hmac(SecretKey key, byte[] message) {
    try {
      hmacSha256.init(key);
      return hmacSha256.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot authenticate", e);
    }
  }

  byte[] randomKey() {
    byte[] key = new byte[KEY_BYTES];
    nextRandom(key, KEY_BYTES);
    return key;
  }

  /// One reading of the system's generator serves hundreds of nonces; what was given out is wiped.
  private void nextRandom(byte[] into, int count) {
    if (randomUsed + count > RANDOM_POOL_BYTES) {
      random.nextBytes(randomPool);
      randomUsed = 0;
    }
    System.arraycopy(randomPool, randomUsed, into, 0, count);
    Arrays.fill(randomPool, randomUsed, randomUsed + count, (byte) 0);
    randomUsed += count;
  }
}
