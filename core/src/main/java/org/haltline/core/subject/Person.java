package org.haltline.core.subject;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;

/// A name of a person or a company, as a bank's message or a caller gives it; often partly hidden
/// (`赵*明`).
///
/// The key is the name: a hint that draws cases together, never proof that two are one person.
public record Person(String typed, String name) implements Subject {

  private static final int NAME_LENGTH_MAX = 120;
  private static final Pattern LABEL =
      Pattern.compile("(?i)^(?:(?:户名|姓名|收款人|账户名|帐户名|name|holder)\\s*[:=]\\s*)+");
  private static final Pattern MIDDLE_DOT = Pattern.compile("\\s*[·•‧∙⋅・]\\s*");
  private static final Pattern HAN_SPACE =
      Pattern.compile("(?<=[\\p{IsHan}*])\\s+(?=[\\p{IsHan}*])");

  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a person without a name");
    }
  }

  /// Understands a name; digits and pictures are doubts, not faults, since fraudsters choose their
  /// names.
  public static Parsed<Person> parse(String typed) {
    return switch (Typing.clean("person", typed, NAME_LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) -> named(typed, text);
    };
  }

  private static Parsed<Person> named(String typed, String text) {
    String bare = LABEL.matcher(text).replaceFirst("");
    // The dot inside a transliterated name is no sign of hiding, so it is settled before the masks
    // are.
    String dotted = MIDDLE_DOT.matcher(bare).replaceAll("·");
    String name = HAN_SPACE.matcher(Masks.unify(dotted)).replaceAll("").strip();
    if (name.codePoints().noneMatch(Character::isLetter)) {
      return new NotUnderstood<>("person.no-letters", "There is no name in this.", "这里没有姓名。");
    }
    return new Understood<>(new Person(typed, name), List.of());
  }

  /// Whether part of the name is hidden.
  public boolean masked() {
    return Masks.hides(name);
  }

  @Override
  public String key() {
    return "person:" + Masks.collapse(name).toLowerCase(Locale.ROOT);
  }

  @Override
  public String display() {
    return name;
  }
}
