package org.haltline.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.casefile.CaseCommand.AttachPaper;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Casework;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderPapers;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Rulebook;

/// Documents of orders: those that come, on disk under their hash first and then named by a fact;
/// and those that are drawn up from an order, to be printed.
final class Papers {
  /// What documents begin with.
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "%PDF-",
          "application/pdf", "\u0089PNG\r\n", "image/png", "\u00ff\u00d8\u00ff", "image/jpeg");

  private static final String UNTYPED = "application/octet-stream";

  private final Vertx vertx;
  private final Casework casework;
  private final Outcomes outcomes;
  private final FileStore files;
  private final OrderPapers documents;
  private final Rulebook book;
  private final int bytesMax;

  Papers(
      Vertx vertx,
      Casework casework,
      Outcomes outcomes,
      FileStore files,
      OrderPapers documents,
      Rulebook book,
      int bytesMax) {
    this.vertx = vertx;
    this.casework = casework;
    this.outcomes = outcomes;
    this.files = files;
    this.documents = documents;
    this.book = book;
    this.bytesMax = bytesMax;
  }

  Map<String, Handling> handlings() {
    return Map.of(
        "attachPaper", this::attach, "readPaper", this::paper, "readDocument", this::document);
  }

  private Future<Answer> document(Exchange exchange) {
    return exchange
        .on(casework.read(exchange.caseId()))
        .compose(
            reading -> {
              OrderFile file = left(exchange, reading.state());
              boolean draft = file.state() == OrderState.REQUESTED;
              Order order = file.order();
              // in order: however many are asked for, one is drawn up at a time
              return vertx.executeBlocking(
                  () -> documents.of(reading.state().caseId(), order, draft));
            })
        .map(
            drawn ->
                Objects.requireNonNull(drawn)
                    .map(pdf -> Answer.of(200, "application/pdf", Buffer.buffer(pdf)))
                    .orElseThrow(Papers::noDocument))
        .map(
            answer ->
                answer.with(
                    "Content-Disposition",
                    "inline; filename=\"" + exchange.orderId().digits() + ".pdf\""));
  }

  /// Behind a wall an order of somebody else's, or one that never left, is no order at all.
  private static OrderFile left(Exchange exchange, CaseState state) {
    OrderFile file = seen(exchange, state);
    if (file.state() == OrderState.DECLINED || file.state() == OrderState.NOT_ISSUED) {
      throw noDocument();
    }
    return file;
  }

  private static OrderFile seen(Exchange exchange, CaseState state) {
    if (!state.exists()) {
      throw new Refused(
          exchange.wall().stands()
              ? Problem.at(ProblemCode.NO_SUCH_ORDER, "path:orderId")
              : Problem.at(ProblemCode.NO_SUCH_CASE, "path:caseId"));
    }
    OrderFile file = state.order(exchange.orderId());
    if (file == null || !exchange.wall().shows(file)) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_ORDER, "path:orderId"));
    }
    return file;
  }

  private static Refused noDocument() {
    return new Refused(Problem.at(ProblemCode.NO_DOCUMENT, "path:orderId"));
  }

  private Future<Answer> attach(Exchange exchange) {
    CaseId caseId = exchange.caseId();
    OrderId orderId = exchange.orderId();
    String name = exchange.path("name");
    // Looked at first: what no order waits for is not kept.
    return exchange
        .on(casework.read(caseId))
        .compose(
            reading -> {
              requireWanted(exchange, reading.state(), name);
              requireAsSaid(exchange);
              return store(exchange);
            })
        .compose(
            sha256 ->
                outcomes.of(
                    exchange, new AttachPaper(caseId, orderId, name, sha256), List.of(), 200));
  }

  /// An institution answers on paper; the police's own papers are not its to hand in.
  private void requireWanted(Exchange exchange, CaseState state, String name) {
    OrderFile file = seen(exchange, state);
    boolean reply = name.equals(AttachPaper.REPLY) && file.state().hasLeft();
    boolean wanted =
        !exchange.wall().stands()
            && book.rule(file.order().kind()).papers().stream()
                .anyMatch(paper -> paper.name().equals(name));
    if (!reply && !wanted) {
      throw new Refused(Problem.at(ProblemCode.PAPER_UNKNOWN, "path:name", "name", name));
    }
  }

  /// A document is a PDF or a picture, and what it is called: whoever opens it later believes the
  /// name. Who does not know which of them it is sends it without a type, and gets nothing else in
  /// that way either: a page or a program under a document's name would lie in wait for the desk
  /// that opens it.
  private static void requireAsSaid(Exchange exchange) {
    String said = Objects.requireNonNullElse(exchange.header("Content-Type"), "");
    String type = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String is = typeOf(exchange.raw().getBytes());
    if (is.equals(UNTYPED) || !(type.equals(UNTYPED) || type.equals(is))) {
      throw Refused.of(ProblemCode.NOT_WHAT_IT_SAYS, type);
    }
  }

  /// The latest of that name; a corrected one stands beside the first.
  private Future<Answer> paper(Exchange exchange) {
    String name = exchange.path("name");
    return exchange
        .on(casework.read(exchange.caseId()))
        .compose(
            reading -> {
              OrderFile file = seen(exchange, reading.state());
              String sha256 =
                  file.papers().reversed().stream()
                      .filter(paper -> paper.name().equals(name))
                      .map(OrderFile.Attached::sha256)
                      .findFirst()
                      .orElseThrow(
                          () ->
                              new Refused(
                                  Problem.at(ProblemCode.NO_PAPER, "path:name", "name", name)));
              return vertx.executeBlocking(() -> bytes(sha256), false);
            })
        .map(Objects::requireNonNull)
        .map(
            bytes ->
                Answer.of(200, typeOf(bytes), Buffer.buffer(bytes))
                    .with("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  private byte[] bytes(String sha256) throws IOException {
    try (InputStream content = files.open(sha256)) {
      return content.readAllBytes();
    }
  }

  /// By its first bytes, whatever it was called when it came.
  private static String typeOf(byte[] bytes) {
    return SIGNATURES.entrySet().stream()
        .filter(it -> begins(bytes, it.getKey().getBytes(ISO_8859_1)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNTYPED);
  }

  private static boolean begins(byte[] bytes, byte[] with) {
    return bytes.length >= with.length
        && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  private Future<String> store(Exchange exchange) {
    byte[] bytes = exchange.raw().getBytes();
    return vertx
        .executeBlocking(() -> files.put(new ByteArrayInputStream(bytes), bytesMax), false)
        .map(stored -> Objects.requireNonNull(stored).sha256());
  }
}
