package org.haltline.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class BackgroundTest {
  @Test
  void whoWritesAnIndexLetsOthersGoFirstAndSoDoesWhomItStarts() {
    ThreadFactory background = Background.threads("index");
    int usual = niceness(Thread::new);
    assertThat(niceness(background)).isEqualTo(usual + 5);
    var started = new CompletableFuture<Integer>();
    background.newThread(() -> started.complete(niceness(Thread::new))).start();
    assertThat(started.join()).isEqualTo(usual + 5);
    assertThat(niceness(Thread::new)).isEqualTo(usual);
  }

  @Test
  void whoIsLowAlreadyGoesNoLower() {
    int usual = niceness(Thread::new);
    ThreadFactory lowered =
        work ->
            new Thread(
                () -> {
                  Background.lower();
                  work.run();
                });
    assertThat(niceness(lowered)).isEqualTo(usual + 5);
    var started = new CompletableFuture<Integer>();
    Background.threads("index").newThread(() -> started.complete(niceness(lowered))).start();
    assertThat(started.join()).isEqualTo(usual + 5);
  }

  private static int niceness(ThreadFactory threads) {
    var seen = new CompletableFuture<String>();
    threads.newThread(() -> seen.complete(ownStat())).start();
    // proc(5): after the name in brackets comes the state as field 3; the niceness is field 19
    String stat = seen.join();
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
  }

  private static String ownStat() {
    try {
      return Files.readString(Path.of("/proc/thread-self/stat"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
