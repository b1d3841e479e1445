package org.haltline.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.haltline.console.words.Remark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The shapes let in exactly what the contract's schemas let in, as the schema validator of Vert.x
/// reads them: bodies are damaged at random and both are asked.
class ShapesAgreeWithTheLibraryTest {
  private static final int BODIES = 1_500;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fileReport|20261120",
        "issueOrder|7",
        "answerOrder|8",
        "addLures|9",
        "declineOrder|10"
      })
  void onDamagedBodies(String operationId, long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var content =
        Objects.requireNonNull(library.operation(operationId)).getRequestBody().getContent();
    Validator validator =
        library
            .getSchemaRepository()
            .validator(Objects.requireNonNull(content.get("application/json")).getSchema());
    JsonNode whole = JsonMapper.shared().readTree(whole(operationId));
    int accepted = 0;
    for (int i = 0; i < BODIES; i++) {
      JsonNode body = whole.deepCopy();
      int damages = random.nextInt(4);
      for (int d = 0; d < damages; d++) {
        damage(body, random);
      }
      String json = body.toString();
      var faults = new ArrayList<Remark>();
      Objects.requireNonNull(CONTRACT.endpoint(operationId).bodies().get("application/json"))
          .check(body, faults);
      boolean theirs = Boolean.TRUE.equals(validator.validate(new JsonObject(json)).getValid());
      assertThat(faults.isEmpty())
          .as("seed %d, body %d: %s %s", seed, i, json, faults)
          .isEqualTo(theirs);
      accepted += theirs ? 1 : 0;
    }
    assertThat(accepted).as("bodies let in, of " + BODIES).isBetween(BODIES / 10, BODIES * 9 / 10);
  }

  private static String whole(String operationId) {
    return switch (operationId) {
      case "fileReport" -> ValidationCost.FULL_REPORT;
      case "issueOrder" ->
          "{\"kind\":\"STOP_PAYMENT\",\"target\":{\"account\":\"6222020000000000018\",\"form\":\"CARD\"},"
              + "\"amount\":\"1\",\"currency\":\"CNY\",\"reason\":\"r\",\"major\":false,\"original\":\""
              + "1".repeat(32)
              + "\"}";
      case "answerOrder" ->
          "{\"outcome\":\"DONE\",\"held\":\"1\",\"currency\":\"CNY\",\"at\":\"2026-11-20T09:03:11Z\",\"reason\":\"OTHER\"}";
      case "addLures" ->
          "{\"lures\":[{\"phone\":\"1\"},{\"chat\":{\"service\":\"qq\",\"handle\":\"x\"}},{\"app\":\"a\",\"url\":\"b\"}]}";
      default -> "{\"reason\":\"because\"}";
    };
  }

  /// Changes one place at random: takes a member out, adds one, or puts another value there.
  private static void damage(JsonNode root, RandomGenerator random) {
    var containers = new ArrayList<JsonNode>();
    collect(root, containers);
    JsonNode at = containers.get(random.nextInt(containers.size()));
    switch (at) {
      case ObjectNode object -> {
        List<String> names = List.copyOf(object.propertyNames());
        String name =
            names.isEmpty() || random.nextInt(8) == 0
                ? "unknown"
                : names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
          object.remove(name);
        } else {
          object.set(name, value(random));
        }
      }
      case ArrayNode array -> {
        int count = random.nextInt(3) == 0 ? 60 : 1;
        for (int i = 0; i < count; i++) {
          array.add(
              array.isEmpty() || random.nextBoolean() ? value(random) : array.get(0).deepCopy());
        }
      }
      default -> throw new AssertionError(at);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainer()) {
      into.add(node);
      node.forEach(child -> collect(child, into));
    }
  }

  private static JsonNode value(RandomGenerator random) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(12)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt(100));
      case 3 -> nodes.numberNode(1.5);
      case 4 -> nodes.objectNode();
      case 5 -> nodes.arrayNode();
      case 6 -> nodes.stringNode("");
      case 7 -> nodes.stringNode("字".repeat(random.nextInt(600)));
      case 8 -> nodes.stringNode("𠮷".repeat(random.nextInt(130)));
      case 9 -> nodes.stringNode("zh");
      case 10 -> nodes.stringNode("CARD");
      default -> nodes.stringNode("some text");
    };
  }
}
