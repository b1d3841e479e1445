package org.haltline.core.journal;

/// A client's promise that requests under this key are one request.
///
/// @param key as the client sent it; reaches the store only as a keyed hash
/// @param requestHash of the request, to tell a repetition from a different request under the same
///   key
@SuppressWarnings("ArrayRecordComponent") // written once, compared with Arrays.equals
public record Idempotency(String key, byte[] requestHash) {

  public Idempotency {
    requireKey(key);
    if (requestHash.length != 32) {
      throw new IllegalArgumentException("the request's hash is a SHA-256: 32 bytes");
    }
  }

  static void requireKey(String key) {
    if (key.isBlank() || key.length() > 255) {
      throw new IllegalArgumentException("an idempotency key has 1 to 255 characters");
    }
  }
}
