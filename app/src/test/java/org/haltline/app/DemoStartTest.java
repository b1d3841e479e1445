package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A demo that cannot start says why, in the words of whoever typed it: to a person in one line, to
/// a program as JSON.
@ResourceLock(Resources.SYSTEM_OUT)
@Timeout(300)
class DemoStartTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void aPortThatSomebodyElseHolds() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();
      String why =
          fault("demo", "--once", "--json", "--port=" + port, "--keep=" + folder.resolve("keep"));

      assertThat(why)
          .startsWith("--port: port " + port + " of 127.0.0.1")
          .contains("end whoever holds it, or choose another port (--port 0 takes any free one)")
          .doesNotContain("haltline.");
    }
  }

  @Test
  void aPortThatIsNone() {
    assertThat(fault("demo", "--once", "--json", "--port=70000"))
        .isEqualTo("--port: 0 to 65535, not 70000");
  }

  @Test
  void aFolderThatAnotherProcessWorksOn() throws Exception {
    try (var house =
        HouseProcess.run(
            "--set=haltline.http.port=0",
            "--set=haltline.storage.data=" + folder.resolve("data"),
            "--set=haltline.storage.keys=" + folder.resolve("keys"),
            "--set=haltline.storage.witness=" + folder.resolve("witness"))) {
      assertThat(fault("demo", "--once", "--json", "--port=0", "--keep=" + folder))
          .contains(folder.toString(), "in use by process " + house.pid(), "name another");
      house.terminate();
      house.ended();
    }
  }

  /// Why it failed, as it tells a program and a person alike.
  private String fault(String... arguments) {
    Said said = Said.by(err, arguments);
    assertThat(said.status()).isEqualTo(Main.EXIT_FAULT);
    JsonNode told = JsonMapper.shared().readTree(said.out());
    assertThat(told.propertyNames()).containsExactly("failed");
    String why = told.path("failed").path("why").asString();
    assertThat(err.toString().strip()).isEqualTo("haltline: " + why);
    return why;
  }
}
