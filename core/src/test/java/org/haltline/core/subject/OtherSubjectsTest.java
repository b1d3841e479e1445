package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.subject.Reading.doubts;
import static org.haltline.core.subject.Reading.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherSubjectsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "QQ, 30112 25042, chat:qq:3011225042, -",
        "qq号, QQ:3011225042, chat:qq:3011225042, -",
        "QQ, 3011225042, chat:qq:3011225042, -",
        "QQ, 兼职交流群, chat:qq:兼职交流群, chat.unusual-handle",
        "微信, WX_Renwu_042, chat:wechat:wx_renwu_042, -",
        "WeChat, 微信号: jason_fx, chat:wechat:jason_fx, -",
        "weixin, abc, chat:wechat:abc, chat.unusual-handle",
        "TG, @Gold_Pro, chat:telegram:gold_pro, -",
        "telegram, https://t.me/Gold_Pro?x=1, chat:telegram:gold_pro, -",
        "WhatsApp, +852 3000 0042, chat:whatsapp:+85230000042, -",
        "whatsapp, 0085230000042, chat:whatsapp:+85230000042, -",
        "whatsapp, gold, chat:whatsapp:gold, chat.unusual-handle",
        "抖音, dy042, chat:douyin:dy042, -",
        "蝙蝠, bat042, chat:蝙蝠:bat042, chat.unknown-service",
      })
  void chatAccounts(String service, String typed, String key, String doubt) {
    var parsed = ChatAccount.parse(service, typed);
    assertThat(parsed.orThrow().key()).isEqualTo(key);
    assertThat(parsed.orThrow().typed()).isEqualTo(typed);
    if (doubt == null) {
      assertThat(doubts(parsed)).isEmpty();
    } else {
      assertThat(doubts(parsed)).containsExactly(doubt);
    }
  }

  @Test
  void whatIsNoChatAccount() {
    assertThat(refusal(ChatAccount.parse("", "x"))).isEqualTo("chat-service.empty");
    assertThat(refusal(ChatAccount.parse("👻👻", "x"))).isEqualTo("chat-service.characters");
    assertThat(refusal(ChatAccount.parse("qq", "👻"))).isEqualTo("chat.no-handle");
    assertThat(refusal(ChatAccount.parse("qq", "1".repeat(101)))).isEqualTo("chat.too-long");
    assertThat(refusal(ChatAccount.parse("qq", "1".repeat(600)))).isEqualTo("chat.too-long");
    assertThat(refusal(ChatAccount.parse("qq", "\u0000"))).isEqualTo("chat.control-character");
  }

  @ParameterizedTest
  @CsvSource({
    "Boss.Li@Corp-Mail.Example, boss.li@corp-mail.example",
    "邮箱:boss@corp.example, boss@corp.example",
    "mailto:boss@corp.example, boss@corp.example",
    "mailbox@corp.example, mailbox@corp.example",
    "boss[at]corp[.]example, boss@corp.example",
    "boss＠corp．example, boss@corp.example",
    "boss@公司.example, boss@xn--55qx5d.example",
    "li***@mail.example, li***@mail.example",
  })
  void mailAddresses(String typed, String address) {
    EmailAddress email = EmailAddress.parse(typed).orThrow();
    assertThat(email.address()).isEqualTo(address);
    assertThat(email.masked()).isEqualTo(address.contains("*"));
    assertThat(address).endsWith("@" + email.domain());
    assertThat(email.key()).isEqualTo("email:" + address.replace("***", "*"));
  }

  @ParameterizedTest
  @CsvSource({
    "boss, email.shape",
    "@corp.example, email.shape",
    "boss@, email.shape",
    "boss@corp, email.shape",
    "bo ss@corp.example, email.shape",
    "'', email.empty",
  })
  void whatIsNoMailAddress(String typed, String code) {
    assertThat(refusal(EmailAddress.parse(typed))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "赵 明, 赵明, false",
    "赵*明, 赵*明, true",
    "赵＊明, 赵*明, true",
    "户名：赵明, 赵明, false",
    "古丽 • 阿依, 古丽·阿依, false",
    "WANG  li, WANG li, false",
    "义乌市远山商行（个体）, 义乌市远山商行(个体), false",
  })
  void names(String typed, String name, boolean masked) {
    Person person = Person.parse(typed).orThrow();
    assertThat(person.name()).isEqualTo(name);
    assertThat(person.masked()).isEqualTo(masked);
    assertThat(person.key()).isEqualTo("person:" + name.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void whatIsNoName() {
    assertThat(refusal(Person.parse("***"))).isEqualTo("person.no-letters");
    assertThat(refusal(Person.parse("12"))).isEqualTo("person.no-letters");
    assertThat(refusal(Person.parse("赵".repeat(121)))).isEqualTo("person.too-long");
  }

  @ParameterizedTest
  @CsvSource({
    "33070219880517204X, resident-id, 33070219880517204X",
    "33070219880517204x, resident-id, 33070219880517204X",
    "身份证号：330702 19880517 204X, resident-id, 33070219880517204X",
    "830000198107150019, resident-id, 830000198107150019",
    "91330782MA2ABCD127, company-code, 91330782MA2ABCD127",
    "E12345678, passport, E12345678",
    "passport no. EA1234567, passport, EA1234567",
    "H1234567801, travel-permit, H1234567801",
    "AB-99/123, other, AB99123",
  })
  void documents(String typed, String type, String number) {
    var parsed = IdDocument.parse(typed);
    assertThat(parsed.orThrow().type()).isEqualTo(type);
    assertThat(parsed.orThrow().number()).isEqualTo(number);
    assertThat(parsed.orThrow().key()).isEqualTo("id:" + type + ":" + number);
    assertThat(doubts(parsed)).isEmpty();
  }

  @Test
  void oldResidentIdIsBroughtToTodaysForm() {
    var parsed = IdDocument.parse("330702880517204");
    assertThat(parsed.orThrow().number()).isEqualTo("33070219880517204X");
    assertThat(doubts(parsed)).containsExactly("id.old-form");
  }

  @Test
  void maskedDocumentIsDoubted() {
    var parsed = IdDocument.parse("3307**********204X");
    assertThat(parsed.orThrow().type()).isEqualTo(IdDocument.RESIDENT_ID);
    assertThat(parsed.orThrow().masked()).isTrue();
    assertThat(doubts(parsed)).containsExactly("id.masked");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "330702198805172041, -, id.check-digit",
        "330702198813172041, -, id.birth-date",
        "330702198802302041, resident-id, id.birth-date",
        "E12345678, resident-id, id.birth-date",
        "91330782MA2ABCD128, company-code, id.check-digit",
        "9133, company-code, id.characters",
        "91330782, company-code, id.company-code",
        "护照, -, id.characters",
        "*****123, -, id.characters",
        "E12345678, Reise pass, id.type",
      })
  void whatIsNoDocument(String typed, String type, String code) {
    assertThat(refusal(IdDocument.parse(typed, type))).isEqualTo(code);
  }

  @Test
  void appsAreTheirNames() {
    App app = App.parse("“云盾 会议”", "http://yundun.example/d").orThrow();
    assertThat(app.name()).isEqualTo("云盾 会议");
    assertThat(app.key()).isEqualTo("app:云盾会议");
    assertThat(app.display()).isEqualTo("云盾 会议 (yundun.example/d)");
    assertThat(App.parse("APP名称:云盾会议", null).orThrow().key()).isEqualTo(app.key());
    assertThat(refusal(App.parse("!!", null))).isEqualTo("app.no-name");
    assertThat(refusal(App.parse("云盾会议", "no link"))).isEqualTo("link.more-than-a-link");
  }
}
