package org.haltline.load.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// What this machine takes for the two things that no report can be without: a synced write, and a
/// message to another thread and back. No software on it answers a report faster.
public final class Floor {
  private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);
  private static final int MESSAGE_BYTES = 1_000;

  private Floor() {}

  /// Appends to a file of the folder at a steady rate, each with `fdatasync`, as Redis does.
  public static Latency syncedWrites(Path folder, int bytes, double perSecond, double seconds)
      throws IOException, InterruptedException {
    Path file = folder.resolve("floor");
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      var block = ByteBuffer.allocate(bytes);
      return paced(
          perSecond,
          seconds,
          () -> {
            block.clear();
            while (block.hasRemaining()) {
              channel.write(block);
            }
            channel.force(false);
          });
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Messages over a loopback connection to a thread that sends each one back.
  static Latency roundTrips(double perSecond, double seconds)
      throws IOException, InterruptedException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var here = new Socket(server.getInetAddress(), server.getLocalPort());
        var there = server.accept()) {
      here.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      Thread echo = Thread.ofPlatform().name("floor-echo").start(() -> echo(there));
      byte[] message = new byte[MESSAGE_BYTES];
      Latency latency =
          paced(
              perSecond,
              seconds,
              () -> {
                here.getOutputStream().write(message);
                here.getInputStream().readNBytes(message, 0, message.length);
              });
      here.shutdownOutput();
      echo.join();
      return latency;
    }
  }

  private static void echo(Socket there) {
    byte[] message = new byte[MESSAGE_BYTES];
    try {
      while (there.getInputStream().readNBytes(message, 0, message.length) == message.length) {
        there.getOutputStream().write(message);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @FunctionalInterface
  private interface Work {
    void once() throws IOException;
  }

  /// Work at a steady rate. The sleeper's own lateness is not counted.
  private static Latency paced(double perSecond, double seconds, Work work)
      throws IOException, InterruptedException {
    var micros = new Histogram(LONGEST_MICROS, 3);
    long count = Math.round(perSecond * seconds);
    long start = System.nanoTime();
    for (long i = 1; i <= count; i++) {
      long due = start + Math.round(i * 1e9 / perSecond);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      long begun = System.nanoTime();
      work.once();
      micros.recordValue(Math.min((System.nanoTime() - begun) / 1_000, LONGEST_MICROS));
    }
    return Latency.of(micros);
  }
}
