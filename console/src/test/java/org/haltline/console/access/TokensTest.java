package org.haltline.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.PoliceUnit.Level;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final PoliceUnit UNIT = new PoliceUnit("Qingyuan", Level.COUNTY);

  @Test
  void aTokenIsItsActorsAndNothingElseIs() {
    var entries = new ArrayList<Tokens.Entry>();
    for (int i = 0; i < 5_000; i++) {
      Actor actor = new Actor("op-" + i, "n", Set.of(Role.OPERATOR), null, UNIT);
      entries.add(new Tokens.Entry(Tokens.digest("secret-" + i), actor));
    }
    var tokens = new Tokens(entries);
    assertThat(tokens.actor("secret-4711")).map(Actor::id).contains("op-4711");
    for (String other :
        List.of("", "secret-", "secret-5000", "SECRET-1", Tokens.digest("secret-1"))) {
      assertThat(tokens.actor(other)).as(other).isEmpty();
    }
  }

  @Test
  void theDigestIsWhatSha256sumSays() {
    assertThat(Tokens.digest("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void anIdIsOnePersonHoweverManyTokens() {
    Actor lin = new Actor("op-1", "Lin", Set.of(Role.OPERATOR), null, UNIT);
    Actor other = new Actor("op-1", "Lin", Set.of(Role.SUPERVISOR), null, UNIT);
    var one = new Tokens.Entry(Tokens.digest("one"), lin);
    assertThat(Tokens.faults(List.of(one, new Tokens.Entry(Tokens.digest("two"), lin)))).isEmpty();
    assertThat(Tokens.faults(List.of(one, new Tokens.Entry(Tokens.digest("two"), other))))
        .singleElement()
        .asString()
        .startsWith("token of op-1: another token has this id");
  }

  @Test
  void everyFaultIsNamed() {
    String digest = Tokens.digest("one");
    var entries =
        List.of(
            new Tokens.Entry("abc", new Actor("op 1", "Lin", Set.of(Role.OPERATOR), null, UNIT)),
            new Tokens.Entry(digest, new Actor("op-2", " ", Set.of(), null, UNIT)),
            new Tokens.Entry(digest, new Actor("b-1", "B", Set.of(Role.BANK_LIAISON), null, null)),
            new Tokens.Entry(
                Tokens.digest("two"), new Actor("s-1", "S", Set.of(Role.SUPERVISOR), null, null)),
            new Tokens.Entry(
                Tokens.digest("three"),
                new Actor("t-1", "T", Set.of(Role.TELECOM_STAFF), "CMCC", UNIT)));
    assertThat(Tokens.faults(entries))
        .hasSize(8)
        .anyMatch(fault -> fault.startsWith("token of op 1: sha256"))
        .anyMatch(fault -> fault.startsWith("token of op 1: an id"))
        .anyMatch(fault -> fault.startsWith("token of op-2: a name"))
        .anyMatch(fault -> fault.startsWith("token of op-2: at least one role"))
        .anyMatch(fault -> fault.startsWith("token of b-1: this token stands there twice"))
        .anyMatch(fault -> fault.startsWith("token of b-1: a liaison"))
        .anyMatch(fault -> fault.startsWith("token of s-1: a supervisor"))
        .anyMatch(fault -> fault.startsWith("token of t-1: an institution or a police unit"));
    assertThatThrownBy(() -> new Tokens(entries)).hasMessageContaining("may not be used");
  }
}
