package org.haltline.core.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.Wire;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// What came of knocking at one channel of an institution: asked for at a screen, tried where the
/// adapter runs. No order is sent.
///
/// @param says why it was not reached
public record ChannelTrial(String channel, Outcome outcome, long tookMs, @Nullable String says) {
  private static final long ANSWER_MS = 20_000;
  private static final long KNOCK_MS = 10_000;

  /// Of a knock.
  public enum Outcome {
    REACHED,
    NOT_REACHED,
    /// People are asked: there is nowhere to knock.
    NOTHING_TO_TRY
  }

  /// All channels of an institution, the preferred first; empty where no process runs its adapter.
  public static Future<Optional<List<ChannelTrial>>> of(Vertx vertx, String institution) {
    return vertx
        .eventBus()
        .<Buffer>request(
            Addresses.trials(institution),
            Buffer.buffer(),
            new DeliveryOptions().setSendTimeout(ANSWER_MS))
        .map(
            reply ->
                Optional.of(
                    Wire.JSON.readValue(
                        reply.body().getBytes(), new TypeReference<List<ChannelTrial>>() {})))
        .recover(
            failure ->
                failure instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.NO_HANDLERS
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  static void offer(Vertx vertx, String institution, List<Channel> channels) {
    vertx
        .eventBus()
        .<Buffer>consumer(
            Addresses.trials(institution),
            asked ->
                Future.all(channels.stream().map(ChannelTrial::tried).toList())
                    .onSuccess(
                        all ->
                            asked.reply(Buffer.buffer(Wire.JSON.writeValueAsBytes(all.list())))));
  }

  private static Future<ChannelTrial> tried(Channel channel) {
    long startedAt = System.nanoTime();
    Future<Void> knock = channel.knock();
    if (knock == null) {
      return Future.succeededFuture(
          new ChannelTrial(channel.name(), Outcome.NOTHING_TO_TRY, 0, null));
    }
    return knock
        .timeout(KNOCK_MS, TimeUnit.MILLISECONDS)
        .transform(
            come -> {
              long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
              Throwable why = come.cause();
              return Future.succeededFuture(
                  why == null
                      ? new ChannelTrial(channel.name(), Outcome.REACHED, tookMs, null)
                      : new ChannelTrial(channel.name(), Outcome.NOT_REACHED, tookMs, says(why)));
            });
  }

  /// What people are told in both languages where it is known, else what the machine says.
  private static String says(Throwable why) {
    Throwable machine = why instanceof NotReached && why.getCause() != null ? why.getCause() : why;
    return machine instanceof NoAnswer known
        ? known.why().both()
        : Objects.requireNonNullElse(machine.getMessage(), machine.getClass().getSimpleName());
  }
}
