package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Centre.BANK;
import static org.haltline.core.dispatch.Centre.CARRIER;
import static org.haltline.core.dispatch.Centre.await;
import static org.haltline.core.dispatch.Centre.get;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Reply;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Institutions with every fault at once, changing as the day goes on: what the journal says of an
/// order at its end is what the institution's own book says.
class AnyFaultsTest {
  private static final int CASES = 80;
  private static final DispatchBounds QUICK =
      DispatchBounds.defaults()
          .withAttempts(4, Duration.ofMillis(30), Duration.ofMillis(200))
          .withAsking(Duration.ofMillis(50), Duration.ofMillis(200))
          .withBreaker(5, Duration.ofMillis(100))
          .deskAfter(Duration.ofMillis(1_500))
          .drainedEvery(Duration.ofMillis(300));

  @TempDir static Path folder;
  static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = Centre.redis(folder.resolve("data"));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyOrderEndsAsTheInstitutionsOwnBookHasIt(long seed) {
    var random = new Random(seed);
    try (var centre = new Centre(redis).adapters(QUICK)) {
      List<CaseState> filed = aBadDay(centre, random);
      centre.bank.misbehave(Faults.NONE);
      centre.carrier.misbehave(Faults.NONE);
      await(() -> centre.queued(BANK) == 0 && centre.queued(CARRIER) == 0);

      Map<OrderState, Integer> ends = new EnumMap<>(OrderState.class);
      for (CaseState before : filed) {
        CaseState now = get(centre.casework.read(before.caseId())).state();
        for (OrderFile file : now.orders().values()) {
          ends.merge(file.state(), 1, Integer::sum);
          assertThat(agrees(file, centre)).as("%s of seed %d", file, seed).isTrue();
        }
      }
      assertThat(ends)
          .as("seed %d", seed)
          .containsOnlyKeys(OrderState.DONE, OrderState.REFUSED, OrderState.ON_DESK);
      assertThat(centre.events())
          .as("a repeated or late answer says nothing else than the first")
          .noneMatch(CaseEvent.FeedbackContradicted.class::isInstance);
      assertThat(centre.bank.calledBack() + centre.carrier.calledBack()).isPositive();
    }
  }

  /// Calls come in while both institutions get worse and better; once each is away for long enough
  /// that a person has to take over.
  private static List<CaseState> aBadDay(Centre centre, Random random) {
    var calls = new ArrayList<CompletionStage<Reply>>();
    for (int i = 0; i < CASES; i++) {
      if (i % 10 == 0) {
        calls.forEach(call -> get(call));
        long wanted = Math.min(i, CASES / 2) / 2;
        await(() -> centre.bank.book().size() >= wanted && centre.carrier.book().size() >= wanted);
        centre.bank.misbehave(any(random));
        centre.carrier.misbehave(any(random));
      }
      if (i == CASES / 2) {
        centre.bank.misbehave(Faults.NONE.away(true));
        centre.carrier.misbehave(Faults.NONE.losingReplies(1).away(true));
      }
      calls.add(
          centre.call(
              List.of(Centre.account("62500000000%05d".formatted(i))),
              List.of(Centre.phone("137%08d".formatted(i)))));
      if (i == CASES / 2 + 5) {
        await(() -> centre.counted("ended", "how", "on desk", "institution", BANK) > 0);
        await(() -> centre.counted("ended", "how", "on desk", "institution", CARRIER) > 0);
      }
    }
    return calls.stream().map(call -> Centre.accepted(get(call))).toList();
  }

  private static Faults any(Random random) {
    return Faults.NONE
        .delayed(0, random.nextInt(30))
        .slow(random.nextDouble() / 4, 400)
        .refusing(random.nextDouble() / 3, ReasonCode.NO_SUCH_ACCOUNT)
        .losingReplies(random.nextDouble() / 2)
        .answeringLate(random.nextDouble() / 2, 1 + random.nextInt(300))
        .answeringTwice(random.nextDouble() / 2);
  }

  private static boolean agrees(OrderFile file, Centre centre) {
    TestInstitution there = file.order().institution().equals(BANK) ? centre.bank : centre.carrier;
    Book.Entry entry = there.book().find(file.order().id().digits());
    Receipt said = file.settled();
    return switch (file.state()) {
      case DONE ->
          entry != null
              && entry.effects() == 1
              && said instanceof Receipt.Done done
              && sameHeld(done, entry.answer());
      case REFUSED ->
          entry != null
              && entry.effects() == 0
              && entry.answer().state() == AnswerJson.State.REFUSED;
      // nobody knows: it may have arrived, but never twice
      case ON_DESK -> entry == null || entry.effects() <= 1;
      default -> false;
    };
  }

  private static boolean sameHeld(Receipt.Done done, AnswerJson answer) {
    Long held = done.held() == null ? null : Long.valueOf(done.held().minor());
    return answer.state() == AnswerJson.State.DONE
        && Objects.equals(held, answer.heldMinor())
        && Objects.equals(done.endsAt(), answer.endsAt());
  }
}
