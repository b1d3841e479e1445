package org.haltline.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.casefile.Cast.*;

import java.util.List;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Position;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FactCodecTest {

  @Test
  void everythingThatHappensIsReadBackAsItWas() {
    Seeds.forEach(
        60,
        seed -> {
          CaseState replayed = CaseState.none(CASE);
          var story = new RandomCase(seed, RULES).live(100);
          for (RandomCase.Step step : story.steps()) {
            for (CaseEvent event : step.events()) {
              CaseEvent read =
                  FactCodec.event(FactCodec.type(event), FactCodec.SCHEMA, FactCodec.body(event));
              assertThat(read).isEqualTo(event);
              replayed = CaseEvolution.evolve(replayed, read);
            }
            if (step.command() instanceof CaseCommand.RecordReceipt answer) {
              var feedback =
                  new Feedback(CASE, answer.orderId(), answer.receipt(), answer.signature());
              assertThat(Feedback.fromBytes(feedback.toBytes())).isEqualTo(feedback);
            }
          }
          assertThat(replayed).isEqualTo(story.state());
          replayed
              .orders()
              .values()
              .forEach(
                  file -> {
                    var outgoing = new OutgoingOrder(CASE, file.order());
                    assertThat(OutgoingOrder.fromBytes(outgoing.toBytes())).isEqualTo(outgoing);
                  });
        });
  }

  @Test
  void theTypeStandsInTheHeadAndTheRestInTheBody() {
    var closed = new CaseEvent.CaseClosed(CASE, "了结");
    assertThat(FactCodec.type(closed)).isEqualTo("CaseClosed");
    assertThat(new String(FactCodec.body(closed), UTF_8))
        .isEqualTo("{\"caseId\":\"HX-261120-0007\",\"why\":\"了结\"}");
  }

  @Test
  void aFactOfANewerVersionIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> FactCodec.event("MoneyReturned", 1, new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MoneyReturned of schema 1")
        .hasMessageContaining("start a version at least as new as the one that wrote it");
    assertThatThrownBy(() -> FactCodec.event("CaseClosed", FactCodec.SCHEMA + 1, new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CaseClosed of schema " + (FactCodec.SCHEMA + 1));
  }

  @Test
  void aFieldThatANewerVersionAddedIsOverlooked() {
    byte[] newer =
        "{\"caseId\":\"HX-261120-0007\",\"why\":\"了结\",\"mood\":\"glad\"}".getBytes(UTF_8);
    assertThat(FactCodec.event("CaseClosed", FactCodec.SCHEMA, newer))
        .isEqualTo(new CaseEvent.CaseClosed(CASE, "了结"));
  }

  @Test
  void anOrderThatWasStoredBeforeOrdersNamedTheirPaymentsNamesNone() {
    var issued = new CaseEvent.OrderIssued(CASE, Examples.order());
    ObjectNode stored = (ObjectNode) Wire.JSON.readTree(FactCodec.body(issued));
    ((ObjectNode) stored.get("order")).remove("covers");
    byte[] older = Wire.JSON.writeValueAsBytes(stored);
    assertThat(FactCodec.event("OrderIssued", FactCodec.SCHEMA, older))
        .isEqualTo(new CaseEvent.OrderIssued(CASE, Examples.order().covering(List.of())));
    assertThat(
            FactCodec.body(new CaseEvent.OrderIssued(CASE, Examples.order().covering(List.of()))))
        .as("no payments are not written")
        .isEqualTo(older);
  }

  @Test
  void aPaymentThatWasStoredWithoutAReferenceHasNone() {
    Payment payment = Cast.paid(Cast.MULE, "icbc", 30_000);
    var added = new CaseEvent.PaymentsAdded(CASE, List.of(payment));
    assertThat(new String(FactCodec.body(added), UTF_8)).doesNotContain("reference");
    assertThat(FactCodec.event("PaymentsAdded", FactCodec.SCHEMA, FactCodec.body(added)))
        .isEqualTo(added);
  }

  @Test
  void aFactOfAnErasedCaseSaysThatItIsErased() {
    var fact =
        new Fact(
            Position.START,
            CASE,
            1,
            "CaseClosed",
            NOON,
            "op-qin",
            1,
            "CN",
            new byte[32],
            new byte[32],
            null);
    assertThatThrownBy(() -> FactCodec.event(fact))
        .isInstanceOf(CaseErased.class)
        .hasMessageContaining("HX-261120-0007");
  }
}
