package org.haltline.core.journal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.haltline.core.journal.Claim;
import org.haltline.core.journal.DeadlineChange;
import org.haltline.core.journal.Diary;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.QueueChange;
import org.haltline.core.journal.RedisDiary;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.RedisRegister;
import org.haltline.core.journal.RedisShelf;
import org.haltline.core.journal.Register;
import org.haltline.core.journal.Shelf;
import org.haltline.core.journal.Write;
import org.haltline.core.journal.WriteOutcome;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.verify.Centre;
import org.haltline.core.journal.verify.Finding;
import org.haltline.core.journal.verify.Verification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A centre goes into an archive and comes back whole, or not at all.
class BackupTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Claim STOP = new Claim("stops on 6222020000012345", 2, "order-1");
  private static final Idempotency REQUEST = new Idempotency("client-key-1", new byte[32]);

  @TempDir Path temp;
  private Centre centre;
  private FileStore files;

  @BeforeEach
  void start() throws IOException {
    centre = new Centre(temp.resolve("here"));
    files = FileStore.open(temp.resolve("here-files"));
  }

  @AfterEach
  void end() {
    centre.close();
  }

  @Test
  void everythingComesBackAndTheNextStepIsTaken() throws IOException {
    centre.open(1, 4);
    var appended = (WriteOutcome.Appended) Centre.get(centre.journal().append(fullStep(2)));
    Centre.get(centre.journal().reserveCaseNumbers("261121", 7));
    centre.open(3, 1);
    Centre.get(centre.journal().eraseCase(Centre.caseId(3)));
    String document = put("a statement");
    centre.seal();
    centre.open(4, 2);
    Manifest manifest = backUp("all.zip");
    assertThat(manifest.facts()).isEqualTo(8);
    assertThat(manifest.seals()).isEqualTo(1);
    assertThat(manifest.cases()).isEqualTo(3);
    assertThat(manifest.centreKeyIncluded()).isFalse();
    assertThat(manifest.note()).contains(centre.centreKey().fingerprint(), "没有");

    try (Elsewhere there = new Elsewhere("there")) {
      Restore.Report report = there.restore("all.zip");
      assertThat(report.verification().holds()).isTrue();
      assertThat(report.verification().facts()).isEqualTo(8);
      RedisJournal journal = there.open();
      assertThat(facts(journal)).isEqualTo(facts(centre.journal()));
      assertThat(bodies(journal)).contains("what happened as number 4", "a full step");
      assertThat(Centre.get(journal.load(Centre.caseId(3))).isErased()).isTrue();
      assertThat(Centre.get(journal.idempotent(REQUEST.key())).orElseThrow().version()).isOne();
      assertThat(Centre.get(journal.due(NOW, 10))).hasSize(1);
      assertThat(Centre.get(journal.queued("icbc", Position.START, 10))).hasSize(1);
      assertThat(Centre.get(journal.onDesk("chat", Position.START, 10))).hasSize(1);
      // ten hours and a minute begun, at ten a second
      assertThat(report.day()).isEqualTo("261121");
      assertThat(report.numbersPassed()).isEqualTo(7 + 601 * 600);
      assertThat(Centre.get(journal.reserveCaseNumbers("261121", 1))).isEqualTo(360_608);
      assertThat(Centre.get(journal.reserveCaseNumbers("261122", 1))).isOne();
      try (InputStream content = there.files.open(document)) {
        assertThat(content).hasContent("a statement");
      }

      Claim third = new Claim(STOP.name(), 1, "order-9");
      assertThat(Centre.get(journal.append(claiming(9, third))))
          .isInstanceOf(WriteOutcome.ClaimsRefused.class);
      Write next =
          Write.of(Centre.caseId(2), 1, appended.lastHash(), List.of(fact("and on it goes")));
      assertThat(Centre.get(journal.append(next))).isInstanceOf(WriteOutcome.Appended.class);
    }
  }

  @Test
  void itsPeopleAndWhatTheyDidComeBackAndNobodyIsSignedIn() throws IOException {
    centre.open(1, 1);
    Register people = new RedisRegister(Centre.NAME, centre.centreKey(), centre.connections());
    Diary diary = new RedisDiary(Centre.NAME, centre.centreKey(), centre.connections());
    Centre.get(people.write("users", "lin", 0, "an analyst".getBytes(UTF_8)));
    Centre.get(people.lend("session", "s", "lin".getBytes(UTF_8), Duration.ofHours(1)));
    for (int i = 0; i < 1_200; i++) {
      Centre.get(diary.write(NOW.plusMillis(i), ("line " + i).getBytes(UTF_8), "QY-1"));
    }
    backUp("people.zip");

    try (Elsewhere there = new Elsewhere("people")) {
      there.restore("people.zip");
      Register back = new RedisRegister(Centre.NAME, centre.centreKey(), there.connections);
      Diary read = new RedisDiary(Centre.NAME, centre.centreKey(), there.connections);
      assertThat(Centre.get(back.read("users", "lin")).orElseThrow().value())
          .isEqualTo("an analyst".getBytes(UTF_8));
      assertThat(Centre.get(back.lent("session", "s"))).isEmpty();
      Position end = new Position(NOW.plusSeconds(60).toEpochMilli(), 0);
      List<Diary.Line> lines = Centre.get(read.before(end, NOW, 1_000));
      assertThat(lines).hasSize(1_000);
      assertThat(lines.getFirst().text()).isEqualTo("line 1199".getBytes(UTF_8));
      assertThat(Centre.get(read.about("QY-1", 1_000))).hasSize(1_000);
    }
  }

  @Test
  void whatSomebodyHadBegunAndHandedOnComesBackAndStillEnds() throws IOException {
    Centre.get(shelf("drafts", centre.connections()).put("op-1", "call-1", bytes("half a call")));
    Centre.get(shelf("handovers", centre.connections()).put("ICBC", "note", bytes("ring back")));
    backUp("shelves.zip");

    try (Elsewhere there = new Elsewhere("shelves")) {
      there.restore("shelves.zip");
      Shelf drafts = shelf("drafts", there.connections);
      assertThat(Centre.get(drafts.get("op-1", "call-1")).orElseThrow().bytes())
          .isEqualTo(bytes("half a call"));
      assertThat(Centre.get(shelf("handovers", there.connections).all("ICBC"))).hasSize(1);
      List<byte[]> names = Centre.get(there.redis().keys("{harbour}:shelf:*"));
      assertThat(names)
          .hasSize(2)
          .allMatch(name -> Centre.get(there.redis().pttl(name)) > 0, "goes some day");
      Centre.get(drafts.put("op-1", "call-2", bytes("another")));
      assertThat(Centre.get(drafts.all("op-1"))).hasSize(2);
    }
  }

  private Shelf shelf(String use, RedisConnections connections) {
    return new RedisShelf(
        use,
        Centre.NAME,
        centre.centreKey(),
        connections,
        new RedisShelf.Bounds(Duration.ofDays(7), 50),
        InstantSource.system());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whileTheDeskWorksTheArchiveIsTheCentreAtOneMoment() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 1; !stop.get() && i < 9_000; i++) {
                    Centre.get(centre.journal().append(numberedStep(i)));
                    if (i % 200 == 0) centre.seal();
                  }
                });
    while (centre.image().facts() < 1_000) Thread.sleep(5);
    Manifest manifest = backUp("busy.zip");
    stop.set(true);
    writer.join();
    assertThat(centre.image().facts()).isGreaterThan(manifest.facts());

    try (Elsewhere there = new Elsewhere("there")) {
      Restore.Report report = there.restore("busy.zip");
      // a seal may have been made after the archive's end; nothing else is amiss
      assertThat(report.verification().faults())
          .allMatch(Finding.JournalTakenBack.class::isInstance);
      RedisJournal journal = there.open();
      long cases = manifest.facts();
      // Every step set one fact, one queued order, one claim, one deadline, one request key.
      assertThat(Centre.get(there.redis().xlen("{harbour}:orders:icbc".getBytes(UTF_8))))
          .isEqualTo(cases);
      assertThat(Centre.get(there.redis().zcard(centre.keys().deadlines))).isEqualTo(cases);
      assertThat(Centre.get(there.redis().hlen(centre.keys().claims))).isEqualTo(cases);
      assertThat(Centre.get(there.redis().hlen(centre.keys().caseKeys))).isEqualTo(cases);
      assertThat(Centre.get(journal.idempotent("client-" + cases))).isPresent();
      assertThat(Centre.get(journal.idempotent("client-" + (cases + 1)))).isEmpty();
    }
  }

  /// The last order of an institution takes the record of its place away with it, and the next one
  /// brings it back: that must not be lost between two looks at what there is.
  @Test
  void anOrderThatComesWhileTheQueueWasEmptyIsCopiedWithItsPlace() throws Exception {
    for (int i = 1; i <= 2_000; i++) centre.open(i, 1); // so that looking takes a while
    AtomicBoolean stop = new AtomicBoolean();
    Thread desk = Thread.ofPlatform().start(() -> comeAndGo(3_000, stop));
    try (Elsewhere there = new Elsewhere("there")) {
      for (int i = 1; i <= 6; i++) {
        backUp("moment-" + i + ".zip");
        Centre.get(there.redis().flushall());
        there.restore("moment-" + i + ".zip");
        long waiting = Centre.get(there.redis().xlen("{harbour}:orders:icbc".getBytes(UTF_8)));
        assertThat(Centre.get(there.redis().hlen("{harbour}:places:icbc".getBytes(UTF_8))))
            .isEqualTo(waiting);
        assertThat(Centre.get(there.redis().zcard(centre.keys().deadlines))).isEqualTo(waiting);
        assertThat(Centre.get(there.redis().hlen(centre.keys().claims))).isEqualTo(waiting);
      }
    } finally {
      stop.set(true);
      desk.join();
    }
  }

  /// One order after another, each with a claim and a deadline, each answered at once.
  private void comeAndGo(int number, AtomicBoolean stop) {
    byte[] last = null;
    for (long version = 0; !stop.get(); version += 2) {
      String order = "order-" + version;
      Claim claim = new Claim("stops on one account", 2, order);
      var came =
          onlyOne(
              number,
              version,
              last,
              List.of(claim),
              List.of(),
              new QueueChange.Issue("icbc", order, order.getBytes(UTF_8)),
              new DeadlineChange.Set("answer", NOW));
      var gone =
          onlyOne(
              number,
              version + 1,
              came.lastHash(),
              List.of(),
              List.of(claim),
              new QueueChange.Take("icbc", order),
              new DeadlineChange.Clear("answer"));
      last = gone.lastHash();
    }
  }

  private WriteOutcome.Appended onlyOne(
      int number,
      long version,
      byte @Nullable [] last,
      List<Claim> claims,
      List<Claim> givenBack,
      QueueChange queue,
      DeadlineChange deadline) {
    return (WriteOutcome.Appended)
        Centre.get(
            centre
                .journal()
                .append(
                    new Write(
                        Centre.caseId(number),
                        version,
                        last,
                        List.of(fact("comes or goes")),
                        claims,
                        givenBack,
                        List.of(queue),
                        List.of(deadline),
                        null)));
  }

  @Test
  void aBackupIsVerifiedWithoutAnyRedis() throws IOException {
    centre.open(1, 3);
    centre.seal();
    centre.open(2, 2);
    backUp("sound.zip");
    try (Archive archive = Archive.open(temp.resolve("sound.zip"));
        ArchiveImage image = new ArchiveImage(archive)) {
      archive.checkMembers();
      var report =
          Verification.of(
              image, List.of(centre.sealKey().publicKey()), Optional.of(centre.witness()));
      assertThat(report.faults()).isEmpty();
      assertThat(report.facts()).isEqualTo(5);
      assertThat(report.sealedFacts()).isEqualTo(3);
    }
  }

  @Test
  void aForgersArchiveWithARightManifestIsFoundByItsSeals() throws IOException {
    List<Position> first = centre.open(1, 3);
    centre.seal();
    Centre.get(
        centre.connections().commands().xdel(centre.keys().journal, first.get(1).toString()));
    backUp("forged.zip"); // its manifest fits what was left
    try (Archive archive = Archive.open(temp.resolve("forged.zip"));
        ArchiveImage image = new ArchiveImage(archive)) {
      archive.checkMembers();
      assertThat(
              Verification.of(
                      image, List.of(centre.sealKey().publicKey()), Optional.of(centre.witness()))
                  .faults())
          .contains(new Finding.FactsMissing(Centre.caseId(1), 2, 2, first.get(2)));
    }
    try (Elsewhere there = new Elsewhere("there")) {
      assertThatExceptionOfType(JournalDamaged.class)
          .isThrownBy(() -> there.restore("forged.zip"))
          .withMessageContaining("stays shut");
      assertThatThrownBy(there::open)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("a restore was not finished");
    }
  }

  @Test
  void aDamagedMemberIsNamedAndNothingIsWritten() throws IOException {
    centre.open(1, 3);
    backUp("good.zip");
    rewrite("good.zip", "bad.zip", name -> name.equals("facts"), this::flipped);
    try (Elsewhere there = new Elsewhere("there")) {
      assertThatExceptionOfType(ArchiveDamaged.class)
          .isThrownBy(() -> there.restore("bad.zip"))
          .withMessageContaining("facts");
      assertThat(Centre.get(there.redis().dbsize())).isZero();
    }
  }

  @Test
  void aMemberThatIsMissingOrTooManyIsNamed() throws IOException {
    centre.open(1, 1);
    put("a statement");
    backUp("good.zip");
    rewrite("good.zip", "less.zip", name -> name.startsWith("files/"), content -> new byte[0][0]);
    rewrite("good.zip", "none.zip", name -> name.equals("manifest.json"), c -> new byte[0][0]);
    Path cut = temp.resolve("cut.zip");
    byte[] whole = Files.readAllBytes(temp.resolve("good.zip"));
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 40));
    try (Archive archive = Archive.open(temp.resolve("less.zip"))) {
      assertThatExceptionOfType(ArchiveDamaged.class)
          .isThrownBy(archive::checkMembers)
          .withMessageContaining("files/");
    }
    assertThatExceptionOfType(ArchiveDamaged.class)
        .isThrownBy(() -> Archive.open(temp.resolve("none.zip")))
        .withMessageContaining("no manifest");
    assertThatExceptionOfType(ArchiveDamaged.class)
        .isThrownBy(() -> Archive.open(cut))
        .withMessageContaining("not a backup");
  }

  @Test
  void aPlaceThatIsNotEmptyIsRefused() throws IOException {
    centre.open(1, 1);
    backUp("all.zip");
    try (Elsewhere there = new Elsewhere("there")) {
      there.restore("all.zip");
      assertThatExceptionOfType(TargetNotEmpty.class)
          .isThrownBy(() -> there.restore("all.zip"))
          .withMessageContaining("empty data folder");
    }
  }

  @Test
  void aRestoreThatWasKilledStaysShutAndIsRunAgain() throws Exception {
    centre.open(1, 400);
    Centre.get(centre.journal().append(fullStep(2)));
    String document = put("a statement");
    backUp("all.zip");
    try (Elsewhere there = new Elsewhere("there")) {
      try (RestoringProcess restoring =
          RestoringProcess.halfWay(
              temp.resolve("all.zip"),
              there.server.uri().toURI().toString(),
              temp.resolve("there-files"))) {
        restoring.kill();
      }
      assertThat(Centre.get(there.redis().xlen(centre.keys().journal))).isEqualTo(401);
      assertThatThrownBy(there::open).hasMessageContaining("a restore was not finished");

      // something that the archive does not have, as of another archive's restore
      Centre.get(
          there.redis().rpush(centre.keys().factsOf(Centre.caseId(9)), "1-1".getBytes(UTF_8)));
      assertThat(there.restore("all.zip").verification().facts()).isEqualTo(401);
      RedisJournal journal = there.open();
      assertThat(facts(journal)).isEqualTo(facts(centre.journal()));
      assertThat(Centre.get(there.redis().llen(centre.keys().factsOf(Centre.caseId(9))))).isZero();
      assertThat(Centre.get(journal.queued("icbc", Position.START, 10))).hasSize(1);
      assertThat(Centre.get(journal.onDesk("chat", Position.START, 10))).hasSize(1);
      assertThat(Centre.get(journal.due(NOW, 10))).hasSize(1);
      assertThat(Centre.get(journal.idempotent(REQUEST.key())).orElseThrow().version()).isOne();
      assertThat(there.files.names()).containsExactly(document);
      assertThatExceptionOfType(TargetNotEmpty.class).isThrownBy(() -> there.restore("all.zip"));
    }
  }

  @Test
  void ofTwoRestoresAtOnceTheFirstGivesWay() throws IOException {
    centre.open(1, 3);
    Centre.get(centre.journal().append(fullStep(2)));
    backUp("all.zip");
    try (Elsewhere there = new Elsewhere("there");
        Archive archive = Archive.open(temp.resolve("all.zip"))) {
      // the second runs, and a house opens, while the first looks at its clock
      InstantSource clock =
          () -> {
            try {
              there.restore("all.zip");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            there.open();
            return NOW;
          };
      var first = new Restore(archive, there.connections, there.files, clock, ZoneOffset.UTC);
      assertThatExceptionOfType(JournalDamaged.class)
          .isThrownBy(() -> first.run(List.of(), Optional.empty()))
          .withMessageContaining("another restore");
      assertThat(facts(there.open())).isEqualTo(facts(centre.journal()));
    }
  }

  @Test
  void theCentreKeyComesAlongUnderAPassphraseOnly() throws IOException {
    centre.open(1, 1);
    new Backup(Centre.NAME, centre.connections(), files, InstantSource.fixed(NOW))
        .to(
            temp.resolve("keyed.zip"),
            List.of(centre.sealKey().publicKey()),
            Optional.of(
                new Backup.LockedKey(centre.centreKey(), "correct horse battery".toCharArray())));
    byte[] archive = Files.readAllBytes(temp.resolve("keyed.zip"));
    assertThat(new String(archive, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(centre.centreKey().toHex());
    try (Archive keyed = Archive.open(temp.resolve("keyed.zip"))) {
      keyed.checkMembers();
      assertThat(keyed.centreKey("correct horse battery".toCharArray()).toHex())
          .isEqualTo(centre.centreKey().toHex());
      assertThat(keyed.trusted()).containsExactly(centre.sealKey().publicKey());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> keyed.centreKey("wrong horse battery".toCharArray()))
          .withMessageContaining("passphrase");
    }
    backUp("keyless.zip");
    try (Archive keyless = Archive.open(temp.resolve("keyless.zip"))) {
      assertThatExceptionOfType(ArchiveDamaged.class)
          .isThrownBy(() -> keyless.centreKey("any passphrase".toCharArray()))
          .withMessageContaining("no body can be read");
    }
  }

  @Test
  void aShortPassphraseIsRefusedAndLeavesNoArchive() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Backup(Centre.NAME, centre.connections(), files, InstantSource.fixed(NOW))
                    .to(
                        temp.resolve("short.zip"),
                        List.of(),
                        Optional.of(
                            new Backup.LockedKey(centre.centreKey(), "short".toCharArray()))));
    assertThat(temp.resolve("short.zip")).doesNotExist();
    assertThat(temp.resolve("short.zip.partial")).doesNotExist();
  }

  @Test
  void anArchiveIsNeverOverwrittenAndForItsOwnerAlone() throws IOException {
    centre.open(1, 1);
    backUp("one.zip");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("one.zip"))))
        .isEqualTo("rw-------");
    assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> backUp("one.zip"));
  }

  @Test
  void aDamagedDocumentIsNamedAndLeftOut() throws IOException {
    String sound = put("a statement");
    String damaged = put("another statement");
    Files.writeString(temp.resolve("here-files").resolve(damaged), "another stAtement");
    Manifest manifest = backUp("all.zip");
    assertThat(manifest.filesDamaged()).containsExactly(damaged);
    assertThat(manifest.files()).isOne();
    try (Elsewhere there = new Elsewhere("there")) {
      there.restore("all.zip");
      assertThat(there.files.names()).containsExactly(sound);
    }
  }

  @Test
  void goingBackBehindTheWitnessSetsItAsideAndSealingGoesOn() throws IOException {
    centre.open(1, 2);
    centre.seal();
    backUp("early.zip");
    centre.open(2, 2);
    Seal lost = centre.seal();
    try (Elsewhere there = new Elsewhere("there")) {
      Restore.Report report = there.restore("early.zip");
      Path aside = report.witnessSetAside().orElseThrow();
      assertThat(Files.readString(aside))
          .contains(org.haltline.core.journal.seal.Witness.line(lost));
      assertThat(centre.witness().file()).doesNotExist();
    }
  }

  @Test
  void anEmptyCentreComesBackEmpty() throws IOException {
    Manifest manifest = backUp("empty.zip");
    assertThat(manifest.facts()).isZero();
    try (Elsewhere there = new Elsewhere("there")) {
      there.restore("empty.zip");
      assertThat(facts(there.open())).isEmpty();
    }
  }

  /// Another Redis, empty, to restore into.
  private final class Elsewhere implements AutoCloseable {
    private final EmbeddedRedis server;
    private final RedisConnections connections;
    private final FileStore files;

    Elsewhere(String name) throws IOException {
      server = EmbeddedRedis.start(EmbeddedRedisOptions.in(temp.resolve(name)));
      connections = RedisConnections.open(RedisConnectionOptions.to(server.uri()));
      files = FileStore.open(temp.resolve(name + "-files"));
    }

    Restore.Report restore(String name) throws IOException {
      try (Archive archive = Archive.open(temp.resolve(name))) {
        return new Restore(archive, connections, files, InstantSource.fixed(NOW), ZoneOffset.UTC)
            .run(List.of(centre.sealKey().publicKey()), Optional.of(centre.witness()));
      }
    }

    RedisJournal open() {
      return Centre.get(
          RedisJournal.open(Centre.NAME, centre.centreKey(), JournalOptions.DEFAULT, connections));
    }

    io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands<byte[], byte[]> redis() {
      return connections.commands();
    }

    @Override
    public void close() {
      connections.close();
      server.close();
    }
  }

  private Manifest backUp(String name) throws IOException {
    return new Backup(Centre.NAME, centre.connections(), files, InstantSource.fixed(NOW))
        .to(temp.resolve(name), List.of(centre.sealKey().publicKey()), Optional.empty());
  }

  private String put(String content) throws IOException {
    return files.put(new ByteArrayInputStream(content.getBytes(UTF_8)), 1 << 20).sha256();
  }

  private static List<Fact> facts(RedisJournal journal) {
    return Centre.get(journal.after(Position.START, 1_000));
  }

  private static List<String> bodies(RedisJournal journal) {
    List<String> bodies = new ArrayList<>();
    for (Fact fact : facts(journal)) {
      byte[] body = fact.body();
      if (body != null) bodies.add(new String(body, UTF_8));
    }
    return bodies;
  }

  private static NewFact fact(String body) {
    return new NewFact("Noted", NOW, "op-7", 1, "CN-1", body.getBytes(UTF_8));
  }

  private static Write claiming(int number, Claim claim) {
    return new Write(
        Centre.caseId(number),
        0,
        null,
        List.of(fact("claims")),
        List.of(claim),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Write fullStep(int number) {
    return step(number, STOP, "order-1", REQUEST);
  }

  private static Write numberedStep(int number) {
    return step(
        number,
        new Claim("stops on " + number, 2, "order-" + number),
        "order-" + number,
        new Idempotency("client-" + number, new byte[32]));
  }

  private static Write step(int number, Claim claim, String order, Idempotency request) {
    return new Write(
        Centre.caseId(number),
        0,
        null,
        List.of(fact("a full step")),
        List.of(claim),
        List.of(),
        List.of(
            new QueueChange.Issue("icbc", order, order.getBytes(UTF_8)),
            new QueueChange.PutOnDesk("chat", order + "-desk", order.getBytes(UTF_8))),
        List.of(new DeadlineChange.Set("case-" + number + "|answer", NOW)),
        request);
  }

  private byte[][] flipped(byte[] content) {
    byte[] changed = content.clone();
    changed[changed.length / 2] ^= 1;
    return new byte[][] {changed};
  }

  /// Copies an archive; the chosen members become what the change makes of them, or nothing.
  private void rewrite(
      String from,
      String to,
      java.util.function.Predicate<String> which,
      java.util.function.Function<byte[], byte[][]> change)
      throws IOException {
    try (ZipFile in = new ZipFile(temp.resolve(from).toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(temp.resolve(to)))) {
      for (ZipEntry entry : java.util.Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        byte[][] kept =
            which.test(entry.getName()) ? change.apply(content) : new byte[][] {content};
        for (byte[] each : kept) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(each);
          out.closeEntry();
        }
      }
    }
  }
}
