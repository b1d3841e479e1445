package org.haltline.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// An open-loop load: arrival times are fixed beforehand and latency counts from them, so that a server that stalls is charged for
/// every request that should have come meanwhile (no coordinated omission).
public final class OpenLoad implements AutoCloseable {
  private static final int IN_FLIGHT_MAX = 4_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final URI server;
  private final String token;

  /// What became of a run; times in microseconds from arrival to answer.
  ///
  /// @param notSent arrivals given up because too many answers were outstanding: a server that hangs
  public record Outcome(
      Histogram answerMicros, long accepted, long errors, long notSent, double seconds) {}

  /// Told of every accepted report.
  public interface Accepted {
    /// @param caseId from the answer
    /// @param arrivedAtNanos when it was due to arrive, by `System.nanoTime`
    void accepted(String caseId, long arrivedAtNanos);
  }

  /// A source of request bodies by running number.
  public interface Bodies {
    byte[] body(long number);
  }

  public OpenLoad(Vertx vertx, URI server, String token) {
    this.vertx = vertx;
    this.server = server;
    this.token = token;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true).setIdleTimeout(60),
            new PoolOptions().setHttp1MaxSize(256).setEventLoopSize(1));
  }

  /// @param first number of the first report
  public Outcome run(
      double perSecond, double seconds, long first, Bodies bodies, Accepted sink)
      throws InterruptedException {
    long count = Math.round(perSecond * seconds);
    long gapNanos = Math.round(1e9 / perSecond);
    var histogram = new ConcurrentHistogram(120_000_000L, 3);
    var accepted = new AtomicLong();
    var errors = new AtomicLong();
    var inFlight = new AtomicInteger();
    long notSent = 0;
    var done = new CountDownLatch(1);
    var outstanding = new AtomicLong(1);
    long start = System.nanoTime() + 1_000_000;
    for (long i = 0; i < count; i++) {
      long due = start + i * gapNanos;
      byte[] body = bodies.body(first + i);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
        inFlight.decrementAndGet();
        notSent++;
        continue;
      }
      outstanding.incrementAndGet();
      post("/api/reports", "load-" + Long.toHexString(start) + "-" + (first + i), body)
          .onComplete(
              answer -> {
                histogram.recordValue((System.nanoTime() - due) / 1_000);
                inFlight.decrementAndGet();
                if (answer.succeeded() && answer.result().isCreated()) {
                  accepted.incrementAndGet();
                  sink.accepted(answer.result().caseId(), due);
                } else {
                  errors.incrementAndGet();
                }
                if (outstanding.decrementAndGet() == 0) {
                  done.countDown();
                }
              });
    }
    if (outstanding.decrementAndGet() == 0) {
      done.countDown();
    }
    if (!done.await(60, TimeUnit.SECONDS)) {
      errors.addAndGet(outstanding.get());
    }
    return new Outcome(
        histogram, accepted.get(), errors.get(), notSent, (System.nanoTime() - start) / 1e9);
  }

  /// An answer to a report: its status and the case that it opened.
  public record Answer(int status, String location) {
    public boolean isCreated() {
      return status == 201;
    }

    public String caseId() {
      return location.substring(location.lastIndexOf('/') + 1);
    }
  }

  io.vertx.core.Future<Answer> post(String path, String key, byte[] body) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(path)
                .setTimeout(30_000)
                .putHeader("content-type", "application/json")
                .putHeader("authorization", "Bearer " + token)
                .putHeader("idempotency-key", key))
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        ignored ->
                            new Answer(
                                response.statusCode(),
                                String.valueOf(response.getHeader("location")))));
  }

  Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() {
    client.close();
  }
}
