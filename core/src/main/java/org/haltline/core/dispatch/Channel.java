package org.haltline.core.dispatch;

import io.vertx.core.Future;
import java.util.Optional;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.jspecify.annotations.Nullable;

/// One way to speak to one institution. The same for banks, carriers and platforms. Every sending
/// of an order carries the same number, and the other side makes the effect happen once.
public interface Channel {

  /// Short, for logs, metrics and the case's history: `http`, `tx`, `desk`.
  String name();

  /// Why this channel cannot carry the order, in words; empty when it can. "Cannot" is an answer,
  /// never a pretence.
  Optional<String> cannot(Order order);

  /// Sends the order. A failed future means that nobody knows whether it arrived.
  Future<Answer> send(OutgoingOrder order);

  /// Asks what became of an order that was sent before.
  Future<Answer> ask(OutgoingOrder order);

  /// Asks what became of an order of which the number alone is left: the other side, or a book of
  /// what went this way. Null where a number alone says nothing for certain.
  default @Nullable Future<Answer> ask(OrderId order) {
    return null;
  }

  /// What proves that the order went out this way: the signature that every sending of it bears.
  /// Null where this way signs nothing. Asked for after a sending, and after a restart for an order
  /// that was only asked about: it is the same, for the same order gives the same bytes.
  default @Nullable OrderSignature signature(OutgoingOrder order) {
    return null;
  }

  /// Where answers go that come later than the call, late, or twice. Said once, before the first
  /// sending.
  void onFeedback(FeedbackSink sink);

  /// The machine's part in an order that was sent this way is over: it is answered, called back, or
  /// with a person. A channel where it still lies and nobody has fetched it takes it back.
  ///
  /// @param calledBack by a letting-go, before it was answered and before a person saw to it
  default void over(OrderId order, boolean calledBack) {}

  /// Whether it is certain that the other side never had this order, which was called back here.
  default boolean neverHad(OrderId order) {
    return false;
  }

  /// Takes back what lies here, so that it may go another way.
  ///
  /// @return whether it is certain that the other side never had it, and never will from here
  default boolean takeBack(OrderId order) {
    return false;
  }

  /// Whether a book here says that the order went this way, in this life of the adapter or an
  /// earlier one.
  default boolean noted(OrderId order) {
    return false;
  }

  /// Knocks without an order: completes when the other side is there and lets us in, or was here of
  /// late where it comes to us; fails with why not. Null where there is nobody to knock at: people
  /// are asked.
  default @Nullable Future<Void> knock() {
    return null;
  }

  Future<Void> close();
}
