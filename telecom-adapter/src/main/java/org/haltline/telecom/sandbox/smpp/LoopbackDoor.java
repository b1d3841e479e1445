package org.haltline.telecom.sandbox.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;

/// A port of this machine that nobody else reaches.
final class LoopbackDoor implements ServerConnectionFactory {
  private static final int BACKLOG = 50;

  private final ServerSocket socket;

  /// @param port 0 for any free one
  LoopbackDoor(int port) throws IOException {
    this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public ServerConnection listen(int port) {
    return new ServerSocketConnection(socket);
  }

  @Override
  public ServerConnection listen(int port, int timeout) throws IOException {
    socket.setSoTimeout(timeout);
    return listen(port);
  }

  @Override
  public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
    return listen(port, timeout);
  }
}
