package org.haltline.core.paste;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of banks and wallets as people write them beside an account; which institution that is the
/// directory knows.
final class BankNames {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)中国(?:工商|农业|建设|民生|光大|邮政储蓄)?银行|(?:工商|农业|建设|交通|招商|浦发|上海浦东发展|民生|兴业|光大|华夏|中信|平安|广发|邮政储蓄|邮储|浙商|渤海|恒丰|微众|网商|北京|上海|江苏|南京|宁波|杭州|温州|台州|汇丰|渣打|恒生|[\\p{IsHan}]{2,4}农商|[\\p{IsHan}]{2,4}农村商业)银行"
              + "|工行|农行|建行|中行|交行|招行|邮储|中信|支付宝|微信支付|财付通|云闪付|抖音支付|京东支付|数字人民币|(?<![a-z])(?:icbc|abc|ccb|boc|bocom|cmb|cmbc|spdb|cib|psbc|alipay|wechat"
              + " pay|hsbc|dbs|ocbc|uob|citibank|standard chartered|bank of [a-z]{4,12}|industrial"
              + " and commercial bank(?: of china)?|china (?:construction|merchants)"
              + " bank|agricultural bank(?: of china)?)(?![a-z])");
  private static final int NEAR = 24;

  private BankNames() {}

  /// The bank that is named nearest to an account in its own clause; null where none is.
  static @Nullable String near(String text, int start, int end) {
    int from = Math.max(clauseStart(text, start), start - NEAR);
    String best = null;
    for (Matcher it = NAME.matcher(text.substring(from, start)); it.find(); ) {
      best = it.group();
    }
    if (best != null) {
      return best;
    }
    int to = Math.min(clauseEnd(text, end), end + NEAR);
    Matcher behind = NAME.matcher(text.substring(end, to));
    return behind.find() ? behind.group() : null;
  }

  private static int clauseStart(String text, int at) {
    for (int i = at - 1; i >= 0; i--) {
      if ("。;!?".indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int clauseEnd(String text, int at) {
    for (int i = at; i < text.length(); i++) {
      if ("。;!?".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
