package org.haltline.core.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;

/// Reads a chat handle by the rules of its service; a handle that breaks them is doubted, not
/// refused.
final class ChatReading {

  private static final int HANDLE_LENGTH_MAX = 100;
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9_-]{2,32}");
  private static final Pattern CHINESE_SERVICE = Pattern.compile("[\\p{IsHan}a-z0-9_-]{2,32}");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(?:(?:微信|qq|wechat|telegram|whatsapp|line|抖音|快手|账号|帐号|id|号码?)+\\s*[:=]\\s*)+");
  private static final Pattern PROFILE_LINK =
      Pattern.compile("(?i)^(?:https?://)?(?:t\\.me|telegram\\.me|wa\\.me|m\\.me)/([^/?#]+).*$");
  private static final Pattern TELEPHONE = Pattern.compile("\\+?[\\d\\s()-]{7,22}");

  private static final Map<String, String> SERVICE_BY_NAME =
      Map.ofEntries(
          Map.entry("腾讯qq", "qq"),
          Map.entry("qq号", "qq"),
          Map.entry("扣扣", "qq"),
          Map.entry("微信", "wechat"),
          Map.entry("微信号", "wechat"),
          Map.entry("weixin", "wechat"),
          Map.entry("企业微信", "wecom"),
          Map.entry("tg", "telegram"),
          Map.entry("电报", "telegram"),
          Map.entry("纸飞机", "telegram"),
          Map.entry("飞机", "telegram"),
          Map.entry("ws", "whatsapp"),
          Map.entry("钉钉", "dingtalk"),
          Map.entry("抖音", "douyin"),
          Map.entry("快手", "kuaishou"),
          Map.entry("微博", "weibo"),
          Map.entry("小红书", "xiaohongshu"),
          Map.entry("陌陌", "momo"),
          Map.entry("探探", "tantan"),
          Map.entry("闲鱼", "xianyu"),
          Map.entry("fb", "facebook"),
          Map.entry("脸书", "facebook"),
          Map.entry("ig", "instagram"));

  private static final Map<String, Pattern> HANDLE_BY_SERVICE =
      Map.of(
          "qq", Pattern.compile("[1-9]\\d{4,11}"),
          "wechat", Pattern.compile("[a-z][a-z0-9_-]{5,31}"),
          "telegram", Pattern.compile("[a-z][a-z0-9_]{3,31}|\\+\\d{7,15}"),
          "whatsapp", Pattern.compile("\\+\\d{7,15}"));

  private final String typed;
  private final List<Note> notes = new ArrayList<>();

  private ChatReading(String typed) {
    this.typed = typed;
  }

  static Parsed<ChatAccount> read(String service, String typed) {
    return switch (Typing.clean("chat-service", service, 64)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String name, var _) ->
          switch (Typing.clean("chat", typed, Typing.LENGTH_MAX)) {
            case NotUnderstood<String> why -> why.as();
            case Understood<String>(String text, var _) ->
                new ChatReading(typed).account(name, text);
          };
    };
  }

  private Parsed<ChatAccount> account(String serviceName, String text) {
    String folded = serviceName.toLowerCase(Locale.ROOT).replace(" ", "");
    String service = SERVICE_BY_NAME.getOrDefault(folded, folded);
    if (!CHINESE_SERVICE.matcher(service).matches()) {
      return new NotUnderstood<>(
          "chat-service.characters",
          "Name the service in letters, such as wechat or telegram.",
          "请填写平台名称，例如微信、QQ。");
    }
    if (!SERVICE.matcher(service).matches()) {
      notes.add(
          new Note(
              "chat.unknown-service", "The service is not one of those known here.", "不是已知的平台。"));
    }
    String handle = handle(service, text);
    if (handle.isEmpty() || handle.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return new NotUnderstood<>("chat.no-handle", "There is no account in this.", "这里没有账号。");
    }
    if (handle.length() > HANDLE_LENGTH_MAX) {
      return new NotUnderstood<>(
          "chat.too-long",
          "A chat account has at most %d characters.".formatted(HANDLE_LENGTH_MAX),
          "账号最多%d个字符。".formatted(HANDLE_LENGTH_MAX));
    }
    Pattern usual = HANDLE_BY_SERVICE.get(service);
    if (usual != null && !usual.matcher(handle).matches()) {
      notes.add(
          new Note(
              "chat.unusual-handle",
              "Accounts there do not look like this; it may be a nickname or a group. Ask for the"
                  + " account's id.",
              "不像该平台的账号，可能是昵称或群名，请问清账号。"));
    }
    return new Understood<>(new ChatAccount(typed, service, handle), notes);
  }

  private static String handle(String service, String text) {
    String bare = LABEL.matcher(text).replaceFirst("");
    bare = PROFILE_LINK.matcher(bare).replaceFirst("$1").replaceFirst("^[@\\s]+", "");
    boolean byPhone = service.equals("whatsapp") || service.equals("telegram");
    if (byPhone && TELEPHONE.matcher(bare).matches()) {
      String dialled = bare;
      return PhoneNumber.parse(bare).understood().map(PhoneNumber::e164).orElse(dialled);
    }
    String compact = service.equals("qq") ? bare.replaceAll("(?<=\\d)[\\s-]+(?=\\d)", "") : bare;
    return compact.strip().toLowerCase(Locale.ROOT);
  }
}
