package org.haltline.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.CASE;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.haltline.core.Approved;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.Claimant;
import org.haltline.core.casefile.Payment;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is written to the journal and into the queues stays readable: every stored form is pinned
/// by a file that was read and approved, and that file is read back into the same record.
class StoredFormTest {

  static List<CaseEvent> events() {
    return Examples.EVENTS;
  }

  static List<Receipt> receipts() {
    return Examples.RECEIPTS;
  }

  static List<Subject> subjects() {
    return Examples.SUBJECTS;
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyFactIsWrittenAsApproved(CaseEvent event) throws IOException {
    String name = "facts/" + FactCodec.type(event) + ".json";
    Approved.check(name, pretty(FactCodec.body(event)));
    assertThat(FactCodec.event(FactCodec.type(event), FactCodec.SCHEMA, approved(name)))
        .isEqualTo(event);
  }

  /// What was written before orders were signed.
  @ParameterizedTest
  @MethodSource("events")
  void aFactWithoutASignatureIsRead(CaseEvent event) {
    if (event instanceof CaseEvent.Heard heard) {
      var before = (ObjectNode) Wire.JSON.readTree(FactCodec.body(heard));
      assertThat(before.remove("signature")).isNotNull();
      CaseEvent read =
          FactCodec.event(
              FactCodec.type(event), FactCodec.SCHEMA, Wire.JSON.writeValueAsBytes(before));
      assertThat(((CaseEvent.Heard) read).signature()).isNull();
      assertThat(((CaseEvent.Heard) read).signed(Examples.SIGNATURE)).isEqualTo(event);
      assertThat(new String(FactCodec.body(read), UTF_8)).doesNotContain("signature");
    }
  }

  @ParameterizedTest
  @MethodSource("receipts")
  void everyReceiptIsWrittenAsApproved(Receipt receipt) throws IOException {
    var feedback = new Feedback(CASE, Examples.order().id(), receipt, Examples.SIGNATURE);
    String name = "feedback/" + receipt.getClass().getSimpleName() + ".json";
    Approved.check(name, pretty(feedback.toBytes()));
    assertThat(Feedback.fromBytes(approved(name))).isEqualTo(feedback);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everySubjectIsWrittenAsApproved(Subject subject) throws IOException {
    String name = "subjects/" + subject.getClass().getSimpleName() + ".json";
    byte[] json = Wire.JSON.writerFor(Subject.class).writeValueAsBytes(subject);
    Approved.check(name, pretty(json));
    assertThat(Wire.JSON.readValue(approved(name), Subject.class)).isEqualTo(subject);
  }

  @Test
  void anOrderOnItsWayIsWrittenAsApproved() throws IOException {
    var outgoing = new OutgoingOrder(CASE, Examples.order());
    Approved.check("OutgoingOrder.json", pretty(outgoing.toBytes()));
    assertThat(OutgoingOrder.fromBytes(approved("OutgoingOrder.json"))).isEqualTo(outgoing);
  }

  @Test
  void anOrderInSomebodysHandIsWrittenAsApproved() throws IOException {
    var has = new Claimant("li-ruan", "阮青", Instant.parse("2026-11-20T04:00:00.123456789Z"));
    var outgoing = new OutgoingOrder(CASE, Examples.order(), has);
    Approved.check("OutgoingOrderInHand.json", pretty(outgoing.toBytes()));
    assertThat(OutgoingOrder.fromBytes(approved("OutgoingOrderInHand.json"))).isEqualTo(outgoing);
  }

  @Test
  void nothingThatIsStoredIsMissingAmongTheExamples() {
    assertThat(types(Examples.EVENTS)).isEqualTo(leaves(CaseEvent.class));
    assertThat(types(Examples.RECEIPTS)).isEqualTo(leaves(Receipt.class));
    assertThat(types(Examples.SUBJECTS)).isEqualTo(leaves(Subject.class));
  }

  /// A reading that is derived (`isZero`, `isOpen`) must not be stored: it would be a second truth.
  @Test
  void onlyWhatARecordHoldsIsStored() {
    var components = new HashSet<String>(Set.of("is"));
    var known = new ArrayDeque<Class<?>>(leaves(CaseEvent.class));
    known.addAll(leaves(Receipt.class));
    known.addAll(leaves(Subject.class));
    known.addAll(List.of(OutgoingOrder.class, Feedback.class));
    var seen = new HashSet<Class<?>>();
    while (!known.isEmpty()) {
      Class<?> type = known.remove();
      if (seen.add(type) && type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          components.add(component.getName());
          known.add(component.getType());
        }
      }
    }
    // what stands inside lists is not seen by its type
    for (Class<?> listed :
        List.of(
            Payment.class,
            CoveredPayment.class,
            AccountHolder.class,
            AccountBalance.class,
            Transfer.class,
            TransferSide.class)) {
      Arrays.stream(listed.getRecordComponents())
          .map(RecordComponent::getName)
          .forEach(components::add);
    }
    components.addAll(List.of("subject", "institution", "because"));
    for (CaseEvent event : Examples.EVENTS) {
      assertThat(names(Wire.JSON.readTree(FactCodec.body(event)))).isSubsetOf(components);
    }
  }

  private static Set<String> names(JsonNode node) {
    var names = new HashSet<String>();
    node.properties()
        .forEach(
            field -> {
              names.add(field.getKey());
              names.addAll(names(field.getValue()));
            });
    if (node.isArray()) {
      node.forEach(element -> names.addAll(names(element)));
    }
    return names;
  }

  private static String pretty(byte[] json) {
    return Wire.JSON
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Wire.JSON.readTree(json))
            .replace("\r\n", "\n")
        + "\n";
  }

  private static byte[] approved(String name) throws IOException {
    return requireNonNull(Approved.read(name), name).getBytes(UTF_8);
  }

  private static Set<Class<?>> types(List<?> examples) {
    var types = new HashSet<Class<?>>();
    examples.forEach(example -> types.add(example.getClass()));
    return types;
  }

  private static Set<Class<?>> leaves(Class<?> type) {
    var leaves = new HashSet<Class<?>>();
    Stream.of(type.getPermittedSubclasses())
        .forEach(sub -> leaves.addAll(sub.isSealed() ? leaves(sub) : Set.of(sub)));
    return leaves;
  }
}
