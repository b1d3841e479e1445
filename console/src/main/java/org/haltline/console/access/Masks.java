package org.haltline.console.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Role;

/// What of a person is shown to whom: one table, kind of data by role, beside that of who may do
/// what. Whoever may see a case sees it with these gaps, and may fill one at a time, with a reason
/// that stands in the audit trail.
public final class Masks {
  private static final List<Role> COLUMNS =
      List.of(
          Role.OPERATOR,
          Role.BANK_LIAISON,
          Role.TELECOM_STAFF,
          Role.ANALYST,
          Role.SUPERVISOR,
          Role.AUDITOR,
          Role.ADMIN,
          Role.MONITOR,
          Role.MACHINE);

  /// Of one person's data.
  public enum Field {
    CALLER_NAME,
    CALLER_PHONE,
    /// What the caller told, in which anything may stand.
    SAID,
    /// Numbers of identity documents, wherever they stand.
    ID_NUMBER,
    /// Where an account's holder lives, and their number.
    HOLDER_REACH
  }

  /// `clear` or `mask`. Staff of an institution never see the report (its wall), and see of a
  /// document's number what an order names.
  private static final String TABLE =
      """
                    OPERATOR LIAISON TELECOM ANALYST SUPERVISOR AUDITOR ADMIN MONITOR MACHINE
      CALLER_NAME   clear    mask    mask    clear   clear      mask    mask  mask    mask
      CALLER_PHONE  clear    mask    mask    clear   clear      mask    mask  mask    mask
      SAID          clear    mask    mask    clear   clear      mask    mask  mask    mask
      ID_NUMBER     mask     clear   clear   mask    mask       mask    mask  mask    clear
      HOLDER_REACH  mask     clear   clear   clear   clear      mask    mask  mask    clear
      """;

  private static final Map<Field, Set<Role>> CLEAR = clear();

  private Masks() {}

  private static Map<Field, Set<Role>> clear() {
    var rows = new EnumMap<Field, Set<Role>>(Field.class);
    for (String line : TABLE.lines().skip(1).toList()) {
      List<String> cells = List.of(line.strip().split(" +", -1));
      var roles = EnumSet.noneOf(Role.class);
      for (int i = 0; i < COLUMNS.size(); i++) {
        switch (cells.get(i + 1)) {
          case "clear" -> roles.add(COLUMNS.get(i));
          case "mask" -> {
            // stays a gap
          }
          default -> throw new IllegalStateException("neither clear nor mask: " + line);
        }
      }
      rows.put(Field.valueOf(cells.getFirst()), roles);
    }
    if (rows.size() != Field.values().length) {
      throw new IllegalStateException("the table of masks is not whole");
    }
    return rows;
  }

  /// What this actor sees as gaps.
  public static Set<Field> of(Actor actor) {
    var masked = new ArrayList<Field>();
    CLEAR.forEach(
        (field, roles) -> {
          if (actor.roles().stream().noneMatch(roles::contains)) {
            masked.add(field);
          }
        });
    return masked.isEmpty() ? Set.of() : EnumSet.copyOf(masked);
  }
}
