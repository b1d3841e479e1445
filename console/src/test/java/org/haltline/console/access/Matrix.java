package org.haltline.console.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;

/// Who may do what as somebody has read and approved it, in `approved/permissions.txt`: each
/// operation by role, and of the own institution and of another. It is a second record beside the
/// table in the code, so that a row that changes there is seen in review and makes tests fail until
/// it is changed here as well.
public final class Matrix {
  private static final String FILE = "/approved/permissions.txt";
  private static final int WIDTH = 16;
  private static final String HEAD =
      """
      # Who may do what, of the own institution / of another one. Whoever belongs to no institution has no own one.
      """;
  private static final Map<String, Map<Role, Reach>> APPROVED = read();
  private static final Set<Role> OF_INSTITUTIONS =
      Set.of(Role.BANK_LIAISON, Role.TELECOM_STAFF, Role.MACHINE);

  private Matrix() {}

  /// How far this actor of one role may reach, as approved.
  public static Reach reach(Actor actor, String operationId) {
    Role only = actor.roles().iterator().next();
    return Objects.requireNonNull(
        Objects.requireNonNull(APPROVED.get(operationId), operationId).get(only), only.name());
  }

  /// What was approved, word by word.
  public static String approved() {
    try (InputStream in = Objects.requireNonNull(Matrix.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Map<Role, Reach>> read() {
    var rows = new LinkedHashMap<String, Map<Role, Reach>>();
    List<Role> roles = List.of();
    for (String line : approved().lines().filter(it -> !it.startsWith("#")).toList()) {
      String[] cells = line.strip().split(" +", -1);
      if (roles.isEmpty()) {
        roles = Arrays.stream(cells).map(Role::valueOf).toList();
        continue;
      }
      var row = new EnumMap<Role, Reach>(Role.class);
      for (int i = 0; i < roles.size(); i++) {
        row.put(roles.get(i), said(cells[i + 1]));
      }
      rows.put(cells[0], row);
    }
    return rows;
  }

  private static Reach said(String cell) {
    return switch (cell) {
      case "yes/yes" -> Reach.ALL;
      case "yes/-" -> Reach.OWN;
      case "-/-" -> Reach.NONE;
      default -> throw new IllegalStateException("not a permission: " + cell);
    };
  }

  /// What the code does today, in the same words.
  static String actual() {
    var text = new StringBuilder(HEAD).append(" ".repeat(WIDTH));
    for (Role role : Role.values()) {
      text.append(" %-13s".formatted(role));
    }
    text.append('\n');
    for (String operation : new TreeSet<>(Permissions.operations())) {
      text.append(("%-" + WIDTH + "s").formatted(operation));
      for (Role role : Role.values()) {
        text.append(" %-13s".formatted(cell(operation, role)));
      }
      text.append('\n');
    }
    return text.toString().replaceAll(" +\n", "\n");
  }

  private static String cell(String operation, Role role) {
    boolean member = OF_INSTITUTIONS.contains(role);
    var unit = new PoliceUnit("unit", PoliceUnit.Level.CITY);
    var actor = new Actor("x", "x", Set.of(role), member ? "ICBC" : null, member ? null : unit);
    return switch (Permissions.reach(actor, operation)) {
      case ALL -> "yes/yes";
      case OWN -> "yes/-";
      case NONE -> "-/-";
    };
  }
}
