package org.haltline.load.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The temporary folder of one bench run, and everything that must end with it: closed in reverse
/// order when the run ends, is interrupted or fails.
public final class Workspace implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workspace.class);

  private final Path folder;
  private final boolean keep;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread hook = new Thread(this::end, "workspace-end");
  private boolean ended;

  private Workspace(Path folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /// A new folder under the system's own for temporary files.
  ///
  /// @param keep whether it stays when the run is over
  public static Workspace open(String name, boolean keep) {
    try {
      var workspace = new Workspace(Files.createTempDirectory("hl-" + name + "-"), keep);
      Runtime.getRuntime().addShutdownHook(workspace.hook);
      return workspace;
    } catch (IOException failure) {
      throw new UncheckedIOException("no temporary folder can be made", failure);
    }
  }

  public Path folder() {
    return folder;
  }

  /// Makes a folder in it.
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Something that is to be closed when the run ends at the latest.
  public synchronized <T extends AutoCloseable> T endsHere(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      return; // the hook does it
    }
    end();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        log.warn("something of the run did not end well", failure);
      }
    }
    if (keep) {
      System.out.println("… kept: " + folder);
    } else {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException failure) {
      log.warn("cannot delete {}", folder, failure);
    }
  }
}
