package org.haltline.core.dispatch;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Receipt;

/// The last channel of every institution: people. Nothing electronic goes this way, so whatever
/// comes to it needs a person. Platforms and authorities have no other.
public final class DeskChannel implements Channel {
  private static final String REASON = "该机构由人工办理 / a person does this there";

  private final InstantSource clock;

  public DeskChannel(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "desk";
  }

  @Override
  public Optional<String> cannot(Order order) {
    return Optional.of(reason());
  }

  @Override
  public Future<Answer> send(OutgoingOrder order) {
    return Future.succeededFuture(
        new Answer.Final(new Receipt.NeedsPerson(clock.instant(), reason())));
  }

  /// Why every order that comes here needs a person.
  public String reason() {
    return REASON;
  }

  @Override
  public Future<Answer> ask(OutgoingOrder order) {
    return send(order);
  }

  /// No machine of ours brings anything here: what stands on a desk the centre knows itself.
  @Override
  public Future<Answer> ask(OrderId order) {
    return Future.succeededFuture(new Answer.NeverSeen());
  }

  /// Nothing comes back this way: people answer at the screen.
  @Override
  public void onFeedback(FeedbackSink sink) {}

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
