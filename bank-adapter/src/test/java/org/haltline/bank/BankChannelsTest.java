package org.haltline.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderKind.Nature;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes to a bank by machine, and what to its desk.
class BankChannelsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void theChannelsAreTriedInTheirOrderAndTheDeskLast() {
    assertThat(channels()).extracting(Channel::name).containsExactly("http", "desk");
    assertThat(BankChannels.of(vertx, "ABC", List.of(), null, null, null, InstantSource.system()))
        .extracting(Channel::name)
        .containsExactly("desk");
  }

  @ParameterizedTest
  @EnumSource(OrderKind.class)
  void everythingABankDoesWithAccountsGoesByMachine(OrderKind kind) {
    boolean byMachine = channels().getFirst().cannot(order(kind, "6228481500000000017")).isEmpty();

    boolean aboutMoney =
        kind.holdsMoney() || kind == OrderKind.RELEASE || kind == OrderKind.UNFREEZE;
    assertThat(byMachine).isEqualTo(aboutMoney || kind.nature() == Nature.ASK);
    assertThat(channels().getLast().cannot(order(kind, "6228481500000000017"))).isPresent();
  }

  @Test
  void aNumberWithHiddenDigitsGoesToTheDeskWithTheReason() {
    assertThat(channels().getFirst().cannot(order(OrderKind.STOP_PAYMENT, "6228****0017")))
        .hasValueSatisfying(why -> assertThat(why).contains("6228****0017"));
  }

  private List<Channel> channels() {
    return BankChannels.of(
        vertx,
        "ABC",
        List.of(
            ChannelSettings.Http.to(URI.create("http://127.0.0.1:1")), new ChannelSettings.Desk()),
        null,
        null,
        null,
        InstantSource.system());
  }

  private static Order order(OrderKind kind, String number) {
    return new Order(
        new OrderNumbers(NOW, 1).next(),
        kind,
        "ABC",
        new BankAccount(number, number, Form.CARD, "ABC", null),
        null,
        "reported fraud",
        "Inspector Bai, Fengze station",
        NOW,
        NOW.plusSeconds(60),
        null,
        null,
        List.of());
  }
}
