package org.haltline.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.haltline.core.order.ProtectedList;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.Test;

class ProtectedListFileTest {
  @Test
  void numbersAndDomainsAreProtectedWithTheirReason() {
    ProtectedList list =
        ProtectedListFile.parse(
            "test",
            """
            - {phone: 0571-8888 6666, reason: the city's hotline}
            - {domain: safe.example, reason: the carrier's own site}
            - {domain: pay.shop.example, reason: a bank's counter}
            - {name: 市财政局, reason: treasury}
            """);

    assertThat(list.reason(PhoneNumber.parse("057188886666").orThrow(), null))
        .contains("the city's hotline");
    assertThat(list.reason(Link.parse("http://pay.safe.example/x").orThrow(), null))
        .contains("the carrier's own site");
    assertThat(list.reason(Link.parse("http://shop.example").orThrow(), null))
        .as("what stands below it would go dark with it")
        .contains("a bank's counter");
    assertThat(list.reason(Link.parse("http://shop.example/lure").orThrow(), null)).isEmpty();
    assertThat(list.reason(PhoneNumber.parse("13800001234").orThrow(), null)).isEmpty();
  }

  @Test
  void whatShipsProtectsTheStateTheBanksAndTheCarriers() {
    ProtectedList list = ProtectedListFile.china();

    for (String site :
        new String[] {
          "https://www.gov.cn/", "http://hz.gov.cn/a", "https://mybank.icbc.com.cn", "10086.cn/x"
        }) {
      assertThat(list.reason(Link.parse(site).orThrow(), null)).as(site).isPresent();
    }
    for (String name : new String[] {"国家金库", "国家金库青屿支库", "国家金库青屿市分库"}) {
      assertThat(list.reason(BankAccount.parse("331066110018010012345").orThrow(), name))
          .as(name)
          .isPresent();
    }
    assertThat(list.reason(BankAccount.parse("331066110018010012345").orThrow(), "国家")).isEmpty();
    assertThat(list.reason(Link.parse("https://icbc-com.cn.example/login").orThrow(), null))
        .isEmpty();
  }

  @Test
  void aCentresOwnListAddsToWhatShipsAndTakesNothingAway() {
    ProtectedList own =
        ProtectedListFile.parse("test", "- {domain: safe.example, reason: our own site}");
    ProtectedList both = ProtectedListFile.china().with(own);

    assertThat(both.reason(Link.parse("safe.example").orThrow(), null)).contains("our own site");
    assertThat(both.reason(Link.parse("www.gov.cn").orThrow(), null)).isPresent();
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                ProtectedListFile.parse(
                    "test",
                    """
                    - {phone: "1", reason: too short}
                    - {domain: safe.example}
                    - {planet: mars, reason: far}
                    - {domain: "safe.example/path", reason: a path}
                    - {domain: "safe.example:8443", reason: a port}
                    """))
        .isInstanceOf(ProtectedListFile.Faulty.class)
        .hasMessageContainingAll("[0]", "[1]", "planet", "[3].domain", "[4].domain", "or a path");
  }
}
