package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.taken;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent.Heard;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The signature that an order bore is journalled with the first word that comes of it, and not
/// again.
class EvidenceTest {
  private static final OrderSignature OURS = signature("k1");
  private static final OrderSignature ANOTHER = signature("k2");
  private static final Receipt SILENCE = new Receipt.Unknown(NOON, "silence");

  private static OrderSignature signature(String key) {
    return new OrderSignature("jws", "Ed25519", key, "head..signature", "ab".repeat(32));
  }

  private static RecordReceipt heard(
      Story story, Receipt receipt, @Nullable OrderSignature signature) {
    return new RecordReceipt(CASE, story.order(1), receipt, signature);
  }

  @Test
  void whateverIsHeardFirstKeepsIt() {
    for (Receipt receipt :
        List.of(
            taken(),
            SILENCE,
            done(cny(30_000)),
            done(cny(31_000)),
            no(ReasonCode.NAME_MISMATCH),
            new Receipt.Exhausted(NOON, 8, "silence"),
            new Receipt.NeedsPerson(NOON, "a person must look"))) {
      Story story = oneStop().by(ICBC);
      story.given(heard(story, receipt, OURS));
      assertThat(journalled(story)).as("%s", receipt).containsExactly(OURS);
      assertThat(story.file(1).signature()).isEqualTo(OURS);
    }
  }

  @Test
  void itIsKeptOnce() {
    Story story = oneStop().by(ICBC);
    story.given(heard(story, SILENCE, OURS));
    assertThat(journalled(story)).containsExactly(OURS);
    story.given(heard(story, done(cny(30_000)), OURS));
    assertThat(journalled(story)).isEmpty();
    assertThat(story.file(1).signature()).isEqualTo(OURS);
  }

  @Test
  void wordWithoutASignatureTakesNoneAway() {
    Story story = oneStop().by(ICBC);
    story.given(heard(story, SILENCE, OURS)).given(heard(story, done(cny(30_000)), null));
    assertThat(story.file(1).signature()).isEqualTo(OURS);
  }

  @Test
  void aSecondKeyIsKeptBesideTheFirst() {
    Story story = oneStop().by(ICBC);
    story.given(heard(story, SILENCE, OURS)).given(heard(story, done(cny(30_000)), ANOTHER));
    assertThat(journalled(story)).containsExactly(ANOTHER);
    assertThat(story.file(1).signature()).isEqualTo(ANOTHER);
  }

  @Test
  void aRepeatedWordIsNoFactForTheSakeOfASignature() {
    Story story = oneStop().by(ICBC);
    story.given(heard(story, done(cny(30_000)), null));
    story.when(heard(story, done(cny(30_000)), OURS)).thenNothingNew();
  }

  private static List<OrderSignature> journalled(Story story) {
    return story.decided().stream()
        .filter(Heard.class::isInstance)
        .map(event -> ((Heard) event).signature())
        .filter(kept -> kept != null)
        .toList();
  }
}
