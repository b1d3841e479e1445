package org.haltline.telecom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.order.OrderKind.BLOCK_LINK;
import static org.haltline.core.order.OrderKind.RESTORE_NUMBER;
import static org.haltline.core.order.OrderKind.SUSPEND_NUMBER;
import static org.haltline.core.order.OrderKind.WARNING_MESSAGE;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.BookFile;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.dispatch.sandbox.SandboxServer.Settings;
import org.haltline.core.order.Order;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.telecom.CarrierChannels;
import org.haltline.telecom.CarrierChannels.Blocking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The carrier as its adapter meets it: over HTTP, with every fault it can be told to have.
class SandboxCarrierTest {
  private static final PhoneNumber MOBILE = Desk.phone("17045671189");
  private static final SandboxCarrier.Profile OURS =
      new SandboxCarrier.Profile("CMCC", 11, NumberOdds.allOurs());

  private final Vertx vertx = Vertx.vertx();
  private final Desk desk = new Desk();
  private final BlockingQueue<Feedback> late = new LinkedBlockingQueue<>();
  private SandboxCarrier carrier;
  private Channel channel;
  private FeedbackListener listener;
  @TempDir Path folder;

  @BeforeEach
  void opens() {
    listener =
        await(
            FeedbackListener.start(
                vertx,
                FeedbackListener.Place.anyPort(),
                Map.of("CMCC", "unasked"),
                InstantSource.system()));
    carrier = started(new Settings("127.0.0.1", 0, "unasked", 5));
    channel = connected(Duration.ofSeconds(30));
    channel.onFeedback(
        feedback -> {
          late.add(feedback);
          return Future.succeededFuture();
        });
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void howeverOftenAnOrderIsSentItHasOneEffect() {
    Order warning = desk.ask(WARNING_MESSAGE, MOBILE);
    List<Future<Answer>> sendings = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sendings.add(channel.send(Desk.outgoing(warning)));
    }

    List<Answer> answers = sendings.stream().map(SandboxCarrierTest::await).toList();

    assertThat(answers).hasSize(40).containsOnly(answers.getFirst());
    assertThat(entry(warning).effects()).isEqualTo(1);
    assertThat(shown().messages()).isEqualTo(1);
  }

  @Test
  void aNumberIsCutAndRestored() {
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    Receipt.Done done = done(send(suspension));
    assertThat(done.held()).isNull();
    assertThat(done.endsAt()).isEqualTo(done.at().plus(Desk.TERM));
    assertThat(shown().state()).isEqualTo(NumberView.State.SUSPENDED);

    done(send(desk.end(RESTORE_NUMBER, suspension)));
    assertThat(shown().state()).isEqualTo(NumberView.State.ACTIVE);
  }

  @Test
  void whatIsBlockedIsShown() {
    done(send(desk.cut(BLOCK_LINK, Desk.link("http://fx-vip.example/h5/login"))));

    assertThat(get("/blocks")).isEqualTo("[\"fx-vip.example/h5/login\"]");
  }

  @Test
  void aLostReplyIsFoundOutByAskingAndCutsOnce() {
    carrier.misbehave(Faults.NONE.losingReplies(1));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    assertThatThrownBy(() -> send(suspension)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> send(suspension)).isInstanceOf(IllegalStateException.class);
    carrier.misbehave(Faults.NONE);

    done(ask(suspension));
    assertThat(entry(suspension).effects()).isEqualTo(1);
    assertThat(shown().orders()).containsExactly(suspension.id().digits());
  }

  @Test
  void aLateAnswerIsWorkingFirstAndComesByItselfToo() throws InterruptedException {
    carrier.misbehave(Faults.NONE.answeringLate(1, 50));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);

    assertThat(send(suspension)).isEqualTo(new Answer.Working());
    assertThat(next().orderId()).isEqualTo(suspension.id());
    done(ask(suspension));
  }

  @Test
  void anAnswerGivenTwiceSaysTheSame() throws InterruptedException {
    carrier.misbehave(Faults.NONE.answeringTwice(1));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);

    Receipt.Done first = done(send(suspension));

    assertThat(next().receipt()).isEqualTo(first);
    assertThat(entry(suspension).effects()).isEqualTo(1);
  }

  @Test
  void aRefusalCutsNothingAndStands() {
    carrier.misbehave(Faults.NONE.refusing(1, ReasonCode.NOT_OURS));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    assertThat(refused(send(suspension)).reason()).isEqualTo(ReasonCode.NOT_OURS);
    carrier.misbehave(Faults.NONE);

    assertThat(refused(send(suspension)).reason()).isEqualTo(ReasonCode.NOT_OURS);
    assertThat(shown().state()).isEqualTo(NumberView.State.ACTIVE);
  }

  @Test
  void aSlowAnswerIsUnknownUntilItIsAskedFor() {
    carrier.misbehave(Faults.NONE.slow(1, 60_000));
    Channel impatient = connected(Duration.ofMillis(300));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    assertThatThrownBy(() -> await(impatient.send(Desk.outgoing(suspension))))
        .isInstanceOf(IllegalStateException.class);
    carrier.misbehave(Faults.NONE);

    // a call that times out may not even have left; the same number settles it either way
    done(send(suspension));
    done(ask(suspension));
    assertThat(shown().orders()).containsExactly(suspension.id().digits());
  }

  @Test
  void whenItIsDownNothingArrivesAndAfterwardsTheOrderIsNew() {
    carrier.misbehave(Faults.NONE.away(true));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    assertThatThrownBy(() -> send(suspension)).isInstanceOf(IllegalStateException.class);
    carrier.misbehave(Faults.NONE.away(false));

    assertThat(ask(suspension)).isEqualTo(new Answer.NeverSeen());
    done(send(suspension));
  }

  @Test
  void aKeptBookMakesTheSameCarrierOfTheNextProcess() {
    Settings keeping =
        new Settings("127.0.0.1", 0, "unasked", 5)
            .keeping(new BookFile.Place(folder.resolve("cmcc.book"), false));
    carrier = started(keeping);
    channel = connected(Duration.ofSeconds(30));
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    Order lost = desk.cut(SUSPEND_NUMBER, MOBILE);
    done(send(suspension));
    done(send(desk.end(RESTORE_NUMBER, lost, lost)));
    done(send(desk.cut(BLOCK_LINK, Desk.link("fx-vip.example"))));
    done(send(desk.ask(WARNING_MESSAGE, MOBILE)));
    NumberView before = shown();
    await(vertx.undeploy(carrier.deploymentID()));

    carrier = started(keeping);
    channel = connected(Duration.ofSeconds(30));

    assertThat(shown()).isEqualTo(before);
    assertThat(get("/blocks")).isEqualTo("[\"fx-vip.example\"]");
    assertThat(refused(send(lost)).reason()).isEqualTo(ReasonCode.OTHER);
    done(send(suspension));
    assertThat(entry(suspension).effects()).isEqualTo(1);
  }

  private SandboxCarrier started(Settings settings) {
    return await(SandboxCarrier.start(vertx, OURS, settings, InstantSource.system()));
  }

  private Channel connected(Duration timeout) {
    var http = new ChannelSettings.Http(carrier.base(), "unasked", 8, timeout);
    return CarrierChannels.of(
            vertx,
            "CMCC",
            List.of(http),
            Blocking.PATHS,
            listener,
            new CarrierChannels.Means(
                ProtectedList::none, Path.of("target"), "secret", name -> Optional.empty()),
            InstantSource.system())
        .getFirst();
  }

  private Answer send(Order order) {
    return await(channel.send(Desk.outgoing(order)));
  }

  private Answer ask(Order order) {
    return await(channel.ask(Desk.outgoing(order)));
  }

  private Book.Entry entry(Order order) {
    return Objects.requireNonNull(carrier.book().find(order.id().digits()));
  }

  private NumberView shown() {
    return Wire.JSON.readValue(get("/numbers/" + MOBILE.e164()), NumberView.class);
  }

  private String get(String path) {
    var request =
        HttpRequest.newBuilder(carrier.base().resolve(path))
            .header("Authorization", "Bearer unasked")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException unreachable) {
      throw new AssertionError(unreachable);
    }
  }

  private Feedback next() throws InterruptedException {
    return Objects.requireNonNull(late.poll(30, TimeUnit.SECONDS), "no feedback came");
  }

  private static Receipt.Done done(Answer answer) {
    return (Receipt.Done) ((Answer.Final) answer).receipt();
  }

  private static Receipt.Refused refused(Answer answer) {
    return (Receipt.Refused) ((Answer.Final) answer).receipt();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    } catch (InterruptedException | TimeoutException stuck) {
      throw new AssertionError(stuck);
    }
  }
}
