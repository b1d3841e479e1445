package org.haltline.load.desks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.haltline.load.house.ServerConfig.Person;
import org.haltline.load.world.ExactClock;

/// All the desks. They live on one event loop of their own, so that nothing of them needs a lock.
final class LiveDesks implements AutoCloseable {
  private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(2);
  private static final int SECONDS = 60;
  private static final int FRAME_MAX = 4 << 20;
  private static final int OK = 200;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client;
  private final URI server;
  private final Everything everything = new Everything();
  private final List<Desk> desks = new ArrayList<>();
  private final ExactClock clock;
  private final Histogram millis = new Histogram(LONGEST_MILLIS, 3);

  /// What came of it, at one moment.
  ///
  /// @param notThere desks whose line has ended
  /// @param missed desks to which something else came than their role may see
  /// @param beyondWall facts of others that came to somebody
  record Sum(
      long facts, long orderEvents, long delivered, int notThere, int missed, long beyondWall) {}

  LiveDesks(URI server, int desksMax, ExactClock clock) {
    this.server = server;
    this.clock = clock;
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(desksMax));
  }

  /// Opens a line for each. The first of them sees everything, and is what the others are held
  /// against.
  void open(List<Person> people) throws InterruptedException {
    loop.runOnContext(
        now -> {
          for (Person person : people) {
            boolean first = desks.isEmpty();
            var desk = new Desk(person, clock, millis, first ? everything : (position, fact) -> {});
            desks.add(desk);
            follow(desk);
          }
        });
    until(
        "every desk follows",
        () -> desks.size() == people.size() && desks.stream().allMatch(Desk::isBegun));
  }

  private void follow(Desk desk) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI("/api/feed")
            .putHeader("authorization", "Bearer " + desk.person().token());
    client
        .request(options)
        .compose(HttpClientRequest::send)
        .onSuccess(answer -> listen(desk, answer))
        .onFailure(refused -> desk.gone());
  }

  private static void listen(Desk desk, HttpClientResponse answer) {
    if (answer.statusCode() != OK) {
      desk.gone();
      return;
    }
    var frames = RecordParser.newDelimited("\n\n", desk::take);
    frames.maxRecordSize(FRAME_MAX);
    answer.handler(frames).endHandler(over -> desk.gone()).exceptionHandler(broken -> desk.gone());
  }

  /// What was late until now counts no more.
  void forgetLateness() throws InterruptedException {
    done(
        on(
            () -> {
              millis.reset();
              return true;
            }));
  }

  /// From the journal to each desk, in milliseconds.
  Histogram millis() throws InterruptedException {
    return done(on(millis::copy));
  }

  Sum sum() throws InterruptedException {
    return done(on(this::reckoned));
  }

  private Sum reckoned() {
    long delivered = desks.stream().mapToLong(desk -> desk.seen().count()).sum();
    int notThere = (int) desks.stream().filter(Desk::isEnded).count();
    int missed =
        (int)
            desks.stream()
                .filter(desk -> !desk.seen().isSameAs(everything.of(desk.person().institution())))
                .count();
    long beyond = desks.stream().mapToLong(Desk::beyondWall).sum();
    return new Sum(
        everything.facts(), everything.orderEvents(), delivered, notThere, missed, beyond);
  }

  /// Waits until every desk has what the first one has, or a minute is over.
  void awaitEven() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (sum().missed() > 0 && System.nanoTime() < until) {
      Thread.sleep(100);
    }
  }

  private void until(String what, Callable<Boolean> holds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!done(on(holds))) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("not after " + SECONDS + " s: " + what);
      }
      Thread.sleep(50);
    }
  }

  private <T> Future<T> on(Callable<T> what) {
    var done = new CompletableFuture<T>();
    loop.runOnContext(
        now -> {
          try {
            done.complete(what.call());
          } catch (Exception failure) {
            done.completeExceptionally(failure);
          }
        });
    return Future.fromCompletionStage(done);
  }

  private static <T> T done(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("the desks do not answer", failure);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
