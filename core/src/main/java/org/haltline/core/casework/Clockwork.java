package org.haltline.core.casework;

import org.haltline.core.casefile.Deadline;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;

/// The name of a running clock in the journal: case, order, deadline.
public record Clockwork(CaseId caseId, OrderId orderId, Deadline deadline) {

  public String key() {
    return caseId + "|" + orderId + "|" + deadline;
  }

  public static Clockwork parse(String key) {
    String[] parts = key.split("\\|", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a clock of ours (case|order|deadline): " + key);
    }
    return new Clockwork(new CaseId(parts[0]), new OrderId(parts[1]), Deadline.valueOf(parts[2]));
  }
}
