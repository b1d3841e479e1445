package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which server runs where, and that it is the very one this release was tested with.
class RedisBinaryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, redis-server-7.0.15-linux-amd64",
    "Linux, aarch64, redis-server-7.0.15-linux-arm64",
    "Linux, i386, redis-server-7.0.15-linux-386",
    "Mac OS X, x86_64, redis-server-7.0.15-darwin-amd64",
    "Mac OS X, aarch64, redis-server-7.0.15-darwin-arm64"
  })
  void everyPlatformsServerIsInTheJarWithItsPinnedDigest(String os, String arch, String resource)
      throws IOException {
    assertThat(RedisBinary.resourceFor(os, arch)).isEqualTo(resource);
    String pinned = RedisBinary.pinned(resource);
    Path binary = RedisBinary.extract(resource, pinned, folder);
    assertThat(RedisBinary.digestOf(binary)).isEqualTo(pinned);
    assertThat(binary).isExecutable();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "AIX, ppc64"})
  void anyOtherPlatformIsToldToRunItsOwn(String os, String arch) {
    assertThatExceptionOfType(RedisStartException.class)
        .isThrownBy(() -> RedisBinary.resourceFor(os, arch))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.CANNOT_RUN_BINARY))
        .withMessageContaining("configure its URL");
  }

  @Test
  void aDamagedFileIsReplacedBeforeItRuns() throws IOException {
    Path binary = RedisBinary.extractTo(folder);
    String sound = RedisBinary.digestOf(binary);
    Files.write(binary, new byte[] {0}, StandardOpenOption.APPEND);
    assertThat(RedisBinary.extractTo(folder)).isEqualTo(binary);
    assertThat(RedisBinary.digestOf(binary)).isEqualTo(sound);
  }

  @Test
  void aServerOtherThanTheTestedOneIsRefused() {
    String resource = RedisBinary.resourceFor("Linux", "amd64");
    assertThatThrownBy(() -> RedisBinary.extract(resource, "0".repeat(64), folder))
        .isInstanceOf(RedisStartException.class)
        .hasStackTraceContaining("this release was tested with 0000");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void olderReleasesServersAreRemovedOnStart() throws IOException {
    Path old =
        Files.writeString(
            Files.createDirectories(folder.resolve("run")).resolve("redis-server-6.0"), "");
    EmbeddedRedis.start(EmbeddedRedisOptions.in(folder)).close();
    assertThat(old).doesNotExist();
  }
}
