package org.haltline.app.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.console.people.Passwords;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.directory.Institution.Kind;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;

/// The people of the demo, each with a token of this run.
final class Cast {
  /// @param role as the configuration writes it
  /// @param institution empty for people of the centre
  record Person(String id, String name, String role, String institution, String token) {}

  private static final String UNIT = "青屿市公安局";

  /// An operator at whose desk nobody signs in: calls come in there while others look on.
  static final String NEXT_DESK = "operator-2";

  /// Institutions at whose desks somebody may sit down.
  static final Set<String> SEATED = Set.of("ICBC", "CMCC");

  private final List<Person> people = new ArrayList<>();

  Cast() {
    add("operator-1", "苏晴", "OPERATOR", "");
    add("supervisor-1", "岳明", "SUPERVISOR", "");
    add("auditor-1", "白露", "AUDITOR", "");
    add("analyst-1", "程澈", "ANALYST", "");
    add("admin-1", "穆远", "ADMIN", "");
    add("monitor-1", "监控系统", "MONITOR", "");
    add(NEXT_DESK, "蓝禾", "OPERATOR", "");
    for (Institution institution : Directory.china().institutions()) {
      boolean keepsAccounts = institution.kind().keepsAccounts();
      add(
          institution.id().toLowerCase(java.util.Locale.ROOT) + "-1",
          institution.kind() == Kind.CARRIER ? "驻点专员" : "联络员",
          keepsAccounts ? "BANK_LIAISON" : "TELECOM_STAFF",
          institution.id());
    }
  }

  private void add(String id, String name, String role, String institution) {
    byte[] secret = new byte[18];
    new SecureRandom().nextBytes(secret);
    people.add(new Person(id, name, role, institution, HexFormat.of().formatHex(secret)));
  }

  /// A person who signs in, with a password of this run.
  record SignIn(Actor actor, String password) {}

  /// One for every desk; who they are they are with their token, too.
  List<SignIn> signIns() {
    var signIns = new ArrayList<SignIn>();
    for (String id :
        List.of(
            "operator-1",
            "icbc-1",
            "cmcc-1",
            "analyst-1",
            "supervisor-1",
            "auditor-1",
            "admin-1")) {
      people.stream()
          .filter(person -> person.id().equals(id))
          .map(person -> new SignIn(actor(person), Passwords.random()))
          .forEach(signIns::add);
    }
    return signIns;
  }

  private static Actor actor(Person person) {
    boolean ofTheCentre = person.institution().isEmpty();
    return new Actor(
        person.id(),
        person.name(),
        Set.of(Role.valueOf(person.role())),
        ofTheCentre ? null : person.institution(),
        ofTheCentre ? new PoliceUnit(UNIT, PoliceUnit.Level.CITY) : null);
  }

  List<Person> people() {
    return people;
  }

  Person named(String id) {
    return people.stream().filter(person -> person.id().equals(id)).findFirst().orElseThrow();
  }

  Person of(String role) {
    return people.stream().filter(person -> person.role().equals(role)).findFirst().orElseThrow();
  }

  /// `haltline.tokens[…]` keys.
  Map<String, String> tokens() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      String at = "haltline.tokens[" + i + "].";
      keys.put(at + "sha256", sha256(person.token()));
      keys.put(at + "id", person.id());
      keys.put(at + "name", person.name());
      keys.put(at + "roles", person.role());
      if (person.institution().isEmpty()) {
        keys.put(at + "unit", UNIT);
        keys.put(at + "unit-level", "CITY");
      } else {
        keys.put(at + "institution", person.institution());
      }
    }
    return keys;
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
