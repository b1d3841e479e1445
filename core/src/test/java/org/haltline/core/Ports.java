package org.haltline.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ports for what is ended and started again on the same one. They lie below those that an
/// operating system gives away to whoever asks for any, so that nobody takes one in between.
public final class Ports {
  private static final Logger log = LoggerFactory.getLogger(Ports.class);
  private static final int FIRST = 11_000;
  private static final int COUNT = 10_000;
  private static final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private Ports() {}

  /// A port that nobody listens on, and that nobody was given before.
  public static int free() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
      try (var door = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return door.getLocalPort();
      } catch (IOException taken) {
        log.debug("port {} is taken: {}", port, taken.toString());
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
