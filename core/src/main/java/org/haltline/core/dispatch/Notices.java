package org.haltline.core.dispatch;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.haltline.core.dispatch.Notice.What;

/// Tells the house what a person should see.
record Notices(Vertx vertx, String institution, InstantSource clock) {
  void tell(What what, long count) {
    var notice = new Notice(institution, what, count, clock.instant());
    vertx.eventBus().publish(Addresses.NOTICES, Addresses.notice(notice));
  }
}
