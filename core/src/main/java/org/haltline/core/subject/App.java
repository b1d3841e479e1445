package org.haltline.core.subject;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.jspecify.annotations.Nullable;

/// A program that the victim was made to install, by its shown name, with the link it came from
/// when that is known.
///
/// Fraudsters build the same app under many links, so the key is the name; the link is a subject of
/// its own.
public record App(String typed, String name, @Nullable Link link) implements Subject {

  private static final int NAME_LENGTH_MAX = 120;
  private static final Pattern QUOTES =
      Pattern.compile("^[\"'“”‘’「」『』《》【】\\s]+|[\"'“”‘’「」『』《》【】\\s]+$");
  private static final Pattern LABEL =
      Pattern.compile("(?i)^(?:(?:app|应用|软件|程序)(?:名称?)?\\s*[:=]\\s*)+");

  public App {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an app without a name");
    }
  }

  /// Understands an app's name, and its link when one was given.
  public static Parsed<App> parse(String typed, @Nullable String typedLink) {
    return switch (Typing.clean("app", typed, NAME_LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) -> named(typed, text, typedLink);
    };
  }

  private static Parsed<App> named(String typed, String text, @Nullable String typedLink) {
    String name = QUOTES.matcher(LABEL.matcher(text).replaceFirst("")).replaceAll("");
    if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return new NotUnderstood<>("app.no-name", "There is no name in this.", "这里没有应用名称。");
    }
    if (typedLink == null || typedLink.isBlank()) {
      return new Understood<>(new App(typed, name, null), List.of());
    }
    return switch (Link.parse(typedLink)) {
      case NotUnderstood<Link> why -> why.as();
      case Understood<Link>(Link link, var notes) ->
          new Understood<>(new App(typed, name, link), notes);
    };
  }

  @Override
  public String key() {
    return "app:" + name.toLowerCase(Locale.ROOT).replace(" ", "");
  }

  @Override
  public String display() {
    return link == null ? name : name + " (" + link.display() + ")";
  }
}
