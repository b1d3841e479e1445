package org.haltline.bank.sandbox;

/// Where a sandbox bank's accounts come from. The same number must always open the same way.
@FunctionalInterface
public interface Openings {
  /// How the account with this number opens.
  ///
  /// @param key the number with the place it is kept at, where the number alone does not identify
  Opening of(String number, String key);
}
