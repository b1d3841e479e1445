package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The child's log stays bounded and shows what was written since a mark.
class RedisLogTest {
  @TempDir Path folder;

  @Test
  void aLargeLogIsSetAsideAndTwoOldOnesAreKept() throws IOException {
    RedisLog log = RedisLog.in(folder);
    for (String text : new String[] {"first", "second", "third"}) {
      Files.writeString(log.file(), text);
      log.rotateWhenLarge(5);
    }
    assertThat(log.file()).doesNotExist();
    assertThat(folder.resolve("redis.log.1")).hasContent("third");
    assertThat(folder.resolve("redis.log.2")).hasContent("second");
    assertThat(folder.resolve("redis.log.3")).doesNotExist();
  }

  @Test
  void aSmallLogStays() throws IOException {
    RedisLog log = RedisLog.in(folder);
    Files.writeString(log.file(), "tiny");
    log.rotateWhenLarge(5);
    assertThat(log.file()).hasContent("tiny");
  }

  @Test
  void onlyWhatCameAfterAMarkIsShown() throws IOException {
    RedisLog log = RedisLog.in(folder);
    Files.writeString(log.file(), "old\n");
    long mark = log.mark();
    Files.writeString(log.file(), "old\nnew\n");
    assertThat(log.since(mark)).containsExactly("new");
  }
}
