package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.core.directory.Directory;
import org.haltline.core.order.Role;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Luhn;
import org.haltline.core.subject.PhoneNumber;
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
  void aFontWithoutChineseIsToldAtStart() throws IOException {
    Path none = Files.writeString(folder.resolve("none.ttf"), "nothing");
    assertThatThrownBy(
            () -> SettingsFile.read(null, Map.of("haltline.papers.font", none.toString())))
        .hasMessageContaining("haltline.papers.font: " + none + " is no TrueType font");
  }

  @Test
  void aScanOfAnIdIsToldAtStartWhenItCannotBeSent() throws IOException {
    String box =
        """
        haltline:
          tx:
            organisation: "350500000000"
            name: 青屿市反诈中心
            operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110, id-scan: "%s"}
            investigator: {id-number: P0002, name: 苏可}
        """;
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    for (String wrong : List.of(empty.toString(), folder + "/missing.pdf", folder + "/id.png")) {
      assertThatThrownBy(() -> SettingsFile.read(write(box.formatted(wrong)), Map.of()))
          .hasMessageContaining("haltline.tx: id-scan: ")
          .hasMessageContaining(wrong);
    }
    Path good = Files.writeString(folder.resolve("id.JPG"), "a scan");
    Settings settings = SettingsFile.read(write(box.formatted(good)), Map.of()).settings();
    assertThat(
            TxMailboxes.papers(
                    settings.tx().orElseThrow(), (caseId, order, draft) -> Optional.empty())
                .officers())
        .hasSize(1);
  }

  @Test
  void aMailboxSaysWhatItLacks() throws IOException {
    String box =
        """
        haltline:
          tx:
            host: 0.0.0.0
            organisation: "12"
            name: 青屿市反诈中心
            operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110}
            investigator: {id-number: P0002, name: 苏可}
          institutions:
            - id: ICBC
              channels:
                - {type: TX, tx: {bank-id: "1021", bank-name: 工商银行}}
            - id: CCB
              channels:
                - {type: TX}
        """;

    assertThatThrownBy(() -> SettingsFile.read(write(box), Map.of()))
        .hasMessageContaining("on the loopback only, not on 0.0.0.0")
        .hasMessageContaining("haltline.tx: organisation: 12 digits, not 12")
        .hasMessageContaining("haltline.institutions ICBC: a bank's number: 12 digits, not 1021")
        .hasMessageContaining("haltline.institutions CCB: a TX channel has a tx section");
    assertThatThrownBy(
            () -> SettingsFile.read(write(box), Map.of("haltline.tx.key-store", "none.p12")))
        .hasMessageContaining("haltline.tx: trusted: is missing with the others");
  }

  @Test
  void whatLeavesThisMachineInPlainHttpIsNamed() throws IOException {
    String lines =
        """
        haltline:
          dispatch: {feedback-host: 0.0.0.0, feedback-url: "http://gate.example/late"%s}
          institutions:
            - {id: ICBC, channels: [{type: HTTP, url: "http://bank.example/haltline"}]}
            - {id: CCB, channels: [{type: HTTP, url: "https://ccb.example"}]}
            - {id: CMCC, channels: [{type: HTTP, url: "http://localhost:9101"}]}
        """;
    assertThatThrownBy(() -> SettingsFile.read(write(lines.formatted("")), Map.of()))
        .hasMessageContaining(
            "haltline.dispatch.feedback-host: without certificates (haltline.dispatch.tls)")
        .hasMessageContaining("haltline.dispatch.feedback-url: https, or http to the loopback")
        .hasMessageContaining("haltline.institutions ICBC: url: https with our certificate")
        .hasMessageContaining("haltline.institutions CCB: url: https wants our certificate")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("CMCC");

    String half = ", tls: {certificate: \"%s/none.crt\", key: \"%<s/none.key\"}".formatted(folder);
    assertThatThrownBy(() -> SettingsFile.read(write(lines.formatted(half)), Map.of()))
        .hasMessageContaining("haltline.dispatch.tls: trusted: is missing with the others");

    var issued = TrialCertificates.in(folder);
    issued.issued("house", "house");
    String whole =
        ", tls: {certificate: \"%s/house.crt\", key: \"%<s/house.key\", trusted: \"%<s/authority.crt\"}"
            .formatted(folder);
    assertThatThrownBy(() -> SettingsFile.read(write(lines.formatted(whole)), Map.of()))
        .as("whatever is shown, plain HTTP shows it to nobody")
        .hasMessageContaining("haltline.institutions ICBC: url: https with our certificate")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("CCB", "feedback-host");
  }

  @Test
  void howFarATxBankIsAskedBackIsASetting() throws IOException {
    String box =
        """
        haltline:
          tx:
            organisation: "350500000000"
            name: 青屿市反诈中心
            operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110}
            investigator: {id-number: P0002, name: 苏可}
          institutions:
            - id: ICBC
              channels:
                - {type: TX, tx: {bank-id: "102100099996", bank-name: 工商银行, look: %s, watch: P2D}}
        """;
    Settings settings = SettingsFile.read(write(box.formatted("P5D")), Map.of()).settings();
    var tx = settings.institutions().getFirst().channels().getFirst().tx().orElseThrow();
    var options = TxMailboxes.reach(tx, ZoneId.of("UTC")).options();
    assertThat(options.look()).isEqualTo(Duration.ofDays(5));
    assertThat(options.watch()).isEqualTo(Duration.ofDays(2));

    assertThatThrownBy(() -> SettingsFile.read(write(box.formatted("PT0S")), Map.of()))
        .hasMessageContaining("haltline.institutions ICBC: look and watch: longer than nothing");
  }

  @Test
  void aBankThatSpeaksIsoSaysWhatItLacks() throws IOException {
    String iso =
        """
        haltline:
          iso:
            host: 0.0.0.0
            organisation: "350500000000"
            name: 青屿市反诈中心
            schemas: nowhere
          institutions:
            - id: ICBC
              channels:
                - {type: ISO20022, iso: {bic: icbc, url: "https://bank.example", certificate: none.crt}}
            - id: CCB
              channels:
                - {type: ISO20022}
        """;

    assertThatThrownBy(() -> SettingsFile.read(write(iso), Map.of()))
        .hasMessageContaining(
            "haltline.iso: without certificates a listener stands on the loopback")
        .hasMessageContaining("haltline.iso: signing: every message is signed")
        .hasMessageContaining("haltline.iso.schemas: nowhere is no folder that can be read")
        .hasMessageContaining("haltline.institutions ICBC: a BIC has 8 or 11 capitals and digits")
        .hasMessageContaining("haltline.institutions CCB: an ISO20022 channel has an iso section");
    assertThatThrownBy(() -> SettingsFile.read(write(iso), Map.of("haltline.iso.port", "70000")))
        .hasMessageContaining("haltline.iso.port: 0 to 65535, not 70000");
  }

  @Test
  void howLongPeopleStaySignedInIsASetting() throws IOException {
    assertThat(SettingsFile.read(null, Map.of()).print())
        .contains("haltline.sessions.idle-lock = PT15M\n", "haltline.sessions.longest = PT12H\n");
    String shift = "haltline: {sessions: {idle-lock: %s, longest: %s}}";
    var chosen = SettingsFile.read(write(shift.formatted("PT5M", "PT9H")), Map.of()).settings();
    assertThat(chosen.sessions().idleLock()).isEqualTo(Duration.ofMinutes(5));
    assertThat(chosen.sessions().longest()).isEqualTo(Duration.ofHours(9));

    assertThatThrownBy(() -> SettingsFile.read(write(shift.formatted("PT1S", "PT25H")), Map.of()))
        .hasMessageContaining("haltline.sessions.idle-lock: PT5S to PT4H, not PT1S")
        .hasMessageContaining("haltline.sessions.longest: at most PT24H, not PT25H");
    assertThatThrownBy(() -> SettingsFile.read(write(shift.formatted("PT2H", "PT1H")), Map.of()))
        .hasMessageContaining("haltline.sessions.longest: not shorter than")
        .hasMessageContaining("haltline.sessions.idle-lock (PT2H)");
    assertThatThrownBy(() -> SettingsFile.read(write(shift.formatted("soon", "PT9H")), Map.of()))
        .hasMessageContaining("haltline.sessions.idle-lock");
  }

  @Test
  void theExampleThatShipsMayBeUsed() {
    Settings settings =
        SettingsFile.read(Path.of("src/main/conf/haltline.example.yaml"), Map.of()).settings();

    assertThat(settings.tokens()).hasSize(3);
    assertThat(settings.law().rulebook()).isEmpty();
  }

  @Test
  void theExampleNamesWhatBoundsListsAndLookups() throws IOException {
    String example = Files.readString(Path.of("src/main/conf/haltline.example.yaml"));
    Settings settings = SettingsFile.read(null, Map.of()).settings();

    assertThat(example)
        .contains(
            "bytes-max: " + settings.lists().bytesMax(),
            "per-second: " + settings.lookups().perSecond(),
            "at-once: " + settings.lookups().atOnce());
  }

  /// Whoever was told an address before a restart finds the house there after it.
  @Test
  void lateAnswersGoToThePortAfterTheApis() {
    assertThat(feedbackPort(Map.of())).isEqualTo(8461);
    assertThat(feedbackPort(Map.of("haltline.http.port", "9000"))).isEqualTo(9001);
    assertThat(feedbackPort(Map.of("haltline.http.port", "65535"))).isEqualTo(65_534);
    assertThat(feedbackPort(Map.of("haltline.http.port", "0"))).isZero();
    assertThat(feedbackPort(Map.of("haltline.dispatch.feedback-port", "0"))).isZero();
    assertThat(feedbackPort(Map.of("haltline.dispatch.feedback-port", "7000"))).isEqualTo(7000);
    assertThatThrownBy(() -> feedbackPort(Map.of("haltline.dispatch.feedback-port", "70000")))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("haltline.dispatch.feedback-port: 0 to 65535, not 70000");
  }

  private static int feedbackPort(Map<String, String> keys) {
    return House.feedbackPort(SettingsFile.read(null, keys).settings());
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
              dispatch: {attempts-min: 0}
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
            "haltline.dispatch.attempts-min",
            "sha256",
            "unit-level");
  }

  /// Whatever kind of fault it is, and however early another one is met: a person who mends one
  /// after the other would start the house once for each.
  @Test
  void faultsOfEveryKindAreNamedInOneAnswer() throws IOException {
    Path bins = Files.writeString(folder.resolve("bins.csv"), "622203,NOPE\n62x,工行\n622204,远行\n");
    Path ranges = Files.writeString(folder.resolve("ranges.csv"), "1390579,NOBODY\n");
    Path roster =
        Files.writeString(
            folder.resolve("roster.yaml"),
            """
            institutions:
              - {id: HILL, kind: CASTLE, nameZh: 远山银行, nameEn: Hill Bank, aliases: [远行]}
            routing: {}
            """);
    Path book =
        Files.writeString(
            folder.resolve("book.yaml"),
            "version: ''\nkinds: {STOP_PAYMENT: {mostPerTarget: -1, answerWithin: soon}}\n");
    Path file =
        write(
            """
            unknown-top: 1
            haltline:
              centre: {id: x, name-zh: ""}
              http: {host: 300.1.1.1, port: many, body-bytes-max: 0, prot: 1}
              bus: {host: "a b", clustered: maybe}
              dispatch: {feedback-host: "1::2::3", feedback-url: "no url"}
              seals: {every: PT0S}
              law: {card-bins: %s, number-ranges: %s, directory: %s, rulebook: %s, protected-list: no.yaml}
              tx: {port: 70000, operator: {id-number: ""}}
              tokens:
                - {sha256: short, id: "", name: 苏晴, roles: [OPERATOR], unit: somewhere}
                - {id: li, name: "", roles: [CHEF, OPERATOR], institution: NOWHERE}
                - {id: wu, roles: []}
              institutions:
                - {channels: [{type: HTTP}]}
                - {id: HILL, channels: [{type: FAX}, {type: HTTP, url: "not a url"}]}
                - {id: HILL, channels: [{type: TX, tx: {amounts: MANY}}]}
                - {id: DALE, channels: []}
            """
                .formatted(bins, ranges, roster, book));

    assertThatThrownBy(
            () ->
                SettingsFile.read(
                    file, Map.of("http.port", "1"), Map.of("HALTLINE_HTTP_PROT", "3")))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "unknown-top: there is no such key",
            "\n  http.port: there is no such key",
            "HALTLINE_HTTP_PROT: no key",
            "haltline.centre.id: 2 to 8 capital letters, not x",
            "haltline.centre.name-zh: is empty; write something or leave it out",
            "haltline.http.host: an address of this machine or a name, not 300.1.1.1",
            "haltline.http.port: \"many\" is not a whole number",
            "haltline.http.body-bytes-max",
            "haltline.http.prot: there is no such key",
            "haltline.bus.host: an address of this machine or a name, not a b",
            "haltline.bus.clustered: \"maybe\" is not",
            "haltline.dispatch.feedback-host: an address of this machine or a name, not 1::2::3",
            "haltline.dispatch.feedback-url: \"no url\" is not",
            "haltline.seals.every",
            "line 1: the directory has no institution NOPE",
            "line 2: the first cell must be digits",
            "line 1: the directory has no institution NOBODY",
            roster + " may not be used",
            "version: must not be empty",
            "goldenTime: missing",
            "kinds.STOP_PAYMENT.mostPerTarget: 1 to 1000",
            "kinds.STOP_PAYMENT.answerWithin: must be",
            "haltline.law.protected-list: cannot read no.yaml: there is no such file",
            "haltline.tx.port: 0 to 65535, not 70000",
            "haltline.tx.organisation: must be given",
            "haltline.tx.operator.id-number: is empty",
            "haltline.tx: a unit has a name and a number to ring",
            "haltline.tokens[0].id: is empty; write something or leave it out",
            "haltline.tokens no.1: unit and unit-level go together",
            "token of no.1: sha256",
            "haltline.tokens[1].sha256: must be given",
            "haltline.tokens[1].name: is empty",
            "haltline.tokens[1].roles[0]: \"CHEF\" is not one of",
            "haltline.tokens li: the directory has no institution NOWHERE",
            "haltline.tokens[2].name: must be given",
            "haltline.tokens[2].roles: is empty",
            "haltline.institutions[0].id: must be given",
            "haltline.institutions no.1: an HTTP channel has a url",
            "haltline.institutions[1].channels[0].type: \"FAX\" is not one of",
            "haltline.institutions HILL: an HTTP channel has a url",
            "haltline.institutions HILL: stands there twice",
            "haltline.institutions[2].channels[0].tx.bank-id: must be given",
            "haltline.institutions[2].channels[0].tx.amounts: \"MANY\" is not one of",
            "haltline.institutions DALE: the directory has no institution DALE")
        .hasMessageNotContainingAny(
            "SRCFG",
            "smallrye",
            "java.util",
            "java.nio",
            "Converter",
            "has no institution no.1",
            "has no institution HILL",
            "has no institution 远行",
            "tokens[1].roles: ",
            "another token",
            "at least one role")
        .message()
        .satisfies(
            message -> assertThat(message.lines().map(String::strip)).doesNotHaveDuplicates());
  }

  /// Whoever adds a key that must be given adds what stands in for it too.
  @Test
  void forEveryKeyThatMustBeGivenThereIsAStandIn() throws IOException {
    Path file =
        write(
            """
            haltline:
              http: {port: 70000}
              tx: {port: 1}
              tokens: [{unit: x}]
              institutions: [{connections-max: 1, channels: [{tx: {case-type: x}}]}]
            """);

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .hasMessageContainingAll("must be given", "haltline.http.port: 0 to 65535, not 70000")
        .message()
        .satisfies(
            message ->
                assertThat(
                        message
                            .lines()
                            .filter(line -> line.endsWith(": must be given"))
                            .map(line -> line.strip().replace(": must be given", "")))
                    .hasSizeGreaterThan(13)
                    .allMatch(key -> StandIns.of(key).isPresent()));
  }

  @Test
  void anAddressThatIsNoneIsNamedWithoutLookingItUp() {
    for (String wrong :
        List.of("300.1.1.1", "1.2.3", "10.0.0.256", "a b", "http://x", "::g", "-x")) {
      assertThatThrownBy(() -> SettingsFile.read(null, Map.of("haltline.bus.host", wrong)))
          .hasMessageContaining("haltline.bus.host: an address of this machine or a name");
    }
    // of the net that is for examples, so nobody's
    assertThatThrownBy(() -> SettingsFile.read(null, Map.of("haltline.http.host", "192.0.2.1")))
        .hasMessageContaining("haltline.http.host: this machine has no address 192.0.2.1");
    for (String right :
        List.of("0.0.0.0", "127.0.0.2", "localhost", "haltline-1.example.", "my_host")) {
      assertThat(
              SettingsFile.read(null, Map.of("haltline.http.host", right)).settings().http().host())
          .isEqualTo(right);
    }
  }

  @Test
  void whereTheDirectoryCannotBeReadTheOneThatShipsIsAsked() throws IOException {
    Path file =
        write(
            """
            haltline:
              law: {directory: none.yaml}
              institutions: [{id: ICBC, channels: []}, {id: HILL, channels: []}]
            """);

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .hasMessageContainingAll(
            "haltline.law.directory: cannot read none.yaml",
            "haltline.institutions HILL: the directory that ships has no institution HILL")
        .hasMessageNotContaining("ICBC");
  }

  @Test
  void whatCannotBeReadAsItsTypeIsNamed() throws IOException {
    Path file =
        write(
            """
            haltline:
              centre: {id: x}
              http: {port: many}
              seals: {every: often}
            """);

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.http.port: \"many\" is not a whole number",
            "haltline.seals.every: \"often\" is not a length of time such as PT5M",
            "haltline.centre.id: 2 to 8 capital letters, not x")
        .hasMessageNotContainingAny("SRCFG", "Exception");
  }

  @Test
  void aKeyThatNobodyKnowsIsNamed() throws IOException {
    Path file = write("haltline:\n  htpp: {port: 1}\n");

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("haltline.htpp.port");
  }

  @Test
  void aVariableThatStandsForNoKeyIsNamed() {
    assertThatThrownBy(
            () -> SettingsFile.read(null, Map.of(), Map.of("HALTLINE_HTTP_PROT", "3", "PATH", "/")))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("HALTLINE_HTTP_PROT: no key of the configuration");
    assertThatThrownBy(
            () ->
                SettingsFile.read(
                    null,
                    Map.of("haltline.http.port", "many"),
                    Map.of("HALTLINE_DATA", "/srv/haltline")))
        .hasMessageContainingAll("haltline.http.port: \"many\"", "HALTLINE_DATA: no key");
    assertThat(
            ConfigFault.unknown(
                List.of(
                    "HALTLINE_HTTP_PORT",
                    "HALTLINE_HTTP_TLS_KEY",
                    "HALTLINE_REDIS_PASSWORD",
                    "HALTLINE_BUS_MEMBERS",
                    "HALTLINE_BUS_MEMBERS_0_",
                    "HALTLINE_TOKENS_0__SHA256",
                    "HALTLINE_INSTITUTIONS_1__CHANNELS_0__URL")))
        .isEmpty();
  }

  @Test
  void theLaunchersOwnVariablesAndThoseOfAClusterAreNoKeys() {
    Settings settings =
        SettingsFile.read(
                null,
                Map.of(),
                Map.of(
                    "HALTLINE_JAVA_OPTS", "-Xmx1g",
                    "HALTLINE_JAVA_HOME", "/opt/jdk",
                    "HALTLINE_SERVICE_HOST", "10.0.0.1",
                    "HALTLINE_PORT", "tcp://10.0.0.1:8460",
                    "HALTLINE_PORT_8460_TCP_ADDR", "10.0.0.1",
                    "HALTLINE_HTTP_PORT", "8443"))
            .settings();

    assertThat(settings.http().port()).isEqualTo(8443);
  }

  /// A file whose first word is misspelt would run on the defaults, and nobody would know.
  @Test
  void aKeyBesideHaltlineIsNamed() throws IOException {
    Path file = write("haltlne:\n  http: {port: 9000}\n");

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of("http.port", "9001")))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll("haltlne.http.port: there is no such key", "\n  http.port: ");
  }

  @Test
  void institutionsThatNobodyKnowsAreNamed() throws IOException {
    Path file =
        write(
            """
            haltline:
              tokens:
                - {sha256: %s, id: li, name: 联络员, roles: [BANK_LIAISON], institution: ICBCC}
              institutions:
                - {id: ABCD, channels: [{type: HTTP, url: "http://127.0.0.1:1"}]}
                - {id: BOC, channels: [{type: HTTP, url: "not a url"}]}
                - {id: BOC, channels: []}
            """
                .formatted("a".repeat(64)));

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.tokens li: the directory has no institution ICBCC",
            "haltline.institutions ABCD: the directory has no institution ABCD",
            "haltline.institutions BOC: an HTTP channel has a url",
            "haltline.institutions BOC: stands there twice");
  }

  @Test
  void aLengthOfTimeThatIsNoneIsNamed() throws IOException {
    Path file =
        write(
            """
            haltline:
              redis: {command-timeout: PT0S}
              dispatch: {reply-timeout: PT-1S, drain-every: PT0S, deadlines-every: PT0S}
              seals: {every: PT0S}
              http: {body-bytes-max: 0}
              lists: {bytes-max: 5}
              lookups: {per-second: 0, at-once: 2000000}
            """);

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.redis.command-timeout",
            "haltline.dispatch.reply-timeout",
            "haltline.dispatch.drain-every",
            "haltline.dispatch.deadlines-every",
            "haltline.seals.every",
            "haltline.lists.bytes-max: 4096 to 68719476736, not 5",
            "haltline.lookups.per-second: 1 to 10000, not 0",
            "haltline.lookups.at-once: 1 to 1000000, not 2000000",
            "haltline.http.body-bytes-max");
  }

  @Test
  void maybeIsNeitherYesNorNo() throws IOException {
    Path file = write("haltline:\n  bus: {clustered: maybe}\n");

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll("haltline.bus.clustered", "true or false");
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

  @Test
  void aListIsPrintedOnce() throws IOException {
    Path file =
        write(
            """
            haltline:
              bus: {members: ["10.0.0.1:5701", "10.0.0.2:5701"]}
              tokens: [{sha256: %s, id: op, name: x, roles: [OPERATOR, ANALYST]}]
            """
                .formatted("a".repeat(64)));

    String printed = SettingsFile.read(file, Map.of()).print();
    assertThat(printed)
        .contains("haltline.tokens[0].roles[1] = ANALYST\n", "haltline.bus.members[0] = 10")
        .doesNotContain("roles = ")
        .doesNotContain("members = ");
    assertThat(
            SettingsFile.read(file, Map.of("haltline.bus.members", "10.0.0.3:5701"))
                .settings()
                .bus()
                .members())
        .contains(List.of("10.0.0.3:5701"));
  }

  @Test
  void theCentresOwnPrefixesAndSegmentsCountFirst() throws IOException {
    Path bins = Files.writeString(folder.resolve("bins.csv"), "prefix,bank\n629999,BOC,19\n");
    Path ranges = Files.writeString(folder.resolve("ranges.csv"), "1390579,中国联通\n");
    var keys =
        Map.of(
            "haltline.law.card-bins", bins.toString(),
            "haltline.law.number-ranges", ranges.toString());
    SettingsFile file = SettingsFile.read(null, keys);
    Directory own = new Tables(file.settings().law()).directory();
    Directory shipped = Directory.china();
    String digits = "629999000000000000";
    BankAccount card =
        BankAccount.parse(digits + Luhn.checkDigit(digits), null, null, BankAccount.Form.CARD)
            .orThrow();
    PhoneNumber phone = PhoneNumber.parse("13905790001").orThrow();

    assertThat(own.route(card, null)).asString().contains("BOC");
    assertThat(shipped.route(card, null)).asString().doesNotContain("BOC");
    assertThat(own.route(phone, null)).asString().contains("CUCC");
    assertThat(shipped.route(phone, null)).asString().contains("CMCC");
    assertThat(file.print()).contains("haltline.law.card-bins = " + bins);
  }

  @Test
  void everyFaultOfEveryTableIsNamedWithFileAndLine() throws IOException {
    Path bins = Files.writeString(folder.resolve("bins.csv"), "62x,工行\n629999\n629998,建行,9\n");
    Path ranges = Files.writeString(folder.resolve("ranges.csv"), "1390579,移动\nabc,移动\n");
    var keys =
        Map.of(
            "haltline.law.card-bins", bins.toString(),
            "haltline.law.number-ranges", ranges.toString(),
            "haltline.law.directory", folder.resolve("none.yaml").toString(),
            "haltline.http.port", "70000");

    assertThatThrownBy(() -> SettingsFile.read(null, keys))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.http.port",
            "haltline.law.directory: cannot read",
            bins + " may not be used",
            "line 2: needs 2 cells",
            ranges + " may not be used",
            "line 2: the first cell must be digits");
  }

  @Test
  void aPasswordIsNeverPrinted() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "geheim\n");
    var url = Map.of("haltline.redis.url", "rediss://:geheim@redis.example:6379");
    assertThat(SettingsFile.read(null, url).print())
        .contains("haltline.redis.url = rediss://***@redis.example:6379\n")
        .doesNotContain("geheim");

    var alone =
        Map.of("haltline.redis.url", "redis://redis.example", "haltline.redis.password", "geheim");
    assertThat(SettingsFile.read(null, alone).print())
        .contains("haltline.redis.password = ***\n")
        .doesNotContain("geheim");

    var file =
        Map.of(
            "haltline.redis.url",
            "redis://redis.example",
            "haltline.redis.password-file",
            secret.toString());
    assertThat(SettingsFile.read(null, file).print())
        .contains("haltline.redis.password-file = " + secret)
        .doesNotContain("geheim");
  }

  /// Every key, and every password of one, is the path of a file; that of Redis alone may stand
  /// here.
  @Test
  void noKeyHasAPlaceInTheFile() {
    // the second is a name: its secret stands in a file
    Set<String> others = Set.of("Redis.password", "RpzChannel.key");
    var found = new ArrayList<String>();
    for (Class<?> section : Settings.class.getDeclaredClasses()) {
      for (Method said : section.getMethods()) {
        String type = said.getGenericReturnType().getTypeName();
        boolean isSecret =
            Pattern.compile("(?i)password|secret|key|certificate").matcher(said.getName()).find();
        String name = section.getSimpleName() + "." + said.getName();
        if (isSecret && !type.contains("java.nio.file.Path") && !others.contains(name)) {
          found.add(name + " is a " + type);
        }
      }
    }
    assertThat(found).isEmpty();
    for (String inlined :
        List.of(
            "haltline.signing.key-store-password",
            "haltline.tx.key-store-password",
            "haltline.tx.signing.key-store-password",
            "haltline.iso.key-store-password",
            "haltline.iso.signing.key-store-password")) {
      assertThatThrownBy(() -> SettingsFile.read(null, Map.of(inlined, "geheim")))
          .as(inlined)
          .hasMessageContaining("there is no such key")
          .hasMessageNotContaining("geheim");
    }
  }

  /// Whoever writes a key or a password where the path of its file belongs is told so, and neither
  /// the screen nor a log shows it.
  @Test
  void aKeyOrPasswordInTheFileStopsTheStartAndIsNotPrinted() throws IOException {
    String key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMgeheim\n-----END PRIVATE KEY-----\n";
    Path file = write("haltline:\n  signing:\n    key: |\n" + key.indent("      ".length()));
    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContaining("haltline.signing.key: holds a private key itself")
        .hasMessageNotContaining("geheim");
    for (String where : List.of("tx.signing.key", "tx.key", "iso.key", "iso.signing.key-store")) {
      assertThatThrownBy(() -> SettingsFile.read(null, Map.of("haltline." + where, key)))
          .hasMessageContaining("haltline." + where + ": holds a private key itself")
          .hasMessageNotContaining("geheim");
    }
    assertThatThrownBy(
            () ->
                SettingsFile.read(
                    null,
                    Map.of(),
                    Map.of("HALTLINE_SIGNING_KEY", "-----BEGIN RSA PRIVATE KEY-----geheim")))
        .hasMessageContaining("HALTLINE_SIGNING_KEY: holds a private key itself")
        .hasMessageNotContaining("geheim");

    Path store = Files.writeString(folder.resolve("own.p12"), "whatever");
    for (String password : List.of("geheim", "/geheim", "ge/heim")) {
      for (String where : List.of("signing", "iso", "iso.signing")) {
        var said =
            Map.of(
                "haltline.iso.organisation",
                "350500000000",
                "haltline.iso.name",
                "青屿市反诈中心",
                "haltline.iso.trusted",
                store.toString(),
                "haltline." + where + ".key-store",
                store.toString(),
                "haltline." + where + ".key-store-password-file",
                password);
        assertThatThrownBy(() -> SettingsFile.read(null, said))
            .as(where)
            .hasMessageContaining(
                "haltline." + where + ".key-store-password-file: names no file that can be read")
            .hasMessageNotContaining(password);
      }
    }
  }

  @Test
  void aPasswordStandsInOnePlaceThatCanBeRead() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    var twice =
        Map.of(
            "haltline.redis.url", "redis://:geheim@redis.example",
            "haltline.redis.password", "geheim",
            "haltline.redis.password-file", empty.toString());
    assertThatThrownBy(() -> SettingsFile.read(null, twice))
        .hasMessageContainingAll("one place", "holds the password in one line")
        .hasMessageNotContaining("geheim");

    var ofNobody =
        Map.of(
            "haltline.redis.user",
            "haltline",
            "haltline.redis.password-file",
            folder.resolve("none").toString());
    assertThatThrownBy(() -> SettingsFile.read(null, ofNobody))
        .hasMessageContainingAll("named by url", "cannot read");
  }

  @Test
  void whatTheStartWouldTripOverIsNamedBefore() throws IOException {
    Path file =
        write(
            """
            haltline:
              redis: {url: "ftp://x", memory-max-mb: -1, replica-timeout: PT3S, replicas: -2}
              bus: {members: [x, "10.0.0.2:5701"], clustered: true}
              http: {port: 5701, tls-certificate: %s, tls-key: %s}
            """
                .formatted(folder.resolve("haltline.yaml"), folder.resolve("none.pem")));

    assertThatThrownBy(() -> SettingsFile.read(file, Map.of()))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.redis.url: a Redis URL begins with",
            "haltline.redis.memory-max-mb: 0 or more, not -1",
            "haltline.redis.replica-timeout: shorter than command-timeout (PT3S), not PT3S",
            "haltline.redis.replicas: 0 or more",
            "haltline.bus.members: host:port each, not x",
            "haltline.bus.port: 5701 is that of haltline.http.port already",
            "haltline.yaml holds no certificate in PEM",
            "none.pem is no file that can be read")
        .hasMessageNotContaining("10.0.0.2");
  }

  @Test
  void whatIsWrongInsideTheFilesOfTheLawIsNamedWithTheRest() throws IOException {
    Path book = Files.writeString(folder.resolve("book.yaml"), "jurisdiction: CN\n");
    Path list = Files.writeString(folder.resolve("list.yaml"), "- {phone: abc, reason: ''}\n");
    var keys =
        Map.of(
            "haltline.law.rulebook", book.toString(),
            "haltline.law.protected-list", list.toString(),
            "haltline.http.port", "70000");

    assertThatThrownBy(() -> SettingsFile.read(null, keys))
        .isInstanceOf(SettingsFile.Faulty.class)
        .hasMessageContainingAll(
            "haltline.http.port",
            "rulebook " + book + " may not be used",
            "goldenTime",
            "protected list " + list + " may not be used",
            "[0].reason: say why it is protected");
    assertThatThrownBy(
            () -> SettingsFile.read(null, Map.of("haltline.law.rulebook", folder.toString())))
        .hasMessageContaining("haltline.law.rulebook: cannot read " + folder);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("haltline.yaml"), yaml);
  }
}
