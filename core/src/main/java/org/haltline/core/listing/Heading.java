package org.haltline.core.listing;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a column of a list holds, by the headings that people give it in both languages.
public enum Heading {
  ACCOUNT(
      "账号 账户 卡号 银行卡号 银行账号 银行卡 收款账号 收款卡号 涉案账号 涉案账户 涉案卡号 账卡号 account accountnumber"
          + " accountno bankaccount card cardnumber cardno iban"),
  FORM("账户类型 账号类型 accounttype accountform"),
  BANK("银行 开户行 开户银行 行名 银行名称 所属银行 bank bankname"),
  NAME("户名 姓名 名称 持卡人 账户名 账户名称 户主 嫌疑人 嫌疑人姓名 name holder accountname accountholder person"),
  PHONE(
      "电话 手机 手机号 手机号码 电话号码 联系电话 涉案号码 涉诈号码 主叫号码 号码 phone phonenumber phoneno mobile"
          + " mobilenumber msisdn telephone tel"),
  LINK("网址 链接 域名 网站 涉诈网址 url link website site domain"),
  EMAIL("邮箱 电子邮箱 邮件 邮箱地址 email mail emailaddress e-mail"),
  QQ("qq qq号 qq号码"),
  WECHAT("微信 微信号 wechat wechatid weixin"),
  CHAT("聊天账号 社交账号 chat chataccount"),
  DOCUMENT("身份证 身份证号 身份证号码 证件号 证件号码 idnumber idcard iddocument document documentnumber"),
  DOCUMENT_TYPE("证件类型 documenttype idtype"),
  APP("应用 软件 app 应用名称 软件名称 application appname"),
  NOTE("备注 说明 来源 标签 风险 note notes remark remarks comment source reason label");

  private static final Pattern UNSAID = Pattern.compile("[\\s_:：*\"']+|\\(.*?\\)|\\[.*?]");
  private static final Map<String, Heading> BY_TEXT = byText();

  private final String texts;

  Heading(String texts) {
    this.texts = texts;
  }

  private static Map<String, Heading> byText() {
    var all = new HashMap<String, Heading>();
    for (Heading heading : values()) {
      for (String text : heading.texts.split(" ", -1)) {
        Heading before = all.put(plain(text), heading);
        if (before != null) {
          throw new IllegalStateException(text + " heads both " + before + " and " + heading);
        }
      }
    }
    return Map.copyOf(all);
  }

  /// What stands above such a column in a list that the house writes.
  String title(boolean chinese) {
    return Arrays.stream(texts.split(" ", -1))
        .filter(text -> chinese || text.charAt(0) < 0x80)
        .findFirst()
        .orElseThrow();
  }

  /// What a column under this heading holds; empty when nobody needs to know.
  public static Optional<Heading> under(String text) {
    return Optional.ofNullable(BY_TEXT.get(plain(text)));
  }

  /// Whether a column of this kind names somebody by itself.
  boolean namesSomebody() {
    return switch (this) {
      case BANK, FORM, DOCUMENT_TYPE, NOTE -> false;
      case ACCOUNT, NAME, PHONE, LINK, EMAIL, QQ, WECHAT, CHAT, DOCUMENT, APP -> true;
    };
  }

  /// Width, case, spaces and the two ways to write "account" do not matter.
  private static String plain(String text) {
    String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return UNSAID.matcher(narrow).replaceAll("").replace('帐', '账').toLowerCase(Locale.ROOT);
  }
}
