package org.haltline.core.directory;

import java.util.List;
import java.util.Objects;

/// A house that carries orders out: a bank, a wallet, a carrier, a platform, an authority.
///
/// @param id capitals, digits, `_`: the name of its queue and its desk
/// @param nameZh its name on a Chinese screen
/// @param nameEn its name on an English screen
/// @param aliases what else callers, messages and tables call it
/// @param ibanBanks whose IBANs it keeps: country and bank code, such as `DE37040044`
public record Institution(
    String id,
    Kind kind,
    String nameZh,
    String nameEn,
    List<String> aliases,
    List<String> ibanBanks) {

  public enum Kind {
    BANK,
    WALLET,
    CARRIER,
    PLATFORM,
    AUTHORITY;

    public boolean keepsAccounts() {
      return this == BANK || this == WALLET;
    }
  }

  public Institution {
    // A configuration file may leave anything out; who it is about is said as long as it is known.
    Objects.requireNonNull(id, "an institution needs an id");
    Objects.requireNonNull(kind, () -> id + " needs a kind");
    Objects.requireNonNull(nameZh, () -> id + " needs nameZh");
    Objects.requireNonNull(nameEn, () -> id + " needs nameEn");
    aliases = List.copyOf(aliases);
    ibanBanks = List.copyOf(ibanBanks);
  }

  /// One that keeps no IBANs.
  public Institution(String id, Kind kind, String nameZh, String nameEn, List<String> aliases) {
    this(id, kind, nameZh, nameEn, aliases, List.of());
  }
}
