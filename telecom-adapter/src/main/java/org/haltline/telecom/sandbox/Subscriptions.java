package org.haltline.telecom.sandbox;

/// Where a sandbox carrier's numbers come from. The same number must always be the same.
@FunctionalInterface
public interface Subscriptions {

  /// Who stands behind the number.
  ///
  /// @param e164 with `+` and country code
  Subscription of(String e164);
}
