package org.haltline.core.journal.redis;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lowest priority for a process of ours, by the system's own `renice`. Where there is none the
/// process keeps what it has.
final class BackgroundPriority {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundPriority.class);
  private static final String LOWEST = "19";

  private BackgroundPriority() {}

  static void of(long pid) {
    try {
      Process renice =
          new ProcessBuilder("renice", "-n", LOWEST, "-p", Long.toString(pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!renice.waitFor(2, TimeUnit.SECONDS)) {
        renice.destroyForcibly();
      }
    } catch (IOException missing) {
      LOG.debug("no renice here: the writing of the journal's file keeps its priority", missing);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
