package org.haltline.bank.iso.channel;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.orders.IsoDraft;
import org.haltline.bank.iso.orders.IsoDrafts;
import org.haltline.bank.iso.orders.IsoOptions;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.OrderSignature;

/// What was posted to one bank, made again, to hold a kept signature against it. Certificates are
/// enough for it: whoever looks needs no key of ours. The same messages as long as the
/// configuration says what it said when the order left.
public final class IsoEvidence {
  /// Lays out the place of a signature, and signs nothing that leaves.
  private static final PrivateKey LAYS_OUT = throwaway();

  private final IsoDrafts drafts;

  public IsoEvidence(IsoParty.Bank bank, IsoParty.Organisation sender, IsoOptions options) {
    this.drafts = new IsoDrafts(sender, bank, options);
  }

  /// What would be kept of this order, had it gone out with that signature and certificate; empty
  /// where the signature is not on it by that certificate's key, or these messages cannot carry it.
  public Optional<OrderSignature> bearing(
      OutgoingOrder outgoing, byte[] signature, X509Certificate by) {
    if (!(drafts.draft(outgoing) instanceof IsoDraft.Ready(IsoHead head, IsoMessage message))) {
      return Optional.empty();
    }
    var codec =
        new IsoCodec(
            new IsoSeal(LAYS_OUT, by, by),
            IsoSchemas.none(),
            IsoChannel.MESSAGE_BYTES_MAX,
            InstantSource.system());
    return codec.bearing(head, message, signature, by).map(IsoCodec.Signed::evidence);
  }

  private static PrivateKey throwaway() {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
      pairs.initialize(1024); // as short as it may be: laying out is all it does
      return pairs.generateKeyPair().getPrivate();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has RSA", impossible);
    }
  }
}
