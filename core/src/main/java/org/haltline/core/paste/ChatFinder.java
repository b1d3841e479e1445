package org.haltline.core.paste;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.Parsed.Understood;

/// Finds accounts on chat services: a service's name and a handle behind it.
final class ChatFinder {
  private static final String SERVICES =
      "企业微信|微信|weixin|wechat|扣扣|qq|telegram|电报|纸飞机|tg|whatsapp|抖音|快手|陌陌|探探|闲鱼|小红书|钉钉|facebook|instagram|line|skype";

  private static final Pattern LABELLED =
      Pattern.compile(
          "(?i)(?<![a-z])("
              + SERVICES
              + ")(?![a-z])\\s*(?:号码|账号|帐号|号|id|account|handle|user(?:name)?)?\\s*(?:是|为|is|:|=|叫|at)?\\s*[\"(]?\\s*(@?[a-z][a-z0-9_-]{4,31}|[1-9]\\d{4,11}|\\+\\d[\\d"
              + " -]{6,16}\\d)(?![a-z0-9_])");
  private static final Pattern NICKNAMED =
      Pattern.compile(
          "(?i)加(?:一?下|我)?\\s?(?:薇信?|威信|v信|vx|wx|v)\\s?[:]?\\s?([a-z][a-z0-9_-]{5,19}|1[3-9]\\d{9})(?![a-z0-9_])");
  private static final Pattern PROFILE =
      Pattern.compile("(?i)(?:https?://)?(?:t\\.me|telegram\\.me|wa\\.me)/(\\+?[a-z0-9_]{4,32})");

  /// Words that follow a service's name and are no handle.
  private static final Pattern WORD =
      Pattern.compile(
          "(?i)account|group|number|message|messages|video|video"
              + " call|called|money|transfer|friend|friends|please|please\\b.*|about|after|before|and|with");

  private ChatFinder() {}

  static void find(Folded folded, Findings found) {
    String text = folded.simple();
    for (Matcher it = LABELLED.matcher(text); it.find(); ) {
      String handle = folded.text().substring(it.start(2), it.end(2));
      boolean sum = it.end(2) < text.length() && "元块万千".indexOf(text.charAt(it.end(2))) >= 0;
      if (WORD.matcher(handle).matches() || sum) {
        continue;
      }
      if (ChatAccount.parse(it.group(1), handle) instanceof Understood<ChatAccount> account) {
        found.add(it.start(2), it.end(2), "chat", account);
      }
    }
    nicknamed(folded, found);
  }

  private static void nicknamed(Folded folded, Findings found) {
    for (Matcher it = NICKNAMED.matcher(folded.simple()); it.find(); ) {
      String handle = folded.text().substring(it.start(1), it.end(1));
      if (ChatAccount.parse("wechat", handle) instanceof Understood<ChatAccount> account) {
        found.add(it.start(1), it.end(1), "chat", account);
      }
    }
  }

  /// A link to a profile is the account, not a page.
  static void profiles(Folded folded, Findings found) {
    for (Matcher it = PROFILE.matcher(folded.text()); it.find(); ) {
      String service =
          it.group().toLowerCase(Locale.ROOT).contains("wa.me") ? "whatsapp" : "telegram";
      if (ChatAccount.parse(service, it.group()) instanceof Understood<ChatAccount> account) {
        found.add(it.start(), it.end(), "chat", account);
      }
    }
  }
}
