package org.haltline.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.PoliceUnit.Level;
import org.haltline.core.order.Role;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.Paper;
import org.haltline.core.order.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulebookFileTest {

  @Test
  void theShippedRulebookHasNoFaults() {
    Rulebook china = RulebookFile.china();
    assertThat(china.faults()).isEmpty();
    assertThat(china.jurisdiction()).isEqualTo("CN");
    assertThat(china.zone()).hasToString("Asia/Shanghai");
    assertThat(china.unfreezeWithin()).isEqualTo(Term.parse("P3D"));
    assertThat(china.kinds()).containsOnlyKeys(OrderKind.values());
  }

  @Test
  void itSaysWhatTheLawSays() {
    Rulebook china = RulebookFile.china();
    var stop = china.rule(OrderKind.STOP_PAYMENT);
    assertThat(stop.term()).isEqualTo(Term.parse("PT48H"));
    assertThat(stop.mostPerTarget()).isEqualTo(2);
    assertThat(stop.warnBefore())
        .containsExactly(Duration.ofHours(12), Duration.ofHours(4), Duration.ofHours(1));
    assertThat(stop.papers()).containsExactly(new Paper("stop-payment-form", Duration.ofDays(1)));
    assertThat(stop.approval()).isNull();

    var freeze = china.rule(OrderKind.FREEZE);
    assertThat(freeze.term()).isEqualTo(Term.parse("P6M"));
    assertThat(freeze.majorTerm()).isEqualTo(Term.parse("P1Y"));
    assertThat(freeze.needsFiledCase()).isTrue();
    assertThat(freeze.approval())
        .isEqualTo(new Approval(Role.SUPERVISOR, Level.COUNTY, Level.CITY));
    assertThat(freeze.papers()).containsExactly(new Paper("freeze-notice", null));
    assertThat(china.rule(OrderKind.PROLONG).mostPerTarget()).isEqualTo(2);
  }

  @Test
  void everyHoldOfMoneyIsWarnedOfAndEveryLettingGoIsTold() {
    Rulebook china = RulebookFile.china();
    for (OrderKind kind : OrderKind.values()) {
      if (kind.holdsMoney()) {
        assertThat(china.rule(kind).warnBefore())
            .as("%s", kind)
            .endsWith(Duration.ofHours(12), Duration.ofHours(4), Duration.ofHours(1));
      }
    }
    for (OrderKind kind : List.of(OrderKind.STOP_PAYMENT, OrderKind.PROLONG)) {
      assertThat(china.rule(kind).papers())
          .as("%s", kind)
          .containsExactly(new Paper("stop-payment-form", Duration.ofDays(1)));
    }
    for (OrderKind kind : List.of(OrderKind.RELEASE, OrderKind.UNFREEZE)) {
      assertThat(china.rule(kind).papers())
          .as("%s", kind)
          .containsExactly(new Paper("release-notice", Duration.ofDays(1)));
    }
  }

  @Test
  void itIsWrittenForInstitutionsThatReadChineseOrEnglish() throws IOException {
    String french = shipped().replace("language: zh", "language: fr");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", french))
        .isInstanceOf(RulebookFile.Faulty.class)
        .hasMessageEndingWith("\n  language: one of zh, en");
    String unsaid = shipped().replace("language: zh\n", "");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", unsaid))
        .isInstanceOf(RulebookFile.Faulty.class)
        .message()
        .containsOnlyOnce("\n  language: ");
  }

  @Test
  void whatTheLawForbidsIsNamedBesideWhatCannotBeReadAndNothingTwice() throws IOException {
    String wrong =
        shipped()
            .replace("version: CN-2026.1", "version: ''")
            .replace("goldenTime: PT60M", "goldenTime: an hour")
            .replace("oldestPayment: P180D", "oldestPayment: PT0S")
            .replaceFirst("mostPerTarget: 2", "mostPerTarget: -1")
            .replaceFirst("mostPerTarget: 2", "mostPerTarget: many")
            .replace("  WATCH: {answerWithin: PT5M}", "  WATCH: {answerIn: PT5M}")
            .replace("  LIFT: {answerWithin: PT1M}", "  LIFT: soon")
            .replace("level: COUNTY, majorLevel: CITY", "level: TOWN, majorLevel: STATION");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", wrong))
        .isInstanceOf(RulebookFile.Faulty.class)
        .message()
        .contains("\n  version: must not be empty")
        .contains("\n  oldestPayment: must be longer than nothing")
        .contains("\n  kinds.PROLONG.mostPerTarget: must be a whole number, not many")
        .contains("\n  kinds.STOP_PAYMENT.mostPerTarget: 1 to 1000, or leave it out")
        .containsOnlyOnce("\n  goldenTime: ")
        .containsOnlyOnce("\n  kinds.PROLONG.mostPerTarget: ")
        .containsOnlyOnce("\n  kinds.WATCH.answerWithin: ")
        .containsOnlyOnce("\n  kinds.LIFT")
        .containsOnlyOnce("\n  kinds.FREEZE.approval");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", "jurisdiction: ["))
        .message()
        .contains("\n  line ")
        .doesNotContain("goldenTime");
  }

  @Test
  void everyFaultOfTheFileIsNamedAtOnce() throws IOException {
    String wrong =
        shipped()
            .replace("version: CN-2026.1", "colour: red")
            .replace("goldenTime: PT60M", "goldenTime: an hour")
            .replace("largestAmountMinor: 99999999999999", "largestAmountMinor: lots")
            .replace("zone: Asia/Shanghai", "zone: Asia/Atlantis")
            .replace("onReport: [STOP_PAYMENT, RECALL,", "onReport: [STOP_PAYMENT, RECALLED,")
            .replace("  RECALL: {answerWithin: PT5M}\n", "  RECAL: {answerWithin: PT5M}\n")
            .replace("  WATCH: {answerWithin: PT5M}", "  WATCH: {answerIn: PT5M}")
            .replace("  LIFT: {answerWithin: PT1M}", "  LIFT: soon")
            .replace(
                "{role: SUPERVISOR, level: COUNTY, majorLevel: CITY}",
                "{role: KING, level: COUNTY}");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", wrong))
        .isInstanceOf(RulebookFile.Faulty.class)
        .message()
        .startsWith("rulebook test.yaml may not be used:\n")
        .contains("\n  version: missing")
        .contains("\n  colour: is not known here")
        .contains("\n  goldenTime: must be a length of time (PT1M, PT48H, P15D), not an hour")
        .contains("\n  largestAmountMinor: must be a whole number, not lots")
        .contains("\n  zone: must be a time zone (Asia/Shanghai), not Asia/Atlantis")
        .contains("\n  onReport[1]: must be one of [STOP_PAYMENT, ")
        .contains("\n  kinds.RECAL: is not known here")
        .contains("\n  kinds.RECALL: missing")
        .contains("\n  kinds.WATCH.answerWithin: missing")
        .contains("\n  kinds.WATCH.answerIn: is not known here")
        .contains("\n  kinds.LIFT: must be a list of fields (name: value), not soon")
        .contains("\n  kinds.FREEZE.approval.role: must be one of [OPERATOR,")
        .contains("\n  kinds.FREEZE.approval.majorLevel: missing")
        .contains("\n  kinds.RENEW.approval.majorLevel: missing");
  }

  @Test
  void whatCanBeReadButMayNotBeIsNamedAtOnceToo() throws IOException {
    String wrong =
        shipped()
            .replace("goldenTime: PT60M", "goldenTime: PT0S")
            .replace("largestAmountMinor: 99999999999999", "largestAmountMinor: 9999999999999999")
            .replace("unfreezeWithin: P3D", "unfreezeWithin: P0D")
            .replace("BLOCK_LINK, REPORT_TO_PLATFORM]", "BLOCK_LINK, FREEZE, HOLDER_QUERY]")
            .replaceFirst("  en: To object.*", "  en: ''")
            .replaceFirst("mostPerTarget: 2", "mostPerTarget: 0")
            .replace(
                "RELEASE: {answerWithin: PT1M, papers: [{name: release-notice, dueWithin: PT24H}]}",
                "RELEASE: {answerWithin: PT0M, needsFiledCase: true, approval: {role: SUPERVISOR,"
                    + " level: COUNTY, majorLevel: COUNTY}}")
            .replace(
                "SUSPEND_NUMBER: {answerWithin: PT1M, term: P30D, warnBefore: [P3D, PT12H]}",
                "SUSPEND_NUMBER: {answerWithin: PT1M, mostPerDay: 3}")
            .replace(
                "WATCH: {answerWithin: PT5M}",
                "WATCH: {answerWithin: PT5M, term: PT1H, warnBefore: [PT0S]}")
            .replace(
                "BLOCK_LINK: {answerWithin: PT1M, term: P180D, warnBefore: [P3D, PT12H],"
                    + " ifProtected: {role: SUPERVISOR, level: CITY, majorLevel: CITY}}",
                "BLOCK_LINK: {answerWithin: PT1M, term: P180D, majorTerm: P1Y, ifProtected: {role:"
                    + " SUPERVISOR, level: CITY, majorLevel: COUNTY}}")
            .replace(
                "WARNING_MESSAGE: {answerWithin: PT1M, mostPerDay: 2}",
                "WARNING_MESSAGE: {answerWithin: PT1M, mostPerDay: 21, ifProtected: {role:"
                    + " SUPERVISOR, level: CITY, majorLevel: CITY}}")
            .replace(
                "LIFT: {answerWithin: PT1M}",
                "LIFT: {answerWithin: PT1M, mostPerTarget: 5, papers: [{name: ' '}]}");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", wrong))
        .isInstanceOf(RulebookFile.Faulty.class)
        .message()
        .contains("\n  goldenTime: must be longer than nothing")
        .contains("\n  largestAmountMinor: above zero and at most 999999999999999")
        .contains("\n  unfreezeWithin: must be longer than nothing")
        .contains("\n  objection.en: say how to object")
        .contains("\n  onReport: FREEZE cannot leave in the very act of a report")
        .contains("\n  onReport: HOLDER_QUERY cannot leave in the very act of a report")
        .contains("\n  kinds.STOP_PAYMENT.mostPerTarget: 1 to 1000, or leave it out")
        .contains("\n  kinds.PROLONG.mostPerTarget: stops and prolongations share one cap")
        .contains("\n  kinds.RELEASE.answerWithin: must be longer than nothing")
        .contains("\n  kinds.RELEASE: a letting-go waits for no filing and no paper")
        .contains("\n  kinds.RELEASE.approval: money is let go on one person's word")
        .contains("\n  kinds.SUSPEND_NUMBER.term: what this kind leaves standing must end some day")
        .contains("\n  kinds.WATCH.term: this kind leaves nothing standing")
        .contains("\n  kinds.WATCH.warnBefore: must be longer than nothing")
        .contains("\n  kinds.BLOCK_LINK.majorTerm: only a second person can say")
        .contains("\n  kinds.BLOCK_LINK.ifProtected.majorLevel: not below")
        .contains("\n  kinds.WARNING_MESSAGE.mostPerDay: 1 to 20, or leave it out")
        .contains("\n  kinds.SUSPEND_NUMBER.mostPerDay: only warnings are counted by the day")
        .contains("\n  kinds.WARNING_MESSAGE.ifProtected: only protected domains")
        .contains("\n  kinds.LIFT.mostPerTarget: only stops and prolongations are capped")
        .contains(
            "\n  kinds.LIFT.papers: only an order that waits for approval can wait for a paper")
        .contains("\n  kinds.LIFT.papers: a paper has a name");
  }

  /// What was cut may be brought back by two; money is let go by one, and neither waits for a
  /// paper.
  @Test
  void aRestoreAndALiftMayAskForASecondPersonAndMoneyMayNot() throws IOException {
    String approval = "approval: {role: SUPERVISOR, level: COUNTY, majorLevel: CITY}";
    String careful =
        shipped()
            .replace("RESTORE_NUMBER: {", "RESTORE_NUMBER: {" + approval + ", ")
            .replace("LIFT: {", "LIFT: {" + approval + ", ");
    Rulebook read = RulebookFile.parse("test.yaml", careful);
    var second = new Approval(Role.SUPERVISOR, Level.COUNTY, Level.CITY);
    assertThat(read.rule(OrderKind.RESTORE_NUMBER).approval()).isEqualTo(second);
    assertThat(read.rule(OrderKind.LIFT).approval()).isEqualTo(second);
    assertThat(RulebookFile.china().rule(OrderKind.LIFT).approval()).isNull();
    assertThat(RulebookFile.china().rule(OrderKind.RESTORE_NUMBER).approval()).isNull();

    String money = shipped().replace(" UNFREEZE: {", " UNFREEZE: {" + approval + ", ");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", money))
        .hasMessageEndingWith(
            "\n  kinds.UNFREEZE.approval: money is let go on one person's word; only cuts may"
                + " wait");
    String paper = careful.replace("LIFT: {", "LIFT: {papers: [{name: letter}], ");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", paper))
        .hasMessageEndingWith(
            "\n  kinds.LIFT: a letting-go waits for no filing and no paper; one may follow later");
  }

  @Test
  void whatIsNoYamlIsSaidSoWithItsLine() {
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", "a: 1\nb: [1, 2\nc: 3\n"))
        .isInstanceOf(RulebookFile.Faulty.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", "- a\n- b\n"))
        .isInstanceOf(RulebookFile.Faulty.class)
        .hasMessageContaining("not a list of fields");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", ""))
        .isInstanceOf(RulebookFile.Faulty.class)
        .hasMessageContaining("not a list of fields");
    assertThatThrownBy(() -> RulebookFile.parse("test.yaml", "version: a\nversion: b\n"))
        .isInstanceOf(RulebookFile.Faulty.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("version");
  }

  @Test
  void aRulebookIsReadFromItsFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("other.yaml");
    Files.writeString(file, shipped().replace("CN-2026.1", "CN-2027.1"));
    assertThat(RulebookFile.read(file).version()).isEqualTo("CN-2027.1");

    Files.writeString(file, "version: 1");
    assertThatThrownBy(() -> RulebookFile.read(file)).hasMessageContaining("other.yaml");
  }

  private static String shipped() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RulebookFile.class.getResourceAsStream("/org/haltline/core/rulebook-cn.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
