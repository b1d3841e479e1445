package org.haltline.core.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.core.casefile.CaseCommand.RecordFindings;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Reply;
import org.haltline.core.codec.Feedback;
import org.haltline.core.dispatch.Addresses.Reported;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.journal.Cause;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.order.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where feedback enters the centre: opens it with the key of the institution it claims to come
/// from, gives it to the case, and acknowledges it once it is journalled. What could not be
/// journalled now is left to be said again; what never can be is rejected.
public final class FeedbackInlet {
  /// Failure code of a reply: say it again later.
  static final int AGAIN = 1;

  /// Failure code of a reply: never say it again.
  static final int REJECTED = 2;

  private static final Logger log = LoggerFactory.getLogger(FeedbackInlet.class);

  private final Vertx vertx;
  private final Casework casework;
  private final Map<String, InstitutionKey> keys;
  private final Duration registeredAnew;
  private @Nullable MessageConsumer<Letter<Reported>> consumer;
  private long timer = Task.NO_TIMER;

  /// @param keys of every institution whose adapters may report
  /// @param registeredAnew how often it enters itself on the bus again: clustered buses have lost
  ///   registrations, and feedback knows no other way. Zero for never: what is under way at that
  ///   moment has to be said again, and a bus within one process loses nothing
  public FeedbackInlet(
      Vertx vertx, Casework casework, Map<String, InstitutionKey> keys, Duration registeredAnew) {
    this.vertx = vertx;
    this.casework = casework;
    this.keys = Map.copyOf(keys);
    this.registeredAnew = registeredAnew;
  }

  public Future<Void> start() {
    if (registeredAnew.isPositive()) {
      timer = vertx.setPeriodic(registeredAnew.toMillis(), tick -> registerAnew());
    }
    return register();
  }

  public Future<Void> close() {
    vertx.cancelTimer(timer);
    MessageConsumer<Letter<Reported>> open = consumer;
    consumer = null;
    return open == null ? Future.succeededFuture() : open.unregister();
  }

  private Future<Void> register() {
    MessageConsumer<Letter<Reported>> registered =
        Letter.bus(vertx).consumer(Addresses.FEEDBACK, this::heard);
    consumer = registered;
    return registered.completion();
  }

  /// The new one first, so that there is no moment without.
  private void registerAnew() {
    MessageConsumer<Letter<Reported>> before = consumer;
    if (before != null) {
      register().onComplete(registered -> before.unregister());
    }
  }

  private void heard(Message<Letter<Reported>> message) {
    Reported reported;
    try {
      reported = message.body().open(this::open);
    } catch (RuntimeException unreadable) {
      reject(message, String.valueOf(unreadable.getMessage()));
      return;
    }
    Feedback feedback = reported.feedback();
    Actor by = Actor.adapterOf(reported.institution());
    findings(feedback, by)
        .thenCompose(told -> casework.handle(receipt(feedback), by, null))
        .whenComplete((reply, failure) -> answer(message, feedback, reply, failure));
  }

  private static RecordReceipt receipt(Feedback feedback) {
    return new RecordReceipt(
        feedback.caseId(), feedback.orderId(), feedback.receipt(), feedback.signature());
  }

  /// First, so that nothing is acknowledged whose findings are not journalled. Findings that the
  /// case does not accept keep no answer from it.
  private CompletionStage<?> findings(Feedback feedback, Actor by) {
    Findings told = feedback.findings();
    if (told == null || told.tellNothing()) {
      return CompletableFuture.completedStage(null);
    }
    return casework
        .handle(
            new RecordFindings(
                feedback.caseId(), feedback.orderId(), FindingSource.message(), told),
            by,
            null)
        .thenAccept(
            reply -> {
              if (reply instanceof Reply.Refused refused) {
                log.warn(
                    "what was told about accounts on order {} is not taken: {}",
                    feedback.orderId(),
                    refused.why());
              }
            });
  }

  private Reported open(Buffer sealed) {
    String institution = Addresses.institutionOf(sealed);
    InstitutionKey key = keys.get(institution);
    if (key == null) {
      throw new IllegalArgumentException("no institution " + institution + " is known here");
    }
    return new Reported(institution, Addresses.openFeedback(key, sealed));
  }

  private static void answer(
      Message<?> message, Feedback feedback, @Nullable Reply reply, @Nullable Throwable failure) {
    if (reply instanceof Reply.Refused refused) {
      reject(message, "order " + feedback.orderId() + ": " + refused.why());
    } else if (reply != null) {
      message.reply(null);
    } else {
      Throwable cause = failure == null ? null : Cause.of(failure);
      if (cause instanceof CaseErased) {
        reject(message, "case " + feedback.caseId() + " was erased");
      } else {
        message.fail(AGAIN, String.valueOf(cause));
      }
    }
  }

  private static void reject(Message<?> message, String why) {
    log.warn("feedback rejected: {}", why);
    message.fail(REJECTED, why);
  }
}
