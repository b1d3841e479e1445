package org.haltline.core.journal.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.Diary;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.JournalKeys;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.SealedFact;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.files.StoredFile;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.seal.Witness;
import org.haltline.core.journal.verify.Finding;
import org.haltline.core.journal.verify.RawFact;
import org.haltline.core.journal.verify.RedisImage;
import org.haltline.core.journal.verify.Verification;
import org.haltline.core.journal.verify.VerificationReport;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// Brings a centre back from an archive into a Redis that has nothing of it.
///
/// First the archive is checked, then copied, then the copy is verified like any journal; only then
/// can it be opened. Until that moment the place of the centre key's fingerprint says that a
/// restore is under way, so that a half-restored journal can never be taken for a whole one. The
/// mark stands before anything is written: what a restore left that was killed is its own alone,
/// and the next one clears it away and begins anew.
///
/// Queues, desks, deadlines and claims come back as they were copied, at the same moment as the
/// facts. They could be derived from the facts as well, but that would need the centre's key, which
/// may lie elsewhere, and would lose in which order the desks had been waiting.
///
/// Case numbers do not: those given out since the backup are in nobody's journal any more, but on
/// paper, so the day's go on behind a [NumberGap].
public final class Restore {

  static final String UNFINISHED = "none: a restore was not finished, run it again";

  /// Sets the mark where there is none, or that of a restore that was not finished.
  private static final String MARK =
      """
      local now = redis.call('HGET', KEYS[1], 'key')
      if now and string.sub(now, 1, #ARGV[2]) ~= ARGV[2] then return 0 end
      redis.call('HSET', KEYS[1], 'key', ARGV[1])
      return 1
      """;

  /// Drops what another restore left, as long as the mark is ours.
  private static final String DROP =
      """
      if redis.call('HGET', KEYS[1], 'key') ~= ARGV[1] then return 0 end
      for i = 2, #KEYS do redis.call('UNLINK', KEYS[i]) end
      return 1
      """;

  /// Puts the fingerprint in the place of the mark, if that is still ours, and moves the case
  /// numbers of a day on; answers how far.
  private static final String FINISH =
      """
      if redis.call('HGET', KEYS[1], 'key') ~= ARGV[1] then return 0 end
      if ARGV[2] == '' then redis.call('DEL', KEYS[1])
      else redis.call('RESTORE', KEYS[1], 0, ARGV[2], 'REPLACE') end
      return redis.call('HINCRBY', KEYS[2], ARGV[3], ARGV[4])
      """;

  /// Commands under way at once.
  private static final int BATCH_SIZE = 1_000;

  private static final byte[] KEY_FINGERPRINT = "key".getBytes(US_ASCII);
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] LINE = {'s'};
  private static final Duration DIARY_KEPT = Duration.ofDays(Diary.KEPT_DAYS);

  private static final Duration FOR_EVER = Duration.ZERO;

  /// Longer than anything is kept on any shelf.
  private static final Duration SHELF_MAX = Duration.ofDays(366);

  private final Archive archive;
  private final RedisConnections connections;
  private final RedisClusterAsyncCommands<byte[], byte[]> redis;
  private final FileStore files;
  private final InstantSource clock;
  private final ZoneId zone;
  private final JournalKeys keys;
  private final byte[] mark = (UNFINISHED + " #" + UUID.randomUUID()).getBytes(US_ASCII);
  private final List<CompletionStage<?>> underWay = new ArrayList<>();

  /// @param zone in which the centre's days begin, and so the numbers of its cases
  public Restore(
      Archive archive,
      RedisConnections connections,
      FileStore files,
      InstantSource clock,
      ZoneId zone) {
    this.archive = archive;
    this.connections = connections;
    this.redis = connections.commands();
    this.files = files;
    this.clock = clock;
    this.zone = zone;
    this.keys = new JournalKeys(archive.manifest().centre());
  }

  /// What a restore came to.
  ///
  /// @param verification of the restored journal
  /// @param witnessSetAside where the witness lies now, if it knew seals that the archive does not
  ///   have: what was written after the backup is lost
  /// @param day whose case numbers go on behind a gap
  /// @param numbersPassed the last number of that day that is not given out any more
  public record Report(
      Manifest manifest,
      VerificationReport verification,
      Optional<Path> witnessSetAside,
      String day,
      long numbersPassed) {}

  /// Restores and verifies. Blocks.
  ///
  /// @param trusted public keys whose seals count; the archive's own if there are none
  /// @param witness of the centre, if there is one here
  /// @throws ArchiveDamaged when the archive is not whole; nothing was written
  /// @throws TargetNotEmpty when Redis has something of this centre that no unfinished restore
  ///   left; nothing was written
  /// @throws JournalDamaged when what was restored does not verify; it cannot be opened
  public Report run(List<PublicKey> trusted, Optional<Witness> witness) throws IOException {
    archive.checkMembers();
    begin();
    restoreFiles();
    byte[] about = restoreBeside();
    restoreFacts();
    restoreSeals();
    restoreCaseKeys();
    Instant now = clock.instant();
    restoreRequests(now);
    restoreDiary();
    VerificationReport report = verify(trusted.isEmpty() ? archive.trusted() : trusted, witness);
    Optional<Path> aside = witness.flatMap(each -> setAsideWhereAhead(each, now));
    var gap = NumberGap.at(now, zone);
    long passed = finish(about, gap);
    return new Report(archive.manifest(), report, aside, gap.day(), passed);
  }

  private long finish(byte @Nullable [] about, NumberGap gap) {
    long passed =
        run(
            FINISH,
            List.of(keys.about, keys.numbers),
            mark,
            // there is no fingerprint in the backup of a centre that nobody ever opened
            about == null ? NOTHING : about,
            gap.day().getBytes(US_ASCII),
            Long.toString(gap.size()).getBytes(US_ASCII));
    requireOurs(passed);
    return passed;
  }

  private void begin() throws TargetNotEmpty {
    byte[] stands = Answers.await(redis.hget(keys.about, KEY_FINGERPRINT));
    boolean begun = stands != null && new String(stands, UTF_8).startsWith(UNFINISHED);
    if (!begun) requireEmpty();
    if (run(MARK, List.of(keys.about), mark, UNFINISHED.getBytes(US_ASCII)) == 0) {
      throw new TargetNotEmpty(
          "centre %s was opened meanwhile: restore while no house runs"
              .formatted(archive.manifest().centre()));
    }
    if (begun) clear();
  }

  private void clear() {
    ScanArgs args = ScanArgs.Builder.matches(keys.pattern("")).limit(BATCH_SIZE);
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      KeyScanCursor<byte[]> page = Answers.await(redis.scan(cursor, args));
      List<byte[]> left = new ArrayList<>(List.of(keys.about));
      page.getKeys().stream().filter(name -> !Arrays.equals(name, keys.about)).forEach(left::add);
      requireOurs(run(DROP, left, mark));
      cursor = page;
    }
  }

  /// Answers 0 when the mark is not ours.
  private long run(String script, List<byte[]> names, byte[]... args) {
    return Answers.await(
        redis.<Long>eval(
            script.getBytes(US_ASCII),
            ScriptOutputType.INTEGER,
            names.toArray(byte[][]::new),
            args));
  }

  private void requireOurs(long answer) {
    if (answer == 0) {
      throw new JournalDamaged(
          "another restore of centre %s began over this one: the journal stays shut until one has run alone"
              .formatted(archive.manifest().centre()));
    }
  }

  private void requireEmpty() throws TargetNotEmpty {
    ScanArgs args = ScanArgs.Builder.matches(keys.pattern("")).limit(BATCH_SIZE);
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      KeyScanCursor<byte[]> page = Answers.await(redis.scan(cursor, args));
      if (!page.getKeys().isEmpty()) {
        throw new TargetNotEmpty(
            "Redis already has %s of centre %s: restore into an empty data folder"
                .formatted(
                    new String(page.getKeys().getFirst(), UTF_8), archive.manifest().centre()));
      }
      cursor = page;
    }
  }

  private void restoreFiles() throws IOException {
    for (String name : archive.files()) {
      try (InputStream content = archive.stream(Records.FILES + name)) {
        StoredFile stored = files.put(content, Long.MAX_VALUE);
        if (!stored.sha256().equals(name)) {
          throw new ArchiveDamaged("file %s of the backup holds %s".formatted(name, stored));
        }
      }
    }
  }

  /// All but the fingerprint, which comes last.
  private byte @Nullable [] restoreBeside() throws IOException {
    byte[] about = null;
    try (DataInputStream in = archive.records(Records.BESIDE)) {
      while (!Records.isAtEnd(in)) {
        byte[] name = Records.read(in);
        byte[] dump = Records.read(in);
        if (Arrays.equals(name, keys.about)) about = dump;
        else
          send(
              redis.restore(
                  name, dump, RestoreArgs.Builder.ttl(isShelf(name) ? SHELF_MAX : FOR_EVER)));
      }
    }
    settle();
    return about;
  }

  /// A dump does not say how long its key was to live. What lies on a shelf says itself when it is
  /// over; that it goes from Redis as well, though its owner never comes back, is seen to here.
  private boolean isShelf(byte[] name) {
    String all = keys.pattern("shelf:");
    return new String(name, UTF_8).startsWith(all.substring(0, all.length() - 1));
  }

  /// Facts, and the list of each case's positions with them.
  private void restoreFacts() throws IOException {
    try (DataInputStream in = archive.records(Records.FACTS)) {
      for (RawFact raw = Records.readFact(in); raw != null; raw = Records.readFact(in)) {
        String position = raw.position().toString();
        send(redis.xadd(keys.journal, new XAddArgs().id(position), raw.fields().toArray()));
        CaseId caseId = SealedFact.read(raw.position(), raw.fields()).caseId();
        send(redis.rpush(keys.factsOf(caseId), position.getBytes(US_ASCII)));
      }
    }
    settle();
  }

  private void restoreSeals() throws IOException {
    SealStream stream = new SealStream(archive.manifest().centre(), connections);
    try (DataInputStream in = archive.records(Records.SEALS)) {
      for (SealStream.Stored seal = Records.readSeal(in);
          seal != null;
          seal = Records.readSeal(in)) {
        send(stream.add(seal));
      }
    }
    settle();
  }

  /// A case opened after the archive's end has a key in it and no fact: left out.
  private void restoreCaseKeys() throws IOException {
    try (DataInputStream in = archive.records(Records.CASE_KEYS)) {
      while (!Records.isAtEnd(in)) {
        byte[] name = Records.read(in);
        byte[] wrapped = Records.read(in);
        send(
            factsOf(new String(name, UTF_8))
                .thenCompose(
                    facts ->
                        facts == 0
                            ? CompletableFuture.completedStage(false)
                            : redis.hset(keys.caseKeys, name, wrapped)));
      }
    }
    settle();
  }

  /// A request answered after the archive's end names a version that its case does not have: left
  /// out, so that its client is served anew.
  private void restoreRequests(Instant now) throws IOException {
    try (DataInputStream in = archive.records(Records.REQUESTS)) {
      while (!Records.isAtEnd(in)) {
        byte[] name = Records.read(in);
        long expiresAtMs = in.readLong();
        byte[] value = Records.read(in);
        long lifeMs = expiresAtMs == 0 ? 0 : expiresAtMs - now.toEpochMilli();
        if (expiresAtMs != 0 && lifeMs <= 0) continue;
        String answer = new String(value, 32, value.length - 32, UTF_8);
        int space = answer.indexOf(' ');
        long version = Long.parseLong(answer, 0, space, 10);
        send(
            factsOf(answer.substring(space + 1))
                .thenCompose(
                    facts -> {
                      if (facts < version) {
                        return CompletableFuture.completedStage("");
                      }
                      return lifeMs == 0
                          ? redis.set(name, value)
                          : redis.set(name, value, SetArgs.Builder.px(lifeMs));
                    }));
      }
    }
    settle();
  }

  /// Kept from now on as long as any.
  private void restoreDiary() throws IOException {
    if (!archive.has(Records.DIARY)) return;
    Set<String> streams = new HashSet<>();
    try (DataInputStream in = archive.records(Records.DIARY)) {
      while (!Records.isAtEnd(in)) {
        byte[] name = Records.read(in);
        Position at = new Position(in.readLong(), in.readLong());
        byte[] line = Records.read(in);
        send(redis.xadd(name, new XAddArgs().id(at.toString()), Map.of(LINE, line)));
        streams.add(new String(name, UTF_8));
      }
    }
    settle();
    for (String stream : streams) send(redis.pexpire(stream.getBytes(UTF_8), DIARY_KEPT));
    try (DataInputStream in = archive.records(Records.DIARY_ABOUT)) {
      while (!Records.isAtEnd(in)) {
        byte[] name = Records.read(in);
        byte[][] places = new byte[Records.length(in)][];
        for (int i = 0; i < places.length; i++) places[i] = Records.read(in);
        if (places.length > 0) send(redis.rpush(name, places));
        send(redis.pexpire(name, DIARY_KEPT));
      }
    }
    settle();
  }

  private CompletionStage<Long> factsOf(String caseId) {
    return CaseId.isShaped(caseId)
        ? redis.llen(keys.factsOf(new CaseId(caseId)))
        : CompletableFuture.completedStage(0L);
  }

  private VerificationReport verify(List<PublicKey> trusted, Optional<Witness> witness) {
    Manifest manifest = archive.manifest();
    VerificationReport report =
        Verification.of(new RedisImage(manifest.centre(), connections), trusted, witness);
    List<Finding> faults =
        report.faults().stream().filter(f -> !(f instanceof Finding.JournalTakenBack)).toList();
    if (!faults.isEmpty()) {
      throw new JournalDamaged(
          "what was restored does not verify and stays shut: %s and %d more"
              .formatted(faults.getFirst(), faults.size() - 1 + report.findingsMore()));
    }
    if (report.facts() != manifest.facts() || report.seals() != manifest.seals()) {
      throw new JournalDamaged(
          "restored %d facts and %d seals; the backup has %d and %d: the journal stays shut"
              .formatted(report.facts(), report.seals(), manifest.facts(), manifest.seals()));
    }
    return report;
  }

  /// Going back behind what was witnessed is this command's purpose, but the proof of it is kept.
  private Optional<Path> setAsideWhereAhead(Witness witness, Instant at) {
    long witnessed = witness.last().map(Seal::number).orElse(0L);
    if (witnessed <= archive.manifest().seals()) return Optional.empty();
    String now = at.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    return witness.setAside("before-restore-" + now);
  }

  private void send(CompletionStage<?> command) {
    underWay.add(command);
    if (underWay.size() >= BATCH_SIZE) settle();
  }

  private void settle() {
    for (CompletionStage<?> command : underWay) Answers.await(command);
    underWay.clear();
  }
}
