package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.haltline.core.journal.JournalKeys.OfInstitution;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// One call of `haltline_append`: the keys and arguments that the head of `journal.lua` tells of,
/// and what its answer means.
final class AppendCall {

  static final String FUNCTION = "haltline_append";

  private static final byte[] NONE = {};

  /// A version that no case has.
  private static final long NEVER = -1;

  private static final byte[] NO_PREVIOUS = new byte[Crypto.HASH_BYTES];
  private static final byte[] ISSUE = {'q'};
  private static final byte[] DESK = {'d'};
  private static final byte[] TAKE = {'t'};

  private final Write write;
  private final byte[][] keys;
  private final byte[][] arguments;
  private final byte[] lastHash;

  private AppendCall(Write write, byte[][] keys, byte[][] arguments, byte[] lastHash) {
    this.write = write;
    this.keys = keys;
    this.arguments = arguments;
    this.lastHash = lastHash;
  }

  /// Seals a write.
  ///
  /// @param caseKey null when the store has none for this case: then the call asks what became of
  ///   the case and cannot write
  static AppendCall of(
      Write write,
      JournalKeys keys,
      CentreKey centreKey,
      @Nullable SecretKey caseKey,
      Duration idempotencyKept) {
    try (Crypto crypto = Crypto.borrow()) {
      return new Sealing(write, keys, centreKey, caseKey, crypto).call(idempotencyKept);
    }
  }

  byte[][] keys() {
    return keys;
  }

  byte[][] arguments() {
    return arguments;
  }

  /// @throws CaseErased when the case's key is gone
  WriteOutcome outcome(List<?> reply) {
    String status = text(reply.getFirst());
    return switch (status) {
      case "ok" -> {
        int places = 2 + write.facts().size();
        yield new WriteOutcome.Appended(
            (Long) reply.get(1),
            reply.subList(2, places).stream()
                .map(position -> Position.parse(text(position)))
                .toList(),
            placed(reply.subList(places, reply.size())),
            lastHash);
      }
      case "done" ->
          new WriteOutcome.AlreadyDone(
              new CaseId(text(reply.get(3))), (Long) reply.get(1) == 1L, (Long) reply.get(2));
      case "stale" -> {
        long actual = (Long) reply.get(1);
        if (actual == write.expectedVersion()) throw new CaseErased(write.caseId());
        yield new WriteOutcome.Stale(actual);
      }
      case "erased" -> throw new CaseErased(write.caseId());
      case "refused" ->
          new WriteOutcome.ClaimsRefused(
              reply.subList(1, reply.size()).stream()
                  .map(index -> write.claims().get(Math.toIntExact((Long) index) - 1))
                  .toList());
      default -> throw new IllegalStateException("journal.lua never answers " + status);
    };
  }

  private List<Placed> placed(List<?> places) {
    List<Placed> placed = new ArrayList<>();
    int i = 0;
    for (QueueChange change : write.queue()) {
      if (change instanceof QueueChange.Issue issue) {
        String at = text(places.get(i++));
        String before = text(places.get(i++));
        if (!at.isEmpty()) {
          placed.add(
              new Placed(
                  issue.orderId(),
                  Position.parse(at),
                  before.isEmpty() ? null : Position.parse(before)));
        }
      }
    }
    return placed;
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, US_ASCII);
  }

  /// The building of one call, argument by argument.
  private static final class Sealing {

    private final Write write;
    private final JournalKeys names;
    private final CentreKey centreKey;
    private final @Nullable SecretKey caseKey;
    private final Crypto crypto;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> arguments = new ArrayList<>();
    private final List<String> institutions = new ArrayList<>();
    private byte[] lastHash;

    Sealing(
        Write write,
        JournalKeys names,
        CentreKey centreKey,
        @Nullable SecretKey caseKey,
        Crypto crypto) {
      this.write = write;
      this.names = names;
      this.centreKey = centreKey;
      this.caseKey = caseKey;
      this.crypto = crypto;
      byte[] previous = write.previousHash();
      lastHash = previous == null ? NO_PREVIOUS : previous;
    }

    AppendCall call(Duration idempotencyKept) {
      Idempotency idempotency = write.idempotency();
      keys.add(names.journal);
      keys.add(names.factsOf(write.caseId()));
      keys.add(names.caseKeys);
      keys.add(names.claims);
      keys.add(names.deadlines);
      keys.add(
          names.idempotency(
              idempotency == null ? NONE : hideIdempotency(crypto, centreKey, idempotency.key())));

      add(write.caseId().value());
      add(canSeal() ? write.expectedVersion() : NEVER);
      arguments.add(
          caseKey != null && write.expectedVersion() == 0
              ? centreKey.wrap(crypto, write.caseId(), caseKey)
              : NONE);
      arguments.add(idempotency == null ? NONE : idempotency.requestHash());
      add(idempotencyKept.toMillis());
      add(canSeal() ? write.facts().size() : 0);
      add(write.claims().size());
      add(write.claimsGivenBack().size());
      add(write.queue().size());
      add(write.deadlines().size());
      if (caseKey != null) addFacts(caseKey);
      addClaims();
      write.queue().forEach(this::addQueueChange);
      write.deadlines().forEach(this::addDeadlineChange);
      return new AppendCall(
          write, keys.toArray(byte[][]::new), arguments.toArray(byte[][]::new), lastHash);
    }

    private boolean canSeal() {
      return caseKey != null || write.facts().isEmpty();
    }

    private void addFacts(SecretKey key) {
      long version = write.expectedVersion();
      for (NewFact fact : write.facts()) {
        FactHead head = FactHead.of(write.caseId(), ++version, fact);
        SealedFact sealed = SealedFact.seal(crypto, key, head, lastHash, fact.body());
        add(sealed.type());
        add(FactHead.nanos(sealed.at()));
        add(sealed.actor());
        add(sealed.schema());
        add(sealed.rulebook());
        arguments.add(sealed.previousHash());
        arguments.add(sealed.hash());
        arguments.add(sealed.sealedBody());
        lastHash = sealed.hash();
      }
    }

    private void addClaims() {
      for (Claim claim : write.claims()) {
        arguments.add(hideClaim(claim));
        add(claim.limit());
        add(claim.holder());
      }
      for (Claim claim : write.claimsGivenBack()) {
        arguments.add(hideClaim(claim));
        add(claim.holder());
      }
    }

    private byte[] hideClaim(Claim claim) {
      return centreKey.hide(crypto, "claim", claim.name());
    }

    private void addQueueChange(QueueChange change) {
      switch (change) {
        case QueueChange.Issue(String institution, String orderId, byte[] payload) ->
            addQueueChange(ISSUE, institution, orderId, payload);
        case QueueChange.PutOnDesk(String institution, String orderId, byte[] payload) ->
            addQueueChange(DESK, institution, orderId, payload);
        case QueueChange.Take(String institution, String orderId) ->
            addQueueChange(TAKE, institution, orderId, null);
      }
    }

    private void addQueueChange(
        byte[] kind, String institution, String orderId, byte @Nullable [] payload) {
      arguments.add(kind);
      add(1 + indexOf(institution));
      add(orderId);
      arguments.add(
          payload == null
              ? NONE
              : centreKey.institutionKey(institution).seal(crypto, orderId, payload));
    }

    private int indexOf(String institution) {
      int index = institutions.indexOf(institution);
      if (index >= 0) return index;
      OfInstitution of = names.of(institution);
      keys.add(of.outgoing());
      keys.add(of.desk());
      keys.add(of.places());
      institutions.add(institution);
      return institutions.size() - 1;
    }

    private void addDeadlineChange(DeadlineChange change) {
      add(change.key());
      switch (change) {
        case DeadlineChange.Set(_, Instant at) -> add(millisRoundedUp(at));
        case DeadlineChange.Clear _ -> arguments.add(NONE);
      }
    }

    private void add(String text) {
      arguments.add(text.getBytes(UTF_8));
    }

    private void add(long number) {
      arguments.add(Long.toString(number).getBytes(US_ASCII));
    }
  }

  static byte[] hideIdempotency(Crypto crypto, CentreKey centreKey, String key) {
    return centreKey.hide(crypto, "idempotency", key);
  }

  static long millisRoundedUp(Instant at) {
    Instant whole = at.truncatedTo(ChronoUnit.MILLIS);
    return whole.equals(at) ? whole.toEpochMilli() : whole.toEpochMilli() + 1;
  }
}
