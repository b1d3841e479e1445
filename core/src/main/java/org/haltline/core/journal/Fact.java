package org.haltline.core.journal;

import java.time.Instant;
import java.util.Arrays;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// One fact as the journal holds it, its body decrypted. Two facts are equal when they stand at the
/// same position with the same hash: the hash covers everything else.
///
/// @param position where it stands in the centre's journal
/// @param version its number within its case, from 1
/// @param previousHash of the fact before it in its case; 32 zero bytes for the first
/// @param hash SHA-256 over the previous hash, the head and the encrypted body
/// @param body null once the case was erased: its key is gone, the chain still holds
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Fact(
    Position position,
    CaseId caseId,
    long version,
    String type,
    Instant at,
    String actor,
    int schema,
    String rulebook,
    byte[] previousHash,
    byte[] hash,
    byte @Nullable [] body) {

  /// Spelled out because the compiler drops the nullness of an array from a constructor it makes.
  public Fact(
      Position position,
      CaseId caseId,
      long version,
      String type,
      Instant at,
      String actor,
      int schema,
      String rulebook,
      byte[] previousHash,
      byte[] hash,
      byte @Nullable [] body) {
    this.position = position;
    this.caseId = caseId;
    this.version = version;
    this.type = type;
    this.at = at;
    this.actor = actor;
    this.schema = schema;
    this.rulebook = rulebook;
    this.previousHash = previousHash;
    this.hash = hash;
    this.body = body;
  }

  @Override
  public byte @Nullable [] body() {
    return body;
  }

  public boolean isErased() {
    return body == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fact fact
        && position.equals(fact.position)
        && Arrays.equals(hash, fact.hash);
  }

  @Override
  public int hashCode() {
    return 31 * position.hashCode() + Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return position + " " + caseId.value() + "/" + version + " " + type + " by " + actor;
  }
}
