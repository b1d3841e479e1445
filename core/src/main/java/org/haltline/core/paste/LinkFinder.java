package org.haltline.core.paste;

import com.google.common.net.InternetDomainName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed.Understood;

/// Finds mail addresses and links, disarmed ones too.
final class LinkFinder {
  private static final Pattern MAIL =
      Pattern.compile(
          "(?i)(?<![a-z0-9._%+*-])[a-z0-9._%+*-]{1,64}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,5}");
  private static final Pattern WITH_SCHEME =
      Pattern.compile(
          "(?i)(?:h(?:tt|xx|\\*\\*)ps?\\s?(?:\\[:]|:)\\s?/{0,2})[^\\s\\p{IsHan},。;、\"'<>「」《》]+");
  private static final Pattern BARE =
      Pattern.compile(
          "(?i)(?<![a-z0-9@._-])(?:[a-z0-9][a-z0-9-]{0,62}\\s?(?:\\[\\.]|\\(\\.\\)|\\.))(?:[a-z0-9-]{1,63}(?:\\[\\.]|\\.)){0,5}(?:xn--[a-z0-9-]{2,59}|[a-z]{2,18})(?::\\d{2,5})?(?:/[^\\s\\p{IsHan},。;、\"'<>「」《》]*)?(?![a-z0-9@])");
  private static final Pattern IP =
      Pattern.compile(
          "(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{2,5})?(?:/[^\\s\\p{IsHan},。;、]*)?(?![\\d.])");
  private static final Pattern HAN_NAME =
      Pattern.compile(
          "[\\p{IsHan}a-zA-Z0-9-]{2,20}\\.(?:中国|公司|网络|网址|在线|商城)(?:/[^\\s\\p{IsHan},。;、]*)?");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)(?:网址|链接|网站|官网|下载|登录|打开|点击|link|site|url|website|visit|open|click)[^。;\\n]{0,8}$");
  private static final Pattern WALLET_BEFORE = Pattern.compile("(?i)(?:支付宝|alipay)[^。;\\n]{0,8}$");
  private static final Pattern CLOSING = Pattern.compile("[.)\\]}!?:;,]+$");
  private static final int BEFORE = 16;

  private LinkFinder() {}

  static void find(Folded folded, Findings found) {
    String text = folded.text();
    for (Matcher it = MAIL.matcher(text); it.find(); ) {
      String before = before(folded, it.start());
      if (WALLET_BEFORE.matcher(before).find()) {
        found.add(it.start(), it.end(), "account", BankAccount.parse(it.group(), "支付宝", null));
      } else if (EmailAddress.parse(it.group()) instanceof Understood<EmailAddress> mail) {
        found.add(it.start(), it.end(), "email", mail);
      }
    }
    for (Matcher it = WITH_SCHEME.matcher(text); it.find(); ) {
      link(found, it, true);
    }
    for (Matcher it = IP.matcher(text); it.find(); ) {
      link(found, it, true);
    }
    for (Matcher it = BARE.matcher(text); it.find(); ) {
      link(found, it, isKnownName(it.group()) || LABEL.matcher(before(folded, it.start())).find());
    }
    for (Matcher it = HAN_NAME.matcher(text); it.find(); ) {
      link(found, it, LABEL.matcher(before(folded, it.start())).find());
    }
  }

  private static void link(Findings found, Matcher it, boolean believed) {
    String typed = CLOSING.matcher(it.group()).replaceFirst("");
    int end = it.start() + typed.length();
    if (believed
        && found.isFree(it.start(), end)
        && Link.parse(typed) instanceof Understood<Link> link) {
      found.add(it.start(), end, "link", link);
    }
  }

  /// Whether a name without scheme ends as names on the web do; else `3.pm` would be one.
  private static boolean isKnownName(String name) {
    String host =
        name.replace("[.]", ".")
            .replace("(.)", ".")
            .replace(" ", "")
            .replaceFirst("[:/].*$", "")
            .toLowerCase(Locale.ROOT);
    if (host.startsWith("www.")) {
      return true;
    }
    return InternetDomainName.isValid(host)
        && InternetDomainName.from(host).isUnderPublicSuffix()
        && host.length() > 5;
  }

  private static String before(Folded folded, int at) {
    return folded.simple().substring(Math.max(0, at - BEFORE), at);
  }
}
