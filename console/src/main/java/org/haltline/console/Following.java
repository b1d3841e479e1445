package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.console.access.Masks;
import org.haltline.console.feed.CaseFeed;
import org.haltline.console.feed.FeedRoom;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.people.Reception;
import org.haltline.console.people.Visitor;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// Lets clients into the live feed.
final class Following {
  /// How long somebody who is no longer in may go on seeing what happens.
  private static final long ASKED_AGAIN_MS = 3_000;

  private final Vertx vertx;
  private final Reception reception;
  private final Journal journal;
  private final CaseFeed feed;
  private final FeedRoom room;
  private final AtomicInteger followers;
  private final int followersMax;

  /// @param followers over all event loops
  Following(
      Vertx vertx,
      Reception reception,
      Journal journal,
      CaseFeed feed,
      FeedRoom room,
      AtomicInteger followers,
      int followersMax) {
    this.vertx = vertx;
    this.reception = reception;
    this.journal = journal;
    this.feed = feed;
    this.room = room;
    this.followers = followers;
    this.followersMax = followersMax;
  }

  Map<String, Handling> handlings() {
    return Map.of("follow", this::follow);
  }

  private Future<Answer> follow(Exchange exchange) {
    String header = exchange.header("Last-Event-ID");
    String said = header == null ? exchange.query("after") : header;
    String where = header == null ? "query:after" : "header:Last-Event-ID";
    // Read before it is counted: what is refused here takes no place from anyone.
    Position named = said == null ? null : Exchange.place(where, said);
    if (followers.incrementAndGet() > followersMax) {
      followers.decrementAndGet();
      throw Refused.of(ProblemCode.TOO_MANY_FEEDS, followersMax);
    }
    var left = new Leaving(followers);
    exchange.request().response().closeHandler(gone -> left.once());
    return exchange
        .on(place(named))
        .onFailure(refused -> left.once())
        .compose(
            from -> {
              head(exchange);
              Runnable goodbye =
                  room.admit(
                      exchange.request(),
                      exchange.wall(),
                      Masks.of(exchange.actor()),
                      from,
                      left::once);
              watch(exchange.visitor(), goodbye, left);
              return Promise.<Answer>promise().future();
            });
  }

  /// The line outlives the request that it began with; the session may not.
  private void watch(Visitor visitor, Runnable goodbye, Leaving left) {
    if (visitor.session() == null) {
      return;
    }
    vertx.setPeriodic(
        ASKED_AGAIN_MS,
        timer -> {
          if (left.gone) {
            vertx.cancelTimer(timer);
            return;
          }
          reception
              .isStillIn(visitor)
              .onSuccess(
                  in -> {
                    if (!in && vertx.cancelTimer(timer)) {
                      goodbye.run();
                    }
                  });
        });
  }

  /// Counted down once, whichever way the client goes.
  private static final class Leaving {
    private final AtomicInteger followers;
    private boolean gone;

    Leaving(AtomicInteger followers) {
      this.followers = followers;
    }

    void once() {
      if (!gone) {
        gone = true;
        followers.decrementAndGet();
      }
    }
  }

  /// Where the client goes on. One that says more than the journal holds followed another journal,
  /// or this one before it was restored.
  private CompletionStage<Position> place(@Nullable Position from) {
    if (from == null) {
      return CompletableFuture.completedFuture(feed.end());
    }
    if (!from.isAfter(feed.end())) {
      return CompletableFuture.completedFuture(from);
    }
    return journal
        .end()
        .thenApply(
            end -> {
              if (from.isAfter(end)) {
                throw Refused.of(ProblemCode.PLACE_UNKNOWN, end);
              }
              return from;
            });
  }

  private static void head(Exchange exchange) {
    exchange
        .open()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        // proxies that gather before they pass on would hold news back
        .putHeader("X-Accel-Buffering", "no");
  }
}
