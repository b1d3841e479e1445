package org.haltline.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.words.Language;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseStatus;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContractTest {
  private static final Contract CONTRACT = Contract.load();
  private static Vertx vertx;
  private static OpenAPIContract library;

  @BeforeAll
  static void load() throws Exception {
    vertx = Vertx.vertx();
    library =
        CONTRACT
            .forRouter(vertx)
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void theLibraryRoutesEverything() {
    assertThat(library.operations())
        .extracting(Operation::getOperationId)
        .containsExactlyInAnyOrderElementsOf(
            CONTRACT.endpoints().stream().map(Endpoint::operationId).toList());
  }

  @Test
  void everyOperationHasAnIdOfItsOwnAndSaysWhoMayUseIt() {
    assertThat(CONTRACT.endpoints()).extracting(Endpoint::operationId).doesNotHaveDuplicates();
    assertThat(CONTRACT.endpoints())
        .filteredOn(Endpoint::open)
        .extracting(Endpoint::operationId)
        .containsExactlyInAnyOrder("readContract", "health", "ready", "signIn");
  }

  @Test
  void theEnumsOfTheContractAreThoseOfTheHouse() {
    assertThat(enumOf("OrderKind")).isEqualTo(names(OrderKind.values()));
    assertThat(enumOf("OrderState")).isEqualTo(names(OrderState.values()));
    assertThat(enumOf("ReasonCode")).isEqualTo(names(ReasonCode.values()));
    assertThat(enumOf("FactType")).isEqualTo(leaves(CaseEvent.class));
    Set<String> statuses = names(CaseStatus.values());
    statuses.remove(CaseStatus.NONE.name());
    assertThat(enumOf("CaseStatus")).isEqualTo(statuses);
  }

  @Test
  void everyErrorExampleIsAProblemOfTheHouseWithItsOwnWords() {
    JsonNode examples = CONTRACT.tree().path("components").path("examples");
    assertThat(examples.size()).isGreaterThan(20);
    for (var example : examples.properties()) {
      JsonNode value = example.getValue().path("value");
      ProblemCode code =
          Arrays.stream(ProblemCode.values())
              .filter(it -> Problem.of(it).type().equals(value.path("type").stringValue()))
              .findFirst()
              .orElseThrow(
                  () -> new AssertionError(example.getKey() + " is no problem known here"));
      assertThat(value.path("status").intValue()).as(example.getKey()).isEqualTo(code.status());
      assertThat(value.path("title").stringValue())
          .as(example.getKey())
          .isIn(Problem.of(code).title(Language.EN), Problem.of(code).title(Language.ZH));
      Language spoken =
          value.path("title").stringValue().equals(Problem.of(code).title(Language.EN))
              ? Language.EN
              : Language.ZH;
      assertThat(value.path("detail").stringValue())
          .as(example.getKey())
          .matches(filledIn(Problem.of(code).detail(spoken)));
    }
  }

  @Test
  void everyErrorExampleStandsUnderItsOwnStatus() {
    for (var path : CONTRACT.tree().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        for (var response : operation.getValue().path("responses").properties()) {
          JsonNode said = response.getValue();
          JsonNode at = said.has("$ref") ? resolved(said) : said;
          for (JsonNode example :
              at.path("content").path("application/problem+json").path("examples")) {
            assertThat(resolved(example).path("value").path("status").asString())
                .as(path.getKey() + " " + response.getKey() + " " + example)
                .isEqualTo(response.getKey());
          }
        }
      }
    }
  }

  /// A parameter may be wrong everywhere, and a house that closes refuses everyone who needs a
  /// token.
  @Test
  void everyOperationSaysWhatHappensAtItsDoor() {
    for (Endpoint endpoint : CONTRACT.endpoints()) {
      JsonNode responses =
          CONTRACT
              .tree()
              .path("paths")
              .path(endpoint.path())
              .path(endpoint.method().toLowerCase(Locale.ROOT))
              .path("responses");
      assertThat(responses.propertyNames())
          .as(endpoint.operationId())
          .containsAll(
              endpoint.open() ? List.of("200", "400") : List.of("400", "401", "403", "503"));
    }
  }

  @Test
  void everyRequestExampleIsAsItsSchemaSays() {
    for (var path : CONTRACT.tree().path("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        JsonNode examples =
            operation.path("requestBody").path("content").path("application/json").path("examples");
        for (JsonNode example : examples) {
          assertThat(
                  ShapeTest.faults(
                      operation.path("operationId").stringValue(),
                      example.path("value").toString()))
              .as(example.toString())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void aPathThatIsNotThereIsToldFromAMethodThatIsNot() {
    assertThat(CONTRACT.nothingAt("/api/report").code()).isEqualTo(ProblemCode.NO_SUCH_PATH);
    assertThat(CONTRACT.nothingAt("/api/reports/").code()).isEqualTo(ProblemCode.NO_SUCH_PATH);
    assertThat(CONTRACT.nothingAt("/reports").code()).isEqualTo(ProblemCode.NO_SUCH_PATH);
    assertThat(CONTRACT.nothingAt("/api/reports").args()).isEqualTo(List.of("POST"));
    assertThat(CONTRACT.nothingAt("/health").args()).isEqualTo(List.of("GET"));
    assertThat(CONTRACT.nothingAt("/api/cases/QY-261120-0031").args()).isEqualTo(List.of("GET"));
  }

  /// A phrase with anything in its holes.
  private static Pattern filledIn(String phrase) {
    return Pattern.compile(
        Arrays.stream(phrase.split("\\{\\d}", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+")));
  }

  private static JsonNode resolved(JsonNode node) {
    return ShapeReader.at(CONTRACT.tree(), Objects.requireNonNull(node.path("$ref").stringValue()));
  }

  private static Set<String> enumOf(String schema) {
    var names = new HashSet<String>();
    CONTRACT
        .tree()
        .path("components")
        .path("schemas")
        .path(schema)
        .path("enum")
        .forEach(name -> names.add(name.stringValue()));
    return names;
  }

  /// The names of all records of a sealed interface.
  private static Set<String> leaves(Class<?> type) {
    var names = new HashSet<String>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        names.add(permitted.getSimpleName());
      } else {
        names.addAll(leaves(permitted));
      }
    }
    return names;
  }

  private static Set<String> names(Enum<?>[] values) {
    var names = new HashSet<String>();
    for (Enum<?> value : values) {
      names.add(value.name());
    }
    return names;
  }
}
