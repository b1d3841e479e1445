package org.haltline.core.subject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.jspecify.annotations.Nullable;

/// Reads a link the way a browser's address line would, since that is where the victim put it.
final class LinkReading {

  private static final Pattern LABEL =
      Pattern.compile("(?i)^(?:下载|网站|网页)?(?:网址|链接|地址|网站|url|link|website)\\s*[:=]\\s*(?!//)");
  private static final Pattern WRAPPING_BEFORE =
      Pattern.compile("^[\\s<(\\[{\"'“‘《【「]+(?!\\d*[0-9a-fA-F:]+])");
  private static final Pattern WRAPPING_AFTER = Pattern.compile("[\\s>)}\"'”’》】」,.;!。、]+$");
  private static final Pattern DEFANGED_SCHEME =
      Pattern.compile("(?i)^h(?:xx|tt|\\*\\*)p(s?)\\s?(?:\\[:]|:|\\[://])(?://)?");
  private static final Pattern SCHEME = Pattern.compile("(?i)^([a-z][a-z0-9+.-]*):(?:/+|(?!\\d))");
  private static final Map<String, Integer> PORT_BY_SCHEME =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21);
  private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
  // IDNA of 2003 makes ss of the one and σ of the other; browsers follow the rule of 2008 and do
  // not.
  private static final Pattern TWO_NAMES = Pattern.compile("[ßẞς]");
  private static final String KEPT_IN_PATH = "/?#[]@!$&'()*+,;=:-._~%";

  private final String typed;
  private final List<Note> notes = new ArrayList<>();

  private LinkReading(String typed) {
    this.typed = typed;
  }

  static Parsed<Link> read(String typed) {
    return switch (Typing.clean("link", typed, Link.LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) -> new LinkReading(typed).link(text);
    };
  }

  private Parsed<Link> link(String text) {
    String bare = WRAPPING_BEFORE.matcher(LABEL.matcher(text).replaceFirst("")).replaceFirst("");
    bare = DEFANGED_SCHEME.matcher(bare).replaceFirst("http$1://");
    bare = WRAPPING_AFTER.matcher(bare).replaceFirst("");
    String scheme = "";
    var begins = SCHEME.matcher(bare);
    if (begins.find()) {
      scheme = begins.group(1).toLowerCase(Locale.ROOT);
      if (!PORT_BY_SCHEME.containsKey(scheme)) {
        return new NotUnderstood<>(
            "link.scheme",
            "Only web links can be blocked, not %s: links.".formatted(scheme),
            "只能封堵网页链接，不支持 %s：链接。".formatted(scheme));
      }
      bare = bare.substring(begins.end());
    }
    String address = bare.replace('\\', '/').replaceFirst("^/+", "");
    int end = indexOfAny(address, "/?#");
    String authority = HostName.refang(address.substring(0, end));
    String rest = address.substring(end);
    if ((authority + rest).indexOf(' ') >= 0) {
      return new NotUnderstood<>(
          "link.more-than-a-link",
          "There is more than a link in this; give the link alone.",
          "除链接外还有其他内容，请只填链接。");
    }
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      authority = authority.substring(at + 1);
      notes.add(
          new Note(
              "link.user-before-host",
              "What stands before the @ is made to look like the host; the link goes to "
                  + authority
                  + ".",
              "@ 之前的内容是伪装，链接实际指向 " + authority + "。"));
    }
    return located(authority, rest, scheme);
  }

  private Parsed<Link> located(String authority, String rest, String scheme) {
    int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
    String hostText = colon < 0 ? authority : authority.substring(0, colon);
    Integer port = null;
    if (colon >= 0 && colon < authority.length() - 1) {
      port = port(authority.substring(colon + 1));
      if (port == null) {
        return new NotUnderstood<>(
            "link.port", "A port is a number from 1 to 65535.", "端口应为1至65535的数字。");
      }
    }
    if (TWO_NAMES.matcher(hostText).find()) {
      return new NotUnderstood<>(
          "link.two-names",
          "Old and new software make two names of ß and ς, which may be two owners'; give the name"
              + " that begins with xn--.",
          "ß、ς 在新旧软件中对应两个不同域名，可能分属两家网站，请填写以 xn-- 开头的形式。");
    }
    HostName host = HostName.parse(hostText).orElse(null);
    if (host == null) {
      return new NotUnderstood<>(
          "link.host",
          "There is no host on the public internet in this; a link looks like name.example/page.",
          "其中没有有效的网站域名，链接应形如 name.example/page。");
    }
    if (host.isRegistrySuffix()) {
      return new NotUnderstood<>(
          "link.public-suffix",
          "Everybody registers names under %s; the name of the site is missing."
              .formatted(host.ascii()),
          "%s 是公共后缀，缺少具体网站名称。".formatted(host.ascii()));
    }
    if (host.mixesScripts()) {
      notes.add(
          new Note(
              "link.mixed-scripts",
              "The name mixes letters of several scripts to look like another.",
              "域名混用多种文字的字母，用于仿冒其他网站。"));
    }
    return new Understood<>(
        new Link(typed, host.ascii(), withoutUsual(port, scheme), path(rest), host.registrable()),
        notes);
  }

  private static @Nullable Integer port(String text) {
    if (text.length() > 5 || text.chars().anyMatch(c -> c < '0' || c > '9')) {
      return null;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65535 ? port : null;
  }

  /// A link must have one key whether its scheme was typed or not, so the scheme's own port goes.
  private static @Nullable Integer withoutUsual(@Nullable Integer port, String scheme) {
    if (port == null) {
      return null;
    }
    boolean usual =
        scheme.isEmpty() ? WEB_PORTS.contains(port) : port.equals(PORT_BY_SCHEME.get(scheme));
    return usual ? null : port;
  }

  private static String path(String rest) {
    int hash = rest.indexOf('#');
    boolean route = rest.startsWith("#/", hash) || rest.startsWith("#!", hash);
    String kept = hash < 0 || (route && hash >= 0) ? rest : rest.substring(0, hash);
    if (kept.isEmpty() || kept.equals("/")) {
      return "";
    }
    return encoded(kept.startsWith("/") ? kept : "/" + kept);
  }

  private static String encoded(String path) {
    var out = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 128 && (Character.isLetterOrDigit(c) || KEPT_IN_PATH.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append("%%%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static int indexOfAny(String text, String ends) {
    for (int i = 0; i < text.length(); i++) {
      if (ends.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
