package org.haltline.bank.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// Where orders come in at one sandbox bank, whatever language they came in: each number is carried
/// out once on the ledger, refused or lost as the faults have it, and noted in the bank's book. May
/// be used on any thread, and beside other fronts of the same ledger.
///
/// @param <T> what is said to the house, in its language
public final class Counter<T> {
  private final BankLedger ledger;
  private final InstantSource clock;
  private final SplittableRandom dice;
  private final Book book = new Book();
  private final Map<String, T> said = new HashMap<>();
  private volatile Faults faults;

  /// What came of an order, and how that is said.
  public record Outcome<T>(AnswerJson answer, T said) {}

  /// @param seed of the dice that faults are rolled with
  public Counter(BankLedger ledger, Faults faults, long seed, InstantSource clock) {
    this.ledger = ledger;
    this.faults = faults;
    this.dice = new SplittableRandom(seed);
    this.clock = clock;
  }

  public Book book() {
    return book;
  }

  public Faults faults() {
    return faults;
  }

  /// From now on, for every order.
  public void misbehave(Faults how) {
    faults = how;
  }

  public boolean isDown() {
    return faults.down();
  }

  /// What is said to an order: the same for the same number, with the effect of the first time.
  ///
  /// @param at when it came
  /// @param carryOut does it
  /// @param refuse says no without an effect
  public T take(
      OrderJson order,
      Instant at,
      Function<Instant, Outcome<T>> carryOut,
      BiFunction<ReasonCode, String, Outcome<T>> refuse) {
    synchronized (ledger) {
      if (book.received(order, at)) {
        Faults now = faults;
        boolean refuses = rolled(now.refuseRate());
        Outcome<T> outcome =
            refuses
                ? refuse.apply(
                    Objects.requireNonNullElse(now.refuseReason(), ReasonCode.OTHER),
                    "沙箱按设定拒绝 / the sandbox was told to refuse")
                : carryOut.apply(at);
        if (outcome.answer().state() == AnswerJson.State.DONE) {
          book.effect(order.number());
        }
        book.answered(order.number(), outcome.answer().about(order, at));
        said.put(order.number(), outcome.said());
      }
      return Objects.requireNonNull(said.get(order.number()), "said with the first");
    }
  }

  /// An account as it stands; null when nobody asked about it.
  public @Nullable AccountView account(String number) {
    synchronized (ledger) {
      return ledger.view(number, clock.instant());
    }
  }

  /// Money that comes in. False when there is no such account.
  public boolean pay(String number, long minor, @Nullable String from, @Nullable String name) {
    synchronized (ledger) {
      return ledger.credit(number, minor, from, name, clock.instant());
    }
  }

  /// Whether this reply is lost, though what it is about was done.
  public boolean losesReply() {
    return rolled(faults.loseReplyRate());
  }

  /// How often this answer is said.
  public int times() {
    return rolled(faults.twiceRate()) ? 2 : 1;
  }

  /// How long this answer takes, in milliseconds.
  public int answersAfterMs() {
    Faults now = faults;
    return rolled(now.lateRate()) ? now.lateMs() : 0;
  }

  /// How long whatever is done now takes, in milliseconds.
  public int delayMs() {
    Faults now = faults;
    if (rolled(now.slowRate())) {
      return now.slowMs();
    }
    synchronized (dice) {
      return now.delayMsMax() == 0 ? 0 : dice.nextInt(now.delayMsMin(), now.delayMsMax() + 1);
    }
  }

  private boolean rolled(double rate) {
    synchronized (dice) {
      return rate > 0 && dice.nextDouble() < rate;
    }
  }
}
