package org.haltline.core.casefile;

import java.time.Instant;
import java.util.List;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What the operator took down in one call.
///
/// @param via how the call came in (hotline, 110 transfer)
/// @param fraudKind which kind of fraud, in the centre's own words
/// @param pickedUpAt when the operator answered; null when not known
/// @param lures numbers, links and accounts that lured the victim
public record Report(
    Caller caller,
    String via,
    String fraudKind,
    String said,
    String language,
    Instant receivedAt,
    @Nullable Instant pickedUpAt,
    boolean victimOnLineWithFraudster,
    List<Payment> payments,
    List<Routed<Subject>> lures) {

  public Report {
    payments = List.copyOf(payments);
    lures = List.copyOf(lures);
  }

  /// Who called; the number is kept as it was given, for a caller may withhold it.
  public record Caller(String name, String phone) {}
}
