package org.haltline.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind.Nature;
import org.jspecify.annotations.Nullable;

/// One order while its adapter is responsible for it. Touched on the verticle's thread alone.
final class Task {
  static final long NO_TIMER = -1;

  final OutgoingOrder order;
  final String number;
  final String target;

  /// The way it goes, the same for every attempt: two ways could make two effects. Another only
  /// once it is certain that nothing of the order arrived by this one.
  @Nullable Channel channel;

  /// It may have arrived: ask before sending.
  boolean maybeSent;

  /// The institution may have it, by the way it goes now or by one that nobody remembers.
  boolean mayHaveArrived;

  /// It comes from before this adapter started, and which way it went then is not known yet.
  boolean wayUnknown;

  /// It went out, now or before this adapter started: what is heard of it is told with its
  /// evidence.
  boolean wentOut;

  /// A letting-go has called it back: never to be sent again.
  boolean withdrawn;

  /// What it calls back and this adapter never met: it was ordered and called back while nobody was
  /// here, or sent before the adapter started.
  final List<OrderId> neverMet = new ArrayList<>();

  /// Nothing more is to be done but to have the report acknowledged.
  boolean settled;

  boolean unknownReported;
  boolean takenReported;

  /// Times in a row without an answer, and since when.
  int silences;

  long silentSinceMs;

  /// How often the institution said that it is working on it.
  int workings;

  /// Of the first call; 0 before it.
  long calledAtMs;

  @Nullable Call call;
  long timer = NO_TIMER;

  Task(OutgoingOrder order, boolean maybeSent) {
    this.order = order;
    this.number = order.order().id().digits();
    // a question changes nothing, and a stop must not wait for its answer
    this.target =
        order.order().kind().nature() == Nature.ASK ? this.number : order.order().targetKey();
    this.maybeSent = maybeSent;
    this.wentOut = maybeSent;
    this.mayHaveArrived = maybeSent;
    this.wayUnknown = maybeSent;
  }

  /// One call that waits for its answer.
  static final class Call {
    final Task task;
    final Channel way;
    final long startedAtMs;

    /// Answered, or given up.
    boolean over;

    Call(Task task, Channel way, long startedAtMs) {
      this.task = task;
      this.way = way;
      this.startedAtMs = startedAtMs;
    }
  }
}
