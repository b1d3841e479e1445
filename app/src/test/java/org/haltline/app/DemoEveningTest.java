package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.app.Programs.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// When the day's dozen is done and the closing table told, calls go on: whoever signs in finds
/// something to do at each desk.
@Timeout(300)
class DemoEveningTest {
  private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

  @TempDir Path folder;

  @Test
  void everyDeskIsLeftSomethingToDo() throws Exception {
    try (var programs = new Programs(folder);
        HttpClient client = HttpClient.newHttpClient()) {
      Program demo = programs.start("demo", "--port=0", "--pause=0", "--calls=2");
      programs.await("the evening", () -> demo.said().contains("Calls go on"));
      programs.await("the tokens", () -> demo.said().contains("curl -H"));

      for (String bench : new String[] {"icbc-1 ICBC", "cmcc-1 CMCC"}) {
        String[] who = bench.split(" ", -1);
        programs.await(
            "an order on the desk of " + who[1],
            () ->
                !read(client, demo, who[0], "/api/institutions/" + who[1] + "/orders?state=desk")
                    .path("orders")
                    .isEmpty());
      }
      programs.await(
          "a hold about to end",
          () ->
              !read(client, demo, "supervisor-1", "/api/holds?within=PT1H")
                  .path("holds")
                  .isEmpty());
      programs.await(
          "a freeze that may be approved",
          () ->
              read(client, demo, "supervisor-1", "/api/approvals")
                  .path("approvals")
                  .valueStream()
                  .anyMatch(it -> it.path("papersMissing").isEmpty()));
      programs.await("a second call", () -> calls(demo) > 13);
      demo.process().destroy();
      assertThat(demo.process().waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }

  private static long calls(Program demo) throws IOException {
    return demo.said().lines().filter(line -> line.contains("  CALL ")).count();
  }

  private static JsonNode read(HttpClient client, Program demo, String who, String path)
      throws IOException, InterruptedException {
    String said = demo.said();
    URI at = URI.create(found(ADDRESS, said) + path);
    String token = found(Pattern.compile(who + " +\\S+ +([0-9a-f]{36})"), said);
    return JsonMapper.shared()
        .readTree(
            client
                .send(
                    HttpRequest.newBuilder(at).header("Authorization", "Bearer " + token).build(),
                    BodyHandlers.ofByteArray())
                .body());
  }

  private static String found(Pattern what, String said) {
    Matcher matcher = what.matcher(said);
    assertThat(matcher.find()).as("%s in %s", what, said).isTrue();
    return Objects.requireNonNull(matcher.group(1));
  }
}
