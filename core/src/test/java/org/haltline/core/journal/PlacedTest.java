package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.queueing;

import java.nio.file.Path;
import java.util.List;
import org.haltline.core.journal.QueueChange.Issue;
import org.haltline.core.journal.QueueChange.PutOnDesk;
import org.haltline.core.journal.QueueChange.Take;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a writer is told of the places that its orders got.
class PlacedTest {

  @TempDir Path folder;
  private int cases;

  @Test
  void everyOrderIsToldItsPlaceAndWhatStoodLastBeforeIt() {
    try (TestRedis redis = TestRedis.start(folder);
        JournalFixture it = new JournalFixture(redis)) {
      List<Placed> first =
          change(it, issue("ICBC", "1"), onDesk("2"), issue("ABC", "3"), issue("ICBC", "4"));
      assertThat(first).extracting(Placed::orderId).containsExactly("1", "3", "4");
      assertThat(first.get(0).before()).isNull();
      assertThat(first.get(1).before()).isNull();
      assertThat(first.get(2).before()).isEqualTo(first.get(0).at());
      assertThat(get(it.journal.queued("ICBC", Position.START, 10)))
          .extracting(Queued::at)
          .containsExactly(first.get(0).at(), first.get(2).at());

      assertThat(change(it, issue("ICBC", "4"))).as("stood there already").isEmpty();
      assertThat(change(it, new Take("ICBC", "4"), issue("ICBC", "5")).getFirst().before())
          .as("what was answered waits no longer")
          .isEqualTo(first.get(0).at());
      List<Placed> last = change(it, new Take("ICBC", "1"), new Take("ICBC", "5"));
      assertThat(last).isEmpty();
      assertThat(change(it, issue("ICBC", "6")).getFirst().before()).isNull();
    }
  }

  private static Issue issue(String institution, String order) {
    return new Issue(institution, order, order.getBytes(UTF_8));
  }

  private static PutOnDesk onDesk(String order) {
    return new PutOnDesk("ICBC", order, order.getBytes(UTF_8));
  }

  private List<Placed> change(JournalFixture it, QueueChange... changes) {
    return it.appended(queueing(caseNumber(++cases), changes)).placed();
  }
}
