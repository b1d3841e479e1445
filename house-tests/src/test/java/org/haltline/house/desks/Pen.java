package org.haltline.house.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.haltline.console.contract.Contract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes words past every form: what people's pages could send, sent from within their pages with
/// what these know, and which members of the contract got them.
final class Pen {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String HERE = "§";

  private static final String SEND =
      """
      async ([method, path, type, body]) => {
        const { csrf } = await (await fetch('/api/session')).json()
        const headers = { 'Content-Type': type, 'X-Haltline-CSRF': csrf, 'Idempotency-Key': crypto.randomUUID() }
        const answer = await fetch(path, { method, headers, body })
        return [answer.status, await answer.text()]
      }
      """;

  private final Contract contract = Contract.load();
  private final Hall hall;
  private final String words;
  private final Set<String> written = new TreeSet<>();

  /// @param words what is written wherever a body says §
  Pen(Hall hall, String words) {
    this.hall = hall;
    this.words = words;
  }

  /// Sends that JSON as this person, to one operation of the contract, and says what was answered.
  JsonNode write(Person person, String operationId, String path, String json) {
    JsonNode body = filled(JSON.readTree(json));
    note(operationId, "", body);
    return sent(person, operationId, path, "application/json", body.toString(), 200);
  }

  /// Sends that JSON, of which one member takes no such words: nothing is kept of it.
  void refuse(Person person, String operationId, String path, String json) {
    JsonNode body = filled(JSON.readTree(json));
    note(operationId, "", body);
    sent(person, operationId, path, "application/json", body.toString(), 400);
  }

  /// The same of a table.
  JsonNode writeTable(Person person, String operationId, String path, String csv) {
    String quoted = '"' + words.replace("\"", "\"\"") + '"';
    return sent(person, operationId, path, "text/csv", csv.replace(HERE, quoted), 200);
  }

  private JsonNode sent(
      Person person, String operationId, String path, String type, String body, int wanted) {
    String method = contract.endpoint(operationId).method();
    List<?> answer =
        (List<?>)
            Objects.requireNonNull(
                hall.of(person)
                    .page()
                    .evaluate(SEND, Arrays.asList(method, "/api" + path, type, body)));
    String text = String.valueOf(answer.get(1));
    int status = ((Number) Objects.requireNonNull(answer.get(0))).intValue();
    assertThat(status).as("%s: %s", operationId, text).isBetween(wanted, wanted + 99);
    return JSON.readTree(text.isEmpty() ? "{}" : text);
  }

  private JsonNode filled(JsonNode node) {
    String quoted = JSON.writeValueAsString(words);
    String inside = quoted.substring(1, quoted.length() - 1);
    return JSON.readTree(node.toString().replace(HERE, inside));
  }

  private void note(String operationId, String pointer, JsonNode node) {
    if (node.isString() && node.asString().contains(words)) {
      written.add(operationId + " " + pointer);
    }
    node.properties().forEach(it -> note(operationId, pointer + "/" + it.getKey(), it.getValue()));
    if (node.isArray()) {
      node.forEach(it -> note(operationId, pointer + "/*", it));
    }
  }

  /// Which members of which operations have the words: `addNote /text`.
  Set<String> written() {
    return written;
  }
}
