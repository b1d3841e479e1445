package org.haltline.core.journal;

import io.lettuce.core.KeyValue;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.SecretKey;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// Opens facts that were read from the journal: fetches what keys they need, decrypts, and checks
/// what can be checked in passing.
final class FactReader {

  private static final byte[] NO_PREVIOUS = new byte[Crypto.HASH_BYTES];

  private final CentreKey centreKey;
  private final JournalKeys keys;
  private final CaseKeys caseKeys;

  FactReader(CentreKey centreKey, JournalKeys keys, CaseKeys caseKeys) {
    this.centreKey = centreKey;
    this.keys = keys;
    this.caseKeys = caseKeys;
  }

  static List<SealedFact> sealed(List<StreamMessage<byte[], byte[]>> entries) {
    List<SealedFact> facts = new ArrayList<>(entries.size());
    for (StreamMessage<byte[], byte[]> entry : entries) {
      List<byte[]> fields = new ArrayList<>(entry.getBody().size() * 2);
      entry
          .getBody()
          .forEach(
              (name, value) -> {
                fields.add(name);
                fields.add(value);
              });
      facts.add(SealedFact.read(Position.parse(entry.getId()), fields));
    }
    return facts;
  }

  /// Opens facts of many cases with the keys that the store has now: what was erased stays shut.
  CompletionStage<List<Fact>> open(
      RedisClusterAsyncCommands<byte[], byte[]> commands, List<SealedFact> facts) {
    Set<CaseId> cases = new LinkedHashSet<>();
    facts.forEach(fact -> cases.add(fact.caseId()));
    return wrappedKeys(commands, cases).thenApply(wrapped -> openWith(wrapped, facts));
  }

  /// Opens facts that were written a moment ago: a key in memory saves the way to the store.
  CompletionStage<List<Fact>> openFresh(
      RedisClusterAsyncCommands<byte[], byte[]> commands, List<SealedFact> facts) {
    Set<CaseId> unknown = new LinkedHashSet<>();
    Map<CaseId, SecretKey> known = new HashMap<>();
    for (SealedFact fact : facts) {
      SecretKey key = caseKeys.get(fact.caseId());
      if (key == null) unknown.add(fact.caseId());
      else known.put(fact.caseId(), key);
    }
    return wrappedKeys(commands, unknown)
        .thenApply(
            wrapped -> {
              try (Crypto crypto = Crypto.borrow()) {
                wrapped.forEach((caseId, key) -> known.put(caseId, unwrap(crypto, caseId, key)));
                return open(crypto, known, facts);
              }
            });
  }

  /// Opens all facts of one case, which must be whole: versions without a gap, each chained to the
  /// one before.
  ///
  /// @param wrapped the case's key as the store has it; null when it was destroyed
  List<Fact> openCase(CaseId caseId, byte @Nullable [] wrapped, List<SealedFact> facts) {
    byte[] previous = NO_PREVIOUS;
    long version = 0;
    for (SealedFact fact : facts) {
      version++;
      if (!fact.caseId().equals(caseId)
          || fact.version() != version
          || !Arrays.equals(fact.previousHash(), previous)) {
        throw new JournalDamaged(
            "fact %d of case %s at %s does not follow the one before it"
                .formatted(version, caseId.value(), fact.position()));
      }
      previous = fact.hash();
    }
    return openWith(wrapped == null ? Map.of() : Map.of(caseId, wrapped), facts);
  }

  /// The case's key from memory or, unwrapped, from what the store has.
  SecretKey unwrap(Crypto crypto, CaseId caseId, byte[] wrapped) {
    SecretKey known = caseKeys.get(caseId);
    if (known != null) return known;
    SecretKey key = centreKey.unwrap(crypto, caseId, wrapped);
    caseKeys.put(caseId, key);
    return key;
  }

  private List<Fact> openWith(Map<CaseId, byte[]> wrapped, List<SealedFact> facts) {
    try (Crypto crypto = Crypto.borrow()) {
      Map<CaseId, SecretKey> unwrapped = new HashMap<>();
      wrapped.forEach((caseId, key) -> unwrapped.put(caseId, unwrap(crypto, caseId, key)));
      return open(crypto, unwrapped, facts);
    }
  }

  private List<Fact> open(Crypto crypto, Map<CaseId, SecretKey> unwrapped, List<SealedFact> facts) {
    List<Fact> opened = new ArrayList<>(facts.size());
    for (SealedFact fact : facts) {
      SecretKey key = unwrapped.get(fact.caseId());
      if (key == null) caseKeys.forget(fact.caseId());
      opened.add(fact.open(crypto, key));
    }
    return opened;
  }

  private CompletionStage<Map<CaseId, byte[]>> wrappedKeys(
      RedisClusterAsyncCommands<byte[], byte[]> commands, Set<CaseId> cases) {
    if (cases.isEmpty()) return CompletableFuture.completedStage(Map.of());
    List<CaseId> asked = List.copyOf(cases);
    byte[][] fields = asked.stream().map(JournalKeys::field).toArray(byte[][]::new);
    return commands
        .hmget(keys.caseKeys, fields)
        .thenApply(
            values -> {
              Map<CaseId, byte[]> wrapped = new HashMap<>();
              for (int i = 0; i < values.size(); i++) {
                KeyValue<byte[], byte[]> value = values.get(i);
                if (value.hasValue()) wrapped.put(asked.get(i), value.getValue());
              }
              return wrapped;
            });
  }
}
