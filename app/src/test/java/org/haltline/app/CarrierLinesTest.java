package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.telecom.rpz.RpzReach;
import org.haltline.telecom.smpp.SmppReach;
import org.haltline.telecom.tmf.TmfReach;
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

  @Test
  void aMessageCentreIsReadWithTheCentresOwnName() throws Exception {
    Path secret = Files.writeString(folder.resolve("smpp"), "s3cret\n");
    Settings said =
        readAll(
            """
            - {id: CMCC, channels: [{type: SMPP, smpp: {host: 127.0.0.1, system-id: haltline, password-file: "%s",
                                                      sender: "96110", language: BOTH, per-day-max: 3}}]}
            """
                .formatted(secret));
    SmppReach reach =
        CarrierLines.smpp(
            said.institutions().getFirst().channels().getFirst().smpp().orElseThrow(),
            said.centre(),
            Duration.ofSeconds(3));
    assertThat(reach.port()).isEqualTo(2775);
    assertThat(reach.password()).isEqualTo("s3cret");
    assertThat(reach.words().centreZh()).isEqualTo("青屿市反诈中心");
    assertThat(reach.words().hotline()).isEqualTo("96110");
    assertThat(reach.limits()).isEqualTo(new SmppReach.Limits(3, Duration.ofMinutes(30)));
    assertThat(reach.toString()).doesNotContain("s3cret");
  }

  /// Nothing is encrypted on the way: beyond this machine only where somebody says that nobody can
  /// listen.
  @Test
  void aMessageCentreElsewhereIsReachedOverAPrivateLineAlone() throws Exception {
    Path secret = Files.writeString(folder.resolve("smpp"), "s3cret\n");
    String centre =
        "- {id: CMCC, channels: [{type: SMPP, smpp: {host: 192.0.2.9, %ssystem-id: i, sender:"
            + " \"96110\", password-file: \"%s\"}}]}\n";
    Settings said = readAll(centre.formatted("private-line: true, ", secret));
    SmppReach reach =
        CarrierLines.smpp(
            said.institutions().getFirst().channels().getFirst().smpp().orElseThrow(),
            said.centre(),
            Duration.ofSeconds(3));
    assertThat(reach.host()).isEqualTo("192.0.2.9");
    for (String unsaid : new String[] {"", "private-line: false, "}) {
      assertThatThrownBy(() -> readAll(centre.formatted(unsaid, secret)))
          .hasMessageContaining("CMCC: smpp.host: the line is not encrypted")
          .hasMessageContaining("192.0.2.9");
    }
  }

  @Test
  void everySlipOfAMessageCentreIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                readAll(
                    """
                    - {id: CMCC, channels: [{type: SMPP}]}
                    - {id: CTCC, channels: [{type: SMPP, smpp: {host: h, private-line: true, system-id: i, sender: "96110", per-day-max: 50}}]}
                    - {id: CUCC, channels: [{type: SMPP, smpp: {host: 127.0.0.1, system-id: i, sender: Centre, flash: true}}]}
                    - {id: ICBC, channels: [{type: SMPP, smpp: {host: localhost, system-id: i, sender: "96110", pause: PT1S}}]}
                    - {id: CBN, channels: [{type: SMPP, smpp: {host: 192.0.2.9, system-id: i, sender: "96110"}}]}
                    """))
        .hasMessageContaining("haltline.institutions CMCC: an SMPP channel has an smpp section")
        .hasMessageContaining("haltline.institutions CTCC: smpp.per-day-max: 1 to 5, not 50")
        .hasMessageContaining("haltline.institutions CUCC: smpp.hotline: a number, not Centre")
        .hasMessageContaining("haltline.institutions ICBC: SMPP is spoken with carriers")
        .hasMessageContaining("haltline.institutions ICBC: smpp.pause: a minute or longer")
        .hasMessageContaining(
            "haltline.institutions CBN: smpp.host: the line is not encrypted: the loopback");
  }

  @Test
  void serviceOrdersAreReadWithTheirToken() throws Exception {
    Path secret = Files.writeString(folder.resolve("oauth"), "s3cret\n");
    String channel =
        """
        - type: TMF
          tmf: {ordering-url: "%1$s/so/v4", status-url: "%1$s/status",
                token-url: "%1$s/token", client-id: haltline, client-secret-file: "%2$s"}
        """;
    assertThatThrownBy(() -> read(channel.formatted("https://c.example", secret)))
        .hasMessageContaining("CTCC: tmf.ordering-url: https wants our certificate");
    Settings.TmfChannel said =
        read(channel.formatted("http://127.0.0.1:8080", secret)).tmf().orElseThrow();
    var tls = new MutualTls(new MutualTls.Own.Pem(Path.of("c"), Path.of("k")), Path.of("t"));
    TmfReach reach = CarrierLines.tmf(said, null, 3, Duration.ofSeconds(3), tls);
    assertThat(reach.tls()).isEqualTo(tls);
    assertThat(reach.ordering()).hasToString("http://127.0.0.1:8080/so/v4");
    assertThat(reach.oauth()).hasToString("haltline@http://127.0.0.1:8080/token");
    assertThat(reach.activation()).isNull();
  }

  @Test
  void everySlipOfServiceOrdersIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                readAll(
                    """
                    - {id: CMCC, channels: [{type: TMF}]}
                    - {id: CTCC, channels: [{type: TMF, tmf: {status-url: "https://c.example/s"}}]}
                    - {id: CUCC, channels: [{type: TMF, tmf: {ordering-url: "http://c.example/s"}}]}
                    - {id: ICBC, channels: [{type: TMF, tmf: {ordering-url: "https://c.example", token-url: "https://c.example/t"}}]}
                    """))
        .hasMessageContaining("haltline.institutions CMCC: a TMF channel has a tmf section")
        .hasMessageContaining("haltline.institutions CTCC: tmf: ordering-url or activation-url")
        .hasMessageContaining("haltline.institutions CUCC: tmf.ordering-url: https")
        .hasMessageContaining("haltline.institutions ICBC: TMF is spoken with carriers")
        .hasMessageContaining("haltline.institutions ICBC: tmf: client-id and client-secret-file");
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
