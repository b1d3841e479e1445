package org.haltline.load.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haltline.core.order.OrderState;
import org.haltline.load.house.JournalOnDisk;
import org.haltline.load.house.JournalOnDisk.Standing;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.world.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFillTest {
  @TempDir private Path folder;

  @Test
  void aFilledJournalHoldsWholeCasesAndIsFoundAgain() throws Exception {
    var config = new ServerConfig(folder, 0, "t", Map.of());
    try (var journal = JournalOnDisk.open(config);
        var fill = new JournalFill(journal.journal(), ServerConfig.CENTRE)) {
      fill.fill(300, written -> {});
      journal.seal();
      assertThat(journal.usedMemoryBytes()).isGreaterThan(300L * JournalFill.FACTS * 100);
    }

    try (var again = JournalOnDisk.open(config)) {
      List<Standing> cases = again.cases();
      assertThat(cases).hasSize(300);
      assertThat(cases)
          .allSatisfy(
              one -> {
                assertThat(one.version()).isEqualTo(JournalFill.FACTS);
                assertThat(one.state().orders()).hasSize(Reports.ORDERS);
                assertThat(one.state().orders().values())
                    .allMatch(order -> order.state() == OrderState.DONE);
              });
    }
  }
}
