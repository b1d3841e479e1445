package org.haltline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.dispatch.DeskChannel;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the demo says in Chinese is Chinese, and what it says in English is English.
class TongueTest {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  private static final Path WORDS = Path.of("../console/web/src/i18n");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern LATIN = Pattern.compile("[A-Za-z]");

  @Test
  void everyKindOrReasonOrInstitutionIsSaidInBoth() {
    for (OrderKind kind : OrderKind.values()) {
      both(Tongue.EN.kind(kind), Tongue.ZH.kind(kind));
    }
    for (ReasonCode reason : ReasonCode.values()) {
      both(Tongue.EN.reason(reason), Tongue.ZH.reason(reason));
    }
    for (Institution it : Directory.china().institutions()) {
      both(Tongue.EN.institution(it), Tongue.ZH.institution(it));
    }
  }

  @Test
  void everyKindOfFraudOfTheDaysCallsIsSaidInBoth() {
    for (DemoCalls.Call call : DemoCalls.at(NOON, ZoneId.of("Asia/Shanghai"))) {
      both(Tongue.EN.fraud(call.kind()), Tongue.ZH.fraud(call.kind()));
    }
  }

  /// Or a case of the demo would be read in the wrong language: what the desks know they translate.
  @Test
  void theDaysCallsAreReportedInTheWordsOfTheDesks() throws IOException {
    String chinese = Files.readString(WORDS.resolve("zh.ts"));
    String english = Files.readString(WORDS.resolve("en.ts"));
    for (DemoCalls.Call call : DemoCalls.at(NOON, ZoneId.of("Asia/Shanghai"))) {
      String via = JsonMapper.shared().readTree(call.body()).get("via").stringValue();
      assertThat(chinese).contains("'" + call.kind() + "'", "'" + via + "'");
      assertThat(english).contains("'" + Tongue.EN.fraud(call.kind()) + "'");
    }
  }

  @Test
  void thatAPersonDoesItIsASentenceInBoth() {
    String reason = new DeskChannel(InstantSource.fixed(NOON)).reason();
    both(Tongue.EN.why(reason), Tongue.ZH.why(reason));
  }

  @Test
  void whatAnInstitutionSaidInItsOwnLanguageIsNotReadToAChineseTerminal() {
    assertThat(Tongue.ZH.why("whatever else an institution says")).isEqualTo("须由人工核实");
    assertThat(Tongue.EN.why("whatever else an institution says"))
        .isEqualTo("whatever else an institution says");
  }

  @Test
  void theTerminalsLocaleDecides() {
    assertThat(Tongue.ofTerminal(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Tongue.ZH);
    assertThat(Tongue.ofTerminal(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
        .isEqualTo(Tongue.EN);
  }

  private static void both(String english, String chinese) {
    assertThat(english).doesNotContainPattern(HAN).isNotBlank();
    assertThat(chinese).containsPattern(HAN).doesNotContainPattern(LATIN);
  }
}
