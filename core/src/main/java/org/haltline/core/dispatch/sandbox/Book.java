package org.haltline.core.dispatch.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// What the institution itself remembers of every order it received, in the order of arrival. The
/// witness that crash tests and load runs compare the journal with. Read from any thread.
public final class Book {
  private final Map<String, Line> byNumber = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private long sendings;
  private long effects;

  /// One order.
  ///
  /// @param receivedAt of the first sending, to the nanosecond where the clock knows it
  /// @param sendings how often it was sent
  /// @param answer how it stands; WORKING until decided
  /// @param effects how often it was carried out: 0 when refused, else 1
  public record Entry(
      String number,
      String caseId,
      OrderKind kind,
      String targetKey,
      Instant receivedAt,
      int sendings,
      AnswerJson answer,
      int effects) {}

  /// An entry while it changes.
  private static final class Line {
    final OrderJson order;
    final Instant receivedAt;
    int sendings = 1;
    int effects;
    AnswerJson answer;

    Line(OrderJson order, Instant receivedAt) {
      this.order = order;
      this.receivedAt = receivedAt;
      this.answer = AnswerJson.working().about(order, receivedAt);
    }

    Entry entry() {
      return new Entry(
          order.number(),
          order.caseId(),
          order.kind(),
          order.target().key(),
          receivedAt,
          sendings,
          answer,
          effects);
    }
  }

  /// Notes a sending; true when it is the first of this number.
  public synchronized boolean received(OrderJson order, Instant at) {
    sendings++;
    Line known = byNumber.get(order.number());
    if (known != null) {
      known.sendings++;
      return false;
    }
    var line = new Line(order, at);
    byNumber.put(order.number(), line);
    lines.add(line);
    return true;
  }

  /// Notes that it was carried out.
  public synchronized void effect(String number) {
    line(number).effects++;
    effects++;
  }

  /// Notes how it stands now.
  public synchronized void answered(String number, AnswerJson answer) {
    line(number).answer = answer;
  }

  synchronized AnswerJson answer(String number) {
    return line(number).answer;
  }

  private Line line(String number) {
    Line line = byNumber.get(number);
    if (line == null) {
      throw new IllegalStateException("order " + number + " was never received");
    }
    return line;
  }

  /// The order with this number; null when it was never received.
  public synchronized @Nullable Entry find(String number) {
    Line line = byNumber.get(number);
    return line == null ? null : line.entry();
  }

  /// A page of entries in the order of arrival.
  public synchronized List<Entry> entries(int from, int limit) {
    int begin = Math.min(Math.max(from, 0), lines.size());
    int end = (int) Math.min((long) begin + Math.max(limit, 0), lines.size());
    return lines.subList(begin, end).stream().map(Line::entry).toList();
  }

  /// Everything about one target, in the order of arrival.
  public synchronized List<Entry> on(String targetKey) {
    return lines.stream()
        .filter(line -> line.order.target().key().equals(targetKey))
        .map(Line::entry)
        .toList();
  }

  /// How many orders were received.
  public synchronized int size() {
    return lines.size();
  }

  /// How many sendings there were, repetitions included.
  public synchronized long sendings() {
    return sendings;
  }

  /// How many effects were made.
  public synchronized long effects() {
    return effects;
  }
}
