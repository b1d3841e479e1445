package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.subject.Reading.doubts;
import static org.haltline.core.subject.Reading.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://visa-desk.example/r",
        "https://visa-desk.example/r",
        "HTTPS://Visa-Desk.EXAMPLE/r",
        "visa-desk.example/r",
        "visa-desk.example:443/r",
        "http://visa-desk.example:80/r",
        "//visa-desk.example/r",
        "http:\\\\visa-desk.example\\r",
        "hxxp://visa-desk.example/r",
        "hxxps[:]//visa-desk[.]example/r",
        "visa-desk(.)example/r",
        "visa-desk [dot] example/r",
        "visa-desk。example/r",
        "http://visa-desk.example/r#top",
        "网址:http://visa-desk.example/r",
        "link: visa-desk.example/r",
        "《http://visa-desk.example/r》",
        "<https://visa-desk.example/r>.",
        "http://visa-desk.example/r。",
        "ｈｔｔｐ：／／ｖｉｓａ－ｄｅｓｋ．ｅｘａｍｐｌｅ／ｒ",
        "http://visa\u200b-desk.exa\u00admple/r",
        "http://visa-desk.example./r",
      })
  void oneLinkHoweverTyped(String typed) {
    Link link = Link.parse(typed).orThrow();
    assertThat(link.typed()).isEqualTo(typed);
    assertThat(link.key()).isEqualTo("link:visa-desk.example/r");
    assertThat(link.display()).isEqualTo("visa-desk.example/r");
    assertThat(link.registrableDomain()).isEqualTo("visa-desk.example");
    assertThat(link.port()).isNull();
    assertThat(link.hostIsWholeTarget()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://shop.jin-mall.com.cn/, shop.jin-mall.com.cn, , jin-mall.com.cn, true",
    "https://jin-mall.example, jin-mall.example, '', jin-mall.example, true",
    "https://jin-mall.example?id=7, jin-mall.example, /?id=7, jin-mall.example, false",
    "https://mall.github.io/x, mall.github.io, /x, mall.github.io, false",
    "http://mall.example/#/login, mall.example, /#/login, mall.example, false",
    "http://mall.example/#top, mall.example, '', mall.example, true",
    "http://贷款.example/申请?q=一, xn--0kwr83e.example, /%E7%94%B3%E8%AF%B7?q=%E4%B8%80,"
        + " xn--0kwr83e.example, false",
    "http://xn--fiqs8s-mall.example/z, xn--fiqs8s-mall.example, /z, xn--fiqs8s-mall.example, false",
    "http://xn--fa-hia.example/z, xn--fa-hia.example, /z, xn--fa-hia.example, false",
    "http://203.0.113.9/app.apk, 203.0.113.9, /app.apk, 203.0.113.9, false",
    "http://[2001:db8::7]/, [2001:db8:0:0:0:0:0:7], '', [2001:db8:0:0:0:0:0:7], true",
    "my_shop.example/a%20b, my_shop.example, /a%20b, my_shop.example, false",
  })
  void partsOfALink(String typed, String host, String path, String registrable, boolean whole) {
    Link link = Link.parse(typed).orThrow();
    assertThat(link.host()).isEqualTo(host);
    assertThat(link.path()).isEqualTo(path == null ? "" : path);
    assertThat(link.registrableDomain()).isEqualTo(registrable);
    assertThat(link.hostIsWholeTarget()).isEqualTo(whole);
  }

  @Test
  void unusualPortIsKept() {
    Link link = Link.parse("http://mall.example:8443/x").orThrow();
    assertThat(link.port()).isEqualTo(8443);
    assertThat(link.key()).isEqualTo("link:mall.example:8443/x");
    assertThat(Link.parse("http://mall.example:443/x").orThrow().port()).isEqualTo(443);
  }

  @Test
  void hostBehindTheAtSignIsTheTrueOne() {
    var parsed = Link.parse("https://www.icbc.com.cn@mall.example/login");
    assertThat(parsed.orThrow().host()).isEqualTo("mall.example");
    assertThat(doubts(parsed)).containsExactly("link.user-before-host");
  }

  @Test
  void namesThatMixScriptsAreDoubted() {
    assertThat(doubts(Link.parse("http://аlipay.example/"))).containsExactly("link.mixed-scripts");
    assertThat(doubts(Link.parse("http://中国bank.example/"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', link.empty",
    "mall, link.host",
    "localhost, link.host",
    "http://, link.host",
    "http:///x, link.host",
    "http://mall..example/, link.host",
    "http://-mall.example/, link.host",
    "http://mall.example：：/, link.port",
    "http://ma%6Cl.example/, link.host",
    "http://127.0.0.1/x, link.host",
    "http://192.168.1.9/x, link.host",
    "http://[::1]/x, link.host",
    "http://999.1.1.1/x, link.host",
    "http://3232235777/x, link.host",
    "http://[zz]/x, link.host",
    "http://mall.example:0/, link.port",
    "http://mall.example:70000/, link.port",
    "http://mall.example:x/, link.port",
    "javascript:alert(1), link.scheme",
    "data:text/html;base64;x, link.scheme",
    "weixin://dl/business, link.scheme",
    "http://com.cn/x, link.public-suffix",
    "co.uk, link.public-suffix",
    "http://faß.example/z, link.two-names",
    "http://δομος.example/z, link.two-names",
    "我点了 http://mall.example/ 就付了, link.more-than-a-link",
    "http://a.example http://b.example, link.more-than-a-link",
  })
  void whatIsNoLink(String typed, String code) {
    assertThat(refusal(Link.parse(typed))).isEqualTo(code);
  }

  @Test
  void hostileInputIsAnAnswerNotAnException() {
    assertThat(refusal(Link.parse("a.example/" + "x".repeat(10_000)))).isEqualTo("link.too-long");
    assertThat(refusal(Link.parse("a.".repeat(200) + "example"))).isEqualTo("link.host");
    assertThat(refusal(Link.parse("a".repeat(64) + ".example"))).isEqualTo("link.host");
    assertThat(refusal(Link.parse("http://a.example/\u0000"))).isEqualTo("link.control-character");
    assertThat(Link.parse("http://\u202eelpmaxe.llam\u202c.example").orThrow().host())
        .isEqualTo("elpmaxe.llam.example");
  }
}
