package org.haltline.bank.tx.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haltline.bank.line.AnswerTimes;
import org.haltline.bank.tx.TxRequest;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// The requests that lie ready for one bank, in the order in which they came. What is fetched stays
/// until it is answered, and is laid out again in growing pauses. Holds nothing that the
/// institution's queue does not hold: a mailbox that is lost is filled again. May be used on any
/// thread.
final class TxMailbox {
  /// Remembered after their end, against what comes late.
  private static final int ENDED_MAX = 10_000;

  /// Papers handed out at once, beyond the first message's: they are written and signed in memory.
  private static final long PAPER_BYTES_MAX = 4L * 1024 * 1024;

  private final AnswerTimes answerTimes;
  private final Map<OrderId, Lying> unfetched = new LinkedHashMap<>();
  private final Map<OrderId, Lying> fetched = new LinkedHashMap<>();
  private final Map<OrderId, Receipt> answered = bounded();
  private final Map<OrderId, Boolean> takenBack = bounded();
  private Instant fetchedAt;
  private boolean everCame;

  /// How far an order is.
  sealed interface Standing {
    /// Nobody has laid it in.
    record Unknown() implements Standing {}

    record Unfetched() implements Standing {}

    /// The bank has it.
    ///
    /// @param times how often it was handed out
    record Fetched(int times) implements Standing {}

    record Answered(Receipt receipt) implements Standing {}
  }

  /// A request and what it is signed with: whoever fetches one has both, even when its order is
  /// over at that very moment.
  ///
  /// @param signature null where none is signed
  record Letter(TxRequest request, @Nullable OrderSignature signature) {}

  /// One request, and when it is handed out next.
  private static final class Lying {
    final OrderId id;
    final Letter letter;
    final boolean neverSeen;
    int times;
    @Nullable Instant firstAt;
    Instant nextAt = Instant.MIN;

    Lying(OrderId id, Letter letter, boolean neverSeen) {
      this.id = id;
      this.letter = letter;
      this.neverSeen = neverSeen;
      this.times = neverSeen ? 0 : 1;
    }
  }

  /// @param openedAt until the bank fetches for the first time, its silence counts from here
  TxMailbox(Duration againAfter, Instant openedAt) {
    this.answerTimes = new AnswerTimes(againAfter);
    this.fetchedAt = openedAt;
  }

  /// Lays a request in; one that lies here or was answered is not laid in again.
  ///
  /// @param neverSeen whether it is certain that the bank has not fetched it before; after a
  ///   restart it may have
  synchronized void layIn(OrderId id, Letter letter, boolean neverSeen) {
    if (standing(id) instanceof Standing.Unknown) {
      takenBack.remove(id);
      unfetched.put(id, new Lying(id, letter, neverSeen));
    }
  }

  /// Hands out the next ones, the new before those that are laid out again; fewer where their
  /// papers are large.
  synchronized List<Letter> fetch(int most, Instant now) {
    fetchedAt = now;
    everCame = true;
    List<Lying> out = new ArrayList<>();
    long room = take(unfetched, out, most, PAPER_BYTES_MAX, now);
    take(fetched, out, most, room, now);
    for (Lying lying : out) {
      lying.times++;
      lying.nextAt = now.plus(answerTimes.pause(lying.times));
      if (lying.firstAt == null) {
        lying.firstAt = now;
      }
      fetched.put(lying.id, lying);
    }
    return out.stream().map(lying -> lying.letter).toList();
  }

  /// Takes what is due, and says how many bytes of papers there is room for afterwards.
  private static long take(
      Map<OrderId, Lying> from, List<Lying> out, int most, long roomBefore, Instant now) {
    long room = roomBefore;
    Iterator<Lying> each = from.values().iterator();
    while (out.size() < most && each.hasNext()) {
      Lying lying = each.next();
      if (lying.nextAt.isAfter(now)) {
        continue;
      }
      room -=
          lying.letter.request().attachments().stream()
              .mapToLong(it -> it.content().length())
              .sum();
      if (room < 0 && !out.isEmpty()) {
        return room;
      }
      out.add(lying);
      each.remove();
    }
    return room;
  }

  private static <T> Map<OrderId, T> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<OrderId, T> eldest) {
        return size() > ENDED_MAX;
      }
    };
  }

  /// Out of the box: called back, or somebody else sees to it. What the bank has fetched it has.
  synchronized void takeOut(OrderId id, boolean calledBack) {
    fetched.remove(id);
    Lying lying = unfetched.remove(id);
    if (lying != null && lying.neverSeen && calledBack) {
      takenBack.put(id, true);
    }
  }

  /// Takes out what is to go another way.
  ///
  /// @return whether it is certain that the bank never had it
  synchronized boolean takeBack(OrderId id) {
    Lying lying = unfetched.get(id);
    return lying != null && lying.neverSeen && unfetched.remove(id, lying);
  }

  /// Whether it is certain that the bank never had it, and nobody told it otherwise. After a
  /// restart nothing is.
  synchronized boolean neverHandedOut(OrderId id) {
    return takenBack.containsKey(id);
  }

  /// The bank has answered: it is not laid out again.
  synchronized void answered(OrderId id, Receipt receipt, Instant now) {
    unfetched.remove(id);
    Lying lying = fetched.remove(id);
    if (lying != null && lying.firstAt != null) {
      answerTimes.took(Duration.between(lying.firstAt, now));
    }
    answered.putIfAbsent(id, receipt);
  }

  synchronized Standing standing(OrderId id) {
    Receipt receipt = answered.get(id);
    if (receipt != null) {
      return new Standing.Answered(receipt);
    }
    Lying lying = fetched.get(id);
    if (lying != null) {
      return new Standing.Fetched(lying.times);
    }
    return unfetched.containsKey(id) ? new Standing.Unfetched() : new Standing.Unknown();
  }

  /// Whether the bank was ever here, since this began.
  synchronized boolean everCame() {
    return everCame;
  }

  /// When the bank was last here.
  synchronized Instant fetchedAt() {
    return fetchedAt;
  }
}
