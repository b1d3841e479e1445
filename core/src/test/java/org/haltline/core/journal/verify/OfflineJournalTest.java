package org.haltline.core.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.redis.RedisStartException;
import org.haltline.core.journal.seal.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder is verified while nothing runs on it, and is not changed by that.
class OfflineJournalTest {

  @TempDir Path temp;

  @Test
  void aFolderThatNobodyWorksOnIsVerified() {
    PublicKey key = written();
    try (OfflineJournal offline = OfflineJournal.open(Centre.NAME, temp.resolve("data"))) {
      VerificationReport report = verify(offline, key);
      assertThat(report.findings()).isEmpty();
      assertThat(report.facts()).isEqualTo(3);
      byte[] name = "anything".getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> Centre.get(offline.connections().commands().set(name, name)))
          .hasMessageContaining("NOPERM");
    }
  }

  @Test
  void aFolderInUseIsRefused() {
    try (Centre centre = new Centre(temp)) {
      assertThat(centre.redis().isRunning()).isTrue();
      assertThatExceptionOfType(RedisStartException.class)
          .isThrownBy(() -> OfflineJournal.open(Centre.NAME, temp.resolve("data")))
          .satisfies(
              e -> assertThat(e.fault()).isEqualTo(RedisStartException.Fault.DATA_FOLDER_IN_USE));
    }
  }

  @Test
  void aByteFlippedOnTheDiskThatRedisItselfDoesNotNoticeIsFound() throws IOException {
    PublicKey key = written();
    Path file;
    try (Stream<Path> files = Files.list(temp.resolve("data/redis/appendonlydir"))) {
      file = files.filter(f -> f.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
    }
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    int actor = content.indexOf("op-7");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'9'}), actor + 3);
    }
    try (OfflineJournal offline = OfflineJournal.open(Centre.NAME, temp.resolve("data"))) {
      Position first = offline.image().factsAfter(Position.START, 1).getFirst().position();
      assertThat(verify(offline, key).faults())
          .containsExactly(new Finding.FactAltered(Centre.caseId(1), 1, first));
    }
  }

  private PublicKey written() {
    try (Centre centre = new Centre(temp)) {
      centre.open(1, 3);
      centre.seal();
      return centre.sealKey().publicKey();
    }
  }

  private VerificationReport verify(OfflineJournal offline, PublicKey key) {
    return Verification.of(
        offline.image(),
        List.of(key),
        Optional.of(Witness.in(temp.resolve("witness"), Centre.NAME)));
  }
}
