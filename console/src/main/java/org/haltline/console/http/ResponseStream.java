package org.haltline.console.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A response that a thread of its own writes: it waits until what it wrote has left, so that no
/// more than one piece of it is in memory.
final class ResponseStream extends OutputStream {
  /// A client that takes nothing for so long is let go.
  private static final long PATIENCE_S = 30;

  private final HttpServerResponse response;

  ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      response
          .write(Buffer.buffer(length).appendBytes(bytes, from, length))
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the house closes");
    } catch (ExecutionException gone) {
      throw new IOException("the client went away", gone.getCause());
    } catch (TimeoutException slow) {
      throw new IOException("the client took nothing for " + PATIENCE_S + " s", slow);
    }
  }
}
