package org.haltline.bank.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.haltline.core.dispatch.sandbox.Invented;
import org.haltline.core.order.Money;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.Luhn;

/// Accounts drawn from a seed and the digits of their number: any number the bank could have given
/// out is an account of its own, the same in every run.
///
/// @param bins the prefixes of the bank's cards; empty when it takes any
public record SeededOpenings(
    String bank, List<String> bins, long seed, AccountOdds odds, Mules mules) implements Openings {
  private static final String CURRENCY = "CNY";
  private static final int CARD_LENGTH_MIN = 16;
  private static final long FULL_MIN_MINOR = 100_000_000;
  private static final long FULL_MAX_MINOR = 500_000_000;
  private static final long LEFTOVER_MIN_MINOR = 5_000;
  private static final long LEFTOVER_MAX_MINOR = 800_000;

  /// One customer of so many has a second account.
  private static final int SECOND_ACCOUNTS = 3;

  public SeededOpenings {
    bins = List.copyOf(bins);
  }

  /// Without mules: money stays where it is.
  public SeededOpenings(String bank, List<String> bins, long seed, AccountOdds odds) {
    this(bank, bins, seed, odds, Mules.none());
  }

  @Override
  public Opening of(String number, String key) {
    if (number.indexOf('*') >= 0) {
      return new Opening.Closed(
          ReasonCode.BAD_FORMAT,
          "号码有隐藏位，无法确定账户 / hidden characters fit several accounts; send the whole number");
    }
    if (isCard(number, key) && !bins.isEmpty() && bins.stream().noneMatch(number::startsWith)) {
      return new Opening.Closed(ReasonCode.NOT_OURS, "不是本行卡号 / not a card of this bank");
    }
    SplittableRandom draw = Invented.draw(seed, bank, number);
    int lot = draw.nextInt(1000);
    if ((lot -= odds.unknown()) < 0) {
      return new Opening.Closed(ReasonCode.NO_SUCH_ACCOUNT, "查无此账户 / no such account");
    }
    if ((lot -= odds.whitelisted()) < 0) {
      return new Opening.Closed(ReasonCode.WHITELISTED, "账户在本行白名单内 / on the bank's own white list");
    }
    if ((lot -= odds.reportedLost()) < 0) {
      return new Opening.Closed(
          ReasonCode.REPORTED_LOST, "账户已挂失 / the holder has reported it lost");
    }
    String holder = Invented.person(draw);
    // apart, so that what was drawn before these were there is drawn again
    SplittableRandom more = Invented.draw(seed, bank, number + "/more");
    Customer customer = Customer.drawn(holder, more);
    Opening.Account full = opened(customer, more);
    if ((lot -= odds.otherName()) < 0) {
      return full.holding(false, between(draw, 1, FULL_MAX_MINOR), null);
    }
    if ((lot -= odds.empty()) < 0) {
      return full.holding(true, Money.zero(CURRENCY), onward(draw));
    }
    if (lot - odds.movedOn() < 0) {
      return full.holding(
          true, between(draw, LEFTOVER_MIN_MINOR, LEFTOVER_MAX_MINOR), onward(draw));
    }
    return full.holding(true, between(draw, FULL_MIN_MINOR, FULL_MAX_MINOR), null);
  }

  private Opening.Account opened(Customer customer, SplittableRandom more) {
    boolean second = more.nextInt(SECOND_ACCOUNTS) == 0;
    var account =
        new Opening.Account(
            customer,
            true,
            Money.zero(CURRENCY),
            null,
            null,
            second ? List.of(card(more)) : List.of());
    boolean mule = more.nextInt(1000) < mules.ofThousand();
    return mule ? account.forwarding(forwarding(more)) : account;
  }

  private Opening.Forwarding forwarding(SplittableRandom more) {
    Duration lies = Duration.ofMillis(more.nextLong(mules.after().toMillis()));
    return new Opening.Forwarding(card(more), mules.after(), lies);
  }

  /// A card's number stands for itself; an account's is kept with its bank.
  private static boolean isCard(String number, String key) {
    return number.length() >= CARD_LENGTH_MIN
        && key.indexOf('/') < 0
        && number.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Opening.Onward onward(SplittableRandom draw) {
    return new Opening.Onward(card(draw), between(draw, LEFTOVER_MAX_MINOR, FULL_MIN_MINOR));
  }

  /// Another card of this bank.
  private String card(SplittableRandom draw) {
    String bin = bins.isEmpty() ? "62" : bins.get(draw.nextInt(bins.size()));
    var body = new StringBuilder(bin);
    while (body.length() < 18) {
      body.append((char) ('0' + draw.nextInt(10)));
    }
    return body.append(Luhn.checkDigit(body.toString())).toString();
  }

  /// Small sums are likelier than large ones, as in life: evenly spread over the logarithm.
  private static Money between(SplittableRandom draw, double low, double high) {
    double exponent = draw.nextDouble(Math.log(low), Math.log(high));
    return new Money(Math.round(Math.exp(exponent)), CURRENCY);
  }
}
