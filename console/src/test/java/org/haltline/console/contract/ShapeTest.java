package org.haltline.console.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.console.words.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShapeTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void aFullReportHasNoFault() {
    assertThat(faults("fileReport", ValidationCost.FULL_REPORT)).isEmpty();
  }

  @Test
  void everyFaultIsNamedAtOnceWithItsPlace() {
    List<Remark> faults =
        faults(
            "fileReport",
            """
            {"caller":{"name":"","phone":17},"via":"hotline","kind":"x","said":"y","language":"not a tag",
             "victimOnLineWithFraudster":"yes","payee":1,
             "payments":[{"payee":{"account":"1234","iban":"x"},"amount":49800,"currency":"CNY","at":null}],
             "lures":{"a/b~c":1}}
            """);
    assertThat(faults)
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .containsExactlyInAnyOrder(
            "/caller/name too-short",
            "/caller/phone wrong-kind",
            "/language pattern",
            "/victimOnLineWithFraudster wrong-kind",
            "/payee unknown-member",
            "/payments/0/payee/iban unknown-member",
            "/payments/0/amount wrong-kind",
            "/lures wrong-kind");
  }

  @Test
  void aPointerEscapesWhatPointersMustEscape() {
    assertThat(faults("addLures", "{\"lures\":[{\"a/b~c\":1}]}"))
        .extracting(Remark::pointer)
        .containsExactly("/lures/0/a~1b~0c");
  }

  @Test
  void missingMembersAreNamed() {
    assertThat(faults("fileReport", "{}"))
        .extracting(Remark::pointer)
        .containsExactly(
            "/caller",
            "/via",
            "/kind",
            "/said",
            "/language",
            "/victimOnLineWithFraudster",
            "/payments",
            "/lures");
  }

  @Test
  void aListBeyondItsBoundIsOneFault() {
    String many = "{\"phone\":1},".repeat(5_000);
    assertThat(faults("addLures", "{\"lures\":[" + many + "{}]}"))
        .extracting(Remark::code)
        .containsExactly("too-many");
    assertThat(faults("addLures", "{\"lures\":[]}"))
        .extracting(Remark::code)
        .containsExactly("too-few");
  }

  @Test
  void lengthIsCountedInCharactersAsPeopleCount() {
    assertThat(faults("fileCase", "{\"policeCaseNumber\":\"" + "𠮷".repeat(80) + "\"}")).isEmpty();
    assertThat(faults("fileCase", "{\"policeCaseNumber\":\"" + "𠮷".repeat(81) + "\"}"))
        .extracting(Remark::en)
        .containsExactly("This may have 80 characters at most, it has 81.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u001b", "\\ud83d", "\\ude00", "\\ude00\\ud83d"})
  void whatIsNoTextIsRefused(String escape) {
    assertThat(faults("fileCase", "{\"policeCaseNumber\":\"A" + escape + "\"}"))
        .extracting(Remark::code)
        .containsExactly("control-character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d\\ude00", "two\\nlines\\tand\\r", "平安"})
  void whatIsTextPasses(String text) {
    assertThat(faults("fileCase", "{\"policeCaseNumber\":\"" + text + "\"}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 1, ''",
    "limit, 1000, ''",
    "limit, 0, out-of-range",
    "limit, 1001, out-of-range",
    "limit, 99999999999999999999999, wrong-kind",
    "limit, ten, wrong-kind",
    "limit, 1.5, wrong-kind",
    "after, -1, out-of-range"
  })
  void parametersAreChecked(String name, String value, String code) {
    var faults = new ArrayList<Remark>();
    CONTRACT.endpoint("readHistory").parameters().stream()
        .filter(it -> it.name().equals(name))
        .forEach(it -> it.check(value, faults));
    assertThat(faults)
        .extracting(Remark::code)
        .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    assertThat(faults).extracting(Remark::pointer).allMatch(("query:" + name)::equals);
  }

  @Test
  void aRuleThatNobodyChecksStopsTheStart() {
    var reader = new ShapeReader(JsonMapper.shared().readTree("{}"));
    assertThatThrownBy(
            () -> reader.read(schema("{'type':'string','maxLength':5,'contentEncoding':'x'}")))
        .hasMessageContaining("contentEncoding");
    assertThatThrownBy(() -> reader.read(schema("{'type':'string'}")))
        .hasMessageContaining("maxLength");
    assertThatThrownBy(() -> reader.read(schema("{'type':'array','items':{'type':'boolean'}}")))
        .hasMessageContaining("maxItems");
    assertThatThrownBy(() -> reader.read(schema("{'type':'object','properties':{}}")))
        .hasMessageContaining("lets in anything");
    assertThatThrownBy(() -> reader.read(schema("{'oneOf':[]}"))).hasMessageContaining("oneOf");
    assertThatThrownBy(() -> reader.read(schema("{'$ref':'#/components/nothing'}")))
        .hasMessageContaining("refers to nothing");
  }

  @Test
  void aSchemaThatContainsItselfStopsTheStart() {
    JsonNode contract =
        schema(
            "{'a':{'type':'object','additionalProperties':false,'properties':{'b':{'$ref':'#/a'}}}}");
    var reader = new ShapeReader(contract);
    assertThatThrownBy(() -> reader.read(schema("{'$ref':'#/a'}")))
        .hasMessageContaining("contains itself");
  }

  private static JsonNode schema(String json) {
    JsonNode node = JsonMapper.shared().readTree(json.replace('\'', '"'));
    assertThat(node).isInstanceOf(ObjectNode.class);
    return node;
  }

  static List<Remark> faults(String operationId, String json) {
    var faults = new ArrayList<Remark>();
    Objects.requireNonNull(CONTRACT.endpoint(operationId).bodies().get("application/json"))
        .check(JsonBody.read(Buffer.buffer(json)), faults);
    return faults;
  }
}
