package org.haltline.core.journal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files under the hash of their content: whole or not at all.
class FileStoreTest {
  /// Of "statement", by `printf statement | sha256sum`.
  private static final String STATEMENT =
      "b111c6e1d318f203063e5c16bab43c108326af0aa2f7b65760c95547a43dbe52";

  @TempDir Path temp;
  private FileStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileStore.open(temp.resolve("files"));
  }

  @Test
  void aFileIsKeptUnderTheHashOfItsContent() throws IOException {
    StoredFile stored = put("statement");
    assertThat(stored).isEqualTo(new StoredFile(STATEMENT, 9));
    try (InputStream content = store.open(STATEMENT)) {
      assertThat(content).hasContent("statement");
    }
    assertThat(store.find(STATEMENT)).contains(stored);
    assertThat(store.isIntact(STATEMENT)).isTrue();
  }

  @Test
  void theSameContentIsKeptOnce() throws IOException {
    put("statement");
    put("statement");
    assertThat(store.names()).containsExactly(STATEMENT);
  }

  @Test
  void aDamagedFileIsSeenAndHealedByPuttingItAgain() throws IOException {
    put("statement");
    Files.writeString(temp.resolve("files").resolve(STATEMENT), "statemenT");
    assertThat(store.isIntact(STATEMENT)).isFalse();
    put("statement");
    assertThat(store.isIntact(STATEMENT)).isTrue();
  }

  @Test
  void whatIsTooLargeLeavesNothingBehind() {
    assertThatExceptionOfType(FileTooLarge.class)
        .isThrownBy(() -> store.put(bytes("statement"), 8))
        .satisfies(e -> assertThat(e.bytesMax()).isEqualTo(8));
    assertThat(temp.resolve("files")).isEmptyDirectory();
  }

  @Test
  void aBrokenUploadLeavesNothingBehind() {
    InputStream broken =
        new SequenceInputStream(
            bytes("half of it"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection lost");
              }

              @Override
              public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("connection lost");
              }
            });
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.put(broken, Long.MAX_VALUE))
        .withMessage("connection lost");
    assertThat(temp.resolve("files")).isEmptyDirectory();
  }

  @Test
  void halfWrittenFilesOfAKilledProcessGoAtTheNextStart() throws IOException {
    Path half = Files.writeString(temp.resolve("files").resolve(".arriving-1"), "half");
    FileStore.open(temp.resolve("files"));
    assertThat(half).doesNotExist();
  }

  @Test
  void onlyThisUserMayLookIn() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("files"))))
        .isEqualTo("rwx------");
    put("statement");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temp.resolve("files").resolve(STATEMENT))))
        .isEqualTo("rw-------");
  }

  @Test
  void aNameThatIsNoHashNeverBecomesAPath() throws IOException {
    assertThat(store.find("../secret")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> store.open("../secret"));
    assertThatIllegalArgumentException().isThrownBy(() -> store.remove("../secret"));
  }

  @Test
  void aRemovedFileIsGoneAndRemovingItAgainIsHarmless() throws IOException {
    put("statement");
    store.remove(STATEMENT);
    store.remove(STATEMENT);
    assertThat(store.find(STATEMENT)).isEmpty();
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(STATEMENT));
  }

  private StoredFile put(String content) throws IOException {
    return store.put(bytes(content), 1 << 20);
  }

  private static InputStream bytes(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }
}
