package org.haltline.load.baseline;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The same outside work as a full report, and nothing else: one call in, one fsynced write, five
/// calls out to the same sandboxes, and the answer of each written with fsync. No parsing, no
/// rules, no queues, no hashes, no encryption, no second try.
final class SameWork extends BaselineServer {
  private static final int CONNECTIONS_MAX = 64;
  private static final int TIMEOUT_MS = 5_000;

  /// Calls under way in all instances.
  private static final AtomicLong UNFINISHED = new AtomicLong();

  private final Appends appends;
  private final List<URI> institutions;
  private @Nullable HttpClient client;

  /// A baseline that calls these.
  ///
  /// @param institutions where each order of a report goes, in the order of [BareOrder]
  SameWork(Appends appends, int port, List<URI> institutions) {
    super(port);
    this.appends = appends;
    this.institutions = List.copyOf(institutions);
  }

  @Override
  public Future<?> start() {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(60).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    return super.start();
  }

  @Override
  Future<?> take(long number, Buffer report) {
    UNFINISHED.addAndGet(BareOrder.OF_A_REPORT);
    return appends
        .append(report.getBytes(), context)
        .onSuccess(
            written -> {
              for (int i = 0; i < BareOrder.OF_A_REPORT; i++) {
                callOut(new BareOrder(number, i));
              }
            })
        .onFailure(failure -> UNFINISHED.addAndGet(-BareOrder.OF_A_REPORT));
  }

  @Override
  boolean isQuiet() {
    return UNFINISHED.get() == 0;
  }

  private void callOut(BareOrder order) {
    URI to = institutions.get(order.index());
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.PUT)
            .setHost(to.getHost())
            .setPort(to.getPort())
            .setURI("/orders/" + order.digits())
            .setTimeout(TIMEOUT_MS)
            .putHeader("content-type", "application/json");
    Objects.requireNonNull(client, "started")
        .request(options)
        .compose(request -> request.send(Buffer.buffer(order.json())))
        .compose(response -> response.body())
        .compose(answer -> appends.append(answer.getBytes(), context))
        .onComplete(ended -> UNFINISHED.decrementAndGet());
  }
}
