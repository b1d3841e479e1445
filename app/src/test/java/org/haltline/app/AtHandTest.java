package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.journal.seal.SealKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Commands that work on a centre's journal find it while the house runs, and say what is wrong
/// where there is none.
@ResourceLock(Resources.SYSTEM_OUT)
@Timeout(300)
class AtHandTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");
  private final StringWriter err = new StringWriter();

  /// So deep that no socket's path fits into it.
  @BeforeEach
  void aLongWayDown() {
    folder = temporary.resolve("a".repeat(60)).resolve("b".repeat(60));
  }

  @Test
  void aRunningHouseIsVerifiedAndCopiedThoughItsPathIsLong() throws Exception {
    Path archive = temporary.resolve("b.tar");
    try (var house = HouseProcess.run(with("--set=haltline.http.port=0"))) {
      assertThat(haltline("verify")).as(err.toString()).isZero();
      assertThat(haltline("backup", archive.toString())).as(err.toString()).isZero();
      house.terminate();
      house.ended();
    }
    assertThat(haltline("verify", "--backup=" + archive)).as(err.toString()).isZero();

    assertThat(haltline("backup", archive.toString())).isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains(archive.toString(), "is there already", "name another file");
  }

  @Test
  void aCentreThatWasLostComesBackFromItsArchive() throws Exception {
    Path archive = temporary.resolve("b.tar");
    try (var house = HouseProcess.run(with("--set=haltline.http.port=0"))) {
      assertThat(haltline("backup", archive.toString())).as(err.toString()).isZero();
      house.terminate();
      house.ended();
    }
    assertThat(haltline("restore", archive.toString())).isEqualTo(Main.EXIT_FAULT);
    assertThat(line()).contains("Redis already has", "restore into an empty data folder");

    Files.move(folder.resolve("data"), folder.resolve("lost"));
    assertThat(said(() -> haltline("restore", archive.toString())))
        .containsPattern("case numbers of \\d{6} go on behind \\d{3,6}, .* / 日期")
        .contains("known here")
        .doesNotContain("Compare with")
        .containsAnyOf("holds", "核验通过");
    assertThat(haltline("verify")).as(err.toString()).isZero();
  }

  /// The keys folder was lost as well: what the seals were signed with is trusted again.
  @Test
  void aCentreWhoseKeysWereLostComesBackByThePassphrase() throws Exception {
    Path archive = temporary.resolve("b.tar");
    String told;
    try (var house = HouseProcess.run(with("--set=haltline.http.port=0"))) {
      told = said(() -> typing("correct horse battery", "backup", archive.toString()));
      house.terminate();
      house.ended();
    }
    Path keys = folder.resolve("keys");
    List<PublicKey> before = KeysFolder.at(keys, folder.resolve("data")).trusted();
    for (String lost : List.of("data", "keys")) {
      Files.move(folder.resolve(lost), temporary.resolve(lost));
    }

    assertThat(typing("wrong horse battery", "restore", archive.toString())).isOne();
    assertThat(line()).contains("not the passphrase");
    String print = SealKey.fingerprint(before.getFirst());
    assertThat(print).matches("([0-9a-f]{4} ){15}[0-9a-f]{4}");
    assertThat(told).contains(print, "apart from the archive", "与备份分开记下");
    assertThat(said(() -> typing("correct horse battery", "restore", archive.toString())))
        .contains(
            print + "  from the archive alone", "Compare with what the backup showed", "逐字核对");

    assertThat(KeysFolder.at(keys, folder.resolve("data")).trusted())
        .hasSize(1)
        .containsExactlyElementsOf(before);
    assertThat(haltline("verify")).as(err.toString()).isZero();
  }

  /// What a command that ends well says on standard output.
  private String said(IntSupplier command) {
    Said said = Said.by(command);
    assertThat(said.status()).as(err.toString()).isZero();
    return said.out();
  }

  /// Where the passphrase comes from a pipe.
  private int typing(String passphrase, String command, String archive) {
    InputStream terminal = System.in;
    System.setIn(new ByteArrayInputStream((passphrase + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      return haltline(command, archive, "--with-centre-key");
    } finally {
      System.setIn(terminal);
    }
  }

  @Test
  void anArchiveThatIsNotThere() {
    assertThat(haltline("verify", "--backup=" + temporary.resolve("no.tar"))).isOne();

    assertThat(line()).contains("there is no archive " + temporary.resolve("no.tar"));
  }

  @Test
  void anArchiveThatIsNone() throws IOException {
    Path text = Files.writeString(temporary.resolve("text.tar"), "no archive");
    Path circle = temporary.resolve("circle.tar");
    Files.createSymbolicLink(circle, circle);
    for (Path none : List.of(text, temporary, circle)) {
      for (String[] command :
          List.of(
              new String[] {"verify", "--backup=" + none},
              new String[] {"restore", none.toString()})) {
        assertThat(haltline(command)).isEqualTo(Main.EXIT_FAULT);
        assertThat(line()).contains(none + " ", "name the file that `haltline backup` wrote");
      }
    }
    assertThat(List.of(folder.resolve("data"), folder.resolve("keys")))
        .as("nothing is made for what cannot be restored")
        .noneMatch(Files::exists);
  }

  @Test
  void anArchiveThatHasNoPlace() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "no folder");
    Files.createDirectories(folder.resolve("data"));
    for (Path none : List.of(temporary.resolve("none"), file)) {
      Path archive = none.resolve("x.tar");
      assertThat(haltline("backup", archive.toString())).isEqualTo(Main.EXIT_FAULT);
      assertThat(line())
          .contains(archive + " cannot be written, there is no folder " + none, "make it");
    }
  }

  @Test
  void aFolderWithoutAJournal() throws IOException {
    Files.createDirectories(folder.resolve("data"));

    for (String[] command : List.of(new String[] {"verify"}, new String[] {"backup", "b.tar"})) {
      assertThat(haltline(command)).isEqualTo(Main.EXIT_FAULT);
      assertThat(line()).contains("no journal of centre QY in " + folder.resolve("data"));
    }
    assertThat(folder.resolve("data")).isEmptyDirectory();
  }

  /// Tells what it said, and forgets it.
  private String line() {
    List<String> lines = err.toString().lines().toList();
    err.getBuffer().setLength(0);
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private int haltline(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(err, true)).execute(with(arguments));
  }

  private String[] with(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    for (String own : List.of("data", "keys", "witness")) {
      all.add("--set=haltline.storage." + own + "=" + folder.resolve(own));
    }
    return all.toArray(String[]::new);
  }
}
