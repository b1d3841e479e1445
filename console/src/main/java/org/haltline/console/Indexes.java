package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.journal.Position;
import org.haltline.core.search.Casebook;
import org.haltline.core.search.Progress;
import org.haltline.core.search.Suspects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The indexes of this process: how far they are, and building one anew while the desks work.
final class Indexes {
  private static final Logger log = LoggerFactory.getLogger(Indexes.class);

  private final Vertx vertx;
  private final List<Index> all;

  /// One of them.
  private record Index(
      String name, Supplier<Progress> progress, Supplier<CompletionStage<Void>> rebuild) {}

  Indexes(Vertx vertx, Suspects suspects, Casebook casebook) {
    this.vertx = vertx;
    this.all =
        List.of(
            new Index("suspects", suspects::progress, suspects::rebuild),
            new Index("cases", casebook::progress, casebook::rebuild));
  }

  private record IndexView(
      String name,
      int entries,
      @Nullable Instant upTo,
      boolean rebuilding,
      @Nullable Instant rebuiltUpTo,
      @Nullable Long done,
      @Nullable Long of,
      @Nullable BigDecimal share,
      @Nullable String trouble) {
    static IndexView of(Index index) {
      Progress now = index.progress().get();
      return new IndexView(
          index.name(),
          now.entries(),
          moment(now.position()),
          now.rebuilding(),
          now.rebuilt() == null ? null : moment(now.rebuilt()),
          now.rebuilding() ? now.done() : null,
          now.rebuilding() ? now.of() : null,
          now.rebuilding() ? share(now) : null,
          now.trouble().isEmpty() ? null : now.trouble());
    }

    /// Nothing to read is all that is to be read.
    private static BigDecimal share(Progress now) {
      return now.of() == 0
          ? BigDecimal.ONE
          : BigDecimal.valueOf(now.done())
              .divide(BigDecimal.valueOf(now.of()), 3, RoundingMode.DOWN);
    }

    private static @Nullable Instant moment(Position at) {
      return at.equals(Position.START) ? null : Instant.ofEpochMilli(at.millis());
    }
  }

  private record IndexesView(List<IndexView> indexes) {}

  Map<String, Handling> handlings() {
    return Map.of("listIndexes", this::list, "rebuildIndex", this::rebuild);
  }

  private Future<Answer> list(Exchange exchange) {
    return vertx
        .executeBlocking(
            () -> Answer.json(200, new IndexesView(all.stream().map(IndexView::of).toList())),
            false)
        .map(Objects::requireNonNull);
  }

  private Future<Answer> rebuild(Exchange exchange) {
    String name = exchange.path("index");
    Index index =
        all.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Refused(Problem.at(ProblemCode.NO_SUCH_INDEX, "path:index")));
    exchange.about(name);
    return vertx.executeBlocking(() -> begun(index), false).map(Objects::requireNonNull);
  }

  /// One at a time: whoever asks while one is being built is told how far that one is.
  private static Answer begun(Index index) {
    boolean under = index.progress().get().rebuilding();
    if (!under) {
      var _ =
          index
              .rebuild()
              .get()
              .whenComplete(
                  (done, failed) -> {
                    if (failed == null) {
                      log.info("the index of {} was built anew", index.name());
                    } else {
                      log.warn(
                          "the index of {} was not built: {}", index.name(), failed.toString());
                    }
                  });
    }
    return Answer.json(under ? 200 : 202, IndexView.of(index));
  }
}
