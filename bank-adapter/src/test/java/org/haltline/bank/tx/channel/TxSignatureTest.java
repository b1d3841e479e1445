package org.haltline.bank.tx.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.haltline.bank.signing.Sm2Signer;
import org.haltline.bank.tx.TxCode;
import org.haltline.bank.tx.orders.TxDesk;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests with our signature behind them, and a bank that was given our public key.
class TxSignatureTest {
  private static final Money BALANCE = new Money(900_000_000, "CNY");
  private static final String US = TxDesk.SENDER.organisation();

  @TempDir Path books;

  private final Ed25519Signer ours = Ed25519Signer.random();

  private TxHouse house(Faults faults, @Nullable Signer signer, @Nullable Signer published) {
    return new TxHouse(
        books,
        reach ->
            new TxReach(reach.bank(), reach.options(), reach.fetchWithin(), Duration.ofMillis(200))
                .showingSignatures(),
        BALANCE,
        faults,
        signer,
        published);
  }

  @Test
  void whatBearsOurSignatureIsCarriedOut() throws Exception {
    for (Signer signer : List.of(ours, national())) {
      try (var house = house(Faults.NONE, signer, signer)) {
        OutgoingOrder stop = TxHouse.stop();
        house.send(stop);
        OrderSignature evidence = Objects.requireNonNull(house.channel.signature(stop));
        assertThat(evidence.form()).isEqualTo("tx");
        assertThat(evidence.algorithm()).isEqualTo(signer.algorithm());
        assertThat(house.awaitAnswer(stop)).isInstanceOf(Receipt.Done.class);
      }
    }
  }

  private static Sm2Signer national() throws GeneralSecurityException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    pairs.initialize(new ECGenParameterSpec("sm2p256v1"));
    return Sm2Signer.of(pairs.generateKeyPair().getPrivate().getEncoded());
  }

  /// By another key of the same kind, by one of the other kind, or by none.
  @Test
  void whatIsSignedByAnotherOrNotAtAllIsRefusedAndNotCarriedOut() throws Exception {
    for (Signer published : List.of(ours, national())) {
      for (Signer signer : new @Nullable Signer[] {Ed25519Signer.random(), national(), null}) {
        try (var house = house(Faults.NONE, signer, published)) {
          OutgoingOrder stop = TxHouse.stop();
          house.send(stop);
          assertThat(house.awaitAnswer(stop))
              .isInstanceOfSatisfying(
                  Receipt.Refused.class,
                  no -> assertThat(no.reason()).isEqualTo(ReasonCode.NOT_OURS));
          assertThat(house.bank.account(TxDesk.ACCOUNT.number())).as("never looked at").isNull();
        }
      }
    }
  }

  /// Whatever the words beside it claim.
  @Test
  void aSignatureOfAnotherKindInTheNameOfTheKnownKeyIsNone() throws Exception {
    Sm2Signer national = national();
    byte[] bytes = TxSignature.bytes(TxCode.STOP, US, "<Body>x</Body>");
    for (Signer by : List.of(ours, national())) {
      String value = TxSignature.over(bytes, by).value();
      String line = String.join(" ", "x", national.algorithm(), national.keyId(), value);
      assertThat(TxSignature.fault(line, bytes, national)).contains("not on this message");
    }
    String sound = TxSignature.over(bytes, national).value();
    assertThat(
            TxSignature.fault(
                String.join(" ", "x", "Ed25519", national.keyId(), sound), bytes, national))
        .contains("another key");
    assertThat(
            TxSignature.fault(
                String.join(" ", "x", national.algorithm(), ours.keyId(), sound), bytes, national))
        .contains("another key");
    assertThat(
            TxSignature.fault(
                String.join(" ", "x", national.algorithm(), national.keyId(), sound),
                bytes,
                national))
        .isNull();
  }

  @Test
  void aMessageThatIsLaidOutAgainHasAnotherSerialNumberAndTheSameSignature() {
    try (var house = house(Faults.NONE.away(true), ours, ours)) {
      OutgoingOrder stop = TxHouse.stop();
      house.send(stop);
      String first = only(house);
      OrderSignature evidence = Objects.requireNonNull(house.channel.signature(stop));
      String again = fetched(house);
      assertThat(again.split(" ", -1)[0]).isNotEqualTo(first.split(" ", -1)[0]);
      assertThat(again.split(" ", -1)[3])
          .isEqualTo(first.split(" ", -1)[3])
          .isEqualTo(evidence.value());
      byte[] signed = TxSignature.bytes(TxCode.STOP, US, xml(again));
      assertThat(evidence.sha256()).isEqualTo(Signer.digest(signed));
      assertThat(TxSignature.fault(again, signed, ours)).isNull();
    }
  }

  private static String only(TxHouse house) {
    return house.channel.fetch(1).orElseThrow().getFirst();
  }

  private static String fetched(TxHouse house) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < until) {
      List<String> lines = house.channel.fetch(1).orElseThrow();
      if (!lines.isEmpty()) {
        return lines.getFirst();
      }
    }
    throw new AssertionError("not laid out again");
  }

  private static String xml(String line) {
    return new String(Base64.getDecoder().decode(line.split(" ", -1)[0]), UTF_8);
  }

  @Test
  void everyPartThatSaysWhatIsOrderedIsCovered() {
    try (var house = house(Faults.NONE.away(true), ours, ours)) {
      house.send(TxHouse.stop());
      String line = only(house);
      String xml = xml(line);
      assertThat(TxSignature.fault(line, TxSignature.bytes(TxCode.STOP, US, xml), ours)).isNull();
      assertThat(TxSignature.fault(line, TxSignature.bytes(TxCode.RELEASE, US, xml), ours))
          .contains("not on this message");
      assertThat(TxSignature.fault(line, TxSignature.bytes(TxCode.STOP, "000000000000", xml), ours))
          .contains("not on this message");
      int body = xml.indexOf("<Body>");
      for (int i = body; i < xml.length() - "</Body></Response>".length(); i += 7) {
        String changed = xml.substring(0, i) + '~' + xml.substring(i + 1);
        assertThat(faultOrNoBody(line, changed)).as("at %d", i).isNotNull();
      }
      for (String garbled : List.of(line + " x", line.replaceAll(" [^ ]+$", " !!"), xml)) {
        assertThat(TxSignature.fault(garbled, TxSignature.bytes(TxCode.STOP, US, xml), ours))
            .isNotNull();
      }
    }
    assertThatThrownBy(() -> TxSignature.bytes(TxCode.STOP, US, "<Head/>"))
        .hasMessageContaining("without a body");
  }

  private @Nullable String faultOrNoBody(String line, String xml) {
    try {
      return TxSignature.fault(line, TxSignature.bytes(TxCode.STOP, US, xml), ours);
    } catch (IllegalArgumentException noBody) {
      return noBody.getMessage();
    }
  }

  @Test
  void aBankThatDidNotAskForSignaturesGetsTheMessageAlone() {
    try (var house =
        new TxHouse(books, reach -> reach, BALANCE, Faults.NONE.away(true), ours, null)) {
      OutgoingOrder stop = TxHouse.stop();
      house.send(stop);
      assertThat(only(house)).doesNotContain(" ");
      assertThat(house.channel.signature(stop)).as("kept all the same").isNotNull();
      house.channel.over(stop.order().id(), false);
      assertThat(house.channel.signature(stop)).isNull();
    }
  }
}
