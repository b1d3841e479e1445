package org.haltline.core.directory;

import static org.haltline.core.directory.Institution.Kind.AUTHORITY;
import static org.haltline.core.directory.Institution.Kind.CARRIER;
import static org.haltline.core.directory.Institution.Kind.PLATFORM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haltline.core.directory.Institution.Kind;
import org.jspecify.annotations.Nullable;

/// The connected institutions and who of them serves what no table knows: the part of the directory
/// that is configured.
public record Roster(List<Institution> institutions, Routing routing) {

  private static final Pattern IBAN_BANK = Pattern.compile("[A-Z]{2}[A-Z0-9]{2,12}");
  private static final Pattern ID = Pattern.compile("[A-Z0-9_]{2,16}");

  public Roster {
    Objects.requireNonNull(routing, "routing is missing; `routing: {}` means: ask");
    institutions = List.copyOf(institutions);
  }

  /// Everything that is wrong with it, in words for the person who wrote it; empty when it can be
  /// used.
  public List<String> faults() {
    var faults = new ArrayList<String>();
    if (institutions.isEmpty()) {
      faults.add("no institution is configured: nobody could carry out an order");
    }
    Map<String, Kind> kinds = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    Map<String, String> ibanOwners = new HashMap<>();
    for (Institution it : institutions) {
      if (!ID.matcher(it.id()).matches()) {
        faults.add("institution id “%s”: use 2 to 16 of A-Z, 0-9 and _".formatted(it.id()));
      }
      if (kinds.putIfAbsent(it.id(), it.kind()) != null) {
        faults.add("institution %s stands there twice".formatted(it.id()));
        continue;
      }
      if (it.nameZh().isBlank() || it.nameEn().isBlank()) {
        faults.add("institution %s needs nameZh and nameEn".formatted(it.id()));
      }
      ibanFaults(it, ibanOwners, faults);
      names(it)
          .map(Names::folded)
          .filter(name -> !name.isEmpty())
          .distinct()
          .forEach(
              name -> {
                String owner = owners.putIfAbsent(name, it.id());
                if (owner != null) {
                  faults.add("both %s and %s are called “%s”".formatted(owner, it.id(), name));
                }
              });
    }
    var serves = Set.of(PLATFORM, AUTHORITY);
    check(faults, kinds, "callGateway", routing.callGateway(), Set.of(CARRIER));
    check(faults, kinds, "linkBlocker", routing.linkBlocker(), Set.of(CARRIER, AUTHORITY));
    check(faults, kinds, "chatPlatform", routing.chatPlatform(), serves);
    check(faults, kinds, "appPlatform", routing.appPlatform(), serves);
    check(faults, kinds, "mailPlatform", routing.mailPlatform(), serves);
    new TreeMap<>(routing.platformByService())
        .forEach((service, id) -> check(faults, kinds, "platformByService." + service, id, serves));
    return faults;
  }

  private static void ibanFaults(Institution it, Map<String, String> owners, List<String> faults) {
    if (!it.ibanBanks().isEmpty() && !it.kind().keepsAccounts()) {
      faults.add("institution %s keeps no accounts, so it has no ibanBanks".formatted(it.id()));
    }
    for (String bank : it.ibanBanks()) {
      if (!IBAN_BANK.matcher(bank).matches()) {
        faults.add(
            "institution %s: ibanBanks “%s”: a country and a bank code, such as DE37040044"
                .formatted(it.id(), bank));
      }
      String owner = owners.putIfAbsent(bank, it.id());
      if (owner != null) {
        faults.add("both %s and %s keep the IBANs of %s".formatted(owner, it.id(), bank));
      }
    }
  }

  /// Every name by which an institution may be called, its id among them.
  static Stream<String> names(Institution it) {
    return Stream.concat(Stream.of(it.id(), it.nameZh(), it.nameEn()), it.aliases().stream());
  }

  private static void check(
      List<String> faults,
      Map<String, Kind> kinds,
      String place,
      @Nullable String id,
      Set<Kind> allowed) {
    if (id == null) {
      return;
    }
    Kind kind = kinds.get(id);
    if (kind == null) {
      faults.add("routing.%s names %s, which is not configured".formatted(place, id));
    } else if (!allowed.contains(kind)) {
      faults.add(
          "routing.%s names %s, a %s; it must be one of %s"
              .formatted(place, id, kind, allowed.stream().sorted().toList()));
    }
  }
}
