package org.haltline.bank.tx.channel;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haltline.bank.tx.Papers;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.orders.TxDraft;
import org.haltline.bank.tx.orders.TxDrafts;
import org.haltline.bank.tx.orders.TxPapers;
import org.haltline.bank.tx.orders.TxSender;
import org.haltline.core.codec.OutgoingOrder;

/// What is signed of orders to one bank, made again: a kept signature is held against it. The same
/// bytes as long as the configuration says what it said when the order left.
public final class TxEvidence {
  private final TxSender sender;
  private final TxPapers papers;
  private final TxReach reach;
  private final TxCodec codec;
  private final TxDrafts drafts;
  private final SecureRandom dice = new SecureRandom();

  public TxEvidence(TxReach reach, TxSender sender, TxPapers papers) {
    this.sender = sender;
    this.papers = papers;
    this.reach = reach;
    this.codec = new TxCodec(reach.options());
    this.drafts = new TxDrafts(sender, reach.bank(), reach.options());
  }

  /// The signed bytes; empty where these messages cannot carry the order. Draws up the papers that
  /// go with it.
  public Optional<byte[]> bytes(OutgoingOrder outgoing) {
    String number =
        TxNumbers.application(reach.options().applicationPrefix(), outgoing.order().id());
    Map<Papers.Kind, Integer> demanded =
        TxDrafts.code(outgoing.order().kind())
            .map(code -> reach.options().papers().getOrDefault(code, Map.of()))
            .orElse(Map.of());
    List<Attachment> files = papers.files(outgoing, number, demanded);
    return drafts.draft(outgoing, files) instanceof TxDraft.Ready(var request)
        ? Optional.of(TxSignature.bytes(request, sender.organisation(), codec, dice))
        : Optional.empty();
  }
}
