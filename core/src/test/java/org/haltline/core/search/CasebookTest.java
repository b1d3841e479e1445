package org.haltline.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.casefile.Cast.CALLER_ID;
import static org.haltline.core.casefile.Cast.MULE;
import static org.haltline.core.casefile.Cast.cny;
import static org.haltline.core.casefile.Cast.lure;
import static org.haltline.core.casefile.Cast.paid;
import static org.haltline.core.casefile.Cast.report;
import static org.haltline.core.search.SearchedCentre.await;
import static org.haltline.core.search.SearchedCentre.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseNote;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.casefile.Report;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.search.CaseAnswer.Count;
import org.haltline.core.search.CaseQuestion.CannotAsk;
import org.haltline.core.search.CaseQuestion.Order;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasebookTest {
  private static final AtomicInteger CENTRES = new AtomicInteger();
  private static final Set<CasePart> EVERYTHING = EnumSet.allOf(CasePart.class);
  private static final String TOLD = "对方自称公安,要求下载安心理财软件刷单返利,转账后无法提现";

  @TempDir static Path redisFolder;
  private static EmbeddedRedis redis;

  @TempDir Path folder;
  private SearchedCentre centre;
  private Casebook casebook;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(redisFolder));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void open() {
    centre = new SearchedCentre(redis, "casebook" + CENTRES.incrementAndGet());
    casebook = centre.casebook(folder);
  }

  @AfterEach
  void close() {
    casebook.close();
    centre.close();
  }

  private static CaseId caseNumber(int number) {
    return new CaseId("HX-261120-%04d".formatted(number));
  }

  private static CaseEvent filed(int number, String kind, String said, Payment... payments) {
    // the second case has nobody in common with the others
    boolean other = number == 2;
    Report told = report(List.of(payments), other ? List.of() : List.of(lure(CALLER_ID, "mobile")));
    return new CaseEvent.ReportFiled(
        caseNumber(number),
        new Report(
            new Report.Caller(other ? "欧阳青" : "沈佳音", other ? "unknown" : "13705550166"),
            told.via(),
            kind,
            said,
            told.language(),
            told.receivedAt().plus(Duration.ofMinutes(number)),
            told.pickedUpAt(),
            told.victimOnLineWithFraudster(),
            told.payments(),
            told.lures()));
  }

  private void tell(int number, CaseEvent... events) {
    centre.tell(caseNumber(number), Cast.NOON, List.of(events));
    centre.caughtUp(casebook);
  }

  private static CaseQuestion ask(String words) {
    return with(words, EVERYTHING, Map.of());
  }

  private static CaseQuestion with(
      String words, Set<CasePart> seen, Map<CaseFacet, Set<String>> chosen) {
    return new CaseQuestion(words, chosen, null, null, null, null, Order.NEWEST, seen, 0, 20);
  }

  private static CaseQuestion money(@Nullable Money least, @Nullable Money most, Order order) {
    return new CaseQuestion("", Map.of(), null, null, least, most, order, EVERYTHING, 0, 20);
  }

  private List<CaseId> found(String words) {
    return casebook.ask(ask(words)).cases();
  }

  @Test
  void aCaseIsFoundByAnythingThatWasSaidInIt() {
    tell(
        1,
        filed(1, "刷单", TOLD, paid(MULE, "ccb", 30_000)),
        new CaseEvent.NoteAdded(
            caseNumber(1),
            new CaseNote(
                "op-qin", "秦晓岚", Cast.NOON, "Victim's daughter called back twice", List.of())));
    tell(2, filed(2, "冒充客服", "The caller was told to buy gift cards"));
    for (String words :
        List.of(
            "刷单返利",
            "刷單返利",
            "单返",
            "安心理财",
            "公安 提现",
            "\"无法提现\"",
            "沈佳音",
            "骆大海",
            "daughters calling",
            "HX-261120-0001",
            "6217001180012345677",
            "6217 0011 8001 2345 677",
            "5677",
            "13855501122",
            "+86 138 5550 1122",
            "刷单 -gift")) {
      assertThat(found(words)).as(words).containsExactly(caseNumber(1));
    }
    assertThat(found("gift card")).containsExactly(caseNumber(2));
    assertThat(found("")).containsExactly(caseNumber(2), caseNumber(1));
    assertThat(found("提现公安局长")).isEmpty();
    assertThat(found("\"提现 公安\"")).isEmpty();
  }

  @Test
  void whatSomebodyMayNotSeeIsNotSearchedForThem() {
    tell(1, filed(1, "刷单", TOLD, paid(MULE, "ccb", 30_000)));
    var gaps = EnumSet.of(CasePart.OPEN);
    for (String words : List.of("沈佳音", "13705550166", "0166", "安心理财", "\"无法提现\"")) {
      assertThat(casebook.ask(with(words, EVERYTHING, Map.of())).total()).as(words).isEqualTo(1);
      CaseAnswer answer = casebook.ask(with(words, gaps, Map.of()));
      assertThat(answer.total()).as(words).isZero();
      assertThat(answer.sums()).isEmpty();
      assertThat(answer.facets().values()).allSatisfy(counts -> assertThat(counts).isEmpty());
    }
    assertThat(casebook.ask(with("骆大海", gaps, Map.of())).total()).isEqualTo(1);
    assertThat(casebook.marks(state(1), with("刷单", gaps, Map.of()), 9))
        .extracting(Marked::where)
        .containsExactly(Where.KIND);
  }

  private CaseState state(int number) {
    return CaseEvolution.replay(
        caseNumber(number),
        get(centre.journal.load(caseNumber(number))).facts().stream()
            .map(org.haltline.core.codec.FactCodec::event)
            .toList());
  }

  @Test
  void whatWasAskedForIsMarkedInTheCaseAsItStands() {
    tell(1, filed(1, "刷单", TOLD, paid(MULE, "ccb", 30_000)));
    Marked said = casebook.marks(state(1), ask("無法提現"), 3).getFirst();
    assertThat(said.where()).isEqualTo(Where.SAID);
    assertThat(marked(said)).containsExactly("无法提现");
    Marked number = casebook.marks(state(1), ask("5677"), 3).getFirst();
    assertThat(number.where()).isEqualTo(Where.PAYEE);
    assertThat(marked(number)).containsExactly("5677");
    assertThat(casebook.marks(state(1), ask(""), 3)).isEmpty();
  }

  private static List<String> marked(Marked piece) {
    return piece.spans().stream()
        .map(span -> piece.text().substring(span.from(), span.to()))
        .toList();
  }

  @Test
  void facetsCountWhatAChoiceWouldShow() {
    tell(1, filed(1, "刷单", TOLD, paid(MULE, "CCB", 30_000)));
    tell(2, filed(2, "刷单", TOLD, paid(MULE, "CCB", 800_000)));
    tell(3, filed(3, "冒充客服", "退款"));
    CaseAnswer all = casebook.ask(ask(""));
    assertThat(all.facets())
        .containsEntry(CaseFacet.KIND, List.of(new Count("刷单", 2), new Count("service", 1)))
        .containsEntry(CaseFacet.BANK, List.of(new Count("CCB", 2)))
        .containsEntry(CaseFacet.AMOUNT, List.of(new Count("10000", 1), new Count("500000", 1)))
        .containsEntry(CaseFacet.MONTH, List.of(new Count("2026-11", 3)))
        .containsEntry(CaseFacet.STATUS, List.of(new Count("REPORTED", 3)));
    CaseAnswer chosen = casebook.ask(with("", EVERYTHING, Map.of(CaseFacet.KIND, Set.of("冒充客服"))));
    assertThat(chosen.cases()).containsExactly(caseNumber(3));
    assertThat(chosen.facets())
        .containsEntry(CaseFacet.KIND, all.facets().get(CaseFacet.KIND))
        .containsEntry(CaseFacet.BANK, List.of());
    assertThat(all.facets().get(CaseFacet.COLOUR)).contains(new Count("RED", 1));
  }

  @Test
  void aKindOfFraudIsOneHoweverItsDeskCallsIt() {
    tell(1, filed(1, "冒充客服", TOLD));
    tell(2, filed(2, "Posing as customer service", TOLD));
    tell(3, filed(3, "service", TOLD));
    tell(4, filed(4, "假快递", TOLD));
    assertThat(casebook.ask(ask("")).facets())
        .containsEntry(CaseFacet.KIND, List.of(new Count("service", 3), new Count("假快递", 1)));
    for (String said : List.of("service", "冒充客服", "Posing as customer service")) {
      CaseAnswer chosen = casebook.ask(with("", EVERYTHING, Map.of(CaseFacet.KIND, Set.of(said))));
      assertThat(chosen.cases()).containsExactly(caseNumber(3), caseNumber(2), caseNumber(1));
    }
  }

  @Test
  void moneyIsSummedOverAllAndNotOverThePage() {
    for (int i = 1; i <= 5; i++) {
      tell(i, filed(i, "刷单", TOLD, paid(MULE, "ccb", 10_000L * i)));
    }
    var two = new CaseQuestion("", Map.of(), null, null, null, null, Order.MONEY, EVERYTHING, 1, 2);
    CaseAnswer answer = casebook.ask(two);
    assertThat(answer.total()).isEqualTo(5);
    assertThat(answer.cases()).containsExactly(caseNumber(4), caseNumber(3));
    assertThat(answer.sums().getFirst().reported()).isEqualTo(cny(150_000));
    assertThat(casebook.ask(money(cny(20_000), cny(40_000), Order.OLDEST)).cases())
        .containsExactly(caseNumber(2), caseNumber(3), caseNumber(4));
  }

  @Test
  void aQuestionThatCannotBeUnderstoodSaysWhy() {
    assertThatThrownBy(() -> casebook.ask(ask("刷单 \"返利")))
        .isInstanceOfSatisfying(
            CannotAsk.class, it -> assertThat(it.why()).isEqualTo(CannotAsk.Why.QUOTE_OPEN));
    assertThatThrownBy(() -> casebook.ask(ask("a ".repeat(33))))
        .isInstanceOfSatisfying(
            CannotAsk.class, it -> assertThat(it.why()).isEqualTo(CannotAsk.Why.TOO_MANY_WORDS));
    for (String odd : List.of("", " ", "-", "\"\"", "，。", "*", "(((", "AND OR NOT", "a:b~^2")) {
      assertThat(casebook.ask(ask(odd)).total()).as(odd).isZero();
    }
  }

  @Test
  void afterARestartItGoesOnWhereItStopped() {
    tell(1, filed(1, "刷单", TOLD));
    casebook.close();
    centre.tell(caseNumber(2), Cast.NOON, List.of(filed(2, "刷单", TOLD)));
    casebook = centre.casebook(folder);
    await(() -> found("刷单返利").size() == 2);
  }

  @Test
  void itIsBuiltAnewWhileItIsAsked() {
    for (int i = 1; i <= 20; i++) {
      tell(i, filed(i, "刷单", TOLD));
    }
    var rebuilt = casebook.rebuild().toCompletableFuture();
    do {
      assertThat(casebook.ask(ask("返利")).total()).isEqualTo(20);
    } while (!rebuilt.isDone());
    get(rebuilt);
    assertThat(folder.resolve("cases-1")).doesNotExist();
    tell(21, filed(21, "刷单", TOLD));
    await(() -> casebook.ask(ask("返利")).total() == 21);
  }

  @Test
  void anIndexThatSomebodyDeletedGrowsBack() throws IOException {
    tell(1, filed(1, "刷单", TOLD));
    IndexFolder.delete(folder.resolve("cases-1"));
    centre.tell(caseNumber(2), Cast.NOON, List.of(filed(2, "刷单", TOLD)));
    await(() -> Files.isDirectory(folder.resolve("cases-2")));
    await(() -> found("刷单返利").size() == 2);
  }

  @Test
  void anErasedCaseIsFoundNoMoreWhileTheDeskWorks() {
    tell(1, filed(1, "刷单", TOLD, paid(MULE, "ccb", 30_000)));
    tell(2, filed(2, "刷单", TOLD, paid(MULE, "ccb", 30_000)));
    get(centre.journal.eraseCase(caseNumber(1)));
    get(casebook.lookAgain(caseNumber(1)));
    await(() -> found("返利").equals(List.of(caseNumber(2))));
    assertThat(casebook.ask(ask("")).sums().getFirst().reported()).isEqualTo(cny(30_000));
    try (Suspects suspects = centre.suspects(folder)) {
      centre.caughtUp(suspects);
      await(() -> !suspects.find(MULE.number(), 1).isEmpty());
      get(centre.journal.eraseCase(caseNumber(2)));
      get(suspects.lookAgain(caseNumber(2)));
      await(() -> suspects.find(MULE.number(), 1).isEmpty());
    }
  }

  /// Whatever happened in random cases, in whatever pieces it was read, and wherever the reading
  /// was cut off: the index is the one that a single reading makes.
  @Test
  void howeverItWasReadTheIndexIsTheSame() throws IOException {
    for (int number = 1; number <= 6; number++) {
      var chance = new RandomCase(20_261_123 + number, Cast.RULES);
      for (int step = 0; step < 40; step++) {
        chance.step();
      }
      for (RandomCase.Step step : chance.steps()) {
        if (!step.events().isEmpty()) {
          centre.tell(step.events().getFirst().caseId(), step.events());
        }
      }
    }
    try (CaseIndex whole = CaseIndex.open(folder.resolve("whole"))) {
      follow(whole, 1_000, Integer.MAX_VALUE);
      Map<String, String> once = IndexedCases.all(whole);
      assertThat(once).isNotEmpty();
      for (int pieces : List.of(1, 7, 40)) {
        Path cut = folder.resolve("cut" + pieces);
        for (int facts = 0; facts < 400; facts += 50) {
          CaseIndex index = CaseIndex.open(cut);
          follow(index, pieces, facts);
          if (facts % 100 == 0) {
            index.commit();
          }
          index.abandon();
        }
        try (CaseIndex index = CaseIndex.open(cut)) {
          follow(index, pieces, Integer.MAX_VALUE);
          assertThat(IndexedCases.all(index)).isEqualTo(once);
        }
      }
    }
  }

  /// Reads on, so many facts at once and so many in all, and tells what waits at the end.
  private void follow(CaseIndex index, int atOnce, int atMost) throws IOException {
    var projection = new CaseProjection(centre.journal, index, SearchedCentre.CASE_TABLES.docs());
    for (int read = 0; read < atMost; read += atOnce) {
      var facts = get(centre.journal.after(index.position(), atOnce));
      if (facts.isEmpty()) {
        break;
      }
      projection.accept(facts);
    }
    index.refresh();
  }
}
