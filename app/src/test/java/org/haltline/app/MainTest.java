package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aFaultIsALineAndNotAStackTrace() {
    int exit = run("run", "--set", "haltline.http.port=70000");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("haltline: configuration")
        .contains("haltline.http.port: 0 to 65535")
        .doesNotContain("\tat ");
  }

  @Test
  void anUnknownCommandIsAUsageFault() {
    assertThat(run("fly")).isEqualTo(2);
    assertThat(err.toString()).contains("fly");
  }

  @Test
  void theCauseIsToldWhereItSaysMore() {
    var failure = new IllegalStateException("the door is shut", new RuntimeException("no key"));

    assertThat(Main.told(failure)).isEqualTo("the door is shut (no key)");
    assertThat(Main.told(new IllegalStateException("alone"))).isEqualTo("alone");
  }

  private int run(String... args) {
    return Main.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }
}
