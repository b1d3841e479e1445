package org.haltline.core.subject;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;

/// A mail address, all in small letters, the domain in its ASCII form; characters may be hidden by
/// `*`.
public record EmailAddress(String typed, String address) implements Subject {

  private static final int LOCAL_LENGTH_MAX = 64;
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(?:(?:电子邮[箱件]|邮箱|邮件)(?:地址)?\\s*[:=]?\\s*|(?:e-?mail|mail(?:to)?)\\s*[:=]\\s*)+");
  private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]+");

  public EmailAddress {
    if (address.indexOf('@') < 1) {
      throw new IllegalArgumentException("a mail address without @");
    }
  }

  public static Parsed<EmailAddress> parse(String typed) {
    return switch (Typing.clean("email", typed, Typing.LENGTH_MAX)) {
      case NotUnderstood<String> why -> why.as();
      case Understood<String>(String text, var _) -> addressed(typed, text);
    };
  }

  private static Parsed<EmailAddress> addressed(String typed, String text) {
    String bare =
        HostName.refang(LABEL.matcher(Masks.unify(text)).replaceFirst(""))
            .replaceAll("(?i)\\s*[\\[({]at[\\])}]\\s*", "@")
            .toLowerCase(Locale.ROOT);
    int at = bare.lastIndexOf('@');
    String local = at < 0 ? "" : bare.substring(0, at);
    if (local.isEmpty() || local.length() > LOCAL_LENGTH_MAX || !LOCAL.matcher(local).matches()) {
      return fault();
    }
    return HostName.parse(bare.substring(at + 1))
        .<Parsed<EmailAddress>>map(
            host ->
                new Understood<>(new EmailAddress(typed, local + "@" + host.ascii()), List.of()))
        .orElseGet(EmailAddress::fault);
  }

  private static <T> NotUnderstood<T> fault() {
    return new NotUnderstood<>(
        "email.shape",
        "A mail address looks like name@host.example; read it again.",
        "邮箱地址应形如 name@host.example，请再核对。");
  }

  /// What stands behind the @.
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  public boolean masked() {
    return Masks.hides(address);
  }

  @Override
  public String key() {
    return "email:" + Masks.collapse(address);
  }

  @Override
  public String display() {
    return address;
  }
}
