package org.haltline.core.order;

/// What proves that an order went out as it did: our signature over it, kept as evidence. The
/// signed bytes follow from the order, so anybody with the public key can check it later.
///
/// @param form says which bytes were signed and how `value` is written: `jws` or `tx`
/// @param algorithm such as `Ed25519`
/// @param keyId SHA-256 of the public key (SubjectPublicKeyInfo), Base64url
/// @param value as it went out
/// @param sha256 of the signed bytes, hexadecimal
public record OrderSignature(
    String form, String algorithm, String keyId, String value, String sha256) {}
