package org.haltline.console.access;

import static org.haltline.core.order.Role.ADMIN;
import static org.haltline.core.order.Role.ANALYST;
import static org.haltline.core.order.Role.AUDITOR;
import static org.haltline.core.order.Role.BANK_LIAISON;
import static org.haltline.core.order.Role.MACHINE;
import static org.haltline.core.order.Role.MONITOR;
import static org.haltline.core.order.Role.OPERATOR;
import static org.haltline.core.order.Role.SUPERVISOR;
import static org.haltline.core.order.Role.TELECOM_STAFF;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Role;

/// Who may do what: one table, operation by role. Who approves what is the rulebook's matter and
/// comes on top.
public final class Permissions {
  private static final List<Role> COLUMNS =
      List.of(
          OPERATOR,
          BANK_LIAISON,
          TELECOM_STAFF,
          ANALYST,
          SUPERVISOR,
          AUDITOR,
          ADMIN,
          MONITOR,
          MACHINE);

  /// `all`, `own` (what the own institution was asked), or `-`.
  private static final String TABLE =
      """
                        OPERATOR LIAISON TELECOM ANALYST SUPERVISOR AUDITOR ADMIN MONITOR MACHINE
      fileReport        all      -       -       -       all        -       -     -       -
      readCase          all      own     own     all     all        all     -     -       -
      readFindings      all      own     -       all     all        all     -     -       -
      readHistory       all      -       -       all     all        all     -     -       -
      addPayments       all      -       -       all     all        -       -     -       -
      addLures          all      -       -       all     all        -       -     -       -
      issueOrder        all      -       -       all     all        -       -     -       -
      approveOrder      -        -       -       -       all        -       -     -       -
      declineOrder      all      -       -       all     all        -       -     -       -
      releaseOrder      all      -       -       all     all        -       -     -       -
      findUnrelated     all      -       -       all     all        -       -     -       -
      claimOrder        -        own     own     -       all        -       -     -       -
      handBackOrder     -        own     own     -       all        -       -     -       -
      answerOrder       -        own     own     -       all        -       -     -       own
      attachPaper       all      own     own     all     all        -       -     -       -
      readPaper         all      own     own     all     all        all     -     -       -
      readDocument      all      own     -       all     all        all     -     -       -
      dropStatement     all      own     -       all     all        -       -     -       -
      fileCase          all      -       -       all     all        -       -     -       -
      solveCase         -        -       -       all     all        -       -     -       -
      closeCase         -        -       -       -       all        -       -     -       -
      listInstitutions  all      own     own     all     all        all     all   -       own
      listOrders        all      own     own     all     all        all     -     -       own
      exportOrders      all      own     own     all     all        all     -     -       -
      findSuspects      all      -       -       all     all        all     -     -       -
      exportSuspects    -        -       -       all     all        -       -     -       -
      readPaste         all      -       -       all     all        -       -     -       -
      screenList        all      -       -       all     all        -       -     -       -
      listApprovals     all      -       -       all     all        all     -     -       -
      listHolds         all      own     own     all     all        all     -     -       -
      listUnanswered    all      own     own     all     all        all     -     -       -
      readFigures       all      -       -       all     all        all     all   -       -
      listCases         all      -       -       all     all        all     -     -       -
      screenFile        all      -       -       all     all        -       -     -       -
      listLists         all      -       -       all     all        all     all   -       -
      bringList         -        -       -       all     all        -       -     -       -
      readList          all      -       -       all     all        all     all   -       -
      readListFaults    -        -       -       all     all        -       -     -       -
      exportList        -        -       -       all     all        -       -     -       -
      dropList          -        -       -       -       all        -       -     -       -
      searchCases       all      -       -       all     all        all     -     -       -
      findCaller        all      -       -       all     all        all     -     -       -
      readSameCases     all      -       -       all     all        all     -     -       -
      findSameCases     all      -       -       all     all        -       -     -       -
      addNote           all      -       -       all     all        -       -     -       -
      linkCases         all      -       -       all     all        -       -     -       -
      listDrafts        all      -       -       all     all        -       -     -       -
      saveDraft         all      -       -       all     all        -       -     -       -
      readDraft         all      -       -       all     all        -       -     -       -
      dropDraft         all      -       -       all     all        -       -     -       -
      listSearches      all      -       -       all     all        all     -     -       -
      saveSearch        all      -       -       all     all        all     -     -       -
      dropSearch        all      -       -       all     all        all     -     -       -
      readHandover      -        own     own     -       all        all     -     -       -
      writeHandover     -        own     own     -       all        -       -     -       -
      follow            all      own     own     all     all        all     -     -       own
      readSession       all      own     own     all     all        all     all   all     own
      signOut           all      own     own     all     all        all     all   all     own
      lockSession       all      own     own     all     all        all     all   all     own
      unlockSession     all      own     own     all     all        all     all   all     own
      changePassword    all      own     own     all     all        all     all   all     own
      listUsers         -        -       -       -       -          all     all   -       -
      listSeats         -        -       -       -       all        all     all   -       -
      createUser        -        -       -       -       -          -       all   -       -
      changeUser        -        -       -       -       -          -       all   -       -
      givePassword      -        -       -       -       -          -       all   -       -
      readAudit         -        -       -       -       -          all     -     -       -
      exportAudit       -        -       -       -       -          all     -     -       -
      readLooks         all      -       -       all     all        all     -     -       -
      reveal            all      -       -       all     all        all     -     -       -
      verifyLedger      -        -       -       -       -          all     all   -       -
      readVerification  -        -       -       -       -          all     all   -       -
      readRulebook      all      own     own     all     all        all     all   -       -
      listProtected     all      -       -       all     all        all     all   -       -
      addProtected      -        -       -       -       -          -       all   -       -
      dropProtected     -        -       -       -       -          -       all   -       -
      listIndexes       -        -       -       -       -          all     all   -       -
      rebuildIndex      -        -       -       -       -          -       all   -       -
      testInstitution   -        -       -       -       all        -       all   -       -
      metrics           -        -       -       -       -          all     all   all     -
      """;

  private static final Map<String, Map<Role, Reach>> ROWS = rows();

  private Permissions() {}

  private static Map<String, Map<Role, Reach>> rows() {
    var rows = new LinkedHashMap<String, Map<Role, Reach>>();
    for (String line : TABLE.lines().skip(1).toList()) {
      String[] cells = line.strip().split(" +", -1);
      if (cells.length != COLUMNS.size() + 1) {
        throw new IllegalStateException("a row of the permission table is not whole: " + line);
      }
      var row = new EnumMap<Role, Reach>(Role.class);
      for (int i = 0; i < COLUMNS.size(); i++) {
        row.put(COLUMNS.get(i), cells[i + 1].equals("-") ? Reach.NONE : reach(cells[i + 1]));
      }
      rows.put(cells[0], row);
    }
    return rows;
  }

  private static Reach reach(String cell) {
    return switch (cell) {
      case "own" -> Reach.OWN;
      case "all" -> Reach.ALL;
      default -> throw new IllegalStateException("not a permission: " + cell);
    };
  }

  /// How far this actor's roles reach. What is `all` is for people of the police: whoever belongs
  /// to an institution never reaches beyond it.
  public static Reach reach(Actor actor, String operationId) {
    Map<Role, Reach> row = ROWS.get(operationId);
    if (row == null) {
      throw new IllegalArgumentException("nobody is permitted or denied " + operationId);
    }
    Reach wanted = actor.institution() == null ? Reach.ALL : Reach.OWN;
    return actor.roles().stream().anyMatch(role -> row.get(role) == wanted) ? wanted : Reach.NONE;
  }

  /// The operations that the table knows.
  public static Set<String> operations() {
    return Set.copyOf(ROWS.keySet());
  }
}
