package org.haltline.core.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.search.KnownList.State.READY;
import static org.haltline.core.search.SearchedCentre.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.haltline.core.casefile.Cast;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.RedisRegister;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.search.KnownList.State;
import org.haltline.core.search.KnownLists.Listed;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownListsTest {
  private static final AtomicInteger CENTRES = new AtomicInteger();
  private static final String CARD = "6222020000000000018";
  private static final String LIST = "卡号,户名,备注\n" + CARD + ",骆大海,旧案\n12,,\n";

  @TempDir static Path redisFolder;
  private static EmbeddedRedis redis;
  private static RedisConnections connections;

  @TempDir Path folder;
  private RedisRegister register;
  private FileStore files;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(redisFolder));
    connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
  }

  @AfterAll
  static void stopRedis() {
    connections.close();
    redis.close();
  }

  @BeforeEach
  void open() throws IOException {
    register =
        new RedisRegister("lists" + CENTRES.incrementAndGet(), CentreKey.random(), connections);
    files = FileStore.open(folder.resolve("files"));
  }

  private KnownLists lists(String index) throws IOException {
    KnownLists lists =
        KnownLists.open(folder.resolve(index), register, files, InstantSource.fixed(Cast.NOON));
    lists.follow();
    return lists;
  }

  private static KnownList bring(KnownLists lists, String text) throws IOException {
    KnownList list =
        lists.bring(new ByteArrayInputStream(text.getBytes(UTF_8)), 1 << 20, "old", "an-1");
    await(() -> lists.find(list.listId()).map(it -> it.state() != State.READING).orElse(false));
    return lists.find(list.listId()).orElseThrow();
  }

  private static List<Listed> find(KnownLists lists, String typed) {
    return lists.find(typed, name -> Optional.empty(), 10);
  }

  @Test
  void whomAListNamesIsFoundAsASuspectIs() throws IOException {
    try (KnownLists lists = lists("index")) {
      KnownList list = bring(lists, LIST);
      assertThat(list.state()).isEqualTo(State.READY);
      assertThat(List.of(list.rows(), list.entries(), list.faults())).containsExactly(2L, 1L, 1L);
      for (String typed :
          List.of(
              CARD,
              "6222 0200 0000 0000 018",
              CARD.substring(0, 9),
              CARD.substring(1),
              "骆大海",
              "luo dahai",
              "骆大海 0018")) {
        Listed listed = find(lists, typed).getFirst();
        assertThat(listed.subject().key()).as(typed).isEqualTo("account:" + CARD);
        assertThat(listed.on().getFirst().name()).isEqualTo("骆大海");
        assertThat(listed.on().getFirst().note()).isEqualTo("旧案");
      }
      var lines = new ArrayList<Long>();
      lists.faults(list.listId(), fault -> lines.add(fault.line()));
      assertThat(lines).containsExactly(3L);
    }
  }

  /// A subject is asked for by its number, not by what people read beside it.
  @Test
  void aSubjectIsFoundOnAListHoweverItIsShown() throws IOException {
    try (KnownLists lists = lists("index")) {
      bring(
          lists,
          "卡号,银行,身份证,微信\n"
              + (CARD + ",工商银行,,\n")
              + ",,110101199003070070,\n,,E12345678,\n,,,parcel_help_01\n");
      for (Subject subject :
          List.of(
              BankAccount.parse(CARD, "招商银行", "骆大海").understood().orElseThrow(),
              IdDocument.parse("110101199003070070").understood().orElseThrow(),
              IdDocument.parse("E12345678", IdDocument.PASSPORT).understood().orElseThrow(),
              ChatAccount.parse("wechat", "parcel_help_01").understood().orElseThrow())) {
        assertThat(lists.screen(subject, name -> Optional.empty(), 3))
            .as(subject.display())
            .extracting(it -> it.match().why())
            .containsExactly(Match.Why.EXACT);
      }
    }
  }

  /// Whoever brought it was told that it was taken in.
  @Test
  void aListThatWasTakenInAndNotReadYetIsReadAfterTheNextStart() throws Exception {
    KnownList brought;
    try (KnownLists lists = lists("index")) {
      brought = bringLong(lists);
    }
    assertThat(SearchedCentre.get(register.all("list"))).as("read before the end").isEmpty();
    try (KnownLists lists = lists("index")) {
      await(() -> lists.find(brought.listId()).map(it -> it.state() == READY).orElse(false));
      KnownList read = lists.find(brought.listId()).orElseThrow();
      assertThat(read.entries()).isEqualTo(30_000);
      assertThat(List.of(read.name(), read.by())).containsExactly("old", "an-1");
      await(() -> SearchedCentre.get(register.all("list-coming")).isEmpty());
    }
  }

  /// The look around that reads it has asked before what is in force.
  @Test
  void aListThatWasReadOnIsNotTakenForOneThatIsInForceNowhere() throws Exception {
    KnownList brought;
    try (KnownLists lists = lists("index")) {
      brought = bringLong(lists);
    }
    try (KnownLists _ = lists("index")) {
      await(() -> SearchedCentre.get(register.all("list-coming")).isEmpty());
    }
    try (var index =
        new IndexFolder<>(folder.resolve("index"), "lists", ListedIndex::open).open()) {
      assertThat(index.lists()).containsExactly(brought.listId());
    }
  }

  @Test
  void aListThatAnotherProcessReadsOnIsDroppedThereAsWell() throws Exception {
    try (KnownLists lists = lists("index")) {
      KnownList brought = bringLong(lists);
      try (KnownLists other = lists("another")) {
        await(() -> other.find(brought.listId()).isPresent());
        SearchedCentre.get(lists.drop(brought.listId()));
        await(() -> other.find(brought.listId()).isEmpty());
      }
    }
    assertThat(SearchedCentre.get(register.all("list"))).isEmpty();
  }

  /// One that is not read through as soon as it came.
  private static KnownList bringLong(KnownLists lists) throws IOException {
    String text =
        IntStream.range(0, 30_000)
            .mapToObj(row -> "139%08d\n".formatted(row))
            .collect(Collectors.joining("", "手机号\n", ""));
    return lists.bring(new ByteArrayInputStream(text.getBytes(UTF_8)), 1 << 20, "old", "an-1");
  }

  @Test
  void aListThatWasDroppedBeforeItWasReadDoesNotComeBack() throws Exception {
    String text = LIST.repeat(2_000);
    try (KnownLists lists = lists("index")) {
      KnownList brought =
          lists.bring(new ByteArrayInputStream(text.getBytes(UTF_8)), 1 << 20, "old", "an-1");
      SearchedCentre.get(lists.drop(brought.listId()));
    }
    assertThat(SearchedCentre.get(register.all("list-coming"))).isEmpty();
    assertThat(SearchedCentre.get(register.all("list"))).isEmpty();
  }

  @Test
  void theSameFileChangesNothing() throws IOException {
    try (KnownLists lists = lists("index")) {
      KnownList first = bring(lists, LIST);
      assertThat(bring(lists, LIST)).isEqualTo(first);
      assertThat(find(lists, CARD).getFirst().on()).hasSize(1);
      assertThat(lists.all()).hasSize(1);
    }
  }

  @Test
  void aListOutlivesARestartAndTheLossOfItsIndex() throws IOException {
    try (KnownLists lists = lists("index")) {
      bring(lists, LIST);
    }
    for (String index : List.of("index", "another")) {
      try (KnownLists again = lists(index)) {
        await(() -> !find(again, CARD).isEmpty());
        assertThat(again.all()).extracting(KnownList::state).containsExactly(State.READY);
      }
    }
  }

  @Test
  void aListThatIsTakenBackIsFoundNoMoreAnywhere() throws IOException {
    try (KnownLists lists = lists("index");
        KnownLists elsewhere = lists("another")) {
      KnownList list = bring(lists, LIST);
      await(() -> !find(elsewhere, CARD).isEmpty());
      assertThat(lists.drop(list.listId()).toCompletableFuture().join()).isTrue();
      assertThat(find(lists, CARD)).isEmpty();
      assertThat(lists.drop(list.listId()).toCompletableFuture().join()).isFalse();
      await(() -> find(elsewhere, CARD).isEmpty());
    }
    assertThat(files.names()).isEmpty();
  }

  @Test
  void aListThatIsDroppedWhileItIsReadEndsWithoutAWord() throws IOException {
    try (KnownLists lists = lists("index")) {
      KnownList first = lists.bring(many("first"), 8 << 20, "first", "an-1");
      KnownList waiting = lists.bring(many("waiting"), 8 << 20, "waiting", "an-1");
      await(() -> lists.find(first.listId()).orElseThrow().rows() > 0);
      assertThat(lists.drop(waiting.listId()).toCompletableFuture().join()).isTrue();
      assertThat(lists.drop(first.listId()).toCompletableFuture().join()).isTrue();

      KnownList last = bring(lists, LIST);

      assertThat(lists.all()).containsExactly(last);
      assertThat(find(lists, "13700000001")).isEmpty();
      assertThat(files.names()).containsExactly(last.listId());
    }
  }

  @Test
  void aListThatWasDroppedIsTakenAgain() throws IOException {
    try (KnownLists lists = lists("index")) {
      KnownList first = lists.bring(many("again"), 8 << 20, "again", "an-1");
      lists.drop(first.listId()).toCompletableFuture().join();
      KnownList brought = lists.bring(many("again"), 8 << 20, "again", "an-2");
      await(() -> lists.find(brought.listId()).orElseThrow().state() != State.READING);

      KnownList kept = lists.find(brought.listId()).orElseThrow();
      assertThat(kept.by()).isEqualTo("an-2");
      assertThat(kept.state()).isEqualTo(State.READY);
    }
  }

  /// Long enough to be caught while it is read.
  private static ByteArrayInputStream many(String note) {
    var list = new StringBuilder("电话,备注\n");
    for (int i = 0; i < 100_000; i++) {
      list.append(13_700_000_000L + i).append(',').append(note).append('\n');
    }
    return new ByteArrayInputStream(list.toString().getBytes(UTF_8));
  }

  @Test
  void whatIsNoListIsRefusedAndNothingIsKeptOfIt() throws IOException {
    try (KnownLists lists = lists("index")) {
      KnownList refused = bring(lists, "a,b\n1,2\n");
      assertThat(refused.state()).isEqualTo(State.REFUSED);
      assertThat(refused.trouble()).isEqualTo("NO_HEADINGS");
      assertThat(files.names()).isEmpty();
    }
  }

  /// Two processes share their files, and only one of them is in trouble.
  @Test
  void whatIsInForceElsewhereKeepsItsFile() throws IOException {
    Path work = folder.resolve("another");
    Path away = folder.resolve("away");
    try (KnownLists elsewhere = lists("index");
        KnownLists lists = KnownLists.open(work, register, files, InstantSource.fixed(Cast.NOON))) {
      KnownList list = bring(elsewhere, LIST);
      Files.move(work, away);
      assertThat(bring(lists, LIST).state()).isEqualTo(State.REFUSED);
      Files.move(away, work);
      assertThat(files.names()).containsExactly(list.listId());
    }
  }

  /// Killed between its last row and its head: nobody had been told that it is in force.
  @Test
  void aListWithoutAHeadIsNoList() throws IOException {
    try (var index =
        new IndexFolder<>(folder.resolve("index"), "lists", ListedIndex::open).open()) {
      index.finish("0".repeat(64));
    }
    try (KnownLists lists = lists("index")) {
      bring(lists, LIST);
      assertThat(lists.all()).hasSize(1);
    }
    try (var index =
        new IndexFolder<>(folder.resolve("index"), "lists", ListedIndex::open).open()) {
      assertThat(index.lists()).hasSize(1);
    }
  }
}
