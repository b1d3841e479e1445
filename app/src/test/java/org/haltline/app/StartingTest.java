package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A house that cannot start says why in one line that a person can act on, leaves nothing running
/// and ends with a status that is not zero.
@Timeout(300)
class StartingTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void aPortThatSomebodyElseHolds() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();

      assertThat(run("haltline.http.port=" + port)).isEqualTo(Main.EXIT_FAULT);

      assertThat(line()).contains("port " + port, "end whoever holds it, or choose another port");
    }
    // What it had opened is closed again: the same folder serves the next one.
    try (var ports = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      err.getBuffer().setLength(0);
      assertThat(run("haltline.http.port=" + ports.getLocalPort())).isEqualTo(Main.EXIT_FAULT);
      assertThat(line()).contains("port " + ports.getLocalPort()).doesNotContain("data folder");
    }
  }

  @Test
  void aPortForLateAnswersThatSomebodyElseHolds() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();

      assertThat(run("haltline.http.port=0", "haltline.dispatch.feedback-port=" + port))
          .isEqualTo(Main.EXIT_FAULT);

      assertThat(line())
          .contains("haltline.dispatch.feedback-port: port " + port, "choose another port");
    }
  }

  /// Nobody who has not set it knows that there is such a key.
  @Test
  void aPortForLateAnswersThatFollowsFromTheApis() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();

      assertThat(run("haltline.http.port=" + (port - 1), "haltline.dispatch.feedback-port="))
          .isEqualTo(Main.EXIT_FAULT);

      assertThat(line())
          .contains(
              "haltline.dispatch.feedback-port (not set, so it is the one after"
                  + " haltline.http.port): port "
                  + port);
    }
  }

  @Test
  void theFirstPersonIsHiredAtTheFirstStartAndAtNoOther() throws Exception {
    try (var programs = new Programs(folder)) {
      Programs.Program house = programs.start(withSettings("run", "--set=haltline.http.port=0"));
      programs.await("the house", house::serves);
      assertThat(house.said())
          .containsPattern("first sign-in: user admin, password ([a-z0-9]{4}-){3}[a-z0-9]{4} ")
          .contains("首次登录");
    }
    try (var programs = new Programs(folder)) {
      Programs.Program again = programs.start(withSettings("run", "--set=haltline.http.port=0"));
      programs.await("the house", again::serves);
      assertThat(again.said()).doesNotContain("first sign-in");
    }
  }

  @Test
  void aDataFolderThatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThat(run("haltline.storage.data=" + file.resolve("data"))).isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains(file.toString(), "data folder", "name another folder");
  }

  @Test
  void keysThatCannotBeKept() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThat(run("haltline.storage.keys=" + file.resolve("keys"))).isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains(file.toString());
  }

  @Test
  void aKeyOfAnInstitutionThatIsNone() {
    assertThat(execute(withSettings("keys", "NOPE"))).isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains("no institution NOPE", "ICBC");
    assertThat(folder.resolve("keys")).doesNotExist();
  }

  @Test
  void aKeyWhereNoCentreHasItsOwn() {
    assertThat(execute(withSettings("keys", "ICBC"))).isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains("does not hold the key of centre QY", "name the folder");
    assertThat(folder.resolve("keys")).doesNotExist();
  }

  @Test
  void aJournalWhoseKeysAreElsewhere() throws Exception {
    try (var first = HouseProcess.run(settings("haltline.http.port=0"))) {
      first.terminate();
      first.ended();
    }
    Path wrong = folder.resolve("wrong");

    assertThat(run("haltline.http.port=0", "haltline.storage.keys=" + wrong))
        .isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains(wrong.toString(), "written with centre key", "name the folder");
    assertThat(wrong).as("no fresh key beside an old journal").doesNotExist();
  }

  @Test
  void aPartThatIsNotJoinedToTheOthers() {
    assertThat(execute(withSettings("run", "--role=core,console"))).isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains("haltline.bus.clustered", "haltline.bus.members", "bus.alone");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aPartThatIsJoinedToNobody() {
    assertThat(
            execute(
                withSettings("run", "--role=core,console", "--set=haltline.bus.clustered=true")))
        .isEqualTo(Main.EXIT_FAULT);

    assertThat(line()).contains("haltline.bus.members");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aDataFolderThatAnotherProcessWorksOn() throws Exception {
    try (var first = HouseProcess.run(settings("haltline.http.port=0"))) {
      assertThat(run("haltline.http.port=0")).isEqualTo(Main.EXIT_FAULT);

      assertThat(line())
          .contains(
              folder.resolve("data").toString(),
              "in use by process " + first.pid(),
              "end that process first, or name another data folder");
      try (var http = HttpClient.newHttpClient()) {
        HttpResponse<String> still =
            http.send(
                HttpRequest.newBuilder(first.uri("/../ready").normalize()).build(),
                BodyHandlers.ofString());
        assertThat(still.statusCode()).as(still.body()).isEqualTo(200);
      }
      first.terminate();
      first.ended();
    }
  }

  @Test
  void aCertificateThatIsNotThere() {
    assertThat(
            run(
                "haltline.http.port=0",
                "haltline.http.tls-certificate=" + folder.resolve("none.pem"),
                "haltline.http.tls-key=" + folder.resolve("none.key")))
        .isEqualTo(Main.EXIT_FAULT);

    assertThat(err.toString()).contains("none.pem is no file", "none.key is no file");
  }

  @Test
  void aCertificateThatIsNone() throws IOException {
    Path none = Files.writeString(folder.resolve("some.pem"), "no certificate");
    assertThat(
            run(
                "haltline.http.port=0",
                "haltline.http.tls-certificate=" + none,
                "haltline.http.tls-key=" + none))
        .isEqualTo(Main.EXIT_FAULT);

    assertThat(err.toString())
        .contains(
            "haltline.http.tls-certificate: " + none + " holds no certificate",
            "haltline.http.tls-key: " + none + " holds no private key");
  }

  @Test
  void everyFaultOfTheConfigurationAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              centre: {id: qingyu}
              http: {port: 70000, tls-key: k.pem}
              redis: {replicas: -1}
              dispatch: {attempts-min: 0, in-flight-max: 0}
              tokens:
                - {sha256: short, id: op, name: x, roles: [OPERATOR], unit: somewhere}
              institutions:
                - {id: ICBC, channels: [{type: HTTP}]}
            """);

    assertThat(execute("run", "--config", file.toString())).isEqualTo(Main.EXIT_FAULT);

    assertThat(err.toString().lines().skip(1))
        .allMatch(line -> line.startsWith("  haltline."))
        .hasSize(10);
    assertThat(err.toString())
        .startsWith("haltline: configuration " + file + " may not be used:")
        .contains(
            "haltline.centre.id",
            "haltline.http.port: 0 to 65535, not 70000",
            "haltline.http.tls-key: k.pem is no file that can be read",
            "tls-certificate and tls-key go together",
            "haltline.redis.replicas",
            "haltline.dispatch.attempts-min",
            "haltline.dispatch.in-flight-max",
            "sha256 has 64",
            "unit and unit-level",
            "ICBC: an HTTP channel has a url");
  }

  /// Runs a house in this process with folders of its own; it must not start.
  private int run(String... settings) {
    var args = new ArrayList<String>(List.of("run"));
    args.addAll(List.of(settings(settings)));
    return execute(args.toArray(String[]::new));
  }

  private String[] withSettings(String... command) {
    var args = new ArrayList<String>(List.of(command));
    args.addAll(List.of(settings()));
    return args.toArray(String[]::new);
  }

  private String[] settings(String... more) {
    var args = new ArrayList<String>();
    for (String own : List.of("data", "keys", "witness")) {
      args.add("--set=haltline.storage." + own + "=" + folder.resolve(own));
    }
    args.add("--set=haltline.dispatch.feedback-port=0");
    for (String setting : more) {
      args.removeIf(it -> it.startsWith("--set=" + setting.substring(0, setting.indexOf('=') + 1)));
      args.add("--set=" + setting);
    }
    return args.toArray(String[]::new);
  }

  private int execute(String... args) {
    return Main.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }

  /// The one line that was said.
  private String line() {
    List<String> lines = err.toString().lines().toList();
    assertThat(lines).as(err.toString()).hasSize(1);
    assertThat(lines.getFirst()).startsWith("haltline: ");
    return lines.getFirst();
  }
}
