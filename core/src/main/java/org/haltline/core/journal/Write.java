package org.haltline.core.journal;

import java.util.List;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// One atomic step of one case: all of it is written, or nothing. Without a fact it changes only
/// what hangs on a case that is there, for example clears a deadline that means nothing any more;
/// that is possible on an erased case too.
///
/// @param expectedVersion the number of facts the decision was made on; 0 opens the case
/// @param previousHash of the last of those facts; null for a new case
/// @param claims places to take in counts that span cases; given-back ones are free before
/// @param claimsGivenBack places to free; one that is not held is no error
/// @param idempotency the client's key this write answers, if there is one
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
public record Write(
    CaseId caseId,
    long expectedVersion,
    byte @Nullable [] previousHash,
    List<NewFact> facts,
    List<Claim> claims,
    List<Claim> claimsGivenBack,
    List<QueueChange> queue,
    List<DeadlineChange> deadlines,
    @Nullable Idempotency idempotency) {

  /// Bound of every list of a write: one write occupies Redis alone, so none may be large.
  public static final int LIST_SIZE_MAX = 1_000;

  /// Spelled out because the compiler drops the nullness of an array from a constructor it makes.
  public Write(
      CaseId caseId,
      long expectedVersion,
      byte @Nullable [] previousHash,
      List<NewFact> facts,
      List<Claim> claims,
      List<Claim> claimsGivenBack,
      List<QueueChange> queue,
      List<DeadlineChange> deadlines,
      @Nullable Idempotency idempotency) {
    this.caseId = caseId;
    this.expectedVersion = expectedVersion;
    this.previousHash = previousHash;
    this.facts = bounded("facts", facts);
    this.claims = bounded("claims", claims);
    this.claimsGivenBack = bounded("claims given back", claimsGivenBack);
    this.queue = bounded("queue changes", queue);
    this.deadlines = bounded("deadline changes", deadlines);
    this.idempotency = idempotency;
    if (facts.isEmpty() && (expectedVersion == 0 || changesNothing())) {
      throw new IllegalArgumentException(
          "a write needs a fact, or a change to what hangs on a case that is there");
    }
    if (expectedVersion < 0) {
      throw new IllegalArgumentException("an expected version is 0 or more: " + expectedVersion);
    }
    if ((expectedVersion == 0) != (previousHash == null)) {
      throw new IllegalArgumentException(
          "a new case has no previous hash and an old one has: version " + expectedVersion);
    }
    if (previousHash != null && previousHash.length != 32) {
      throw new IllegalArgumentException("the previous hash is a SHA-256: 32 bytes");
    }
  }

  /// A write that carries facts and nothing else.
  public static Write of(
      CaseId caseId, long expectedVersion, byte @Nullable [] previousHash, List<NewFact> facts) {
    return new Write(
        caseId,
        expectedVersion,
        previousHash,
        facts,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  @Override
  public byte @Nullable [] previousHash() {
    return previousHash;
  }

  private boolean changesNothing() {
    return claims.isEmpty() && claimsGivenBack.isEmpty() && queue.isEmpty() && deadlines.isEmpty();
  }

  private static <T> List<T> bounded(String what, List<T> list) {
    if (list.size() > LIST_SIZE_MAX) {
      throw new IllegalArgumentException(
          list.size() + " " + what + " in one write; split it: at most " + LIST_SIZE_MAX);
    }
    return List.copyOf(list);
  }
}
