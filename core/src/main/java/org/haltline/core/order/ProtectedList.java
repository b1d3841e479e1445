package org.haltline.core.order;

import java.util.Map;
import java.util.Optional;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Accounts, numbers, names and domains that may never be ordered on: the treasury, emergency and
/// hotline numbers, the carriers' own sites.
///
/// @param reasons why, by subject key (`account:…`, `phone:…`, `link:…` for a host, `person:…`)
public record ProtectedList(Map<String, String> reasons) {

  public ProtectedList {
    reasons = Map.copyOf(reasons);
  }

  public static ProtectedList none() {
    return new ProtectedList(Map.of());
  }

  /// Why the target may not be ordered on; empty when it may. A protected name also protects the
  /// account it holds, a protected domain also its hosts and paths.
  public Optional<String> reason(Subject target, @Nullable String holder) {
    String exact = reasons.get(target.key());
    if (exact == null && target instanceof Link link) {
      exact = reasons.get("link:" + link.host());
      if (exact == null) {
        exact = reasons.get("link:" + link.registrableDomain());
      }
    }
    if (exact == null
        && holder != null
        && Person.parse(holder) instanceof Understood(var person, var _)) {
      exact = reasons.get(person.key());
    }
    if (exact == null && target instanceof PhoneNumber number && isPublicService(number)) {
      exact = "a public service number; a fraudster can only have forged it";
    }
    return Optional.ofNullable(exact);
  }

  private static boolean isPublicService(PhoneNumber number) {
    return number.line() == PhoneNumber.Line.EMERGENCY
        || number.line() == PhoneNumber.Line.SHORT_CODE;
  }
}
