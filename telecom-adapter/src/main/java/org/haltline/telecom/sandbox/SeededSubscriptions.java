package org.haltline.telecom.sandbox;

import java.util.List;
import java.util.SplittableRandom;
import org.haltline.core.dispatch.sandbox.Invented;
import org.haltline.core.order.ReasonCode;

/// Numbers drawn from a seed and their digits: any Chinese number may be this carrier's, any
/// foreign one can be kept out. Of two numbers in three that moved away the carrier names the new
/// one, as carriers do that look it up.
public record SeededSubscriptions(String carrier, long seed, NumberOdds odds)
    implements Subscriptions {
  /// A public service has fewer digits than a subscriber.
  private static final int SERVICE_DIGITS_MAX = 6;

  private static final List<String> CARRIERS = List.of("CMCC", "CUCC", "CTCC");

  @Override
  public Subscription of(String e164) {
    if (Dialling.isForeign(e164)) {
      return new Subscription.Known("");
    }
    if (Dialling.national(e164).length() <= SERVICE_DIGITS_MAX) {
      return new Subscription.Closed(
          ReasonCode.WHITELISTED, "公共服务号码 / a public service number, only ever forged");
    }
    SplittableRandom draw = Invented.draw(seed, carrier, e164);
    int lot = draw.nextInt(1000);
    if ((lot -= odds.notOurs()) < 0) {
      return moved(draw);
    }
    if ((lot -= odds.unassigned()) < 0) {
      return new Subscription.Closed(ReasonCode.NO_SUCH_NUMBER, "空号 / given to nobody");
    }
    if (lot - odds.whitelisted() < 0) {
      return new Subscription.Closed(
          ReasonCode.WHITELISTED, "号码在白名单内 / on the carrier's own white list");
    }
    return new Subscription.Known(Invented.person(draw));
  }

  private Subscription moved(SplittableRandom draw) {
    List<String> others = CARRIERS.stream().filter(it -> !it.equals(carrier)).toList();
    return draw.nextInt(3) == 0
        ? Subscription.Closed.moved()
        : Subscription.Closed.moved(others.get(draw.nextInt(others.size())));
  }
}
