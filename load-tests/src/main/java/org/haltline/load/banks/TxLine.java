package org.haltline.load.banks;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.BankTls;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.bank.sandbox.TrialCertificates.Issued;
import org.haltline.bank.sandbox.tx.SandboxTxBank;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.signing.Signer;

/// A bank that fetches TX messages over mutual TLS and carries out only what the centre signed.
record TxLine(String id, String bankId, SandboxTxBank bank) implements Line {

  static TxLine open(
      int number,
      URI house,
      TrialCertificates certificates,
      Signer centre,
      BankLedger ledger,
      Duration pollEvery,
      InstantSource clock) {
    String bankId = String.format(Locale.ROOT, "9900%08d", number);
    String id = Line.id(number);
    Issued own = certificates.issued(id, bankId);
    Path trusted = certificates.authority();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(BankTls.context(own.key(), own.certificate(), trusted))
            .build();
    var place =
        SandboxTxBank.Place.at(house, bankId)
            .onlySignedBy(centre)
            .polling(pollEvery)
            .seeded(number);
    return new TxLine(id, bankId, new SandboxTxBank(place, ledger, client, Faults.NONE, clock));
  }

  @Override
  public boolean fetches() {
    return true;
  }

  @Override
  public String channel() {
    return "{type: TX, tx: {bank-id: \"%s\", bank-name: %s, shows-signature: true, fetch-within: PT5S}}"
        .formatted(bankId, id);
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
