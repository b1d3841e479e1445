package org.haltline.core.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/// A body that is read whole into memory, and refused when it is larger than it may be.
public final class SmallBody {
  /// Larger than any order or answer.
  public static final int BYTES_MAX = 64 * 1024;

  private SmallBody() {}

  /// Reads to the end; fails as soon as there is too much. Call at once in the request's handler.
  public static Future<Buffer> of(ReadStream<Buffer> stream) {
    return of(stream, BYTES_MAX);
  }

  /// The same with a bound of one's own.
  public static Future<Buffer> of(ReadStream<Buffer> stream, int bytesMax) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.handler(
        part -> {
          if (body.length() + part.length() > bytesMax) {
            whole.tryFail("a body of more than " + bytesMax + " bytes");
          } else {
            body.appendBuffer(part);
          }
        });
    stream.endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }
}
