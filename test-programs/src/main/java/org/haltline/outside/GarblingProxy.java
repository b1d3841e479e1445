package org.haltline.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Stands between a client and a server, and changes what the server says on its way back; then the
/// line is dead, for a stream that was broken once has no next message.
public final class GarblingProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int serverPort;
  private final AtomicInteger garbled = new AtomicInteger();
  private volatile UnaryOperator<byte[]> how = bytes -> bytes;

  public GarblingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /// From now on.
  ///
  /// @param changed gets what was read from the server in one go
  public void garble(UnaryOperator<byte[]> changed) {
    how = changed;
  }

  /// How many pieces were not passed on as they were.
  public int garbled() {
    return garbled.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean back) {
    byte[] buffer = new byte[65_536];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, read);
        byte[] said = back ? how.apply(bytes.clone()) : bytes;
        out.write(said);
        out.flush();
        if (!Arrays.equals(said, bytes)) {
          garbled.incrementAndGet();
          return;
        }
      }
    } catch (IOException over) {
      // one of the two has hung up
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
