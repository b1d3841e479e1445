package org.haltline.load.leaves;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.channel.IsoChannel;
import org.haltline.bank.iso.orders.IsoDraft;
import org.haltline.bank.iso.orders.IsoDrafts;
import org.haltline.bank.iso.orders.IsoOptions;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.bank.signing.Sm2Signer;
import org.haltline.bank.tx.IdTypes;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxHead;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxRead;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.channel.TxSignature;
import org.haltline.bank.tx.orders.TxBank;
import org.haltline.bank.tx.orders.TxDraft;
import org.haltline.bank.tx.orders.TxDrafts;
import org.haltline.bank.tx.orders.TxSender;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A stop in the words of two kinds of bank, there and back: written and signed, and verified and
/// read; a TX message with SM3withSM2, a camt.056 with an enveloped RSA signature.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessageLeaves {
  private static final String POLICE = "111111000000";
  private static final TxSender SENDER =
      new TxSender(
          POLICE,
          "青屿市反诈中心",
          new TxSender.Officer(IdTypes.Type.POLICE_OFFICER, "P0001", "林一帆", "0599-5550110"),
          new TxSender.Officer(IdTypes.Type.POLICE_OFFICER, "P0002", "苏可", ""));
  private static final Instant NOW = Instant.parse("2026-11-20T01:30:00Z");
  private static final String CARD = "6222020000000000018";

  private final TxCodec txCodec = new TxCodec(TxOptions.usual().papers(Map.of()));
  private final Sm2Signer sm2 = sm2();
  private final TxRequest request = txRequest();
  private final TxHead head =
      new TxHead.ToBank(request.code(), POLICE, POLICE + "_" + "0".repeat(12) + "2".repeat(28));
  private final byte[] txWritten = txCodec.write(head, request).getBytes(StandardCharsets.UTF_8);
  private final byte[] txSigned = signedBytes(new String(txWritten, StandardCharsets.UTF_8));
  private final byte[] txSignature = sm2.sign(txSigned);
  private final IsoCodec isoCodec = isoCodec();
  private final IsoDraft.Ready recall = recall();
  private final byte[] isoWritten = isoCodec.write(recall.head(), recall.message());

  /// What is measured must be a message that is believed and read.
  @Setup(Level.Trial)
  public void check() {
    if (!(readTx() instanceof TxRead.Message) || !(readCamt056() instanceof IsoRead.Message)) {
      throw new IllegalStateException("these messages cannot be read again");
    }
  }

  @Benchmark
  public byte[] writeAndSignTx() {
    return sm2.sign(signedBytes(txCodec.write(head, request)));
  }

  @Benchmark
  public Object verifyAndReadTx() {
    return readTx();
  }

  @Benchmark
  public byte[] writeAndSignCamt056() {
    return isoCodec.write(recall.head(), recall.message());
  }

  @Benchmark
  public Object verifyAndReadCamt056() {
    return readCamt056();
  }

  private Object readTx() {
    if (!sm2.verifies(signedBytes(new String(txWritten, StandardCharsets.UTF_8)), txSignature)) {
      throw new IllegalStateException("not its signature");
    }
    return txCodec.read(txWritten);
  }

  private Object readCamt056() {
    return isoCodec.read(isoWritten);
  }

  private byte[] signedBytes(String xml) {
    return TxSignature.bytes(request.code(), POLICE, xml);
  }

  private static TxRequest txRequest() {
    var drafts =
        new TxDrafts(
            SENDER, new TxBank("313391080007", "泉湖银行"), TxOptions.usual().papers(Map.of()));
    if (drafts.draft(stop(), List.of()) instanceof TxDraft.Ready(TxRequest ready)) {
      return ready;
    }
    throw unsaid();
  }

  private static IsoDraft.Ready recall() {
    var drafts =
        new IsoDrafts(
            new IsoParty.Organisation("350500000000", "青屿市反诈中心"),
            new IsoParty.Bank("QHBKCNBJ"),
            IsoOptions.usual(ZoneId.of("Asia/Shanghai"), "反电信网络诈骗法第二十条"));
    if (drafts.draft(stop()) instanceof IsoDraft.Ready ready) {
      return ready;
    }
    throw unsaid();
  }

  private static IllegalStateException unsaid() {
    return new IllegalStateException("this stop cannot be said");
  }

  private static OutgoingOrder stop() {
    var sum = new Money(4_980_050, "CNY");
    var payee = new BankAccount(CARD, CARD, BankAccount.Form.CARD, "QUANHU", "何雨桐");
    var payer =
        new BankAccount(
            "GB33BUKB20201555555555",
            "GB33BUKB20201555555555",
            BankAccount.Form.ACCOUNT,
            "BUKB",
            "骆一川");
    var order =
        new Order(
            new OrderId("20261120013000000000000000000042"),
            OrderKind.STOP_PAYMENT,
            "QUANHU",
            payee,
            sum,
            "冒充客服诈骗",
            "林一帆，青屿市反诈中心",
            NOW,
            NOW.plus(Duration.ofMinutes(1)),
            NOW.plus(Duration.ofDays(2)),
            null,
            List.of());
    return new OutgoingOrder(
        new CaseId("QY-261120-0031"),
        order.covering(
            List.of(
                new CoveredPayment(
                    "2026111900405500123", sum, NOW.minusSeconds(33_600), payer, payee))));
  }

  private static Sm2Signer sm2() {
    try {
      var pairs = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
      pairs.initialize(new ECGenParameterSpec("sm2p256v1"), new SecureRandom());
      return Sm2Signer.of(pairs.generateKeyPair().getPrivate().getEncoded());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// Both sides at once: it believes its own signature.
  private static IsoCodec isoCodec() {
    try {
      Path folder = Files.createTempDirectory("haltline-leaves");
      var own = TrialCertificates.in(folder).issued("house", "house");
      return new IsoCodec(
          new IsoSeal(own.key(), own.certificate(), own.certificate()),
          IsoSchemas.none(),
          IsoChannel.MESSAGE_BYTES_MAX,
          InstantSource.system());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
