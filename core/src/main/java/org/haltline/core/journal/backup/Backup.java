package org.haltline.core.journal.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.JournalKeys;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.verify.RawFact;
import org.haltline.core.journal.verify.RedisImage;

/// Copies a centre into one archive while its desk goes on working.
///
/// The archive is the centre as it was at one position. Facts, seals and case keys never change
/// once written, so they are read in pages up to that position. What changes (claims, queues,
/// desks, deadlines, numbers) is small and taken in one read-only script together with the
/// position; for as long as that takes Redis serves nobody else, and the manifest says how long it
/// was.
public final class Backup {

  private static final int PAGE_SIZE = 200;
  private static final int TRIES_MAX = 10;

  /// The journal's last position and what lies beside the journal, at one moment.
  private static final String SNAPSHOT =
      """
      local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
      local snapshot = {last and last[1] or '0-0'}
      for i = 2, #KEYS do snapshot[i] = redis.call('DUMP', KEYS[i]) or '' end
      return snapshot
      """;

  private final String centre;
  private final RedisConnections connections;
  private final JournalKeys keys;
  private final FileStore files;
  private final InstantSource clock;

  public Backup(String centre, RedisConnections connections, FileStore files, InstantSource clock) {
    this.centre = centre;
    this.connections = connections;
    this.keys = new JournalKeys(centre);
    this.files = files;
    this.clock = clock;
  }

  /// A centre key to put into the archive, and the passphrase that locks it there.
  @SuppressWarnings("ArrayRecordComponent") // a secret, handed over
  public record LockedKey(CentreKey key, char[] passphrase) {}

  /// Writes the archive. Blocks.
  ///
  /// @param trusted public keys that open the seals' signatures, put into the archive for who
  ///   verifies it elsewhere
  /// @param key empty to leave the centre's key out: then the archive's bodies can be read only
  ///   with the keys folder
  public Manifest to(Path target, List<PublicKey> trusted, Optional<LockedKey> key)
      throws IOException {
    try (ArchiveWriter archive = new ArchiveWriter(target)) {
      Beside beside = snapshot();
      archive.add(Records.BESIDE, out -> writeBeside(out, beside));
      long[] facts = {0};
      archive.add(Records.FACTS, out -> facts[0] = writeFacts(out, beside.end));
      long[] seals = {0};
      archive.add(Records.SEALS, out -> seals[0] = writeSeals(out, beside.end));
      long[] cases = {0};
      archive.add(Records.CASE_KEYS, out -> cases[0] = writeCaseKeys(out));
      long[] requests = {0};
      archive.add(Records.REQUESTS, out -> requests[0] = writeRequests(out));
      archive.add(Records.DIARY, this::writeDiary);
      archive.add(Records.DIARY_ABOUT, this::writeDiaryPlaces);
      List<String> damaged = new ArrayList<>();
      long documents = addFiles(archive, damaged);
      addKeys(archive, trusted, key);
      Manifest manifest =
          new Manifest(
              Manifest.FORM,
              centre,
              clock.instant(),
              beside.end.toString(),
              facts[0],
              cases[0],
              seals[0],
              requests[0],
              documents,
              damaged,
              beside.keyFingerprint,
              key.isPresent(),
              Manifest.note(key.isPresent(), beside.keyFingerprint),
              beside.heldUpMs,
              archive.members());
      archive.finish(manifest);
      return manifest;
    }
  }

  private record Beside(
      Position end, Map<String, byte[]> dumps, String keyFingerprint, long heldUpMs) {}

  /// Repeated when a new kind of key appeared meanwhile, for example a first order's queue.
  private Beside snapshot() {
    Set<String> names = namesBeside();
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      Beside beside = snapshot(names);
      Set<String> after = namesBeside();
      if (names.containsAll(after)) return beside;
      names = after;
    }
    throw new JournalUnavailable(
        "keys appear faster than they can be copied: try again when it is quieter",
        new IllegalStateException(names.toString()));
  }

  private Beside snapshot(Set<String> names) {
    List<byte[]> asked = new ArrayList<>();
    asked.add(keys.journal);
    names.forEach(name -> asked.add(name.getBytes(UTF_8)));
    long startedAt = System.nanoTime();
    List<?> reply =
        Answers.await(
            connections
                .commands()
                .<List<?>>evalReadOnly(
                    SNAPSHOT.getBytes(US_ASCII),
                    ScriptOutputType.MULTI,
                    asked.toArray(byte[][]::new)));
    long heldUpMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    Map<String, byte[]> dumps = new TreeMap<>();
    int at = 1;
    for (String name : names) {
      byte[] dump = (byte[]) reply.get(at++);
      if (dump.length > 0) dumps.put(name, dump);
    }
    Position end = Position.parse(new String((byte[]) reply.getFirst(), US_ASCII));
    List<KeyValue<byte[], byte[]>> about =
        Answers.await(connections.commands().hmget(keys.about, "key".getBytes(US_ASCII)));
    byte[] fingerprint = about.getFirst().getValueOrElse(new byte[0]);
    return new Beside(end, dumps, new String(fingerprint, US_ASCII), heldUpMs);
  }

  /// Every key of the centre but those that only grow, which are copied in pages. Redis drops a
  /// hash or a set with its last entry and makes it anew with the next, so those may be away while
  /// the names are read and there when they are copied: they are asked for in any case. Streams
  /// stay.
  private Set<String> namesBeside() {
    String all = keys.pattern("");
    String prefix = all.substring(0, all.length() - 1);
    List<String> growing = List.of(text(keys.journal), text(keys.seals), text(keys.caseKeys));
    Predicate<String> isBeside =
        name ->
            !growing.contains(name)
                && !name.startsWith(prefix + "case:")
                && !name.startsWith(prefix + "done:")
                // who is signed in, and how often somebody tried
                && !name.startsWith(prefix + "lent:")
                && !name.startsWith(prefix + "diary");
    Set<String> names = new TreeSet<>();
    scan(all, page -> page.stream().map(Backup::text).filter(isBeside).forEach(names::add));
    for (String stream : List.copyOf(names)) {
      for (String kind : List.of("orders:", "desk:")) {
        if (stream.startsWith(prefix + kind)) {
          names.add(prefix + "places:" + stream.substring(prefix.length() + kind.length()));
        }
      }
    }
    names.addAll(List.of(text(keys.claims), text(keys.deadlines), text(keys.numbers)));
    return names;
  }

  private interface KeyPage {
    void accept(List<byte[]> page) throws IOException;
  }

  private void scan(String pattern, KeyPage reader) {
    ScanArgs args = ScanArgs.Builder.matches(pattern).limit(PAGE_SIZE);
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      KeyScanCursor<byte[]> page = Answers.await(connections.commands().scan(cursor, args));
      try {
        reader.accept(page.getKeys());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      cursor = page;
    }
  }

  private static String text(byte[] name) {
    return new String(name, UTF_8);
  }

  private static void writeBeside(DataOutputStream out, Beside beside) throws IOException {
    for (var key : beside.dumps.entrySet()) {
      Records.write(out, key.getKey().getBytes(UTF_8));
      Records.write(out, key.getValue());
    }
  }

  private long writeFacts(DataOutputStream out, Position end) throws IOException {
    RedisImage image = new RedisImage(centre, connections);
    Position position = Position.START;
    long facts = 0;
    while (end.isAfter(position)) {
      List<RawFact> page = image.factsAfter(position, PAGE_SIZE);
      if (page.isEmpty()) break;
      for (RawFact fact : page) {
        if (fact.position().isAfter(end)) return facts;
        Records.write(out, fact);
        facts++;
      }
      position = page.getLast().position();
    }
    return facts;
  }

  /// Those whose stretch lies in the archive.
  private long writeSeals(DataOutputStream out, Position end) throws IOException {
    SealStream stream = new SealStream(centre, connections);
    long number = 0;
    long seals = 0;
    while (true) {
      List<SealStream.Stored> page = Answers.await(stream.after(number, PAGE_SIZE));
      if (page.isEmpty()) return seals;
      for (SealStream.Stored stored : page) {
        if (reachesBeyond(stored, end)) return seals;
        Records.write(out, stored);
        seals++;
      }
      number = page.getLast().number();
    }
  }

  /// One that cannot be read is copied: whoever verifies the archive is to find it.
  private static boolean reachesBeyond(SealStream.Stored stored, Position end) {
    try {
      return Seal.read(stored.canonical(), stored.signature()).through().isAfter(end);
    } catch (JournalDamaged unreadable) {
      return false;
    }
  }

  private long writeCaseKeys(DataOutputStream out) throws IOException {
    ScanArgs args = ScanArgs.Builder.limit(PAGE_SIZE);
    ScanCursor cursor = ScanCursor.INITIAL;
    long cases = 0;
    while (!cursor.isFinished()) {
      MapScanCursor<byte[], byte[]> page =
          Answers.await(connections.commands().hscan(keys.caseKeys, cursor, args));
      for (var wrapped : page.getMap().entrySet()) {
        Records.write(out, wrapped.getKey());
        Records.write(out, wrapped.getValue());
        cases++;
      }
      cursor = page;
    }
    return cases;
  }

  /// Some may be of writes after the archive's end: the restore tells by their version.
  private long writeRequests(DataOutputStream out) {
    long[] requests = {0};
    scan(
        keys.pattern("done:"),
        page -> {
          List<RedisFuture<byte[]>> values =
              page.stream().map(name -> connections.commands().get(name)).toList();
          List<RedisFuture<Long>> lives =
              page.stream().map(name -> connections.commands().pttl(name)).toList();
          for (int i = 0; i < page.size(); i++) {
            byte[] value = Answers.await(values.get(i));
            long life = Answers.await(lives.get(i));
            if (value == null || life == -2) continue; // expired meanwhile
            Records.write(out, page.get(i));
            out.writeLong(life < 0 ? 0 : clock.millis() + life);
            Records.write(out, value);
            requests[0]++;
          }
        });
    return requests[0];
  }

  /// Month after month in pages; what is written meanwhile may be in it or not.
  private void writeDiary(DataOutputStream out) {
    scan(
        keys.pattern("diary:"),
        names -> {
          for (byte[] name : names) {
            Position position = Position.START;
            while (true) {
              Range<String> range =
                  Range.from(
                      Range.Boundary.excluding(position.toString()), Range.Boundary.unbounded());
              List<StreamMessage<byte[], byte[]>> page =
                  Answers.await(connections.commands().xrange(name, range, Limit.from(PAGE_SIZE)));
              if (page.isEmpty()) break;
              for (StreamMessage<byte[], byte[]> line : page) {
                position = Position.parse(line.getId());
                Records.write(out, name);
                out.writeLong(position.millis());
                out.writeLong(position.sequence());
                Records.write(out, line.getBody().values().iterator().next());
              }
            }
          }
        });
  }

  private void writeDiaryPlaces(DataOutputStream out) {
    scan(
        keys.pattern("diary-about:"),
        names -> {
          for (byte[] name : names) {
            List<byte[]> places = Answers.await(connections.commands().lrange(name, 0, -1));
            Records.write(out, name);
            out.writeInt(places.size());
            for (byte[] place : places) Records.write(out, place);
          }
        });
  }

  /// Those that a fact at or before the end names are all there: they were written before it.
  private long addFiles(ArchiveWriter archive, List<String> damaged) throws IOException {
    long copied = 0;
    for (String name : files.names()) {
      if (!files.isIntact(name)) {
        damaged.add(name);
        continue;
      }
      archive.add(
          Records.FILES + name,
          out -> {
            try (InputStream content = files.open(name)) {
              content.transferTo(out);
            }
          });
      copied++;
    }
    return copied;
  }

  private static void addKeys(
      ArchiveWriter archive, List<PublicKey> trusted, Optional<LockedKey> key) throws IOException {
    for (int i = 0; i < trusted.size(); i++) {
      byte[] encoded = trusted.get(i).getEncoded();
      archive.add(Records.TRUSTED + (i + 1) + ".pub", out -> out.write(encoded));
    }
    if (key.isPresent()) {
      byte[] locked =
          PassphraseLock.lock(key.get().key().toHex().getBytes(US_ASCII), key.get().passphrase());
      archive.add(Records.CENTRE_KEY, out -> out.write(locked));
      Arrays.fill(key.get().passphrase(), '\0');
    }
  }
}
