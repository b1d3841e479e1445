package org.haltline.outside;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for what is started later, or again on the same one. They lie below those that an
/// operating system gives away to whoever asks for any, so that nobody takes one in between.
public final class Ports {
  private static final int FIRST = 22_000;
  private static final int COUNT = 10_000;
  private static final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private Ports() {}

  /// A port that nobody listens on, of TCP or UDP, and that nobody was given before.
  public static int free() {
    InetAddress here = InetAddress.getLoopbackAddress();
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
      try (var door = new ServerSocket(port, 1, here);
          var _ = new DatagramSocket(new InetSocketAddress(here, port))) {
        return door.getLocalPort();
      } catch (IOException taken) {
        // the next is tried
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
