package org.haltline.core.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire between a journal and its Redis that loses what a test wants lost.
final class LossyProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int redisPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean losingRequests;
  private volatile boolean losingReplies;
  private volatile boolean lostARequest;

  LossyProxy(int redisPort) {
    this.redisPort = redisPort;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void loseRequests(boolean lose) {
    losingRequests = lose;
  }

  void loseReplies(boolean lose) {
    losingReplies = lose;
  }

  boolean lostARequest() {
    return lostARequest;
  }

  /// Breaks every connection that stands.
  void cut() {
    for (Socket socket : sockets) closeQuietly(socket);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
        sockets.add(client);
        sockets.add(redis);
        Thread.ofPlatform().daemon().start(() -> pump(client, redis, true));
        Thread.ofPlatform().daemon().start(() -> pump(redis, client, false));
      } catch (IOException _) {
        // Closed, or Redis is away: the client meets a closed connection and tries again.
      }
    }
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (requests ? losingRequests : losingReplies) {
          if (requests) lostARequest = true;
          continue;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException _) {
      // Cut.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private void closeQuietly(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException _) {
      // It was closed.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
