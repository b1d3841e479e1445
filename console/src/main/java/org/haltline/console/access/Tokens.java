package org.haltline.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Role;

/// The secrets that people sign their requests with, and whose they are. Only their SHA-256 is
/// known here.
public final class Tokens {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ACTOR_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Set<Role> OF_INSTITUTIONS = Set.of(Role.BANK_LIAISON, Role.TELECOM_STAFF);

  /// By the first bytes of the digest; what is found there is compared whole, in constant time.
  private final Map<Integer, List<Known>> byPrefix = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual only
  private record Known(byte[] digest, Actor actor) {}

  /// A token as configuration names it.
  ///
  /// @param sha256 of the token, 64 small hexadecimal digits
  public record Entry(String sha256, Actor actor) {}

  /// Tokens without faults.
  public Tokens(List<Entry> entries) {
    List<String> faults = faults(entries);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("tokens may not be used: " + String.join("; ", faults));
    }
    for (Entry entry : entries) {
      byte[] digest = HexFormat.of().parseHex(entry.sha256());
      byPrefix
          .computeIfAbsent(prefix(digest), first -> new ArrayList<>())
          .add(new Known(digest, entry.actor()));
    }
  }

  /// Everything that is wrong with these, a sentence each; empty when they may be used.
  public static List<String> faults(List<Entry> entries) {
    var faults = new ArrayList<String>();
    var seen = new HashSet<String>();
    var people = new HashMap<String, Actor>();
    for (Entry entry : entries) {
      Actor actor = entry.actor();
      String who = "token of " + actor.id();
      if (!SHA256.matcher(entry.sha256()).matches()) {
        faults.add(who + ": sha256 has 64 small hexadecimal digits (printf %s TOKEN | sha256sum)");
      } else if (!seen.add(entry.sha256())) {
        faults.add(who + ": this token stands there twice");
      }
      if (!ACTOR_ID.matcher(actor.id()).matches()) {
        faults.add(who + ": an id has 1 to 64 letters, digits, dots, dashes or underscores");
      }
      if (!actor.equals(people.merge(actor.id(), actor, (first, again) -> first))) {
        faults.add(who + ": another token has this id for somebody else; approvals go by it");
      }
      if (actor.name().isBlank()) {
        faults.add(who + ": a name must not be empty, institutions are told it");
      }
      if (actor.roles().isEmpty()) {
        faults.add(who + ": at least one role, or the token opens nothing");
      }
      boolean ofInstitution = actor.roles().stream().anyMatch(OF_INSTITUTIONS::contains);
      if (ofInstitution && actor.institution() == null) {
        faults.add(who + ": a liaison belongs to an institution");
      }
      if (actor.roles().contains(Role.SUPERVISOR) && actor.unit() == null) {
        faults.add(who + ": a supervisor belongs to a police unit, its level decides approvals");
      }
      if (actor.institution() != null && actor.unit() != null) {
        faults.add(who + ": an institution or a police unit, not both");
      }
    }
    return faults;
  }

  /// Whose token this is.
  public Optional<Actor> actor(String token) {
    byte[] digest = sha256(token);
    for (Known known : byPrefix.getOrDefault(prefix(digest), List.of())) {
      if (MessageDigest.isEqual(known.digest(), digest)) {
        return Optional.of(known.actor());
      }
    }
    return Optional.empty();
  }

  /// Whether somebody has a token under this id.
  public boolean knows(String id) {
    return byPrefix.values().stream()
        .flatMap(List::stream)
        .anyMatch(known -> known.actor().id().equalsIgnoreCase(id));
  }

  /// What whoever has a token under this id is called.
  public Optional<String> nameOf(String id) {
    return byPrefix.values().stream()
        .flatMap(List::stream)
        .map(Known::actor)
        .filter(actor -> actor.id().equals(id))
        .map(Actor::name)
        .findFirst();
  }

  /// What configuration keeps of a token.
  public static String digest(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  private static int prefix(byte[] digest) {
    return (digest[0] & 0xFF) << 8 | (digest[1] & 0xFF);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
