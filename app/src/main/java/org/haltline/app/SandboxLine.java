package org.haltline.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.channel.IsoChannel;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.bank.sandbox.AccountOdds;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.BankTls;
import org.haltline.bank.sandbox.Counter;
import org.haltline.bank.sandbox.Mules;
import org.haltline.bank.sandbox.SeededOpenings;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.bank.sandbox.iso.SandboxIsoBank;
import org.haltline.bank.sandbox.tx.SandboxTxBank;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The line on which a sandbox bank is reached, as the command says it: where the house is, and
/// with which certificates.
final class SandboxLine {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final String TRIAL_HOUSE = "house";
  private static final String TRIAL_BANK = "bank-";
  private static final String OFFICERS =
      """
          operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110}
          investigator: {id-type: POLICE_OFFICER, id-number: P0002, name: 苏可}
      """;

  /// What is spoken on it.
  enum Kind {
    HTTP,
    TX,
    ISO20022,
    /// A carrier's: TM Forum service orders,
    TMF,
    /// and text messages.
    SMPP
  }

  /// A bank that runs.
  ///
  /// @param says for whoever started it
  record Running(Counter<?> counter, String says) {}

  @Option(
      names = "--line",
      defaultValue = "HTTP",
      paramLabel = "KIND",
      description = "what it speaks: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} / 所用接口")
  private Kind kind = Kind.HTTP;

  @Option(
      names = "--house",
      paramLabel = "URL",
      description =
          "TX, ISO20022: where banks reach the house, such as https://127.0.0.1:8462 / 系统地址")
  private @Nullable URI house;

  @Option(
      names = "--bank-id",
      paramLabel = "N",
      description = "TX: the bank's 12 digits / 银行12位机构号")
  private @Nullable String bankId;

  @Option(names = "--bic", paramLabel = "BIC", description = "ISO20022: the bank's BIC / 银行BIC")
  private @Nullable String bic;

  @Option(
      names = "--poll",
      defaultValue = "PT0.5S",
      paramLabel = "TIME",
      description = "TX: how often it comes for its mail; ${DEFAULT-VALUE} / 取件间隔")
  private Duration poll = Duration.ofMillis(500);

  @Option(names = "--certificate", paramLabel = "FILE", description = "the bank's, in PEM / 银行证书")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "its key, in PEM / 银行私钥")
  private @Nullable Path key;

  @Option(
      names = "--trusted",
      paramLabel = "FILE",
      description = "who signs the house's certificate, in PEM / 信任的签发机构")
  private @Nullable Path trusted;

  @Option(
      names = "--house-certificate",
      paramLabel = "FILE",
      description = "ISO20022: whose signature on messages is believed, in PEM / 系统签名证书")
  private @Nullable Path houseCertificate;

  @Option(
      names = "--trial",
      paramLabel = "FOLDER",
      description =
          "makes an authority and certificates for both sides here, for a trial on this machine,"
              + " and says what the house's configuration needs / 生成试用证书，并给出系统所需配置")
  private @Nullable Path trial;

  Kind kind() {
    return kind;
  }

  /// Starts the bank.
  ///
  /// @throws IllegalArgumentException says which option is missing
  Running start(
      String institution,
      int port,
      long seed,
      Mules mules,
      @Nullable Signer centre,
      InstantSource clock) {
    URI at = need("--house", house);
    var ledger =
        BankLedger.of(new SeededOpenings(institution, List.of(), seed, AccountOdds.usual(), mules));
    return switch (kind) {
      case HTTP, TMF, SMPP ->
          throw new IllegalArgumentException("--line " + kind + " has no house");
      case TX -> tx(institution, at, ledger, seed, centre, clock);
      case ISO20022 -> iso(institution, at, port, ledger, seed, clock);
    };
  }

  private Running tx(
      String institution,
      URI at,
      BankLedger ledger,
      long seed,
      @Nullable Signer centre,
      InstantSource clock) {
    String number = need("--bank-id", bankId);
    Optional<Own> own = own(at, number);
    var client = HttpClient.newBuilder().connectTimeout(CONNECT_MAX);
    own.ifPresent(it -> client.sslContext(it.context()));
    var bank =
        new SandboxTxBank(
            SandboxTxBank.Place.at(at, number).onlySignedBy(centre).polling(poll).seeded(seed),
            ledger,
            client.build(),
            Faults.NONE,
            clock);
    String reach =
        """
          institutions:
            - id: %s
              channels:
                - {type: TX, tx: {bank-id: "%s", bank-name: %s, shows-signature: %s}}
        """
            .formatted(institution, number, institution, centre != null);
    return new Running(
        bank.counter(),
        "TX %s %s/tx/%s/messages%s"
            .formatted(institution, at, number, needs("tx", at, OFFICERS + reach)));
  }

  private Running iso(
      String institution, URI at, int port, BankLedger ledger, long seed, InstantSource clock) {
    String name = need("--bic", bic);
    Own own =
        own(at, name)
            .orElseThrow(
                () -> new IllegalArgumentException("--certificate: ISO 20022 messages are signed"));
    X509Certificate house =
        trial == null
            ? LineKeys.certificate(need("--house-certificate", houseCertificate))
            : TrialCertificates.in(trial).issued(TRIAL_HOUSE, TRIAL_HOUSE).certificate();
    boolean tls = "https".equals(at.getScheme());
    var bank =
        new SandboxIsoBank(
            new SandboxIsoBank.Place(
                new IsoParty.Bank(name), port, tls ? own.context() : null, at, seed),
            new IsoCodec(
                new IsoSeal(own.pair().key(), own.pair().certificate(), house),
                IsoSchemas.none(),
                IsoChannel.MESSAGE_BYTES_MAX,
                clock),
            ledger,
            Faults.NONE,
            clock);
    String reach =
        """
          institutions:
            - id: %s
              channels:
                - {type: ISO20022, iso: {bic: %s, url: "%s", certificate: "%s"}}
        """
            .formatted(institution, name, bank.url(), own.file().toAbsolutePath());
    return new Running(
        bank.counter(),
        "ISO20022 %s %s%s".formatted(institution, bank.url(), needs("iso", at, reach)));
  }

  /// The bank's own certificate, and who it talks to.
  private record Own(LineKeys.Pair pair, SSLContext context, Path file) {}

  /// Empty where the line is plain HTTP and nothing is named.
  private Optional<Own> own(URI at, String commonName) {
    if (trial != null) {
      var certificates = TrialCertificates.in(trial);
      var bank = certificates.issued(TRIAL_BANK + commonName.toLowerCase(Locale.ROOT), commonName);
      certificates.issued(TRIAL_HOUSE, TRIAL_HOUSE);
      return Optional.of(
          new Own(
              new LineKeys.Pair(bank.key(), bank.certificate()),
              BankTls.context(bank.key(), bank.certificate(), certificates.authority()),
              bank.certificateFile()));
    }
    if (certificate == null && key == null && trusted == null && "http".equals(at.getScheme())) {
      return Optional.empty();
    }
    Path file = need("--certificate", certificate);
    LineKeys.Pair pair = LineKeys.pair(new MutualTls.Own.Pem(file, need("--key", key)));
    return Optional.of(
        new Own(
            pair,
            BankTls.context(pair.key(), pair.certificate(), need("--trusted", trusted)),
            file));
  }

  /// What the house's configuration needs for a trial.
  private String needs(String section, URI at, String reach) {
    if (trial == null) {
      return "";
    }
    var certificates = TrialCertificates.in(trial);
    var house = certificates.issued(TRIAL_HOUSE, TRIAL_HOUSE);
    return """

    # the house's configuration, for this trial / 系统配置（试用）
    haltline:
      %s:
        certificate: "%s"
        key: "%s"
        trusted: "%s"
        port: %d
        organisation: "990000000000"
        name: 试用中心
    %s\
    """
        .formatted(
            section,
            house.certificateFile().toAbsolutePath(),
            house.keyFile().toAbsolutePath(),
            certificates.authority().toAbsolutePath(),
            Math.max(at.getPort(), 0),
            reach.stripTrailing());
  }

  private static <T> T need(String option, @Nullable T given) {
    if (given == null) {
      throw new IllegalArgumentException(option + " is missing / 缺少参数 " + option);
    }
    return given;
  }
}
