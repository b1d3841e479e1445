package org.haltline.core.dispatch;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Notice.What;
import org.haltline.core.dispatch.Task.Call;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings orders to one institution and its answers home. On one target one order after another; on
/// different targets as many at once as the bounds allow. Only here is an order sent again: asked
/// about first, in growing pauses, until it is answered or a person must take it over. Used on the
/// verticle's thread.
final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  private static final String AWAY = "该机构的机器全无答复 / its machine does not answer at all";
  private static final String NO_CHANNEL = "该机构没有电子通道 / it has no electronic channel";
  private static final String NOT_SEEN = "指令已发出，对方称未见 / it was sent, and is said not to be seen";
  private static final String TOO_LATE = "限时内无答复 / no answer in time";
  private static final String NO_USE = "线路不通或答复无法采用 / the line is down, or the answer is of no use";
  private static final String CALLED_BACK_BEFORE = "撤回时对方尚未收到 / called back before it was received";
  private static final String STILL_AT_IT =
      "线路正常，限时内无答复 / the line works, and no answer came in time";

  /// Numbers remembered after their end, against what comes late.
  private static final int ENDED_MAX = 10_000;

  private final Vertx vertx;
  private final Context context;
  private final String institution;
  private final List<Channel> channels;
  private final DispatchBounds bounds;
  private final InstantSource clock;
  private final Reports reports;
  private final DispatchMeters meters;
  private final Notices notices;
  private final Runnable onRoom;
  private final Backoff afterSilence;
  private final Backoff whileWorking;
  private final Map<Channel, Breaker> breakers = new HashMap<>();
  private final Map<String, Task> tasks = new HashMap<>();
  private final Lanes lanes = new Lanes();
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private final LinkedHashSet<Call> calls = new LinkedHashSet<>();
  private final ArrayDeque<Task> notYetTaken = new ArrayDeque<>();
  private final Map<String, Boolean> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > ENDED_MAX;
        }
      };
  private final LinkedHashSet<String> refusedByCentre = new LinkedHashSet<>();

  /// Orders that went another way than the first that could carry them: what follows them goes that
  /// way too.
  private final Map<String, Channel> elsewhere =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Channel> eldest) {
          return size() > ENDED_MAX;
        }
      };

  private boolean pumping;
  private boolean stopped;

  /// @param onRoom called whenever an order has come to its end
  Courier(
      Vertx vertx,
      Context context,
      String institution,
      List<Channel> channels,
      DispatchBounds bounds,
      InstantSource clock,
      RandomGenerator dice,
      Reports reports,
      DispatchMeters meters,
      Notices notices,
      Runnable onRoom) {
    this.vertx = vertx;
    this.context = context;
    this.institution = institution;
    this.channels = List.copyOf(channels);
    this.bounds = bounds;
    this.clock = clock;
    this.reports = reports;
    this.meters = meters;
    this.notices = notices;
    this.onRoom = onRoom;
    this.afterSilence = new Backoff(bounds.backoffMin(), bounds.backoffMax(), dice);
    this.whileWorking = new Backoff(bounds.askMin(), bounds.askMax(), dice);
    for (Channel channel : channels) {
      breakers.put(
          channel, new Breaker(bounds.breakerFailures(), bounds.breakerPause().toMillis()));
    }
  }

  /// How many orders it is responsible for.
  int size() {
    return tasks.size();
  }

  /// How many calls wait for an answer.
  int inFlight() {
    return calls.size();
  }

  boolean isBreakerOpen() {
    return breakers.values().stream().anyMatch(Breaker::isOpen);
  }

  private Breaker breaker(Channel way) {
    return Objects.requireNonNull(breakers.get(way), "one of the channels");
  }

  /// Whether this order is being carried out, or was.
  boolean knows(String number) {
    return tasks.containsKey(number) || ended.containsKey(number);
  }

  /// Lets an order in; one that is known is not let in again.
  ///
  /// @param maybeSent whether it may have been sent before this adapter started
  void admit(OutgoingOrder outgoing, boolean maybeSent) {
    String number = outgoing.order().id().digits();
    if (knows(number)) {
      return;
    }
    var task = new Task(outgoing, maybeSent || refusedByCentre.remove(number));
    for (OrderId pending : outgoing.order().withdraws()) {
      if (knows(pending.digits())) {
        withdraw(pending.digits());
      } else {
        task.neverMet.add(pending);
      }
    }
    tasks.put(task.number, task);
    if (lanes.add(task)) {
      go(task);
    }
  }

  /// The centre has called it back. What is with the institution this moment is awaited: what it
  /// answers is told, and then it is not sent again.
  private void withdraw(String number) {
    Task task = tasks.get(number);
    if (task == null || task.settled) {
      return;
    }
    task.withdrawn = true;
    meters.withdrawn.increment();
    if (task.call == null) {
      drop(task);
    }
  }

  private void drop(Task task) {
    over(task, true);
    OrderId id = task.order.order().id();
    boolean never = !task.mayHaveArrived || (task.channel != null && task.channel.neverHad(id));
    if (never) {
      // a stop that was never there gives its place on the account back
      var _ =
          reports.report(
              feedback(
                  task,
                  new Receipt.Refused(clock.instant(), ReasonCode.OTHER, CALLED_BACK_BEFORE)));
    }
    end(task);
    leaveLane(task);
  }

  private static void over(Task task, boolean calledBack) {
    if (task.channel != null) {
      task.channel.over(task.order.order().id(), calledBack);
    }
  }

  private void leaveLane(Task task) {
    Task next = lanes.leave(task);
    if (next != null) {
      go(next);
    }
  }

  private void end(Task task) {
    task.settled = true;
    cancelTimer(task);
    tasks.remove(task.number);
    ended.put(task.number, true);
    onRoom.run();
  }

  /// The centre would not have the answer, so the order still stands in its queue. It is not given
  /// up: the next reading of the whole queue brings it again, and then it is asked about.
  private void refusedByCentre(Task task) {
    if (refusedByCentre.size() == ENDED_MAX) {
      refusedByCentre.removeFirst();
    }
    refusedByCentre.add(task.number);
    tasks.remove(task.number);
    onRoom.run();
  }

  private void go(Task task) {
    ready.add(task);
    pump();
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (calls.size() < bounds.inFlightMax() && !ready.isEmpty() && !stopped) {
        Task task = ready.remove();
        if (!task.settled) {
          call(task);
        }
      }
    } finally {
      pumping = false;
    }
  }

  private void call(Task task) {
    Channel channel = task.channel != null ? task.channel : channelFor(task);
    if (channel == null) {
      settle(task, new Receipt.NeedsPerson(clock.instant(), whyNoChannel(task.order.order())));
      return;
    }
    task.channel = channel;
    long now = clock.millis();
    if (!breaker(channel).lets(now)) {
      silence(task, AWAY, false);
      return;
    }
    if (task.calledAtMs == 0) {
      task.calledAtMs = now;
      notYetTaken.add(task);
    }
    var call = new Call(task, channel, now);
    task.call = call;
    calls.add(call);
    boolean asks = task.maybeSent;
    Future<Answer> answer;
    try {
      task.wentOut |= !asks;
      answer = asks ? channel.ask(task.order) : channel.send(task.order);
    } catch (RuntimeException fault) {
      answer = Future.failedFuture(fault);
    }
    answer.onComplete(heard -> onContext(() -> heard(call, asks, heard)));
  }

  /// The first that can carry it; but the way that it went before, where a book knows that, and the
  /// way of the order that it follows.
  private @Nullable Channel channelFor(Task task) {
    Order order = task.order.order();
    List<Channel> able = able(task);
    if (task.wayUnknown) {
      for (Channel channel : able) {
        if (channel.noted(order.id())) {
          return channel;
        }
      }
    }
    Channel before = order.original() == null ? null : wayOf(order.original(), able);
    if (before != null && able.contains(before)) {
      elsewhere.put(task.number, before);
      return before;
    }
    return able.isEmpty() ? null : able.getFirst();
  }

  /// Remembered, or noted in a book that outlives us.
  private @Nullable Channel wayOf(OrderId original, List<Channel> able) {
    Channel remembered = elsewhere.get(original.digits());
    return remembered != null
        ? remembered
        : able.stream().filter(way -> way.noted(original)).findFirst().orElse(null);
  }

  private List<Channel> able(Task task) {
    return channels.stream()
        .filter(channel -> channel.cannot(task.order.order()).isEmpty())
        .toList();
  }

  /// The next way after the one that it goes; null where there is none.
  private @Nullable Channel after(Task task) {
    List<Channel> able = able(task);
    int next = able.indexOf(task.channel) + 1;
    return next < able.size() ? able.get(next) : null;
  }

  /// Where it is certain that nothing of the order arrived, the next channel that can carry it
  /// takes it, under the same number. See docs/decisions/0020-another-way-only-when-certain.md.
  private boolean goesAnotherWay(Task task) {
    Channel way = task.channel;
    Channel next = after(task);
    OrderId id = task.order.order().id();
    if (way == null
        || next == null
        || task.withdrawn
        || task.wayUnknown
        || (task.mayHaveArrived && !way.takeBack(id))) {
      return false;
    }
    way.over(id, false);
    log.info(
        "{}: order {} goes by {}: nothing of it arrived by {}",
        institution,
        id,
        next.name(),
        way.name());
    task.channel = next;
    elsewhere.put(task.number, next);
    task.maybeSent = false;
    task.mayHaveArrived = false;
    task.wentOut = false;
    task.silences = 0;
    task.workings = 0;
    go(task);
    return true;
  }

  private String whyNoChannel(Order order) {
    List<Bilingual> reasons =
        channels.stream()
            .map(channel -> channel.cannot(order))
            .flatMap(Optional::stream)
            .distinct()
            .map(Bilingual::read)
            .toList();
    return reasons.isEmpty() ? NO_CHANNEL : Bilingual.joined(reasons).both();
  }

  private void onContext(Runnable what) {
    if (context.equals(Vertx.currentContext())) {
      what.run();
    } else {
      context.runOnContext(nothing -> what.run());
    }
  }

  private void heard(Call call, boolean asked, AsyncResult<Answer> heard) {
    if (call.over) {
      return;
    }
    over(call);
    boolean answered = heard.succeeded();
    call.task.mayHaveArrived |= !asked && !(heard.cause() instanceof NotReached);
    if (answered) {
      meters.calls.record(Duration.ofMillis(clock.millis() - call.startedAtMs));
      if (breaker(call.way).answered()) {
        log.info("{} answers again", institution);
        notices.tell(What.ANSWERING_AGAIN, tasks.size());
      }
      take(call.task, asked, heard.result());
    } else {
      unanswered(call, heard.cause());
    }
    pump();
  }

  private void over(Call call) {
    call.over = true;
    call.task.call = null;
    calls.remove(call);
  }

  private void take(Task task, boolean asked, Answer answer) {
    switch (answer) {
      case Answer.Final(Receipt receipt) -> {
        count(receipt);
        if (task.settled) {
          // feedback was faster; should this say something else, the case shall know
          var _ = reports.report(feedback(task, receipt));
        } else {
          settle(task, receipt);
        }
      }
      case Answer.Working _ -> {
        meters.working.increment();
        if (task.withdrawn) {
          drop(task);
        } else if (!task.settled) {
          working(task);
        }
      }
      case Answer.NeverSeen _ -> {
        meters.neverSeen.increment();
        if (asked && task.wayUnknown && askedElsewhere(task)) {
          return;
        }
        task.maybeSent = false;
        task.wentOut &= !asked;
        if (task.withdrawn) {
          drop(task);
        } else if (!task.settled && asked) {
          go(task);
        } else if (!task.settled) {
          silence(task, NOT_SEEN, true);
        }
      }
    }
  }

  /// Which way it went before this adapter started is not known: whoever has never seen it is not
  /// sent it before the others were asked.
  private boolean askedElsewhere(Task task) {
    Channel way = Objects.requireNonNull(task.channel, "was asked");
    if (task.withdrawn || task.settled) {
      return false;
    }
    boolean noted = way.noted(task.order.order().id());
    Channel next = noted ? null : after(task);
    if (next != null) {
      task.channel = next;
      go(task);
      return true;
    }
    task.wayUnknown = false;
    if (!noted) {
      task.channel = null;
      task.mayHaveArrived = false;
    }
    return false;
  }

  private void unanswered(Call call, Throwable cause) {
    Task task = call.task;
    meters.silent.increment();
    // addresses and error texts of machines are for the log; people read what it means to them
    log.debug("{} on order {}: {}", institution, task.order.order().id(), cause.toString());
    if (breaker(call.way).silent(clock.millis())) {
      log.warn("{} does not answer ({}); {} orders wait", institution, cause, tasks.size());
      notices.tell(What.NOT_ANSWERING, tasks.size());
    }
    if (task.settled) {
      return;
    }
    task.maybeSent |= !(cause instanceof NotReached);
    if (task.withdrawn) {
      drop(task);
    } else {
      silence(task, why(cause), true);
    }
  }

  private static String why(Throwable cause) {
    return switch (cause) {
      case NoAnswer known -> known.why().both();
      case TimeoutException _ -> TOO_LATE;
      default -> NO_USE;
    };
  }

  /// @param called false when the breaker let no call through
  private void silence(Task task, String why, boolean called) {
    Instant now = clock.instant();
    if (task.silences++ == 0) {
      task.silentSinceMs = now.toEpochMilli();
    }
    long deskAtMs = task.silentSinceMs + bounds.deskAfter().toMillis();
    if (task.silences >= bounds.attemptsMin() && now.toEpochMilli() >= deskAtMs) {
      if (!goesAnotherWay(task)) {
        settle(task, new Receipt.Exhausted(now, task.silences, why));
      }
      return;
    }
    if (called && !task.unknownReported) {
      task.unknownReported = true;
      task.takenReported = false;
      var _ = reports.report(feedback(task, new Receipt.Unknown(now, why)));
    }
    pause(task, afterSilence.pauseMs(task.silences));
  }

  private void working(Task task) {
    Order order = task.order.order();
    Instant now = clock.instant();
    task.silences = 0;
    task.maybeSent = true;
    task.workings++;
    if (task.unknownReported || isSlow(task, now.toEpochMilli())) {
      reportTaken(task, now);
    }
    if (task.workings > bounds.attemptsMin() && !now.isBefore(order.answerDueAt())) {
      if (!goesAnotherWay(task)) {
        settle(task, new Receipt.Exhausted(now, task.workings, STILL_AT_IT));
      }
    } else {
      pause(task, whileWorking.pauseMs(task.workings));
    }
  }

  private boolean isSlow(Task task, long nowMs) {
    return task.calledAtMs + bounds.takenAfter().toMillis() <= nowMs;
  }

  private void reportTaken(Task task, Instant now) {
    if (!task.takenReported) {
      task.takenReported = true;
      var _ = reports.report(feedback(task, new Receipt.Taken(now)));
    }
  }

  private void pause(Task task, long ms) {
    task.timer =
        vertx.setTimer(
            ms,
            fired -> {
              task.timer = Task.NO_TIMER;
              go(task);
            });
  }

  private void cancelTimer(Task task) {
    if (task.timer != Task.NO_TIMER) {
      vertx.cancelTimer(task.timer);
      task.timer = Task.NO_TIMER;
    }
  }

  /// The machine's part is over. The next on the target may leave; the order itself is forgotten
  /// when the centre has acknowledged its answer.
  private Future<Void> settle(Task task, Receipt receipt) {
    return settle(task, receipt, null);
  }

  private Future<Void> settle(Task task, Receipt receipt, @Nullable Findings told) {
    task.settled = true;
    cancelTimer(task);
    Feedback feedback = feedback(task, receipt, told);
    over(task, false);
    if (receipt instanceof Receipt.Exhausted || receipt instanceof Receipt.NeedsPerson) {
      meters.onDesk.increment();
    }
    Future<Void> reported =
        reports
            .report(feedback)
            .onSuccess(
                journalled -> {
                  end(task);
                  task.neverMet.forEach(number -> askAfter(task, number, 1));
                })
            .onFailure(refused -> refusedByCentre(task));
    leaveLane(task);
    return reported;
  }

  /// A letting-go has ended what was ordered while nobody was here, or before, and is answered or
  /// with a person: whether that ever came is asked now, so that a stop which did not gives its
  /// place on the account back.
  ///
  /// By every line, for it may have gone by any. The number alone is left of it: where that says
  /// nothing for certain nobody is asked, and it counts as one that may have happened.
  private void askAfter(Task task, OrderId number, int attempt) {
    var asked = new ArrayList<Future<Answer>>();
    for (Channel channel : channels) {
      Future<Answer> answer = stopped ? null : channel.ask(number);
      if (answer == null) {
        return;
      }
      asked.add(answer);
    }
    Future.all(asked)
        .map(all -> said(all.list()))
        .onComplete(
            heard ->
                onContext(
                    () -> {
                      Receipt receipt = heard.succeeded() ? heard.result() : null;
                      if (receipt != null) {
                        var _ = reports.report(new Feedback(task.order.caseId(), number, receipt));
                      } else if (attempt < bounds.attemptsMin()) {
                        vertx.setTimer(
                            afterSilence.pauseMs(attempt),
                            fired -> askAfter(task, number, attempt + 1));
                      } else {
                        log.warn(
                            "{}: what became of order {}, called back while nobody was here, is"
                                + " not to be learnt",
                            institution,
                            number);
                      }
                    }));
  }

  /// What one of them answered, or that none of them has seen it; null while one is at it.
  private @Nullable Receipt said(List<Answer> answers) {
    for (Answer answer : answers) {
      if (answer instanceof Answer.Final(Receipt receipt)) {
        return receipt;
      }
    }
    return answers.stream().allMatch(Answer.NeverSeen.class::isInstance)
        ? new Receipt.Refused(clock.instant(), ReasonCode.OTHER, CALLED_BACK_BEFORE)
        : null;
  }

  /// An answer that came by itself.
  Future<Void> late(Feedback feedback) {
    Task task = tasks.get(feedback.orderId().digits());
    Receipt receipt = feedback.receipt();
    Findings told = feedback.findings();
    count(receipt);
    if (task == null) {
      return reports.waiting() < bounds.waitingMax()
          ? reports.report(feedback)
          : Future.failedFuture("too many reports wait already");
    }
    return switch (receipt) {
      case Receipt.Done _, Receipt.Refused _, Receipt.NeedsPerson _, Receipt.Exhausted _ ->
          task.settled
              ? reports.report(feedback(task, receipt, told))
              : settle(task, receipt, told);
      case Receipt.Taken taken -> {
        boolean tells = (told != null && !told.tellNothing()) || taken.remark() != null;
        boolean known = !tells && (task.settled || task.takenReported);
        task.takenReported = true;
        yield known ? Future.succeededFuture() : reports.report(feedback(task, receipt, told));
      }
      case Receipt.Unknown _ -> reports.report(feedback(task, receipt, told));
    };
  }

  private static Feedback feedback(Task task, Receipt receipt) {
    return feedback(task, receipt, null);
  }

  /// With the evidence of its going out, so that one fact keeps both.
  ///
  /// @param told about accounts beside it
  private static Feedback feedback(Task task, Receipt receipt, @Nullable Findings told) {
    Channel way = task.wentOut ? task.channel : null;
    return new Feedback(
        task.order.caseId(),
        task.order.order().id(),
        receipt,
        way == null ? null : way.signature(task.order),
        told);
  }

  private void count(Receipt receipt) {
    if (receipt instanceof Receipt.Done) {
      meters.done.increment();
    } else if (receipt instanceof Receipt.Refused) {
      meters.refused.increment();
    }
  }

  /// Looked at every now and then instead of a timer for each order: who is slow is reported taken,
  /// whom the channel forgot counts as unanswered.
  void look() {
    Instant now = clock.instant();
    long nowMs = now.toEpochMilli();
    while (!notYetTaken.isEmpty() && isSlow(notYetTaken.element(), nowMs)) {
      Task task = notYetTaken.remove();
      boolean atInstitution = task.call != null || task.workings > 0;
      if (!task.settled && !task.withdrawn && !task.unknownReported && atInstitution) {
        reportTaken(task, now);
      }
    }
    while (!calls.isEmpty()
        && calls.getFirst().startedAtMs + bounds.callMax().toMillis() <= nowMs) {
      Call forgotten = calls.getFirst();
      over(forgotten);
      forgotten.task.mayHaveArrived = true;
      unanswered(forgotten, new TimeoutException("the channel gave no answer at all"));
    }
    pump();
  }

  /// Nothing leaves any more. Completes when nothing waits for an answer.
  void stop() {
    stopped = true;
    tasks.values().forEach(this::cancelTimer);
  }
}
