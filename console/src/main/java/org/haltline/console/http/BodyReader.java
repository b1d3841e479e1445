package org.haltline.console.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.jspecify.annotations.Nullable;

/// Reads a body up to its bound, and gets rid of one that nobody wants so that the client can hear
/// why.
final class BodyReader {
  /// A client that goes on sending after its refusal is let go after this much, or this long.
  private static final long UNWANTED_BYTES_MAX = 64L << 20;

  private static final long UNWANTED_MS_MAX = 10_000;

  private BodyReader() {}

  /// The body; fails with `TOO_LARGE` as soon as that is known, before anything is read where the
  /// client says how much it is about to send.
  static Future<Buffer> read(HttpServerRequest request, int bytesMax) {
    Promise<Buffer> body = Promise.promise();
    long announced = announced(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    if (announced > bytesMax) {
      return Future.failedFuture(Refused.of(ProblemCode.TOO_LARGE, Bytes.said(bytesMax)));
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    Buffer gathered = Buffer.buffer(announced > 0 ? (int) announced : 1024);
    request.handler(
        chunk -> {
          if (gathered.length() + chunk.length() <= bytesMax) {
            gathered.appendBuffer(chunk);
          } else {
            request.handler(unwanted -> {});
            body.tryFail(Refused.of(ProblemCode.TOO_LARGE, Bytes.said(bytesMax)));
          }
        });
    request.exceptionHandler(body::tryFail);
    request.endHandler(whole -> body.tryComplete(gathered));
    return body.future();
  }

  /// After the answer: lets what still comes go by. Closing at once would destroy the answer on its
  /// way, for the client has not read it while it sends.
  static void discard(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long timer = vertx.setTimer(UNWANTED_MS_MAX, late -> request.connection().close());
    long[] bytes = new long[1];
    request.endHandler(end -> vertx.cancelTimer(timer));
    request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    request.handler(
        chunk -> {
          bytes[0] += chunk.length();
          if (bytes[0] > UNWANTED_BYTES_MAX) {
            vertx.cancelTimer(timer);
            request.connection().close();
          }
        });
    request.resume(); // it may have been held while it was asked who sends it
  }

  private static long announced(@Nullable String contentLength) {
    try {
      return contentLength == null ? -1 : Long.parseLong(contentLength);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
