package org.haltline.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.haltline.console.contract.Contract;
import org.haltline.console.contract.Endpoint;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.PoliceUnit.Level;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;

class PermissionsTest {

  /// Whoever means a change of the table makes it in `approved/permissions.txt` as well.
  @Test
  void theTableIsWhatWasApproved() {
    assertThat(Matrix.actual()).isEqualTo(Matrix.approved());
  }

  @Test
  void theTableNamesEveryOperationThatWantsATokenAndNoOther() {
    assertThat(Permissions.operations())
        .containsExactlyInAnyOrderElementsOf(
            Contract.load().endpoints().stream()
                .filter(endpoint -> !endpoint.open())
                .map(Endpoint::operationId)
                .toList());
  }

  @Test
  void peopleOfThePoliceReachAllOrNothing() {
    assertThat(reach("fileReport", Role.OPERATOR)).isEqualTo(Reach.ALL);
    assertThat(reach("fileReport", Role.AUDITOR)).isEqualTo(Reach.NONE);
    assertThat(reach("fileReport", Role.AUDITOR, Role.OPERATOR)).isEqualTo(Reach.ALL);
    assertThat(reach("approveOrder", Role.OPERATOR, Role.ANALYST)).isEqualTo(Reach.NONE);
    assertThat(reach("approveOrder", Role.SUPERVISOR)).isEqualTo(Reach.ALL);
    assertThat(reach("readCase", Role.ADMIN)).isEqualTo(Reach.NONE);
  }

  @Test
  void whoeverBelongsToAnInstitutionNeverReachesBeyondIt() {
    for (String operation : Permissions.operations()) {
      var everything = new Actor("x", "x", Set.of(Role.values()), "ICBC", null);
      assertThat(Permissions.reach(everything, operation)).as(operation).isNotEqualTo(Reach.ALL);
    }
    var liaison = new Actor("x", "x", Set.of(Role.BANK_LIAISON), "ICBC", null);
    assertThat(Permissions.reach(liaison, "answerOrder")).isEqualTo(Reach.OWN);
    assertThat(Permissions.reach(liaison, "readHistory")).isEqualTo(Reach.NONE);
    var operatorOfABank = new Actor("x", "x", Set.of(Role.OPERATOR), "ICBC", null);
    assertThat(Permissions.reach(operatorOfABank, "fileReport")).isEqualTo(Reach.NONE);
    assertThat(Permissions.reach(operatorOfABank, "readCase")).isEqualTo(Reach.NONE);
  }

  @Test
  void aLiaisonWithoutInstitutionReachesNothing() {
    for (String operation : Permissions.operations()) {
      assertThat(reach(operation, Role.BANK_LIAISON)).as(operation).isEqualTo(Reach.NONE);
    }
  }

  @Test
  void whatStandsInNoTableIsAFaultOfTheHouse() {
    assertThatThrownBy(() -> reach("eraseEverything", Role.ADMIN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Reach reach(String operation, Role... roles) {
    var unit = new PoliceUnit("unit", Level.COUNTY);
    return Permissions.reach(new Actor("x", "x", Set.of(roles), null, unit), operation);
  }
}
