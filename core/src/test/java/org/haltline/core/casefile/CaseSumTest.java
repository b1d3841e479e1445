package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.oneHold;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.AddPayments;
import org.haltline.core.order.Money;
import org.junit.jupiter.api.Test;

class CaseSumTest {
  @Test
  void whatHasNotLeftIsReportedToo() {
    Payment unsent = paid(SECOND_MULE, "abc", 50_000, null);
    Story story = oneHold().given(new AddPayments(CASE, List.of(unsent)));

    assertThat(CaseSum.of(story.state()))
        .containsExactly(new CaseSum(cny(80_000), cny(50_000), cny(30_000)));
  }

  @Test
  void whatIsReleasedIsHeldNoMore() {
    Story story = oneHold();
    story = story.given(story.release(1)).by(ICBC).given(done(null), 2);

    assertThat(CaseSum.of(story.state())).containsExactly(new CaseSum(cny(30_000), cny(0), cny(0)));
  }

  @Test
  void severalCasesAddUpByCurrency() {
    CaseState one = oneHold().state();

    assertThat(CaseSum.over(List.of(one, one)))
        .containsExactly(new CaseSum(cny(60_000), Money.zero("CNY"), cny(60_000)));
  }
}
