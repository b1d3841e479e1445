package org.haltline.telecom;

import io.vertx.core.Future;
import java.util.Optional;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.subject.Link;
import org.jspecify.annotations.Nullable;

/// A channel to a carrier that blocks whole hosts only. A link with a path is none of its business:
/// other pages stand behind the same name, and whether they may go dark is for a person to say.
record WholeHosts(Channel carrier) implements Channel {

  @Override
  public String name() {
    return carrier.name();
  }

  @Override
  public Optional<String> cannot(Order order) {
    return order.target() instanceof Link link && !link.hostIsWholeTarget()
        ? Optional.of(
            "只能整站封堵，%1$s 上可能还有 %2$s 以外的网页 / only whole hosts are blocked here, and %1$s may have other pages than %2$s"
                .formatted(link.host(), link.display()))
        : carrier.cannot(order);
  }

  @Override
  public Future<Answer> send(OutgoingOrder order) {
    return carrier.send(order);
  }

  @Override
  public Future<Answer> ask(OutgoingOrder order) {
    return carrier.ask(order);
  }

  @Override
  public @Nullable OrderSignature signature(OutgoingOrder order) {
    return carrier.signature(order);
  }

  @Override
  public void onFeedback(FeedbackSink sink) {
    carrier.onFeedback(sink);
  }

  @Override
  public void over(OrderId order, boolean calledBack) {
    carrier.over(order, calledBack);
  }

  @Override
  public boolean neverHad(OrderId order) {
    return carrier.neverHad(order);
  }

  @Override
  public boolean takeBack(OrderId order) {
    return carrier.takeBack(order);
  }

  @Override
  public boolean noted(OrderId order) {
    return carrier.noted(order);
  }

  @Override
  public @Nullable Future<Void> knock() {
    return carrier.knock();
  }

  @Override
  public Future<Void> close() {
    return carrier.close();
  }
}
