package org.haltline.console.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.jspecify.annotations.Nullable;

/// Reads a body up to its bound, and gets rid of one that nobody wants so that the client can hear
/// why.
final class BodyReader {
  /// A client that goes on sending after its refusal is let go after this much, or this long.
  private static final long UNWANTED_BYTES_MAX = 64L << 20;

  private static final long UNWANTED_MS_MAX = 10_000;

  /// Whoever owns the folder throws away what begins so when it starts.
  private static final String ARRIVING_PREFIX = "arriving-";

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

  /// A body that lies in a file.
  record Arrived(Path file, long bytes) {}

  /// The body, into a file: however large it is, a few pieces of it are in memory. The request must
  /// not be resumed by anybody else until it is complete.
  static Future<Arrived> toFile(
      Vertx vertx, HttpServerRequest request, Path folder, long bytesMax) {
    if (announced(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > bytesMax) {
      return Future.failedFuture(Refused.of(ProblemCode.TOO_LARGE, Bytes.said(bytesMax)));
    }
    request.pause();
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    FileSystem files = vertx.fileSystem();
    return files
        .createTempFile(folder.toString(), ARRIVING_PREFIX, "", "rw-------")
        .compose(
            path ->
                files
                    .open(path, new OpenOptions().setWrite(true))
                    .compose(file -> into(file, request, bytesMax))
                    .compose(bytes -> requireWhole(files, path, bytes))
                    .map(bytes -> new Arrived(Path.of(path), bytes))
                    .onFailure(left -> files.delete(path)));
  }

  /// The body ends before its last pieces are written, and what becomes of those nobody hears.
  private static Future<Long> requireWhole(FileSystem files, String path, long bytes) {
    return files
        .props(path)
        .compose(
            file ->
                file.size() == bytes
                    ? Future.succeededFuture(bytes)
                    : Future.failedFuture(
                        new IOException(file.size() + " of " + bytes + " bytes were written")));
  }

  private static Future<Long> into(AsyncFile file, HttpServerRequest request, long bytesMax) {
    Promise<Long> whole = Promise.promise();
    long[] bytes = new long[1];
    if (request.response().closed()) {
      // nobody tells of it any more
      whole.tryFail(new IOException("the client left before its body came"));
    } else {
      request.exceptionHandler(whole::tryFail);
      request.endHandler(end -> whole.tryComplete(bytes[0]));
      request.handler(
          chunk -> {
            if (whole.future().isComplete()) {
              return; // it failed, and the file is closed
            }
            bytes[0] += chunk.length();
            if (bytes[0] > bytesMax) {
              whole.tryFail(Refused.of(ProblemCode.TOO_LARGE, Bytes.said(bytesMax)));
              return;
            }
            file.write(chunk).onFailure(whole::tryFail);
            if (file.writeQueueFull()) {
              request.pause();
              file.drainHandler(written -> request.resume());
            }
          });
      request.resume();
    }
    return whole
        .future()
        .transform(
            read ->
                file.close()
                    .compose(
                        closed ->
                            read.succeeded()
                                ? Future.succeededFuture(read.result())
                                : Future.failedFuture(read.cause())));
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
