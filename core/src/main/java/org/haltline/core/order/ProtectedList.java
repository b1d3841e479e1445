package org.haltline.core.order;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Accounts, numbers and names that may never be ordered on, and domains that may not by one person
/// alone: the treasury, emergency and hotline numbers, the carriers' own sites.
///
/// @param reasons why, by subject key (`account:…`, `phone:…`, `link:…` for a host, `person:…`, and
///   `person:…*` for every name that begins so); in both languages as [Bilingual] reads it
public record ProtectedList(Map<String, String> reasons) {

  private static final String NAMES = "person:";

  private static final String PUBLIC_SERVICE =
      new Bilingual(
              "公共服务号码，来电只可能是伪造的", "a public service number; a fraudster can only have forged it")
          .both();

  public ProtectedList {
    reasons = Map.copyOf(reasons);
  }

  public static ProtectedList none() {
    return new ProtectedList(Map.of());
  }

  /// Both: where they disagree on the reason, this one's.
  public ProtectedList with(ProtectedList more) {
    var both = new HashMap<>(more.reasons);
    both.putAll(reasons);
    return new ProtectedList(both);
  }

  /// Why the target may not be ordered on; empty when it may. A protected name also protects the
  /// account it holds, a protected domain also its hosts and paths and what would go dark with it,
  /// an account number named without its bank that number at every bank.
  ///
  /// @param holder whom the account is believed to belong to, beside the name it carries itself
  public Optional<String> reason(Subject target, @Nullable String holder) {
    return Optional.ofNullable(reasons.get(target.key()))
        .or(() -> ofKind(target))
        .or(() -> ofName(holder));
  }

  private Optional<String> ofKind(Subject target) {
    return switch (target) {
      case BankAccount account -> ofNumber(account).or(() -> ofName(account.holder()));
      case PhoneNumber number ->
          isPublicService(number) ? Optional.of(PUBLIC_SERVICE) : Optional.empty();
      case Link link -> ofHost(link.host()).or(() -> below(link));
      case ChatAccount _, EmailAddress _, Person _, IdDocument _, App _ -> Optional.empty();
    };
  }

  private Optional<String> ofNumber(BankAccount account) {
    var anywhere =
        new BankAccount(account.typed(), account.number(), account.form(), null, account.holder());
    return Optional.ofNullable(reasons.get(anywhere.key()));
  }

  /// The host, then the domain it stands in, up to the last label.
  private Optional<String> ofHost(String host) {
    for (String domain = host; ; domain = domain.substring(domain.indexOf('.') + 1)) {
      String reason = reasons.get("link:" + domain);
      if (reason != null || domain.indexOf('.') < 0) {
        return Optional.ofNullable(reason);
      }
    }
  }

  /// What stands below a host goes dark with the whole of it, and with nothing less.
  private Optional<String> below(Link link) {
    if (!link.hostIsWholeTarget()) {
      return Optional.empty();
    }
    String ending = "." + link.host();
    return reasons.entrySet().stream()
        .filter(it -> it.getKey().startsWith("link:") && it.getKey().endsWith(ending))
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  private Optional<String> ofName(@Nullable String name) {
    return name != null && Person.parse(name) instanceof Understood(var person, var _)
        ? ofName(person)
        : Optional.empty();
  }

  /// The treasury's branches bear its name and their own.
  private Optional<String> ofName(Person person) {
    String key = person.key();
    String reason = reasons.get(key);
    for (int end = key.length(); reason == null && end > NAMES.length(); end--) {
      reason = reasons.get(key.substring(0, end) + '*');
    }
    return Optional.ofNullable(reason);
  }

  private static boolean isPublicService(PhoneNumber number) {
    return number.line() == PhoneNumber.Line.EMERGENCY
        || number.line() == PhoneNumber.Line.SHORT_CODE;
  }
}
