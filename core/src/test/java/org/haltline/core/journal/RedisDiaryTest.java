package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.JournalFixture.KEY;
import static org.haltline.core.journal.JournalFixture.get;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.Diary.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The diary keeps what was written, in order, and gives it back from the newest on.
class RedisDiaryTest extends OnRedis {
  private static final Position END =
      new Position(Instant.parse("2026-12-31T00:00:00Z").toEpochMilli(), 0);
  private Diary diary;

  @BeforeEach
  void open() {
    diary = new RedisDiary("qy", KEY, it.connections);
  }

  @Test
  void linesAreReadBackOverTheMonths() {
    write("2026-09-30T23:59:59Z", "old", null);
    write("2026-11-01T00:00:01Z", "first", null);
    write("2026-11-20T10:00:00Z", "second", null);
    write("2026-12-01T00:00:00Z", "third", null);
    assertThat(texts(diary.before(END, Instant.EPOCH.plusSeconds(1), 10)))
        .containsExactly("third", "second", "first", "old");
    assertThat(texts(diary.before(END, Instant.parse("2026-11-01T00:00:00Z"), 10)))
        .containsExactly("third", "second", "first");
    List<Line> page = get(diary.before(END, Instant.EPOCH, 2));
    assertThat(page).hasSize(2);
    assertThat(texts(diary.before(page.getLast().at(), Instant.EPOCH, 2)))
        .containsExactly("first", "old");
  }

  @Test
  void whatIsAboutACaseIsFoundByIt() {
    write("2026-10-31T23:59:59Z", "october", "QY-1");
    write("2026-11-01T00:00:00Z", "somebody else's", "QY-2");
    write("2026-11-01T00:00:00Z", "november", "QY-1");
    assertThat(texts(diary.about("QY-1", 10))).containsExactly("november", "october");
    assertThat(texts(diary.about("QY-1", 1))).containsExactly("november");
    assertThat(texts(diary.about("QY-3", 10))).isEmpty();
    assertThat(it.keysLike("*")).noneMatch(key -> key.contains("QY-"));
  }

  /// Another process whose clock is behind writes after, not before.
  @Test
  void linesStandInTheOrderInWhichTheyCame() {
    write("2026-11-20T10:00:05Z", "ahead", null);
    write("2026-11-20T10:00:00Z", "behind", null);
    assertThat(texts(diary.before(END, Instant.EPOCH, 10))).containsExactly("behind", "ahead");
  }

  private void write(String at, String text, @Nullable String about) {
    get(diary.write(Instant.parse(at), text.getBytes(UTF_8), about));
  }

  private static List<String> texts(CompletionStage<List<Line>> lines) {
    return get(lines).stream().map(line -> new String(line.text(), UTF_8)).toList();
  }
}
