package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void theDefaultsAloneMayBeUsed() {
    Settings settings = SettingsFile.read(null, Map.of()).settings();

    assertThat(settings.centre().id()).isEqualTo("QY");
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.redis().url()).isEmpty();
    assertThat(settings.law().rulebook()).isEmpty();
  }

  @Test
  void theFileIsReadAndTheOverrideWins() throws IOException {
    Path file =
        write(
            """
            haltline:
              centre: {id: ZJ}
              http: {port: 9000}
              tokens:
                - sha256: %s
                  id: op
                  name: 苏晴
                  roles: [OPERATOR, ANALYST]
              institutions:
                - id: ICBC
                  channels:
                    - {type: HTTP, url: "http://127.0.0.1:9101"}
            """
                .formatted("a".repeat(64)));

    Settings settings = SettingsFile.read(file, Map.of("haltline.http.port", "9001")).settings();

    assertThat(settings.centre().id()).isEqualTo("ZJ");
    assertThat(settings.http().port()).isEqualTo(9001);
    assertThat(settings.tokens().getFirst().roles())
        .containsExactlyInAnyOrder(Role.OPERATOR, Role.ANALYST);
    assertThat(settings.institutions().getFirst().channels().getFirst().url())
        .contains("http://127.0.0.1:9101");
  }

  @Test
  void whatIsListedAsNoneIsNone() throws IOException {
    Path file =
        write("haltline:\n  tokens: []\n  institutions: []\n  law:\n  http: {port: 9000}\n");

    Settings settings = SettingsFile.read(file, Map.of()).settings();

    assertThat(settings.tokens()).isEmpty();
    assertThat(settings.institutions()).isEmpty();
    assertThat(settings.law().rulebook()).isEmpty();
    assertThat(settings.http().port()).isEqualTo(9000);
  }

  @Test
  void theExampleThatShipsMayBeUsed() {
    Settings settings =
        SettingsFile.read(Path.of("src/main/conf/haltline.example.yaml"), Map.of()).settings();

    assertThat(settings.tokens()).hasSize(2);
    assertThat(settings.law().rulebook()).isEmpty();
  }

  @Test
  void everyFaultIsNamedAtOnce() throws IOException {
    Path file =
        write(
            """
            haltline:
              centre: {id: qingyu}
              storage: {data: d, keys: d/keys}
              http: {port: 70000, tls-key: k.pem}
              dispatch: {attempts-max: 0}
              tokens:
                - {sha256: short, id: op, name: x, roles: [OPERATOR], unit: somewhere}
            """);

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.centre.id",
            "inside the data folder",
            "haltline.http.port",
            "tls-certificate",
            "haltline.dispatch.attempts-max",
            "sha256",
            "unit-level");
  }

  @Test
  void whatCannotBeReadAsItsTypeIsNamed() throws IOException {
    Path file =
        write(
            """
            haltline:
              http: {port: many}
              seals: {every: often}
            """);

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll("haltline.http.port", "haltline.seals.every");
  }

  @Test
  void aKeyThatNobodyKnowsIsNamed() throws IOException {
    Path file = write("haltline:\n  htpp: {port: 1}\n");

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("haltline.htpp.port");
  }

  @Test
  void whatIsNotYamlIsSaid() throws IOException {
    Path file = write("haltline: [");

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("not YAML");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void whatIsInForceCanBePrinted() {
    String printed = SettingsFile.read(null, Map.of("haltline.http.port", "8888")).print();

    assertThat(printed).contains("haltline.http.port = 8888\n", "haltline.centre.id = QY\n");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("haltline.yaml"), yaml);
  }
}
