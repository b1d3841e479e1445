package org.haltline.bank.line;

import io.vertx.core.Future;
import java.util.function.Consumer;
import org.haltline.core.codec.Feedback;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.order.Receipt;

/// A bank's word on its way into the case: the bank is told that we have it only when it is
/// journalled, and to say it again where nobody knows.
public final class HandingOn {
  private HandingOn() {}

  /// What the bank is told of its word.
  ///
  /// @param last takes the receipt once it is journalled, where nothing more is waited for after it
  public static Future<Taken> to(FeedbackSink sink, Feedback word, Consumer<Receipt> last) {
    return sink.accept(word)
        .<Taken>map(
            journalled -> {
              if (Repeats.isLast(word.receipt())) {
                last.accept(word.receipt());
              }
              return new Taken.Journalled();
            })
        .recover(
            failure ->
                Future.succeededFuture(
                    failure instanceof FeedbackSink.Rejected
                        ? new Taken.Refused(409, String.valueOf(failure.getMessage()))
                        : new Taken.Later()));
  }
}
