package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.claiming;
import static org.haltline.core.journal.JournalFixture.fact;
import static org.haltline.core.journal.JournalFixture.get;

import java.util.List;
import org.haltline.core.journal.WriteOutcome.Appended;
import org.haltline.core.journal.WriteOutcome.ClaimsRefused;
import org.junit.jupiter.api.Test;

/// Places that are counted across cases: two stops on one account, whoever orders them.
class RedisJournalClaimsTest extends OnRedis {

  private static final String ACCOUNT = "stops|account:6222020200112233445";

  private static Claim stop(String holder) {
    return new Claim(ACCOUNT, 2, holder);
  }

  @Test
  void theThirdStopOnAnAccountIsRefusedByName() {
    it.appended(claiming(caseNumber(1), stop("a")));
    it.appended(claiming(caseNumber(2), stop("b")));
    Claim other = new Claim("stops|account:1", 2, "c2");

    assertThat(it.append(claiming(caseNumber(3), other, stop("c"))))
        .isEqualTo(new ClaimsRefused(List.of(stop("c"))));
  }

  @Test
  void aRefusedWriteLeavesNothingBehind() {
    it.appended(claiming(caseNumber(1), stop("a"), stop("b")));
    Write refused =
        new Write(
            caseNumber(3),
            0,
            null,
            List.of(fact("Reported")),
            List.of(new Claim("free", 1, "c"), stop("c")),
            List.of(),
            List.of(new QueueChange.Issue("ICBC", "c", new byte[1])),
            List.of(new DeadlineChange.Set("k", JournalFixture.NOW)),
            new Idempotency("key", JournalFixture.hash(1)));

    assertThat(it.append(refused)).isInstanceOf(ClaimsRefused.class);

    assertThat(it.load(caseNumber(3)).facts()).isEmpty();
    assertThat(get(it.journal.queued("ICBC", Position.START, 9))).isEmpty();
    assertThat(get(it.journal.due(JournalFixture.NOW.plusSeconds(9), 9))).isEmpty();
    assertThat(get(it.journal.idempotent("key"))).isEmpty();
    it.appended(claiming(caseNumber(4), new Claim("free", 1, "d"))); // still free
  }

  @Test
  void everyRefusedClaimIsNamed() {
    Claim first = new Claim("one", 1, "x");
    Claim third = new Claim("three", 1, "x");
    it.appended(claiming(caseNumber(1), new Claim("one", 1, "w"), new Claim("three", 1, "w")));

    assertThat(it.append(claiming(caseNumber(2), first, stop("x"), third)))
        .isEqualTo(new ClaimsRefused(List.of(first, third)));
  }

  @Test
  void theSameHolderCountsOnce() {
    it.appended(claiming(caseNumber(1), stop("a")));
    it.appended(claiming(caseNumber(2), stop("a"), stop("a")));
    it.appended(claiming(caseNumber(3), stop("b")));

    assertThat(it.append(claiming(caseNumber(4), stop("c")))).isInstanceOf(ClaimsRefused.class);
    it.appended(claiming(caseNumber(5), stop("b"))); // a retry of a holder is no third
  }

  @Test
  void aHolderWhoseNumberContainsAnotherIsSomeoneElse() {
    it.appended(claiming(caseNumber(1), stop("12"), stop("2")));

    assertThat(it.append(claiming(caseNumber(2), stop("1")))).isInstanceOf(ClaimsRefused.class);
  }

  @Test
  void twoPlacesWantedAtOnceBothCount() {
    it.appended(claiming(caseNumber(1), stop("a")));

    assertThat(it.append(claiming(caseNumber(2), stop("b"), stop("c"))))
        .isEqualTo(new ClaimsRefused(List.of(stop("c"))));
  }

  @Test
  void aPlaceGivenBackIsFreeAgain() {
    Appended first = it.appended(claiming(CASE, stop("a"), stop("b")));
    it.appended(givingBack(first, List.of(), stop("a")));

    it.appended(claiming(caseNumber(2), stop("c")));
    assertThat(it.append(claiming(caseNumber(3), stop("d")))).isInstanceOf(ClaimsRefused.class);
  }

  @Test
  void aPlaceGivenBackInTheSameWriteIsFreeForIt() {
    Appended first = it.appended(claiming(CASE, stop("a"), stop("b")));

    it.appended(givingBack(first, List.of(stop("c")), stop("b")));

    assertThat(it.append(claiming(caseNumber(2), stop("b")))).isInstanceOf(ClaimsRefused.class);
    it.appended(claiming(caseNumber(3), stop("c")));
  }

  @Test
  void givingBackWhatIsNotHeldChangesNothing() {
    Appended first = it.appended(claiming(CASE, stop("a"), stop("b")));
    it.appended(givingBack(first, List.of(), stop("z"), new Claim("nobody's", 1, "z")));

    assertThat(it.append(claiming(caseNumber(2), stop("c")))).isInstanceOf(ClaimsRefused.class);
  }

  @Test
  void aClaimThatNobodyHoldsTakesNoMemory() {
    Appended first = it.appended(claiming(CASE, stop("a")));
    assertThat(it.keysLike("{qy}:claims")).hasSize(1);
    it.appended(givingBack(first, List.of(), stop("a")));
    assertThat(it.keysLike("{qy}:claims")).isEmpty();
  }

  @Test
  void whoWantsThatNobodyHoldsAPlaceIsRefusedWhileSomebodyDoesAndTakesNone() {
    Claim nobody = Claim.noneOf(ACCOUNT, "z");
    it.appended(claiming(caseNumber(1), nobody));
    assertThat(it.keysLike("{qy}:claims")).isEmpty();
    Appended held = it.appended(claiming(CASE, stop("a")));
    assertThat(it.append(claiming(caseNumber(2), nobody)))
        .isEqualTo(new ClaimsRefused(List.of(nobody)));
    it.appended(givingBack(held, List.of(nobody), stop("a")));
    assertThat(it.keysLike("{qy}:claims")).isEmpty();
  }

  @Test
  void whoWantsThatSomebodyElseHoldsAPlaceIsRefusedWhereNobodyDoesAndTakesNone() {
    Claim somebody = Claim.someOf(ACCOUNT, "a");
    assertThat(it.append(claiming(caseNumber(1), somebody)))
        .isEqualTo(new ClaimsRefused(List.of(somebody)));
    Appended held = it.appended(claiming(CASE, stop("a")));
    // its own, which the same write gives back, is nobody else's
    assertThat(it.append(givingBack(held, List.of(somebody), stop("a"))))
        .isEqualTo(new ClaimsRefused(List.of(somebody)));
    it.appended(claiming(caseNumber(2), stop("b")));
    it.appended(givingBack(held, List.of(somebody), stop("a")));
    it.appended(claiming(caseNumber(3), stop("c"))); // a took none again
  }

  @Test
  void whatIsOnlyShownIsNeverRefusedAndKeptAsFarAsThereIsRoom() {
    it.appended(claiming(caseNumber(1), new Claim(ACCOUNT, -2, "a"), new Claim(ACCOUNT, -2, "b")));
    it.appended(claiming(caseNumber(2), new Claim(ACCOUNT, -2, "c")));
    Appended last = it.appended(claiming(CASE, new Claim("other", -2, "a")));
    it.appended(givingBack(last, List.of(), stop("a"), stop("b")));
    // c found no room, so nobody holds one now
    it.appended(claiming(caseNumber(3), Claim.noneOf(ACCOUNT, "z")));
  }

  @Test
  void noAccountNumberReachesTheStore() {
    it.appended(claiming(CASE, stop("a")));

    assertThat(get(it.redis().hkeys("{qy}:claims".getBytes(ISO_8859_1))))
        .singleElement()
        .satisfies(name -> assertThat(name).hasSize(16))
        .satisfies(name -> assertThat(new String(name, ISO_8859_1)).doesNotContain("6222"));
  }

  private static Write givingBack(Appended before, List<Claim> claims, Claim... back) {
    return new Write(
        CASE,
        before.version(),
        before.lastHash(),
        List.of(fact("Released")),
        claims,
        List.of(back),
        List.of(),
        List.of(),
        null);
  }
}
