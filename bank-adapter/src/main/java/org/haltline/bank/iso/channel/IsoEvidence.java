package org.haltline.bank.iso.channel;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.orders.IsoDraft;
import org.haltline.bank.iso.orders.IsoDrafts;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.OrderSignature;

/// What is kept of orders that are posted to one bank, made again with the same key: the same key
/// gives the same signature on the same message. The same as long as the configuration says what it
/// said when the order left.
public final class IsoEvidence {
  private final X509Certificate certificate;
  private final IsoCodec codec;
  private final IsoDrafts drafts;

  public IsoEvidence(
      IsoReach reach, IsoParty.Organisation sender, PrivateKey key, X509Certificate certificate) {
    this.certificate = certificate;
    this.codec =
        new IsoCodec(
            new IsoSeal(key, certificate, reach.certificate()),
            IsoSchemas.none(),
            IsoChannel.MESSAGE_BYTES_MAX,
            InstantSource.system());
    this.drafts = new IsoDrafts(sender, reach.bank(), reach.options());
  }

  /// What would be kept of this order today; empty where these messages cannot carry it.
  public Optional<OrderSignature> of(OutgoingOrder outgoing) {
    return drafts.draft(outgoing) instanceof IsoDraft.Ready(IsoHead head, IsoMessage message)
        ? Optional.of(codec.sign(head, message).evidence())
        : Optional.empty();
  }

  /// Whether another certificate was shown then: it stands in the message, beside what is signed.
  public boolean isCertifiedSince(Instant then) {
    return certificate.getNotBefore().toInstant().isAfter(then);
  }
}
