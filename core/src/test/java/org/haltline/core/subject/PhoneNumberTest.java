package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.subject.Reading.doubts;
import static org.haltline.core.subject.Reading.refusal;

import org.haltline.core.subject.PhoneNumber.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13905790042",
        "139 0579 0042",
        "139-0579-0042",
        "+8613905790042",
        "+86 139 0579 0042",
        "+86-013905790042",
        "(+86) 139 0579 0042",
        "008613905790042",
        "8613905790042",
        "013905790042",
        "１３９０５７９００４２",
        "手机：139 0579 0042",
        "电话13905790042",
        "Tel: +86 13905790042",
        "tel:+8613905790042",
        "139\u200b0579\u202c0042",
        "١٣٩٠٥٧٩٠٠٤٢",
      })
  void oneMobileHoweverTyped(String typed) {
    PhoneNumber phone = PhoneNumber.parse(typed).orThrow();
    assertThat(phone.e164()).isEqualTo("+8613905790042");
    assertThat(phone.typed()).isEqualTo(typed);
    assertThat(phone.line()).isEqualTo(Line.MOBILE);
    assertThat(phone.key()).isEqualTo("phone:+8613905790042");
    assertThat(phone.display()).isEqualTo("139 0579 0042");
    assertThat(phone.national()).isEqualTo("13905790042");
  }

  @ParameterizedTest
  @CsvSource({
    "17012345678, +8617012345678, VIRTUAL_OPERATOR, 170 1234 5678",
    "17112345678, +8617112345678, VIRTUAL_OPERATOR, 171 1234 5678",
    "16212345678, +8616212345678, VIRTUAL_OPERATOR, 162 1234 5678",
    "16512345678, +8616512345678, VIRTUAL_OPERATOR, 165 1234 5678",
    "16712345678, +8616712345678, VIRTUAL_OPERATOR, 167 1234 5678",
    "19212345678, +8619212345678, MOBILE, 192 1234 5678",
    "0571-28290042, +8657128290042, LANDLINE, 0571 2829 0042",
    "+86 0571 28290042, +8657128290042, LANDLINE, 0571 2829 0042",
    "57128290042, +8657128290042, LANDLINE, 0571 2829 0042",
    "(021)60000042, +862160000042, LANDLINE, 021 6000 0042",
    "010-61230042, +861061230042, LANDLINE, 010 6123 0042",
    "0953-2010042, +869532010042, LANDLINE, 0953 201 0042",
    "400-100-0042, +864001000042, SERVICE_400, 400 100 0042",
    "+86 400 100 0042, +864001000042, SERVICE_400, 400 100 0042",
    "8008100042, +868008100042, SERVICE_800, 800 810 0042",
    "1069012300042, +861069012300042, MESSAGE_SENDER, 1069012300042",
    "10657120000042, +8610657120000042, MESSAGE_SENDER, 10657120000042",
    "+852 9123 0042, +85291230042, FOREIGN, +852 9123 0042",
    "0085291230042, +85291230042, FOREIGN, +852 9123 0042",
    "+63 917 000 0042, +639170000042, FOREIGN, +63 917 000 0042",
    "+1 (202) 555-0142, +12025550142, FOREIGN, +1 202-555-0142",
    "+39 06 6982 0042, +390669820042, FOREIGN, +39 06 6982 0042",
  })
  void linesOfEveryKind(String typed, String e164, Line line, String display) {
    var parsed = PhoneNumber.parse(typed);
    PhoneNumber phone = parsed.orThrow();
    assertThat(phone.e164()).isEqualTo(e164);
    assertThat(phone.line()).isEqualTo(line);
    assertThat(phone.display()).isEqualTo(display);
    assertThat(phone.chinese()).isEqualTo(line != Line.FOREIGN);
    assertThat(doubts(parsed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "110, 110, EMERGENCY",
    "0571-110, 110, EMERGENCY",
    "+86110, 110, EMERGENCY",
    "010-120, 120, EMERGENCY",
    "+86 571 119, 119, EMERGENCY",
    "12110, 12110, EMERGENCY",
    "95588, 95588, SHORT_CODE",
    "021-95588, 95588, SHORT_CODE",
    "+86 21 95588, 95588, SHORT_CODE",
    "10086, 10086, SHORT_CODE",
    "96110, 96110, SHORT_CODE",
    "0571-96345, 96345, SHORT_CODE",
    "+86 571 96345, 96345, SHORT_CODE",
    "021-962121, 962121, SHORT_CODE",
    "0571-114, 114, SHORT_CODE",
    "12321, 12321, SHORT_CODE",
    "9501312345, 9501312345, SHORT_CODE",
    "116114, 116114, SHORT_CODE",
    "10101111, 10101111, SHORT_CODE",
  })
  void publicServicesAreRecognisedAndDoubted(String typed, String national, Line line) {
    var parsed = PhoneNumber.parse(typed);
    assertThat(parsed.orThrow().national()).isEqualTo(national);
    assertThat(parsed.orThrow().display()).isEqualTo(national);
    assertThat(parsed.orThrow().line()).isEqualTo(line);
    assertThat(doubts(parsed)).containsExactly("phone.public-service");
  }

  @ParameterizedTest
  @CsvSource({
    "15400000042, +8615400000042, phone.unassigned",
    "+60112300042, +60112300042, phone.unassigned",
    "+44 7700 900042, +447700900042, phone.unassigned",
    "85291230042, +85291230042, phone.plus-added",
    "9513812345, +869513812345, phone.zero-added",
    "0571-28290042转8012, +8657128290042, phone.extension",
    "0571-28290042 ext. 12, +8657128290042, phone.extension",
    "0571-28290042#12, +8657128290042, phone.extension",
  })
  void understoodWithADoubt(String typed, String e164, String doubt) {
    var parsed = PhoneNumber.parse(typed);
    assertThat(parsed.orThrow().e164()).isEqualTo(e164);
    assertThat(doubts(parsed)).containsExactly(doubt);
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, phone.not-given",
    "Unknown, phone.not-given",
    "未知, phone.not-given",
    "无, phone.not-given",
    "'', phone.empty",
    "138****0042, phone.masked",
    "0571-2829-xxxx, phone.masked",
    "085230000042, phone.ambiguous",
    "28290042, phone.area-code-missing",
    "2829004, phone.area-code-missing",
    "2195588, phone.area-code-missing",
    "1390579004, phone.length",
    "139057900421, phone.length",
    "13, phone.length",
    "0571-282900, phone.length",
    "+85212, phone.length",
    "+999123456789, phone.country",
    "+, phone.characters",
    "我不记得了, phone.characters",
    "13905790042或13905790043, phone.characters",
    "139057９00４2😀, phone.characters",
    "13905790042+, phone.characters",
  })
  void whatIsNoNumber(String typed, String code) {
    assertThat(refusal(PhoneNumber.parse(typed))).isEqualTo(code);
  }

  @Test
  void hostileInputIsAnAnswerNotAnException() {
    assertThat(refusal(PhoneNumber.parse("1".repeat(10_000)))).isEqualTo("phone.too-long");
    assertThat(refusal(PhoneNumber.parse("1".repeat(500)))).isEqualTo("phone.length");
    assertThat(refusal(PhoneNumber.parse("+" + "8".repeat(22)))).isEqualTo("phone.country");
    assertThat(refusal(PhoneNumber.parse("+" + "0".repeat(22)))).isEqualTo("phone.country");
    assertThat(refusal(PhoneNumber.parse("139\u00000579"))).isEqualTo("phone.control-character");
  }
}
