package org.haltline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the demo says in Chinese is Chinese, and what it says in English is English.
class TongueTest {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
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

  @Test
  void thatAPersonDoesItIsASentenceInBoth() {
    var desk = new DeskChannel("SHOPS", InstantSource.fixed(NOON));
    assertThat(desk.reason()).isEqualTo("at SHOPS a person does this");
    assertThat(Tongue.EN.why(desk.reason(), TongueTest::name)).isEqualTo(desk.reason());
    assertThat(Tongue.ZH.why(desk.reason(), TongueTest::name)).isEqualTo("电商平台由人工办理");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the number 137****2046 is not whole: a machine could hold the wrong account; at ALIPAY a"
            + " person does this | 号码 137****2046 不完整，机器办理可能控错账户；支付宝由人工办理",
        "no answer after 5 attempts: connection refused | 询问 5 次均无答复",
        "ICBC takes no WATCH over http | 中国工商银行的通道不办理动态监控",
        "whatever else an institution says | 须由人工核实"
      })
  void whateverBringsAnOrderToTheDeskIsChinese(String english, String chinese) {
    assertThat(Tongue.ZH.why(english, TongueTest::name)).isEqualTo(chinese);
    assertThat(Tongue.EN.why(english, TongueTest::name)).isEqualTo(english);
  }

  @Test
  void theTerminalsLocaleDecides() {
    assertThat(Tongue.ofTerminal(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Tongue.ZH);
    assertThat(Tongue.ofTerminal(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
        .isEqualTo(Tongue.EN);
  }

  private static String name(String id) {
    return Tongue.ZH.institution(Directory.china().byId(id).orElseThrow());
  }

  private static void both(String english, String chinese) {
    assertThat(english).doesNotContainPattern(HAN).isNotBlank();
    assertThat(chinese).containsPattern(HAN).doesNotContainPattern(LATIN);
  }
}
