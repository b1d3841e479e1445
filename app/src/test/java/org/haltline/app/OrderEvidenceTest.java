package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.haltline.app.OrderEvidence.Fault;
import org.haltline.app.OrderEvidence.Gap;
import org.haltline.app.OrderEvidence.Known;
import org.haltline.app.OrderEvidence.Tally;
import org.haltline.app.OrderEvidence.Unchecked;
import org.haltline.app.OrderEvidence.Verdict;
import org.haltline.app.demo.Tongue;
import org.haltline.bank.signing.Sm2Signer;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Signer;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.haltline.telecom.tmf.TmfChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a kept signature proves, and what it does not.
class OrderEvidenceTest {
  private static final Instant AT = Instant.parse("2026-11-20T04:00:00Z");
  private static final Ed25519Signer KEY = Ed25519Signer.random();
  private static final Ed25519Signer OTHER = Ed25519Signer.random();
  private static final Known KEYS = known(KEY);
  private static final Known KEYLESS = known(OTHER);
  private static final BankAccount MULE =
      new BankAccount(
          "6222020200011234565", "6222020200011234565", BankAccount.Form.CARD, "ICBC", null);
  private static final OutgoingOrder STOP = order(OrderKind.STOP_PAYMENT, MULE, 500);

  @TempDir Path folder;

  @Test
  void aSignatureOnThatVeryOrderHolds() {
    assertThat(verdict(STOP, signed(STOP, KEY))).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void oneOnAnotherSumIsBroken() {
    OutgoingOrder more = order(OrderKind.STOP_PAYMENT, MULE, 501);
    assertThat(verdict(STOP, signed(more, KEY))).isEqualTo(Verdict.BROKEN);
    assertThat(verdict(STOP, with(signed(more, KEY), signed(STOP, KEY).sha256())))
        .as("and says that it is on this one")
        .isEqualTo(Verdict.BROKEN);
  }

  @Test
  void oneByAnotherKeyThanItNamesIsBroken() {
    OrderSignature forged = signed(STOP, OTHER);
    assertThat(
            verdict(
                STOP,
                new OrderSignature(
                    forged.form(),
                    forged.algorithm(),
                    KEY.keyId(),
                    forged.value(),
                    forged.sha256())))
        .isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whatCannotBeCheckedIsNeverTakenForGood() {
    assertThat(verdict(STOP, signed(STOP, OTHER))).isEqualTo(Verdict.KEY_GONE);
    OrderSignature kept = signed(STOP, KEY);
    assertThat(
            verdict(
                STOP,
                new OrderSignature(
                    "tx", kept.algorithm(), kept.keyId(), kept.value(), kept.sha256())))
        .isEqualTo(Verdict.BYTES_ELSEWHERE);
    assertThat(
            verdict(
                STOP,
                new OrderSignature(
                    "xmldsig", "SHA256withRSA", kept.keyId(), "c2lnbmVk", kept.sha256())))
        .isEqualTo(Verdict.KEY_GONE);
    var phone = new PhoneNumber("13912345678", "+8613912345678", PhoneNumber.Line.MOBILE);
    OutgoingOrder suspend = order(OrderKind.SUSPEND_NUMBER, phone, null);
    for (byte[] body : TmfChannel.bodies(suspend)) {
      OrderSignature told = DetachedJws.over(body, KEY);
      assertThat(verdict(suspend, told)).as("in a carrier's words").isEqualTo(Verdict.HOLDS);
      assertThat(verdict(STOP, told)).isEqualTo(Verdict.BROKEN);
    }
  }

  @Test
  void everyByteThatWasKeptCounts() {
    for (OrderSignature planted : oneByteOff(signed(STOP, KEY))) {
      assertThat(verdict(STOP, planted)).as(planted.toString()).isEqualTo(Verdict.BROKEN);
    }
  }

  @Test
  void aTxMessageIsMadeAgainAndEveryByteThatWasKeptOfItCounts() throws Exception {
    SentAnew anew = SentAnew.of(mailbox("林一帆"));
    byte[] signed = anew.tx(STOP).getFirst();
    for (Signer by : List.of(KEY, national())) {
      Known keys = known(by, OTHER);
      OrderSignature kept =
          new OrderSignature(
              "tx",
              by.algorithm(),
              by.keyId(),
              Base64.getUrlEncoder().withoutPadding().encodeToString(by.sign(signed)),
              Signer.digest(signed));
      assertThat(OrderEvidence.verdict(STOP, kept, keys, anew)).isEqualTo(Verdict.HOLDS);
      for (OrderSignature planted : oneByteOff(kept)) {
        assertThat(OrderEvidence.verdict(STOP, planted, keys, anew))
            .as(planted.toString())
            .isEqualTo(Verdict.BROKEN);
      }
      assertThat(OrderEvidence.verdict(STOP, kept, KEYLESS, anew)).isEqualTo(Verdict.KEY_GONE);
      assertThat(OrderEvidence.verdict(STOP, kept, keys, SentAnew.of(mailbox("苏晴"))))
          .as("another officer by now")
          .isEqualTo(Verdict.BYTES_ELSEWHERE);
    }
  }

  /// The same evidence with another character somewhere: each place of each part of it once.
  static List<OrderSignature> oneByteOff(OrderSignature kept) {
    List<OrderSignature> off = new ArrayList<>();
    for (String form : oneOff(kept.form())) {
      off.add(
          new OrderSignature(form, kept.algorithm(), kept.keyId(), kept.value(), kept.sha256()));
    }
    for (String algorithm : oneOff(kept.algorithm())) {
      off.add(
          new OrderSignature(kept.form(), algorithm, kept.keyId(), kept.value(), kept.sha256()));
    }
    for (String keyId : oneOff(kept.keyId())) {
      off.add(
          new OrderSignature(kept.form(), kept.algorithm(), keyId, kept.value(), kept.sha256()));
    }
    for (String value : oneOff(kept.value())) {
      off.add(
          new OrderSignature(kept.form(), kept.algorithm(), kept.keyId(), value, kept.sha256()));
    }
    for (String sha256 : oneOff(kept.sha256())) {
      off.add(
          new OrderSignature(kept.form(), kept.algorithm(), kept.keyId(), kept.value(), sha256));
    }
    return off;
  }

  private static List<String> oneOff(String text) {
    List<String> off = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      off.add(text.substring(0, i) + other + text.substring(i + 1));
    }
    return off;
  }

  private static Signer national() throws GeneralSecurityException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    pairs.initialize(new ECGenParameterSpec("sm2p256v1"));
    return Sm2Signer.of(pairs.generateKeyPair().getPrivate().getEncoded());
  }

  private Settings mailbox(String operator) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              tx:
                organisation: "350500000000"
                name: 青屿市反诈中心
                operator: {id-number: P0001, name: %s, phone: 0599-5550110}
                investigator: {id-type: POLICE_OFFICER, id-number: P0002, name: 苏可}
              institutions:
                - id: ICBC
                  channels:
                    - {type: TX, tx: {bank-id: "102100099996", bank-name: 工商银行}}
            """
                .formatted(operator));
    return SettingsFile.read(config, Map.of()).settings();
  }

  @Test
  void whatIsFoundIsToldInOneLanguageAndAFaultIsOne() {
    OrderId number = STOP.order().id();
    var gaps =
        new TreeMap<>(
            Map.of(
                new Gap("CCB", "tx", "a-key"),
                Unchecked.NONE.and(number).and(number),
                new Gap("ICBC", "xmldsig", ""),
                Unchecked.NONE.and(number)));
    var sound = new Tally(3, gaps, List.of(), 0);
    var broken = new Tally(3, new TreeMap<>(), List.of(new Fault(STOP, signed(STOP, OTHER))), 4);
    assertThat(told(sound, Tongue.EN))
        .contains(
            "3 verified, 3 not checked",
            "2 of CCB (tx) are not checked: the public key a-key",
            "1 of ICBC (xmldsig) are not checked",
            "orders " + number + ", " + number)
        .doesNotContain("FAULT")
        .doesNotContainPattern("\\p{IsHan}");
    assertThat(told(broken, Tongue.EN))
        .contains("FAULT", STOP.order().id().digits(), "and 4 more")
        .doesNotContainPattern("\\p{IsHan}");
    assertThat(told(sound, Tongue.ZH))
        .contains("3 个核验通过，3 个未核验", "CCB（tx）2 个未核验：手头没有公钥 a-key", "ICBC（xmldsig）1 个未核验");
    assertThat(told(broken, Tongue.ZH)).contains("异常", "与该指令不符");
    var many = Unchecked.NONE;
    for (int i = 0; i < 6; i++) {
      many = many.and(number);
    }
    assertThat(
            told(
                new Tally(0, new TreeMap<>(Map.of(new Gap("CCB", "tx", ""), many)), List.of(), 0),
                Tongue.EN))
        .contains("6 of CCB", ", …");
    assertThat(sound.holds()).isTrue();
    assertThat(broken.holds()).isFalse();
  }

  private static String told(Tally tally, Tongue tongue) {
    var said = new ByteArrayOutputStream();
    boolean holds =
        OrderEvidence.tell(tally, tongue, new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(holds).isEqualTo(tally.holds());
    return said.toString(StandardCharsets.UTF_8);
  }

  private static Verdict verdict(OutgoingOrder order, OrderSignature kept) {
    return OrderEvidence.verdict(order, kept, KEYS, SentAnew.ofNone());
  }

  private static Known known(Signer... signers) {
    return new Known(
        Stream.of(signers).collect(Collectors.toMap(Signer::keyId, signer -> signer)), List.of());
  }

  private static OrderSignature signed(OutgoingOrder order, Signer by) {
    return DetachedJws.over(OrderJson.bytes(order), by);
  }

  private static OrderSignature with(OrderSignature kept, String sha256) {
    return new OrderSignature(kept.form(), kept.algorithm(), kept.keyId(), kept.value(), sha256);
  }

  /// A stop that was ordered then.
  static OutgoingOrder stopAt(Instant at) {
    return order(OrderKind.STOP_PAYMENT, MULE, 500, at);
  }

  private static OutgoingOrder order(OrderKind kind, Subject target, @Nullable Integer yuan) {
    return order(kind, target, yuan, AT);
  }

  private static OutgoingOrder order(
      OrderKind kind, Subject target, @Nullable Integer yuan, Instant at) {
    return new OutgoingOrder(
        new CaseId("QY-261120-0031"),
        new Order(
            new OrderNumbers(at, 7).next(),
            kind,
            "ICBC",
            target,
            yuan == null ? null : new Money(yuan * 100L, "CNY"),
            "冒充客服诈骗",
            "林一帆，青屿市反诈中心",
            at,
            at.plusSeconds(60),
            at.plusSeconds(172_800),
            null,
            List.of()));
  }
}
