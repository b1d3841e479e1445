package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.core.order.CaseId;

/// The names under which a centre's journal lives in Redis. All carry the centre's hash tag: one
/// centre is one slot of a cluster. What stands under each is told at the head of `journal.lua`.
public final class JournalKeys {

  /// The three keys of one institution.
  @SuppressWarnings("ArrayRecordComponent") // names, sent as they are
  record OfInstitution(byte[] outgoing, byte[] desk, byte[] places) {}

  private final String prefix;
  private final byte[] casePrefix;
  private final byte[] idempotencyPrefix;
  private final ConcurrentHashMap<String, OfInstitution> institutions = new ConcurrentHashMap<>();

  public final byte[] journal;
  public final byte[] caseKeys;
  public final byte[] claims;
  public final byte[] deadlines;

  /// Hash: day -> case numbers given out so far.
  public final byte[] numbers;

  /// Hash: what a process checks before it uses this journal, the fingerprint of the centre's key.
  public final byte[] about;

  /// Stream: seals, the n-th under `n-0`.
  public final byte[] seals;

  public JournalKeys(String centre) {
    prefix = '{' + Names.requireCentre(centre) + "}:";
    casePrefix = key("case:");
    idempotencyPrefix = key("done:");
    journal = key("journal");
    caseKeys = key("keys");
    claims = key("claims");
    deadlines = key("deadlines");
    numbers = key("numbers");
    about = key("about");
    seals = key("seals");
  }

  public byte[] factsOf(CaseId caseId) {
    return join(casePrefix, field(caseId));
  }

  /// A case as the field of a hash.
  static byte[] field(CaseId caseId) {
    return caseId.value().getBytes(UTF_8);
  }

  byte[] idempotency(byte[] hiddenKey) {
    return join(idempotencyPrefix, HexFormat.of().formatHex(hiddenKey).getBytes(UTF_8));
  }

  /// Hash: what one owner keeps on one shelf.
  byte[] shelf(String use, byte[] hiddenOwner) {
    return key("shelf:" + use + ":" + HexFormat.of().formatHex(hiddenOwner));
  }

  /// Institutions are configuration, some dozens: their names are made once.
  OfInstitution of(String institution) {
    return institutions.computeIfAbsent(
        institution,
        name ->
            new OfInstitution(key("orders:" + name), key("desk:" + name), key("places:" + name)));
  }

  /// All keys of one kind, for example `orders:`, as a pattern for SCAN.
  public String pattern(String kind) {
    return prefix + kind + '*';
  }

  /// What stands beside the journal: `register:`, `lent:`, `diary:`.
  byte[] beside(String name) {
    return key(name);
  }

  private byte[] key(String name) {
    return (prefix + name).getBytes(UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
