package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.haltline.telecom.rpz.RpzReach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How carriers are reached, as the configuration says it; and every slip of it at once.
class CarrierLinesTest {
  @TempDir Path folder;

  @Test
  void aPolicyZoneIsReadWithItsKeyFromAFileOfItsOwn() throws Exception {
    Path secret = Files.writeString(folder.resolve("tsig"), "MDEyMzQ1Njc4OWFiY2RlZg==\n");
    Settings.RpzChannel said =
        read("""
        - {type: RPZ, rpz: {server: "192.0.2.53:5353", zone: rpz.example, key: haltline, secret-file: "%s",
                            followers: ["192.0.2.54", "[2001:db8::1]:53"], sweep-every: PT1M}}
        """
                .formatted(secret))
            .rpz()
            .orElseThrow();
    RpzReach reach = CarrierLines.rpz(said, Duration.ofSeconds(3));
    assertThat(reach.primary()).isEqualTo(new RpzReach.Server("192.0.2.53", 5353));
    assertThat(reach.followers())
        .containsExactly(
            new RpzReach.Server("192.0.2.54", 53), new RpzReach.Server("2001:db8::1", 53));
    assertThat(reach.sweepEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(reach.key().toString()).isEqualTo("hmac-sha256:haltline");
  }

  @Test
  void everySlipOfAPolicyZoneIsNamedAtOnce() throws Exception {
    Path weak = Files.writeString(folder.resolve("weak"), "c2hvcnQ=");
    assertThatThrownBy(
            () ->
                readAll(
                    """
                    - {id: CTCC, channels: [{type: RPZ}]}
                    - {id: CMCC, channels: [{type: RPZ, rpz: {server: "ns:0", zone: rpz.example, key: k, secret-file: "%1$s"}}]}
                    - {id: CUCC, channels: [{type: RPZ, rpz: {server: ns, zone: rpz.example, key: k, secret-file: "%1$s"}}]}
                    - {id: ICBC, channels: [{type: RPZ, rpz: {server: ns, zone: rpz.example, key: k}}]}
                    """
                        .formatted(weak)))
        .hasMessageContaining("haltline.institutions CTCC: an RPZ channel has an rpz section")
        .hasMessageContaining("haltline.institutions CMCC: server: host:port, not ns:0")
        .hasMessageContaining("haltline.institutions CUCC: key: a secret has 16 bytes or more")
        .hasMessageContaining("haltline.institutions ICBC: RPZ is spoken with carriers")
        .hasMessageContaining(
            "haltline.institutions ICBC: rpz.secret-file: every update is signed");
  }

  private Settings.ChannelSettings read(String channel) throws Exception {
    return readAll("- id: CTCC\n  channels:\n" + channel.indent(4))
        .institutions()
        .getFirst()
        .channels()
        .getFirst();
  }

  private Settings readAll(String institutions) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            "haltline:\n  institutions:\n" + institutions.indent(4));
    return SettingsFile.read(file, Map.of(), Map.of()).settings();
  }
}
