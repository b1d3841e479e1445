package org.haltline.telecom;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Link;
import org.haltline.telecom.CarrierChannels.Blocking;
import org.haltline.telecom.guard.Guard;
import org.jspecify.annotations.Nullable;

/// Plain JSON as carriers speak it, behind the guards that stand before every block. Where the
/// carrier blocks whole hosts only, a link with a path is none of its business: other pages stand
/// behind the same name, and whether they may go dark is for a person to say. A letting-go passes
/// whatever the lists say by now. Whom a carrier names as serving a number is looked for among the
/// institutions here.
///
/// @param carriers the institution that a carrier's name means
record PlainCarrier(
    String institution,
    Channel carrier,
    Guard guard,
    Blocking blocking,
    Function<String, Optional<String>> carriers)
    implements Channel {

  @Override
  public String name() {
    return carrier.name();
  }

  @Override
  public Optional<String> cannot(Order order) {
    if (!(order.target() instanceof Link link)) {
      return carrier.cannot(order);
    }
    if (blocking == Blocking.WHOLE_HOSTS && !link.hostIsWholeTarget()) {
      return Optional.of(
          "只能整站封堵，%1$s 上可能还有 %2$s 以外的网页 / only whole hosts are blocked here, and %1$s may have other pages than %2$s"
              .formatted(link.host(), link.display()));
    }
    return order.kind() == OrderKind.BLOCK_LINK
        ? guard.against(link, order.hasApproval()).or(() -> carrier.cannot(order))
        : carrier.cannot(order);
  }

  @Override
  public Future<Answer> send(OutgoingOrder order) {
    return carrier.send(order).map(this::named);
  }

  @Override
  public Future<Answer> ask(OutgoingOrder order) {
    return carrier.ask(order).map(this::named);
  }

  private Answer named(Answer answer) {
    return answer instanceof Answer.Final(Receipt receipt)
        ? new Answer.Final(named(receipt))
        : answer;
  }

  /// A name that nobody here bears stays in the words, for a person.
  private Receipt named(Receipt receipt) {
    if (!(receipt instanceof Receipt.Refused no) || no.servedBy() == null) {
      return receipt;
    }
    String name = no.servedBy();
    String words = no.remark() == null ? "" : no.remark() + " ";
    return new Receipt.Refused(
        no.at(),
        no.reason(),
        words + "现属 / now served by " + name,
        carriers.apply(name).filter(id -> !id.equals(institution)).orElse(null));
  }

  @Override
  public @Nullable OrderSignature signature(OutgoingOrder order) {
    return carrier.signature(order);
  }

  @Override
  public void onFeedback(FeedbackSink sink) {
    carrier.onFeedback(
        said ->
            sink.accept(
                new Feedback(
                    said.caseId(),
                    said.orderId(),
                    named(said.receipt()),
                    said.signature(),
                    said.findings())));
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
