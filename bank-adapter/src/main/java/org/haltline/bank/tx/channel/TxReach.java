package org.haltline.bank.tx.channel;

import java.time.Duration;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.orders.TxBank;
import org.haltline.core.dispatch.ChannelSettings;

/// One bank that is reached by these messages, as its configuration says it.
///
/// @param fetchWithin a bank that has not fetched for so long counts as silent
/// @param againAfter a message that was fetched and not answered is laid out again after so long,
///   for a bank that takes longer to answer after as long as that takes; doubles each time. The
///   bank knows it by its number
/// @param showsSignature whether our signature stands behind each message that is handed out
public record TxReach(
    TxBank bank,
    TxOptions options,
    Duration fetchWithin,
    Duration againAfter,
    boolean showsSignature)
    implements ChannelSettings.Own {
  private static final Duration FETCH_WITHIN = Duration.ofMinutes(2);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(15);

  public TxReach {
    if (!fetchWithin.isPositive() || !againAfter.isPositive()) {
      throw new IllegalArgumentException("fetch-within and again-after: longer than nothing");
    }
  }

  /// Shown no signatures.
  public TxReach(TxBank bank, TxOptions options, Duration fetchWithin, Duration againAfter) {
    this(bank, options, fetchWithin, againAfter, false);
  }

  public static TxReach to(TxBank bank, TxOptions options) {
    return new TxReach(bank, options, FETCH_WITHIN, AGAIN_AFTER);
  }

  /// The same bank, that is shown the signature of every message.
  public TxReach showingSignatures() {
    return new TxReach(bank, options, fetchWithin, againAfter, true);
  }

  @Override
  public String name() {
    return "tx";
  }
}
