package org.haltline.app.demo;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.app.Sandboxes;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;

/// The world outside of the demo: sandbox banks and carriers on a Vert.x of their own, one of them
/// slow, one forgetful.
final class Outside implements AutoCloseable {
  private static final int SEED = 20_261;
  private static final int PAGE = 500;
  private static final List<String> EVENING = List.of("ICBC", "BOCOM", "CMCC");

  private final Vertx vertx;
  private final Sandboxes sandboxes;

  private Outside(Vertx vertx, Sandboxes sandboxes) {
    this.vertx = vertx;
    this.sandboxes = sandboxes;
  }

  static Outside open(InstantSource clock) throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    try {
      Sandboxes sandboxes =
          Sandboxes.startAll(vertx, SEED, clock)
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      var outside = new Outside(vertx, sandboxes);
      outside.misbehave();
      return outside;
    } catch (ExecutionException | TimeoutException failed) {
      vertx.close();
      throw new IllegalStateException("the sandbox institutions do not start", failed);
    }
  }

  /// Banks are not all alike: BOC takes its time, ABC loses an answer now and then, Unicom refuses
  /// some.
  private void misbehave() {
    sandbox("ICBC").misbehave(Faults.NONE.delayed(5, 40));
    sandbox("BOC").misbehave(Faults.NONE.delayed(400, 1_200));
    sandbox("ABC").misbehave(Faults.NONE.delayed(5, 30).losingReplies(0.4));
    sandbox("CCB").misbehave(Faults.NONE.delayed(5, 30).answeringLate(0.5, 900));
    sandbox("CUCC").misbehave(Faults.NONE.delayed(5, 30).refusing(0.5, ReasonCode.NO_SUCH_NUMBER));
  }

  /// In the evening some machines are down, and people do their work: those whose desks somebody
  /// may sit down at, and one bank whose liaison is there all the time.
  void evening() {
    for (String id : EVENING) {
      sandbox(id).misbehave(Faults.NONE.away(true));
    }
  }

  private SandboxServer sandbox(String id) {
    SandboxServer sandbox = sandboxes.running().get(id);
    if (sandbox == null) {
      throw new IllegalStateException("no sandbox " + id);
    }
    return sandbox;
  }

  Map<String, String> reach() {
    return sandboxes.reach();
  }

  /// Tells of every stop as it stands in the banks' own books.
  void readBooks(Figures figures) {
    for (SandboxServer sandbox : sandboxes.running().values()) {
      Book book = sandbox.book();
      for (int from = 0; from < book.size(); from += PAGE) {
        for (Book.Entry entry : book.entries(from, PAGE)) {
          if (entry.kind() == OrderKind.STOP_PAYMENT) {
            figures.arrivedAtBank(entry.caseId(), entry.receivedAt());
          }
        }
      }
    }
  }

  @Override
  public void close() {
    vertx.close();
  }
}
