package org.haltline.load.banks;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.channel.IsoChannel;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.BankTls;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.bank.sandbox.TrialCertificates.Issued;
import org.haltline.bank.sandbox.iso.SandboxIsoBank;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;

/// A bank that is sent signed ISO 20022 messages over mutual TLS and answers with its own.
record IsoLine(String id, String bic, Path certificate, SandboxIsoBank bank) implements Line {

  static IsoLine open(
      int number,
      URI house,
      TrialCertificates certificates,
      Issued centre,
      BankLedger ledger,
      InstantSource clock) {
    String id = Line.id(number);
    String bic = bic(number);
    Issued own = certificates.issued(id, bic);
    var place =
        new SandboxIsoBank.Place(
            new IsoParty.Bank(bic),
            0,
            BankTls.context(own.key(), own.certificate(), certificates.authority()),
            house,
            number);
    var codec =
        new IsoCodec(
            new IsoSeal(own.key(), own.certificate(), centre.certificate()),
            IsoSchemas.none(),
            IsoChannel.MESSAGE_BYTES_MAX,
            clock);
    return new IsoLine(
        id,
        bic,
        own.certificateFile(),
        new SandboxIsoBank(place, codec, ledger, Faults.NONE, clock));
  }

  /// Eight characters, of which the last two count.
  private static String bic(int number) {
    return String.format(Locale.ROOT, "SNBXCN%02d", number);
  }

  @Override
  public boolean fetches() {
    return false;
  }

  @Override
  public String channel() {
    return "{type: ISO20022, iso: {bic: %s, url: \"%s\", certificate: \"%s\"}}"
        .formatted(bic, bank.url(), certificate);
  }

  @Override
  public Book book() {
    return bank.counter().book();
  }

  @Override
  public Faults faults() {
    return bank.counter().faults();
  }

  @Override
  public void misbehave(Faults how) {
    bank.misbehave(how);
  }

  @Override
  public void close() {
    bank.close();
  }
}
