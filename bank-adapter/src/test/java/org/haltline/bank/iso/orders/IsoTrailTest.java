package org.haltline.bank.iso.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.iso.IsoDesk.PAYEE;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoSpecimens;
import org.haltline.bank.iso.xml.IsoRecorded;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What answers tell about accounts, as a bank's own hand may write them.
class IsoTrailTest {
  private static final TransferSide OWN = new TransferSide(PAYEE.number(), null, null);

  @Test
  void eachPaymentBecomesATransferWithBothItsSides() throws IOException {
    Findings told = IsoTrail.of(byAnotherHand());
    assertThat(told.transfers())
        .containsExactly(
            out(
                new TransferSide("6228480000000000018", "周启明", "102100099996"),
                100_00,
                "00:40:00",
                "B-1-1"),
            out(
                new TransferSide("GB33BUKB20201555555555", null, "BUKBGB22"),
                200_00,
                "00:40:00",
                "B-1-2"),
            out(null, 50_00, "00:41:00", "B-2"),
            new Transfer(
                new TransferSide(null, "周启明", null),
                OWN,
                new Money(20_00, "CNY"),
                at("00:42:00"),
                "B-3",
                null),
            out(null, 7_00, "00:44:00", null));
    assertThat(told.unread()).as("expected only, and without a time").isEqualTo(2);
  }

  @Test
  void theHolderAndWhatWasThereWhenTheReportWasMade() throws IOException {
    Findings told = IsoTrail.of(byAnotherHand());
    assertThat(told.holders())
        .containsExactly(new AccountHolder(PAYEE.number(), "何雨桐", null, null, null, null));
    assertThat(told.balances())
        .as("what was there in the morning is not what is there")
        .containsExactly(
            new AccountBalance(PAYEE.number(), "CNY", new BigDecimal("-31.5"), BigDecimal.ZERO));
  }

  @ParameterizedTest
  @EnumSource(value = IsoKind.class, mode = EnumSource.Mode.EXCLUDE, names = "QUERY_ANSWER")
  void whatAnswersNoQuestionTellsNothing(IsoKind kind) {
    assertThat(IsoTrail.of(IsoSpecimens.of(kind)).tellNothing()).isTrue();
  }

  private static IsoMessage byAnotherHand() throws IOException {
    IsoRead read = IsoRecorded.read("/iso/auth.002-by-another-hand.xml");
    assertThat(read).isInstanceOf(IsoRead.Message.class);
    return ((IsoRead.Message) read).body();
  }

  private static Transfer out(
      @Nullable TransferSide to, long minor, String time, @Nullable String reference) {
    return new Transfer(OWN, to, new Money(minor, "CNY"), at(time), reference, null);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + "Z");
  }
}
