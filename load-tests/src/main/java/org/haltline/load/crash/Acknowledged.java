package org.haltline.load.crash;

import java.util.List;

/// What a client was told about a report it filed, however often it had to ask.
///
/// @param report its running number, which its case carries in the caller's name
/// @param version how many facts the case had then
/// @param orders the numbers of the orders named in the answer
/// @param attempts how often the report was sent
public record Acknowledged(
    long report, String caseId, long version, List<String> orders, int attempts) {
  public Acknowledged {
    orders = List.copyOf(orders);
  }
}
