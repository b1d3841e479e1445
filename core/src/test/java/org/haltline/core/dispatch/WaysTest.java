package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.ChannelSettings.Desk;
import org.haltline.core.dispatch.ChannelSettings.Http;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.Parsed.Understood;
import org.junit.jupiter.api.Test;

/// In which order an institution's channels are tried, and what the last of them says.
class WaysTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
  private static final Http FIRST = Http.to(URI.create("http://127.0.0.1:1"));
  private static final Http SECOND = Http.to(URI.create("http://127.0.0.1:2"));

  @Test
  void theDeskStandsLastWhetherItIsNamedOrNot() {
    assertThat(names(List.of(FIRST, SECOND, new Desk()))).containsExactly("1", "2", "desk");
    assertThat(names(List.of(FIRST))).containsExactly("1", "desk");
    assertThat(names(List.of())).containsExactly("desk");
  }

  @Test
  void nothingStandsAfterTheDesk() {
    assertThatThrownBy(() -> names(List.of(new Desk(), FIRST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CHAT");
  }

  @Test
  void whateverComesToTheDeskNeedsAPerson() {
    var desk = new DeskChannel(InstantSource.fixed(NOW));
    Order order = order();

    assertThat(desk.cannot(order)).hasValue("该机构由人工办理 / a person does this there");
    var needsPerson =
        new Answer.Final(new Receipt.NeedsPerson(NOW, desk.cannot(order).orElseThrow()));
    var outgoing = new OutgoingOrder(new CaseId("QY-261120-0001"), order);
    assertThat(desk.send(outgoing).result()).isEqualTo(needsPerson);
    assertThat(desk.ask(outgoing).result()).isEqualTo(needsPerson);
  }

  private static List<String> names(List<ChannelSettings> settings) {
    return Ways.of("CHAT", settings, Named::new, InstantSource.fixed(NOW)).stream()
        .map(Channel::name)
        .toList();
  }

  private static Order order() {
    var target = ((Understood<ChatAccount>) ChatAccount.parse("qq", "3907755118")).subject();
    return new Order(
        new OrderNumbers(NOW, 1).next(),
        OrderKind.REPORT_TO_PLATFORM,
        "CHAT",
        target,
        null,
        "reported fraud",
        "Inspector Bai, Fengze station",
        NOW,
        NOW.plusSeconds(60),
        null,
        null,
        List.of());
  }

  /// A channel that is known by the port it was made for.
  private record Named(String name) implements Channel {
    Named(Http http) {
      this(String.valueOf(http.url().getPort()));
    }

    @Override
    public Optional<String> cannot(Order order) {
      return Optional.empty();
    }

    @Override
    public Future<Answer> send(OutgoingOrder order) {
      return Future.failedFuture("goes nowhere");
    }

    @Override
    public Future<Answer> ask(OutgoingOrder order) {
      return send(order);
    }

    @Override
    public void onFeedback(FeedbackSink sink) {}

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
